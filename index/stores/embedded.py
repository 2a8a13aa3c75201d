"""The store that is part of this package: arrays of one generation, mapped from its files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from index.best import best
from index.lines import OnDemand
from index.passages import Passage
from index.store import Index
from index.stores.store import Asked, Layer, Meaning, Numbers, Scores, Where, Words
from index.subjects import Sentence


class EmbeddedStore:
    """The layers of one index in this process."""

    def __init__(self, index: Index, question_of: NDArray[np.integer[Any]]) -> None:
        """Take an index, and the sentence that each of its anticipated questions leads to."""
        self._index = index
        self._unasked = np.ones(len(index.sentences), dtype=bool)
        self._unasked[question_of] = False
        self._are_unasked = bool(self._unasked.any())
        # Where all texts of a layer are scored to find the nearest, that is not done again.
        self._scored: WeakKeyDictionary[Asked, dict[Layer, Scores]] = WeakKeyDictionary()

    def nearest(
        self, layer: Layer, asked: Asked, count: int, where: Where = None
    ) -> tuple[Numbers, Scores]:
        """As `Store.nearest`; only sentences can be `unasked`."""
        allowed = self._unasked if where == "unasked" else None
        if allowed is not None and not self._are_unasked:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        vectors = self._index.layers[layer].vectors
        if isinstance(asked, Meaning) and vectors.proposes:
            proposed = vectors.proposed(asked.vector, count, allowed)
            scores = vectors.cosines_of(asked.vector, proposed)
            places = best(scores, count)
            return proposed[places], scores[places]
        scores = self._all(layer, asked)
        rows = best(scores if allowed is None else scores * allowed, count)
        return rows, scores[rows]

    def scores(self, layer: Layer, asked: Asked, rows: Numbers) -> Scores:
        """As `Store.scores`."""
        vectors = self._index.layers[layer].vectors
        if isinstance(asked, Meaning) and vectors.proposes:
            return vectors.cosines_of(asked.vector, rows)
        return self._all(layer, asked)[rows]

    def _all(self, layer: Layer, asked: Asked) -> Scores:
        """The scores of a whole layer, once for each question."""
        known = self._scored.setdefault(asked, {})
        if layer not in known:
            held = self._index.layers[layer]
            if isinstance(asked, Words):
                known[layer] = held.terms.scores(asked.stems)
            else:
                known[layer] = held.vectors.cosines(asked.vector)
        return known[layer]

    def fetch(self, rows: Numbers) -> Sequence[tuple[Passage, Sentence]]:
        """As `Store.fetch`."""
        return _Chosen(self._index.sentences, rows)


class _Chosen(OnDemand[tuple[Passage, Sentence]]):
    """Some sentences by their place among them."""

    def __init__(self, sentences: Sequence[tuple[Passage, Sentence]], rows: Numbers) -> None:
        self._sentences = sentences
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def at(self, number: int) -> tuple[Passage, Sentence]:
        return self._sentences[int(self._rows[number])]
