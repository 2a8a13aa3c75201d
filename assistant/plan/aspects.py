"""The words by which collectors ask for what a cover has: one table of stems for each aspect."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from corpus.catalogue.schema import Kind
from index.words import stem


class Aspect(StrEnum):
    """What can be asked of a cover."""

    STAMP = "stamp"
    POSTMARK = "postmark"
    HANDSTAMP = "handstamp"
    REGISTERED = "registered mail"
    CACHET = "cachet"
    AUTOGRAPH = "autograph"
    PRICE = "price"
    POSTAGE = "postage"
    PRINTED = "printed"
    COLOUR = "colour"
    LETTER = "letter"
    DATE = "date"
    GENUINE = "genuineness"
    RARITY = "rarity"


def _stemmed(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


def _table(rows: Mapping[Aspect, str]) -> Mapping[str, Aspect]:
    return MappingProxyType(
        {one: aspect for aspect, told in rows.items() for one in _stemmed(told)}
    )


# Two or more words that say one thing are joined before the table is looked at.
PHRASES: Mapping[tuple[str, ...], str] = MappingProxyType(
    {
        ("registered", "mail", "handstamp"): "registered",
        ("registered", "mail", "handstamps"): "registered",
        ("registered", "mail", "marking"): "registered",
        ("registered", "mail", "rubber", "stamp"): "registered",
        ("registration", "handstamp"): "registered",
        ("registered", "mail"): "registered",
        ("rubber", "stamp"): "handstamp",
        ("rubber", "stamps"): "handstamps",
        ("hand", "stamp"): "handstamp",
        ("hand", "stamps"): "handstamps",
        ("print", "run"): "edition",
        ("postage", "stamp"): "stamp",
        ("postage", "stamps"): "stamps",
        ("first", "day", "cover"): "fdc",
        ("first", "day", "covers"): "fdcs",
        ("maximum", "card"): "maxicard",
        ("maximum", "cards"): "maxicards",
        ("miniature", "sheet"): "minisheet",
        ("miniature", "sheets"): "minisheets",
        ("souvenir", "sheet"): "minisheet",
        ("postal", "stationery"): "stationery",
        ("souvenir", "card"): "souvenircard",
        ("souvenir", "cards"): "souvenircards",
        ("most", "recent"): "newest",
        ("franking", "total"): "postage",
        ("total", "franking"): "postage",
        ("postage", "total"): "postage",
        ("total", "postage"): "postage",
        ("how", "many"): "howmany",
        ("number", "of"): "howmany",
        ("how", "much"): "howmuch",
        ("how", "rare"): "rare",
    }
)
ASPECTS = _table(
    {
        Aspect.STAMP: "stamp franking franked frank",
        Aspect.POSTMARK: "postmark postmarked cancel cancelled canceled cancellation pmk datestamp",
        Aspect.HANDSTAMP: "handstamp",
        Aspect.REGISTERED: "registered",
        Aspect.CACHET: "cachet",
        Aspect.AUTOGRAPH: "autograph autographed signature sign signed signer signatory",
        Aspect.PRICE: "price cost",
        Aspect.POSTAGE: "postage",
        Aspect.PRINTED: "printed edition copies",
        Aspect.COLOUR: "colour color coloured colored ink",
        Aspect.LETTER: "letter prefix",
        Aspect.DATE: "date dated",
        Aspect.RARITY: "rare rarer rarest rarity scarce scarcer",
    }
)
# Of these aspects covers have rows that a listing can select by.
SELECTING = frozenset(
    {
        Aspect.STAMP,
        Aspect.POSTMARK,
        Aspect.HANDSTAMP,
        Aspect.REGISTERED,
        Aspect.CACHET,
        Aspect.AUTOGRAPH,
    }
)
MARKING = frozenset({Aspect.POSTMARK, Aspect.HANDSTAMP, Aspect.COLOUR, Aspect.LETTER, Aspect.DATE})
COVER_NOUNS = _stemmed("cover envelope")
# A word that names a kind by itself, and a word that does so before "cover".
KIND_NOUNS: Mapping[str, tuple[Kind, ...]] = MappingProxyType(
    {
        stem("fdc"): ("first day cover",),
        stem("maxicard"): ("maxicard",),
        stem("postcard"): ("postcard",),
        stem("card"): ("souvenir card", "postcard", "maxicard"),
        stem("souvenircard"): ("souvenir card",),
        stem("minisheet"): ("miniature sheet",),
        stem("stationery"): ("postal stationery",),
    }
)
KIND_WORDS: Mapping[str, tuple[Kind, ...]] = MappingProxyType(
    {
        stem("launch"): ("launch cover",),
        stem("docking"): ("docking cover",),
        stem("landing"): ("landing cover",),
        stem("return"): ("landing cover",),
        stem("memorial"): ("memorial cover",),
        stem("flown"): ("flown cover",),
        stem("anniversary"): ("anniversary cover",),
        stem("event"): ("event cover",),
        stem("souvenir"): ("souvenir cover",),
    }
)
MISSION_NOUNS = _stemmed("mission flight")
COLOURS = _stemmed("black blue green purple red violet yellow orange brown")
GENUINE: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(_stemmed("forged forgery fake faked bogus counterfeit"), "forged"),
        **dict.fromkeys(_stemmed("doubtful dubious suspect suspicious questionable"), "doubtful"),
        **dict.fromkeys(_stemmed("fantasy"), "fantasy"),
    }
)
COLOURING = frozenset({Aspect.COLOUR, Aspect.LETTER, Aspect.DATE})
OLDEST, NEWEST = _stemmed("oldest earliest"), _stemmed("newest latest")
# Words that ask, join or say that a cover has something; any other must be understood.
FILLERS = _stemmed(
    "a all an and any appear appears are as at be been bear bears being belong both but by can "
    "carry carries carried catalogue catalogued contain could describe described "
    "did distinct do does each ever every exist existing feature find for found from get "
    "give given got had has have having here i in include is it its kinds kind know "
    "known list listed many me mentioned much name of on or out overall please put s say says see "
    "seen show shows shown so sort sorts struck tell that the their them there these "
    "they this those to type types up use used uses was we were what which who whom whose "
    "with would you articles article different together applied also now read reads reading "
    "present presented"
)
JOINS = frozenset({"and", "or", "versus", "vs", "than", ",", "with", "to", "from"})
COMPARES = _stemmed("compare compared comparison differ difference versus vs")
NEGATIONS = frozenset("no not without never except neither nor none n't lacking missing".split())
# These ask for a reason, a place, an origin or a meaning, which a sentence tells best.
BEYOND = frozenset("why where mean means meaning stand made make makes designed".split())
