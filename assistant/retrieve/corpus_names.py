"""What of a question stands in a sentence's passage and in its article: names, and all it tells.

Articles that nobody has asked about yet, and of which the mission record knows nothing, have names
of their own: people, ships, places, numbers. They are found by how the articles write them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from assistant.retrieve.candidates import Table
from corpus.lexicon import built_in
from index.passages import Passage
from index.store import Index
from index.words import STOP_WORDS, normalise, stem, stems

Stems = frozenset[str]
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
# What begins a sentence, a cell or a quotation has a capital whatever it is.
_OPENING = re.compile(r"(?:^|[.!?:;|\u2013\u2014(\"\u201c\u2018\n-])\s*$")
# A word is a name that has a capital so often where it need not have one.
MIN_CAPITALS = 0.8
# A people or a month is of many things, and is as often told by another word: "Cuba", "9 Sep".
_OF_MANY = frozenset(
    stem(normalise(word))
    for word in (*built_in().nationalities, *built_in().months, *built_in().weekdays)
)
# Shorter numbers are counts as often as they are names.
MIN_DIGITS = 2


@dataclass(frozen=True, slots=True)
class _Texts:
    """Stems of each passage or article, how much each stem tells, and where each sentence is."""

    stems: Sequence[Stems]
    rarity: dict[str, float]
    place_of: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[Stems], place_of: Sequence[int]) -> _Texts:
        counts = Counter(one for text in texts for one in text)
        rarity = {one: log((len(texts) + 1) / (count + 0.5)) for one, count in counts.items()}
        return cls(texts, rarity, np.array(place_of, dtype=np.int64))

    def having(self, wanted: Iterable[str], numbers: NDArray[np.int64], without: float) -> Table:
        """The share of what is wanted that stands where each sentence does; rare stems tell most.

        One that no text has is as rare as can be. `without` is the share where nothing is wanted.
        """
        rarest = log(2 * (len(self.stems) + 1))
        rarity = {one: self.rarity.get(one, rarest) for one in wanted}
        total = sum(rarity.values())
        if not total:
            return np.full(len(numbers), without)
        shares = np.zeros(len(self.stems))
        for one, value in rarity.items():
            shares += [value * (one in text) for text in self.stems]
        return (shares / total)[self.place_of[numbers]]


class CorpusNames:
    """The names of an index, and what stands in the passage and the article of each sentence."""

    def __init__(self, index: Index) -> None:
        """Find the names by how the passages write them."""
        self.names = names_in(passage.text for passage in index.passages)
        passages = [_stems_of(passage) for passage in index.passages]
        articles: dict[str, set[str]] = defaultdict(set)
        for passage, own in zip(index.passages, passages, strict=True):
            articles[passage.article] |= own
        places = {slug: number for number, slug in enumerate(articles)}
        self._passages = _Texts.of(
            passages,
            [number for number, one in enumerate(index.passages) for _ in one.sentences],
        )
        self._articles = _Texts.of(
            [frozenset(own) for own in articles.values()],
            [places[passage.article] for passage, _ in index.sentences],
        )

    def of(self, question: str, numbers: NDArray[np.int64]) -> dict[str, Table]:
        """The signals of the sentences of these numbers; all names stand where none is asked."""
        told = dict.fromkeys(stems(question))
        named = self.named(question)
        known = [one for one in told if one in self._articles.rarity]
        return {
            "passage_names": self._passages.having(named, numbers, 1.0),
            "article_names": self._articles.having(named, numbers, 1.0),
            "article_said": self._articles.having(known, numbers, 0.0),
        }

    def named(self, question: str) -> tuple[str, ...]:
        """The stems of a question that are names: by the corpus, or where it is new, by itself."""
        capitals = _capitalised(question)
        told = dict.fromkeys(stems(question))
        # Who writes capitals at all writes them for names: "the reading room" is not of Reading.
        known = [one for one in told if one in self.names and (not capitals or one in capitals)]
        new = {one for one in told if one in capitals and one not in self._articles.rarity}
        numbers = {one for one in told if one.isdigit() and len(one) >= MIN_DIGITS}
        numbers = {one for one in numbers if one in normalise(question)}
        return tuple(one for one in told if one in {*known, *new, *numbers} - _OF_MANY)


def names_in(texts: Iterable[str]) -> Stems:
    """The stems of words that the texts mostly write with a capital within a sentence."""
    capitals: Counter[str] = Counter()
    within: Counter[str] = Counter()
    for word, opens in (found for text in texts for found in _words(text)):
        if not opens and len(word) > 1 and not word.isdigit():
            stemmed = stem(normalise(word))
            within[stemmed] += 1
            capitals[stemmed] += word[:1].isupper()
    return frozenset(
        one
        for one, count in capitals.items()
        if count and count >= MIN_CAPITALS * within[one] and one not in STOP_WORDS
    )


def _stems_of(passage: Passage) -> Stems:
    return frozenset(stems(f"{passage.title} {passage.section} {passage.text}"))


def _capitalised(question: str) -> Stems:
    """The stems of words with a capital that a question does not open with, but for "I'd"."""
    return frozenset(
        one
        for word, opens in _words(question)
        if not opens and word[:1].isupper() and not re.match(r"I\b", word)
        for one in stems(word)
    )


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a text, and whether each opens a sentence, a cell or a quotation."""
    for found in _WORD.finditer(text):
        before = text[max(0, found.start() - 3) : found.start()]
        yield found[0], _OPENING.search(before) is not None
