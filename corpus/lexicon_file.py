"""Reads a file of word lists and tables, and refuses what no pattern could use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from corpus.toml_tables import Table, read_toml

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
FIXED_KEYS = frozenset(
    {"cover_aspects", "doubts", "catalogue_words", "record_roles", "openings", "overview_words"}
    | {"sorts", "asked_of_a_cover", "unnamed_covers", "description_words", "claim_words"}
    | {"pictured"}
)
_WORD_TABLES = (
    _ONE_MEANING | FIXED_KEYS | {"aspect_nouns", "aspect_doubts", "kind_nouns", "kind_words"}
)
_PATTERNS = frozenset({"phrases", "pictured"})
# Each a group of words in one text, the first for all.
_GROUPS = frozenset({"same_meaning", "same_as_written", "alike"})
# Each two groups of words in one text, with a slash between.
_PAIRS = frozenset({"opposites"})
# A word of these stands for a number by its place.
_LENGTHS = MappingProxyType({"units": 19, "tens": 8, "months": 12, "weekdays": 7})
_OPPOSED = "/"


def read_lexicon(
    path: Path, known: Sequence[str], replaced: Mapping[str, WordTable] | None = None
) -> dict[str, Any]:
    """The lists and tables of a file, checked; those that it leaves out are left out.

    `known` are the names that a list or table may have, `replaced` the tables by name whose place
    these take.

    Raises:
        CorpusError: with file and line.
    """
    table = read_toml(path)
    table.only_known(known)
    read = {key: _value(table, key) for key in table.values}
    if replaced:
        for key in FIXED_KEYS.intersection(read):
            _refuse_other_keys(table.table(key), replaced[key])
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
