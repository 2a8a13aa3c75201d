"""The words by which a question's plan is known, of the lexicon, as the planners compare them.

Words are given as people write them and compared by stem, so "flight" stands for "flights" too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from corpus.lexicon import built_in
from corpus.lexicon_file import WordTable
from index.words import stem


def stemmed(words: Iterable[str]) -> frozenset[str]:
    """The stems of words."""
    return frozenset(map(stem, words))


def _stemmed_table(table: WordTable) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({key: stemmed(words) for key, words in table.items()})


def _phrases(said: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Phrases, each as its words."""
    return tuple(tuple(phrase.split()) for phrase in said)


_LEXICON = built_in()
_OVERVIEW, _UNNAMED = _LEXICON.overview_words, _LEXICON.unnamed_covers

# What may stand before anything that is asked, and behind a subject.
GREETINGS = frozenset(_OVERVIEW["greeting"])
COURTESIES = frozenset(_OVERVIEW["courtesy"])
# Requests to be told of a subject; what is behind one of them is the subject.
ABOUT = tuple(
    dict.fromkeys(
        (
            *_phrases(_LEXICON.openings["about"]),
            *(
                tuple(f"{asking} {asked} {joining}".split())
                for asking in (*_LEXICON.openings["asking"], "")
                for asked in _LEXICON.openings["asked"]
                for joining in _LEXICON.openings["joining"]
            ),
        )
    )
)
HAPPENED = _phrases(_LEXICON.openings["happened"])
WHO_IS = _phrases(_LEXICON.openings["who"])
WHAT_IS = _phrases(_LEXICON.openings["what"])
ARTICLES = frozenset(_OVERVIEW["article"])
PREPOSITIONS = frozenset(_OVERVIEW["preposition"])
# A question with one of these leans on something that it does not name.
PRONOUNS = frozenset(_OVERVIEW["pronoun"])
# The title of an article of terms has one of these.
GLOSSARY = stemmed(_OVERVIEW["glossary"])
# Beside a name these say only what sort of thing it is the name of.
STEMS = _stemmed_table(_LEXICON.sorts)

# What the words of a question on the record say; a question with any other is left to the articles.
ROLES = _stemmed_table(_LEXICON.record_roles)
# Nations as the record writes them, by who comes from there.
NATIONS: Mapping[str, str] = MappingProxyType(
    {
        **{
            stem(word.lower()): nation
            for word, nation in _LEXICON.nationalities.items()
            if nation in _LEXICON.nationals and word not in _LEXICON.languages
        },
        **{
            stem(word.lower()): nation
            for nation, said in _LEXICON.nationals.items()
            for word in said
        },
    }
)
# Before a date these make a time of it that began or ended then.
BOUNDS = frozenset("to before after since until till by from past".split())
STATION_NAMES: Mapping[str, str] = MappingProxyType({"International Space Station": "ISS"})
# "TM" behind "Soyuz" and without a number is a series of ships.
SERIES = frozenset(map(str.lower, _LEXICON.series))
PROGRAMMES = frozenset(map(str.lower, (*_LEXICON.programmes, *_LEXICON.partly_known)))

# What is asked of a cover that is not named; "it" and "my card" are what it is asked of.
ATTRIBUTES = _stemmed_table(_LEXICON.asked_of_a_cover)
COVER_THINGS = stemmed(_UNNAMED["thing"])
DEMONSTRATIVES = frozenset(_UNNAMED["demonstrative"])
ASKING = frozenset(_UNNAMED["asking"])
# Of things that somebody owns without naming them, and what such a person asks.
OWNING = stemmed(_UNNAMED["owning"])
OWNED = COVER_THINGS | stemmed(_UNNAMED["owned"])
OPEN_REQUESTS = _phrases(_UNNAMED["request"])
WHAT_CAN_BE_ASKED = _phrases(_UNNAMED["what_can_be_asked"])
