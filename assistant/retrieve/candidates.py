"""What retrieval finds: sentences with all their signals, one table until one is looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from index.passages import Passage
from index.subjects import Sentence

T = TypeVar("T")
Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with its raw signals by name."""

    number: int
    passage: Passage
    sentence: Sentence
    signals: dict[str, float]

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.passage.words_of(self.sentence)


class Lazy(Sequence[T]):
    """A sequence whose members are made when they are looked at, each of them once.

    A question has hundreds of candidates, of which a reply needs a few.
    """

    def __init__(self, count: int, make: Callable[[int], T]) -> None:
        self._made: list[T | None] = [None] * count
        self._make = make

    def __len__(self) -> int:
        """How many there are, made or not."""
        return len(self._made)

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...

    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        """The member at a place, or a tuple of those in a slice."""
        if isinstance(place, slice):
            return tuple(self[number] for number in range(*place.indices(len(self))))
        found = self._made[place]
        if found is None:
            found = self._made[place] = self._make(place % len(self))
        return found


class Candidates(Lazy[Candidate]):
    """Candidates in the index's order; their signals lie in a table of a column each."""

    def __init__(
        self,
        sentences: Sequence[tuple[Passage, Sentence]],
        numbers: NDArray[np.int64],
        signals: dict[str, Table],
    ) -> None:
        """Take all sentences of an index, which of them are meant, and the signals of these."""
        super().__init__(len(numbers), self._candidate)
        self.numbers = numbers
        self._sentences = sentences
        self._signals = signals

    def column(self, name: str) -> Table:
        """A signal of all candidates, of shape `(candidates,)`; zeros for one that is not known."""
        return self._signals.get(name, np.zeros(len(self)))

    def _candidate(self, place: int) -> Candidate:
        number = int(self.numbers[place])
        signals = {name: float(column[place]) for name, column in self._signals.items()}
        return Candidate(number, *self._sentences[number], signals)


def numbers_of(candidates: Sequence[Candidate]) -> NDArray[np.int64]:
    """The candidates' places in the index, of shape `(candidates,)`."""
    if isinstance(candidates, Candidates):
        return candidates.numbers
    return np.array([one.number for one in candidates], dtype=np.int64)


def table_of(candidates: Sequence[Candidate], names: Sequence[str]) -> Table:
    """Signals of shape `(candidates, names)`; 0 where a candidate has none of that name."""
    if isinstance(candidates, Candidates):
        return np.stack([candidates.column(name) for name in names], axis=1)
    return np.array(
        [[candidate.signals.get(name, 0.0) for name in names] for candidate in candidates]
    ).reshape(len(candidates), len(names))
