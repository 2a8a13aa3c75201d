"""Finds titles and headings by the stems of their words, without comparing each of them."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from assistant.plan.record_words import ARTICLES, stemmed
from corpus.lexicon import built_in
from index.words import normalise, stem, stems, words

Key = TypeVar("Key", bound=Hashable)

_CAPITAL = re.compile(r"\b(?:[^\W\d_a-z]|\d)[\w-]*")
_SERIES = stemmed((*map(str.lower, built_in().programmes), "sts"))


@dataclass(frozen=True, slots=True)
class Name:
    """A title or heading by its stems, with synonyms apart and as one."""

    written: frozenset[str]
    meant: frozenset[str]

    def has(self, said: Set[str], *, as_written: bool, whole: bool) -> bool:
        """Whether all of the stems are among the name's; with `whole` it has only missions more."""
        own = self.written if as_written else self.meant
        return said <= own and (not whole or all(map(_is_of_a_mission, own - said)))


class Names(Generic[Key]):
    """Things by their names; all answers are in the order in which they were given."""

    def __init__(self, named: Mapping[Key, str]) -> None:
        self._names = {key: name_of(text) for key, text in named.items()}
        self._by_stem: dict[str, list[Key]] = {}
        for key, name in self._names.items():
            for one in name.written | name.meant:
                self._by_stem.setdefault(one, []).append(key)

    def exactly(self, said: Set[str]) -> tuple[Key, ...]:
        """Those of whose names the stems are all, synonyms apart."""
        return tuple(key for key in self._near(said) if self._names[key].written == said)

    def having(
        self, said: Set[str], *, as_written: bool = True, whole: bool = False
    ) -> Iterator[Key]:
        """Those whose names have all of some stems, as `Name.has`."""
        for key in self._near(said):
            if self._names[key].has(said, as_written=as_written, whole=whole):
                yield key

    def _near(self, said: Set[str]) -> list[Key]:
        """Those that have the rarest of the stems, of which there is at least one."""
        return min((self._by_stem.get(one, []) for one in said), key=len, default=[])


@lru_cache(maxsize=4096)
def name_of(text: str) -> Name:
    """A text as a name; the same heading stands in many articles."""
    return Name(telling(text), frozenset(stems(text)))


def telling(text: str) -> frozenset[str]:
    """The stems of a name without what says nothing."""
    return frozenset(stem(word) for word in words(normalise(text)) if word not in ARTICLES)


def words_with_capitals(text: str) -> list[str]:
    """The normalised words that a text writes with a capital or a digit: parts of names."""
    return words(" ".join(_CAPITAL.findall(text)))


def _is_of_a_mission(stemmed_word: str) -> bool:
    """Whether it is part of a mission's name: a series or what has a number."""
    return stemmed_word in _SERIES or any(map(str.isdigit, stemmed_word))
