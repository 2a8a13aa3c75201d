"""The field's vocabulary, read from `lexicon.toml`, and the patterns that find its words.

A folder of articles may bring a `lexicon.toml` of its own: each of its lists and tables takes the
place of the built-in one of that name. Patterns that are constants of a module are made of
`built_in()`, so a command says with `bring` which folders' words it is for, before it imports what
has patterns. Which words stand together in a pattern is for its module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from corpus.article import CorpusError
from corpus.toml_tables import Table, read_toml

LEXICON_FILE = "lexicon.toml"
BUILT_IN_LEXICON = Path(__file__).with_name(LEXICON_FILE)

Words = tuple[str, ...]
Names = Mapping[str, str]
WordTable = Mapping[str, Words]

_NAMES = frozenset({"nationalities", "stations", "spelt_abroad", "inscriptions", "shorthand"})
# Tables of which no word stands under two keys.
_ONE_MEANING = frozenset(
    {"telling_abroad", "small_abroad", "phrases", "cover_aspects", "joined_words", "doubts"}
    | {"nationals", "pictured"}
)
# Tables with the keys that code asks for: one that takes their place has the same.
_FIXED_KEYS = frozenset(
    {"cover_aspects", "doubts", "catalogue_words", "record_roles", "openings", "overview_words"}
    | {"sorts", "asked_of_a_cover", "unnamed_covers", "description_words", "claim_words"}
    | {"pictured"}
)
_WORD_TABLES = (
    _ONE_MEANING | _FIXED_KEYS | {"aspect_nouns", "aspect_doubts", "kind_nouns", "kind_words"}
)
_PATTERNS = frozenset({"phrases", "pictured"})
# Each a group of words in one text, the first for all.
_GROUPS = frozenset({"same_meaning", "same_as_written", "alike"})
# Each two groups of words in one text, with a slash between.
_PAIRS = frozenset({"opposites"})
# A word of these stands for a number by its place.
_LENGTHS = MappingProxyType({"units": 19, "tens": 8, "months": 12, "weekdays": 7})
_ENDING = "*"
_OPPOSED = "/"
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
        for folder in folders:
            if (path := folder / LEXICON_FILE).is_file():
                lexicon = replace(lexicon, **_read(path, built_in_words()))
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
    return Lexicon(**_read(BUILT_IN_LEXICON))


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


def _read(path: Path, replaced: Lexicon | None = None) -> dict[str, Any]:
    """The lists and tables of a file, checked; those that it leaves out are left out."""
    table = read_toml(path)
    table.only_known([field.name for field in fields(Lexicon)])
    read = {key: _value(table, key) for key in table.values}
    if replaced:
        for key in _FIXED_KEYS.intersection(read):
            _refuse_other_keys(table.table(key), getattr(replaced, key))
    return read


def _refuse_other_keys(table: Table | None, known: WordTable) -> None:
    assert table is not None
    table.only_known(list(known))
    for key in known:
        if key not in table.values:
            raise table.error(key, f'"{key}" is missing; give its words, or an empty list')


def _value(table: Table, key: str) -> object:
    if key not in _NAMES | _WORD_TABLES:
        return _words(table, key, key)
    inner = table.table(key)
    assert inner is not None
    if key in _NAMES:
        return MappingProxyType({name: inner.text(name) for name in inner.values})
    read = {name: _words(inner, name, key) for name in inner.values}
    if key in _ONE_MEANING:
        _refuse_twice(inner, ((name, word) for name, words in read.items() for word in words))
    return MappingProxyType(read)


def _words(table: Table, key: str, kind: str) -> Words:
    words = table.texts(key)
    grouped = kind in _GROUPS | _PAIRS
    told = ((key, word) for text in words for word in (text.split() if grouped else [text]))
    _refuse_twice(table, ((key, word) for key, word in told if word != _OPPOSED))
    if kind in _PAIRS and (bad := next((one for one in words if one.count(_OPPOSED) != 1), None)):
        problem = f'"{bad}" is no pair of opposites; write "manual / automatic"'
        raise table.error(key, problem)
    if (length := _LENGTHS.get(key)) and len(words) != length:
        problem = f'"{key}" has {len(words)} words; give {length}, in their order'
        raise table.error(key, problem)
    if kind in _PATTERNS:
        _refuse_broken(table, key, words)
    return words


def _refuse_twice(table: Table, told: Iterable[tuple[str, str]]) -> None:
    seen: set[str] = set()
    for key, word in told:
        if word.casefold() in seen:
            raise table.error(key, f'"{word}" is listed twice; take one of the two out')
        seen.add(word.casefold())


def _refuse_broken(table: Table, key: str, patterns: Words) -> None:
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            problem = f'"{pattern}" is no regular expression ({error}); mend it'
            raise table.error(key, problem) from None
