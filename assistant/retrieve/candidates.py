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
class Signals:
    """What a question and a sentence have in common, each as recorded; nothing is weighed here.

    Attributes:
        *_dense, *_terms: cosine and BM25 score of the sentence, of its passage, and of the nearest
            anticipated question that it answers.
        mission_named, mission_subject: share of the asked missions that it names; that it or its
            section is about.
        mission_other: 1 where it is about other missions only.
        mission_of_person: 1 where it is about a flight of somebody asked about.
        flight_of_others: 1 where it names another flight and nobody who is asked about.
        people, dates, stamps: share of those asked that it has; 1 where none is asked.
        said, heading, covered: share of what the question tells that the sentence says; its
            heading says; the two or its anticipated questions say.
        topic: share of the asked events and things that it names.
        same_section, same_article: 1 where the last answer stood there.
        fits: 1 where it offers the wanted kind of answer, 0.5 where that kind is open.
        is_note, is_lead, is_record: 1 for a note, a lead, a sentence of the mission record.
        unanswered: cosine of the question to the nearest that is known to have no answer.
        wants_mission: 1 where a mission is asked for.
        passage_names, article_names, article_said: of articles without anticipated questions the
            share of the question's names that its passage and its article have, and of all that
            the question tells. With anticipated questions nothing is held against a sentence.
    """

    sentences_dense: float = 0.0
    sentences_terms: float = 0.0
    passages_dense: float = 0.0
    passages_terms: float = 0.0
    questions_dense: float = 0.0
    questions_terms: float = 0.0
    mission_named: float = 0.0
    mission_subject: float = 0.0
    mission_other: float = 0.0
    mission_of_person: float = 0.0
    flight_of_others: float = 0.0
    people: float = 0.0
    dates: float = 0.0
    stamps: float = 0.0
    said: float = 0.0
    heading: float = 0.0
    covered: float = 0.0
    topic: float = 0.0
    same_section: float = 0.0
    same_article: float = 0.0
    fits: float = 0.0
    is_note: float = 0.0
    is_lead: float = 0.0
    is_record: float = 0.0
    unanswered: float = 0.0
    wants_mission: float = 0.0
    passage_names: float = 1.0
    article_names: float = 1.0
    article_said: float = 0.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with its raw signals."""

    number: int
    passage: Passage
    sentence: Sentence
    signals: Signals

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
        """Take the sentences that are meant, their numbers in the index, and their signals."""
        super().__init__(len(numbers), self._candidate)
        self.numbers = numbers
        self._sentences = sentences
        self._signals = signals

    def column(self, name: str) -> Table:
        """A signal of all candidates, of shape `(candidates,)`; zeros for one that is not known."""
        return self._signals.get(name, np.zeros(len(self)))

    def _candidate(self, place: int) -> Candidate:
        number = int(self.numbers[place])
        signals = Signals(**{name: float(one[place]) for name, one in self._signals.items()})
        return Candidate(number, *self._sentences[place], signals)


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
        [[getattr(candidate.signals, name) for name in names] for candidate in candidates]
    ).reshape(len(candidates), len(names))
