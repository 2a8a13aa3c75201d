"""The field's vocabulary, read from `lexicon.toml`, and the patterns that find its words.

A folder of articles may bring a `lexicon.toml` of its own: each of its lists and tables takes the
place of the built-in one of that name. Patterns that are constants of a module are made of
`built_in()`, so a command says with `bring` which folders' words it is for, before it imports what
has patterns. Which words stand together in a pattern is for its module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path

from corpus.article import CorpusError
from corpus.lexicon_file import FIXED_KEYS, Names, Words, WordTable, read_lexicon

LEXICON_FILE = "lexicon.toml"
BUILT_IN_LEXICON = Path(__file__).with_name(LEXICON_FILE)

_ENDING = "*"
_UNCHANGED = "craft"
_HISSING = ("ch", "sh", "s", "x")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lists of words by what they name; `lexicon.toml` says it beside each list.

    Attributes:
        nationalities: a nation's word for a person, and the nation in the mission record.
        stations, spelt_abroad: how a name is written, and the name.
        inscriptions: words on covers in Russian, and how the articles have them.
        shorthand: what people type in haste, and the word that it stands for.
        telling_abroad, small_abroad: an English word, and its words in other languages.
        same_meaning, same_as_written: groups of words, blanks between, the first for all.
        opposites: two groups of words with a slash between, which cannot both be so.
        alike: groups that mean the same where a claim is held against a sentence.
        phrases: the field's word, and regular expressions for what is said instead.
        cover_aspects, aspect_nouns, aspect_doubts: an aspect, and words that ask for, count, doubt.
        joined_words: a word, and phrases that are read as that one.
        kind_nouns, kind_words: a word, and the kinds of cover that it names.
        doubts: what the catalogue calls a cover, and what people do.
        nationals: a nation, and words for its people beside those of `nationalities`.
        pictured: a sign, and regular expressions for what it is drawn for.
        languages: words of `nationalities` that mean a language more often than people.
        partly_known: programmes of which the record has some flights.

    The other tables have words by what they do in one sort of question.
    """

    covers: Words
    cards: Words
    marks: Words
    imprints: Words
    signs: Words
    payments: Words
    pieces: Words
    spacecraft: Words
    vessels: Words
    journeys: Words
    happenings: Words
    launching: Words
    landing: Words
    fliers: Words
    guests: Words
    offices: Words
    traders: Words
    humans: Words
    stand_ins: Words
    agencies: Words
    professions: Words
    spouses: Words
    kin: Words
    topics: Words
    ordinals: Words
    units: Words
    tens: Words
    powers: Words
    months: Words
    weekdays: Words
    date_parts: Words
    durations: Words
    lengths: Words
    money: Words
    compass: Words
    programmes: Words
    numbered: Words
    series: Words
    prefixes: Words
    partly_known: Words
    uncrewed: Words
    elsewhere: Words
    no_person: Words
    towns: Words
    colours: Words
    many_flew: Words
    languages: Words
    same_meaning: Words
    same_as_written: Words
    opposites: Words
    alike: Words
    nationalities: Names
    stations: Names
    spelt_abroad: Names
    inscriptions: Names
    shorthand: Names
    telling_abroad: WordTable
    small_abroad: WordTable
    phrases: WordTable
    cover_aspects: WordTable
    aspect_nouns: WordTable
    aspect_doubts: WordTable
    joined_words: WordTable
    kind_nouns: WordTable
    kind_words: WordTable
    doubts: WordTable
    catalogue_words: WordTable
    record_roles: WordTable
    nationals: WordTable
    openings: WordTable
    overview_words: WordTable
    sorts: WordTable
    asked_of_a_cover: WordTable
    unnamed_covers: WordTable
    description_words: WordTable
    claim_words: WordTable
    pictured: WordTable

    @classmethod
    def load(cls, folders: Sequence[Path] = ()) -> Lexicon:
        """The built-in lexicon with what the folders' `lexicon.toml` put in place, in order.

        Raises:
            CorpusError: with file and line, for a key that is unknown or missing, a value of the
                wrong type, a word that is listed twice, or a phrase that is no regular expression.
        """
        lexicon = built_in_words()
        tables = {key: getattr(lexicon, key) for key in FIXED_KEYS}
        for folder in folders:
            if (path := folder / LEXICON_FILE).is_file():
                lexicon = replace(lexicon, **read_lexicon(path, _names(), tables))
        return lexicon


class LexiconInUse(CorpusError):
    """Another collection's words are in the patterns of this process already."""


# Written once, when a command begins.
_BROUGHT: list[Path] = []


def bring(folders: Sequence[Path]) -> None:
    """Let the words of these folders be those of this process.

    Raises:
        CorpusError: for a lexicon that is broken, as `Lexicon.load`.
        LexiconInUse: where patterns were made of other words before.
    """
    lexicon = Lexicon.load(folders)
    if built_in.cache_info().currsize and lexicon != built_in():
        problem = "this lexicon is read when a program starts; start it again"
        raise LexiconInUse(folders[-1] / LEXICON_FILE, None, problem)
    _BROUGHT[:] = folders


@lru_cache(maxsize=1)
def built_in() -> Lexicon:
    """The lexicon beside the built-in articles, with what was brought in place."""
    return Lexicon.load(_BROUGHT)


@lru_cache(maxsize=1)
def built_in_words() -> Lexicon:
    """The lexicon beside the built-in articles alone."""
    return Lexicon(**read_lexicon(BUILT_IN_LEXICON, _names()))


def _names() -> list[str]:
    return [field.name for field in fields(Lexicon)]


def any_of(*lists: Iterable[str]) -> str:
    r"""A regular expression for any of the words, the longest first; "*" is any ending.

    >>> any_of(["card", "postcard"], ["lift* off"])
    '(?:lift\\w*\\ off|postcard|card)'
    """
    return _alternation(word for words in lists for word in words)


def one_or_more_of(*lists: Iterable[str]) -> str:
    """A regular expression for any of the nouns, in the singular or the plural.

    >>> one_or_more_of(["copy"], ["spacecraft"])
    '(?:spacecraft|copies|copy)'
    """
    nouns = [word for words in lists for word in words]
    return _alternation([*nouns, *map(plural, nouns)])


def several_of(*lists: Iterable[str]) -> str:
    """A regular expression for any of the nouns in the plural alone.

    >>> several_of(["launch", "woman"])
    '(?:launches|women)'
    """
    return _alternation(plural(word) for words in lists for word in words)


def plural(noun: str) -> str:
    """The plural of a noun of the field.

    >>> [plural(noun) for noun in ("copy", "launch", "craft", "woman", "day")]
    ['copies', 'launches', 'craft', 'women', 'days']
    """
    if noun.endswith(_UNCHANGED):
        return noun
    if noun.endswith("man"):
        return f"{noun.removesuffix('man')}men"
    if noun == "child":
        return "children"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(_HISSING) else f"{noun}s"


def _alternation(words: Iterable[str]) -> str:
    longest_first = sorted(dict.fromkeys(words), key=len, reverse=True)
    found = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in longest_first)
    return f"(?:{found})" if found else "(?!)"
