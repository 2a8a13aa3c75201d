"""The words by which collectors ask for what a cover has, of the lexicon, by stem."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from assistant.plan.record_words import stemmed
from corpus.lexicon import built_in
from corpus.lexicon_file import WordTable
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


def _by_stem(table: WordTable) -> Mapping[str, str]:
    """For the stem of each word of a table its key."""
    return MappingProxyType({stem(word): key for key, words in table.items() for word in words})


_LEXICON = built_in()
_WORDS = _LEXICON.catalogue_words
# Two or more words that say one thing are joined before the table is looked at.
PHRASES: Mapping[tuple[str, ...], str] = MappingProxyType(
    {
        tuple(phrase.split()): word
        for word, phrases in _LEXICON.joined_words.items()
        for phrase in phrases
    }
)
ASPECTS: Mapping[str, Aspect] = MappingProxyType(
    {word: Aspect(name) for word, name in _by_stem(_LEXICON.cover_aspects).items()}
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
COVER_NOUNS = stemmed(_WORDS["cover"])
# A word that names kinds by itself, and a word that does so before "cover".
KIND_NOUNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {stem(word): kinds for word, kinds in _LEXICON.kind_nouns.items()}
)
KIND_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {stem(word): kinds for word, kinds in _LEXICON.kind_words.items()}
)
MISSION_NOUNS = stemmed(_WORDS["mission"])
COLOURS = stemmed(_WORDS["colour"])
GENUINE = _by_stem(_LEXICON.doubts)
COLOURING = frozenset({Aspect.COLOUR, Aspect.LETTER, Aspect.DATE})
OLDEST, NEWEST = stemmed(_WORDS["oldest"]), stemmed(_WORDS["newest"])
FILLERS = stemmed(_WORDS["filler"])
JOINS = frozenset(_WORDS["join"])
COMPARES = stemmed(_WORDS["compare"])
NEGATIONS = frozenset(_WORDS["negation"])
BEYOND = frozenset(_WORDS["beyond"])
