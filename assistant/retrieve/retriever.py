"""Finds candidate sentences for a query and records every signal; weighs nothing.

Three layers are searched by meaning and by words: sentences, passages and anticipated questions.
A hit on a passage or a question counts for the sentences it holds or leads to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.retrieve.candidates import Candidates
from assistant.retrieve.signals import SentenceSignals
from assistant.understand.negation import Telling
from assistant.understand.query import Query
from index.annotations import Annotations
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
    """Searches one index, of whose sentences the annotations are known."""

    def __init__(self, index: Index, annotations: Annotations) -> None:
        self._index = index
        self._annotations = annotations
        self._has_questions = np.zeros(annotations.sentences, dtype=bool)
        self._has_questions[annotations.question_of] = True
        self._signals = SentenceSignals(index.passages, annotations)

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
                **self._signals.of(query, query_stems, numbers),
                "unanswered": np.full(len(numbers), max(map(float, unanswered), default=0.0)),
            },
        )

    def together(self, mission: str, name: str) -> Telling | None:
        """How the sentences about the mission speak of the person or station, if they do."""
        if (mission, name) in self._annotations.told:
            return "told"
        return "denied" if (mission, name) in self._annotations.denied else None

    @property
    def elsewhere(self) -> Set[tuple[str, str]]:
        """Missions and people that stand together only beside a flight of the people's own."""
        return self._annotations.elsewhere

    def _spread(self, side: str, scores: Mapping[str, Scores]) -> dict[str, Scores]:
        """Scores of each layer's texts as scores of sentences, the best where there are many.

        A sentence without anticipated questions counts as its own, so that an article that was
        added without any stands beside those that have them.
        """
        questions = np.where(self._has_questions, 0.0, scores["sentences"]).astype(np.float32)
        np.maximum.at(questions, self._annotations.question_of, scores["questions"])
        return {
            f"sentences_{side}": scores["sentences"],
            f"passages_{side}": scores["passages"][self._annotations.passage_of],
            f"questions_{side}": questions,
        }


def _best(scores: Scores) -> NDArray[np.int64]:
    """The numbers of the highest scores, ties by index order; nothing that scores zero."""
    found: NDArray[np.int64] = np.flatnonzero(scores > 0)
    if len(found) <= OVER_FETCH:
        return found
    values = scores[found]
    lowest = np.partition(values, len(values) - OVER_FETCH)[len(values) - OVER_FETCH]
    above = found[values > lowest]
    return np.concatenate([above, found[values == lowest][: OVER_FETCH - len(above)]])
