"""Brings words to one form for comparing a claim with a sentence, and knows which weigh nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from assistant.rules import Rule, never, rule
from corpus.lexicon import any_of, built_in, one_or_more_of
from index.words import STOP_WORDS, normalise, stem, stems

_LEXICON = built_in()
_NUMBERED_NAMES = [word.lower() for word in (*_LEXICON.uncrewed, *_LEXICON.numbered)]
Spans = Iterable[tuple[int, int]]


# "Uncle" is nothing without "un".
MIN_BARE_LETTERS = 4
# A name whose number counts nothing: "Salyut 1", "Expedition 15".
_NUMBERED = re.compile(rf"\b({any_of(_NUMBERED_NAMES)})[ -](\d+)\b")
_NAMED = re.compile(r"\b([a-z]+)-(\d+)\b")
_BROUGHT_HOME = re.compile(r"\b(?:bring|brought|brings) (?:back )?(?:home|back)(?: to earth)?\b")
_SHORT = MappingProxyType(
    {"international space station": "iss", "fdc": "first day cover", "united states": "usa"}
)


@lru_cache(maxsize=1)
def _heads() -> Mapping[str, str]:
    """For every stem of a group of words that say the same the group's first one."""
    heads = {}
    for group in _LEXICON.alike:
        first, *others = (one for word in group.split() for one in stems(word))
        heads.update({other: first for other in others})
    return MappingProxyType(heads)


def same(words: str) -> list[str]:
    """The stems of a text in order, one for all that say the same."""
    plain = _NUMBERED.sub(r"\1\2", normalise(words).replace("re-entry", "reentry"))
    plain = _NAMED.sub(r"\1\2", _BROUGHT_HOME.sub("landed", plain))
    for written, name in _SHORT.items():
        plain = plain.replace(written, name)
    return [_heads().get(one, one) for one in stems(plain)]


def same_set(words: str) -> frozenset[str]:
    """The stems of a text, one for all that say the same."""
    return frozenset(same(words))


@lru_cache(maxsize=1)
def _opposed() -> Mapping[str, frozenset[str]]:
    """For every stem those that cannot be so where it is."""
    opposed: dict[str, frozenset[str]] = {}
    for pair in _LEXICON.opposites:
        left, right = map(same_set, pair.split("/"))
        opposed |= dict.fromkeys(left, right) | dict.fromkeys(right, left)
    return MappingProxyType(opposed)


@rule(Rule.OPPOSITES, lambda *_: frozenset())
def opposites_of(stemmed: str, among: Iterable[str]) -> frozenset[str]:
    """Those of some stems that say the opposite of one: by the lexicon, or "un" before it."""
    known = _opposed().get(stemmed, frozenset())
    return frozenset(
        one for one in among if one in known or _is_un(one, stemmed) or _is_un(stemmed, one)
    )


def _is_un(denying: str, stemmed: str) -> bool:
    """Whether a word is another one with "un" before it: "unflown" of "flown"."""
    bare = denying.removeprefix("un")
    return bare != denying and len(bare) >= MIN_BARE_LETTERS and same_set(bare) == {stemmed}


# Words of a question that only ask.
ASKING = same_set(
    "ever really actually true correct there any still even just simply exactly indeed please can "
    "could may might should shall know say think tell if whether anyone anybody somebody someone "
    "anything something nobody one ones he him his she her hers he's it's that's own too already "
    "well but so like you're ok okay possible certain sure "
    "then now here way thing kind sort type other another either yet up down out off over about "
    "being not no never than least most fewer less very itself himself herself themselves thing"
)
# Verbs and nouns so general that a sentence says the same without them.
LIGHT = same_set(
    "carry carried bear bore contain include use used take took go went gone come came appear "
    "stand stood see saw seen find found get got give given put do done doing happen exist taken "
    "part have has make made member real fact described describe affix set "
    "ride rode ridden travel travelled draw drawn drew show"
) - same_set("genuine")
# A sentence that names a mission, a person or a station has these said.
_CRAFT = (*_LEXICON.spacecraft, *_LEXICON.vessels, *_LEXICON.journeys)
_OF_A_MISSION = same_set(" ".join((*_CRAFT, "soyuz shuttle rocket")))
_OF_A_PERSON = same_set("person people man men woman cosmonaut astronaut crew pilot passenger")
_OF_A_STATION = same_set("station space orbital")
_OF_A_MARK = same_set("mark stamp")
_MARKS = same_set(" ".join((*_LEXICON.marks, *_LEXICON.imprints, "imprint seal")))

