"""Finds candidate sentences for a query and records every signal; weighs nothing.

Three layers are searched by meaning and by words: sentences, passages and anticipated questions.
A hit on a passage or a question counts for the sentences it holds or leads to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.retrieve.candidates import Candidates
from assistant.retrieve.signals import SentenceSignals
from assistant.understand.entities import Entities, Finder
from assistant.understand.negation import Telling, denies, tells_of_change
from assistant.understand.query import Query
from corpus.record.missions import MissionRecord
from index.store import SEARCHED, Index
from index.words import stems

# Per layer and side. Few questions have their sentence below the hundredth place of all six
# lists, and ranking a candidate costs microseconds.
OVER_FETCH = 200

Scores = NDArray[np.float32]


class QueryEncoder(Protocol):
    """What retrieval needs of an encoder."""

    def encode(self, texts: Sequence[str]) -> Scores:
        """Unit vectors of shape `(texts, dimensions)`."""


class Retriever:
    """Searches one index; what depends on the index alone is prepared once."""

    def __init__(self, index: Index, record: MissionRecord, find: Finder) -> None:
        self._index = index
        self._passage_of = _passage_numbers(index)
        self._question_of = np.array([one.sentence for one in index.questions], dtype=np.int64)
        self._has_questions = np.zeros(len(index.sentences), dtype=bool)
        self._has_questions[self._question_of] = True
        entities = [find(passage.words_of(sentence)) for passage, sentence in index.sentences]
        self._pairs = _pairs(index, entities)
        self._signals = SentenceSignals(index, record, entities)

    def retrieve(self, queries: Sequence[Query], encoder: QueryEncoder) -> list[Candidates]:
        """Candidates of each query in the index's order, with every signal; encoded as one."""
        if not queries:
            return []
        vectors = encoder.encode([query.text for query in queries])
        return [self._found(*pair) for pair in zip(queries, vectors, strict=True)]

    def _found(self, query: Query, vector: Scores) -> Candidates:
        query_stems = stems(query.text)
        sides = self._spread(
            "terms",
            {layer: self._index.layers[layer].terms.scores(query_stems) for layer in SEARCHED},
        )
        sides |= self._spread(
            "dense",
            {layer: self._index.layers[layer].vectors.cosines(vector) for layer in SEARCHED},
        )
        unanswered = self._index.layers["unanswered"].vectors.cosines(vector)
        numbers = np.unique(np.concatenate([_best(scores) for scores in sides.values()]))
        return Candidates(
            self._index.sentences,
            numbers,
            {
                **{name: scores[numbers].astype(np.float64) for name, scores in sides.items()},
                **self._signals.of(query, numbers),
                "unanswered": np.full(len(numbers), max(map(float, unanswered), default=0.0)),
            },
        )

    def together(self, mission: str, name: str) -> Telling | None:
        """How the sentences about the mission speak of the person or station, if they do."""
        return self._pairs.get((mission, name))

    def _spread(self, side: str, scores: Mapping[str, Scores]) -> dict[str, Scores]:
        """Scores of each layer's texts as scores of sentences, the best where there are many.

        A sentence without anticipated questions counts as its own, so that an article that was
        added without any stands beside those that have them.
        """
        questions = np.where(self._has_questions, 0.0, scores["sentences"]).astype(np.float32)
        np.maximum.at(questions, self._question_of, scores["questions"])
        return {
            f"sentences_{side}": scores["sentences"],
            f"passages_{side}": scores["passages"][self._passage_of],
            f"questions_{side}": questions,
        }


def _pairs(index: Index, entities: Sequence[Entities]) -> dict[tuple[str, str], Telling]:
    """Which missions stand beside which people and stations, and whether to say otherwise."""
    pairs: dict[tuple[str, str], Telling] = {}
    for (passage, sentence), here in zip(index.sentences, entities, strict=True):
        text = passage.words_of(sentence)
        otherwise = passage.kind == "note" or denies(text) or tells_of_change(text)
        names = [*here.stations, *(name for names in here.people for name in names)]
        for mission in sentence.missions:
            for name in names:
                if not otherwise:
                    pairs[mission, name] = "told"
                else:
                    pairs.setdefault((mission, name), "denied")
    return pairs


def _passage_numbers(index: Index) -> NDArray[np.int64]:
    numbers = [number for number, passage in enumerate(index.passages) for _ in passage.sentences]
    return np.array(numbers, dtype=np.int64)


def _best(scores: Scores) -> NDArray[np.int64]:
    """The numbers of the highest scores, ties by index order; nothing that scores zero."""
    order = np.argsort(-scores, kind="stable")[:OVER_FETCH]
    return order[scores[order] > 0]
