"""Finds candidate sentences for a query and records every signal; weighs nothing.

Three layers are searched by meaning and by words: sentences, passages and anticipated questions.
A hit on a passage or a question counts for the sentences it holds or leads to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.entities import Entities
from assistant.query import AnswerKind, Query
from assistant.spans import offers
from corpus.missions import MissionRecord
from index.passages import Passage
from index.store import LAYERS, Index
from index.subjects import Sentence
from index.words import normalise, stems

# Per layer and side. Few questions have their sentence below the hundredth place of all six
# lists, and ranking a candidate costs microseconds.
OVER_FETCH = 200

Scores = NDArray[np.float32]


class QueryEncoder(Protocol):
    """What retrieval needs of an encoder."""

    def encode(self, texts: Sequence[str]) -> Scores:
        """Unit vectors of shape `(texts, dimensions)`."""


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


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query with what is compared with every candidate."""

    query: Query
    text: str
    stems: frozenset[str]
    flights: frozenset[str]


class Retriever:
    """Searches one index; what depends on the index alone is prepared once."""

    def __init__(
        self, index: Index, record: MissionRecord, find: Callable[[str], Entities]
    ) -> None:
        self._index = index
        self._record = record
        self._passage_of = _passage_numbers(index)
        self._question_of = np.array([one.sentence for one in index.questions], dtype=np.int64)
        texts = [passage.words_of(sentence) for passage, sentence in index.sentences]
        self._entities = [find(text) for text in texts]
        self._offers = [offers(text, record) for text in texts]
        self._stems = [frozenset(stems(text)) for text in texts]
        self._headings = [frozenset(stems(passage.section)) for passage, _ in index.sentences]

    def retrieve(self, query: Query, encoder: QueryEncoder) -> tuple[Candidate, ...]:
        """Candidates in the index's order, each with every signal."""
        vector = encoder.encode([query.read_as])[0]
        query_stems = stems(query.read_as)
        sides = {}
        for layer in LAYERS:
            sides[f"{layer}_terms"] = self._spread(layer, self._term_scores(layer, query_stems))
            sides[f"{layer}_dense"] = self._spread(layer, self._cosines(layer, vector))
        numbers = sorted({number for scores in sides.values() for number in _best(scores)})
        asked = _Asked(query, normalise(query.read_as), frozenset(query_stems),
                       _flights(query.entities, self._record))
        return tuple(
            Candidate(number, *self._index.sentences[number], {
                **{name: float(scores[number]) for name, scores in sides.items()},
                **self._named_signals(number, asked),
            })
            for number in numbers
        )

    def _term_scores(self, layer: str, query_stems: Sequence[str]) -> Scores:
        return self._index.layers[layer].terms.scores(query_stems)

    def _cosines(self, layer: str, vector: Scores) -> Scores:
        vectors = self._index.layers[layer].vectors
        scores = np.zeros(len(vectors.vectors), dtype=np.float32)
        rows, cosines = vectors.search(vector, len(scores))
        scores[rows] = cosines
        return scores

    def _spread(self, layer: str, scores: Scores) -> Scores:
        """Scores of a layer's texts as scores of sentences, the best one where there are many."""
        if layer == "sentences":
            return scores
        if layer == "passages":
            return scores[self._passage_of]
        spread = np.zeros(len(self._index.sentences), dtype=np.float32)
        np.maximum.at(spread, self._question_of, scores)
        return spread

    def _named_signals(self, number: int, asked: _Asked) -> dict[str, float]:
        passage, sentence = self._index.sentences[number]
        named, here = asked.query.entities, self._entities[number]
        people = {name for names in here.people for name in names}
        about = {*sentence.missions, *passage.subject}
        words_asked = max(len(asked.stems), 1)
        return {
            "mission_named": _share(named.missions, here.missions),
            "mission_subject": _share(named.missions, about),
            "mission_other": _other_mission(named, sentence),
            "mission_of_person": float(bool(asked.flights & about)),
            "people": _share_of(bool(set(names) & people) for names in named.people),
            "dates": _share_of(any(one.agrees(date) for date in here.dates)
                               for one in named.dates),
            "stamps": _share(named.stamps, here.stamps),
            "words_covered": len(asked.stems & self._stems[number]) / words_asked,
            "heading_covered": len(asked.stems & self._headings[number]) / words_asked,
            "fits": _fits(asked, self._offers[number]),
            "is_note": float(passage.kind == "note"),
            "is_lead": float(not passage.section),
        }


def _flights(asked: Entities, record: MissionRecord) -> frozenset[str]:
    """The missions of the people who are asked about, where no mission is named."""
    if asked.missions:
        return frozenset()
    return frozenset(mission.name for names in asked.people for name in names
                     for mission in record.flown_by(name))


def _passage_numbers(index: Index) -> NDArray[np.int64]:
    numbers = [number for number, passage in enumerate(index.passages) for _ in passage.sentences]
    return np.array(numbers, dtype=np.int64)


def _best(scores: Scores) -> Iterable[int]:
    """The numbers of the highest scores, ties by index order; nothing that scores zero."""
    count = min(OVER_FETCH, len(scores))
    order = np.argsort(-scores, kind="stable")[:count]
    return (int(number) for number in order if scores[number] > 0)


def _share(wanted: Sequence[str], here: Sequence[str]) -> float:
    return len(set(wanted) & set(here)) / len(set(wanted)) if wanted else 0.0


def _share_of(hits: Iterable[bool]) -> float:
    found = list(hits)
    return sum(found) / len(found) if found else 0.0


def _other_mission(asked: Entities, sentence: Sentence) -> float:
    """1 where the question names missions and the sentence is about others alone."""
    if not asked.missions or not sentence.missions:
        return 0.0
    return float(not set(asked.missions) & set(sentence.missions))


def _fits(asked: _Asked, offered: Mapping[AnswerKind, tuple[str, ...]]) -> float:
    """1 where the sentence offers the wanted kind of answer, beyond what the question says.

    A question whose kind has no typed answer (what, yes or no) fits every sentence by half.
    """
    if asked.query.kind not in offered:
        return 0.5
    return float(any(span not in asked.text for span in offered[asked.query.kind]))