BEFORE = same_set("before earlier previously prior already previous")
AGAIN = same_set("again later afterwards thereafter")
# "No further flights", "no more covers": denied, these say that it was not again.
FURTHER = AGAIN | same_set("further more another")
EVERY = frozenset("all every each always whole entire both entirely everybody everyone".split())
NOT_EVERY = re.compile(
    r"\b(?:nearly|almost) (?:all|every)\b|\bnot (?:all|every|always)\b|\b(?:some|many|most|few|"
    r"several|part of|partly|mostly|mainly|sometimes|usually|often|half|"
    rf"only (?:{any_of(_LEXICON.units[:3])}|some|a few)|one of|except|all but|pseudo)\b"
)
ONLY = frozenset("only solely alone sole exclusively just".split())
# What is not told as a fact: what may be, was said, or was meant.
HEDGE = re.compile(
    r"\b(?:possibl[ey]|perhaps|maybe|probabl[ey]|presumably|apparently|seem\w*|"
    r"supposed\w*|allegedly|alleged|reportedly|said to|believed?|claim(?:s|ed)?|according to|"
    r"could have|(?:should|may|would|might)(?! not)|likely|doubtful|rumou?r\w*|"
    r"appears? to|if|calls|called|lists?|"
    r"(?:the )?sources? (?:says?|gives?|has|have|names?|tells?|puts?)|as if|looks? like|"
    r"as though|attempt\w*|tr(?:y|ied)|want(?:s|ed)?|hop(?:e|ed)|almost|nearly)\b"
)
# What is told apart from a thing is not told of it.
CONTRAST = re.compile(
    r"\b(?:different|other than|rather than|instead of|unlike|except|apart from|in place of|"
    r"not to be confused)\b"
)
SEVERAL = frozenset("second third other another both two three several further also too".split())
CONCEDING = re.compile(r"\b(?:but|although|though|however|whereas)\b")

VALUES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "town": re.compile(rf"\b{any_of(_LEXICON.towns)}\b", re.IGNORECASE),
        "colour": re.compile(rf"\b{any_of(_LEXICON.colours)}\b", re.IGNORECASE),
        "ordinal": re.compile(
            rf"\b(?:{any_of((*_LEXICON.ordinals, 'last'))}|\d+(?:st|nd|rd|th))\b", re.IGNORECASE
        ),
        "nation": re.compile(
            rf"\b{any_of(_LEXICON.nationalities, _LEXICON.many_flew)}\b(?!-(?:born|made))"
        ),
    }
)
_COVERS = one_or_more_of(_LEXICON.covers, _LEXICON.cards, _LEXICON.marks, _LEXICON.imprints)
ON_A_COVER = re.compile(rf"\b{_COVERS}\b", re.IGNORECASE)


@rule(Rule.GENERAL_WORDS, never)
def general(
    stemmed: str, told: frozenset[str], *, missions: bool, people: bool, stations: bool
) -> bool:
    """Whether a sentence with such words and names says as much as a general word for them."""
    return (
        (stemmed in _OF_A_MARK and not told.isdisjoint(_MARKS))
        or (missions and stemmed in _OF_A_MISSION)
        or (people and stemmed in _OF_A_PERSON)
        or (stations and stemmed in _OF_A_STATION)
    )


def cut(text: str, spans: Spans) -> str:
    """A text with blanks in place of some spans of it."""
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def is_number(stemmed: str) -> bool:
    """Whether a stem is a number in figures."""
    return stemmed[:1].isdigit() and not any(map(str.isalpha, stemmed))


def plain_words(text: str) -> list[str]:
    """The words of a text in small letters, stop words too."""
    return re.findall(r"[^\W_]+(?:['\u2019-][^\W_]+)*", normalise(text))


def is_stop(word: str) -> bool:
    """Whether a word says nothing on its own."""
    return word in STOP_WORDS or stem(word) in ASKING


def unit_behind(told: Sequence[str], number: int) -> str:
    """The stem behind the number at a place, which it counts; empty where it counts nothing."""
    unit = "".join(told[number + 1 : number + 2])
    return "" if unit in ASKING | BEFORE | same_set("after") else unit
