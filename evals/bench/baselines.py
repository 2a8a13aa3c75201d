"""The plain methods that Cachet is measured beside: BM25, vectors, their fusion, txtai."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.runs.retrieval import DEPTH
from index.encoder import Encoder
from index.model_files import default_model_folder
from index.terms import TermIndex
from index.vectors import VectorIndex
from index.words import stems

FUSION = "plain fusion"

Rankings = Iterator[tuple[str, list[str]]]
Scores = NDArray[np.float32]


class Plain:
    """Texts under keys, searched by words, by meaning and by both.

    `encoder` is a model as others use it; the built-in one is adapted to questions.
    """

    def __init__(
        self, keys: Sequence[str], terms: TermIndex, vectors: VectorIndex, encoder: Encoder
    ) -> None:
        self._keys = keys
        self._terms = terms
        self._vectors = vectors
        self._encoder = encoder

    @classmethod
    def over(cls, keys: Sequence[str], texts: Sequence[str], encoder: Encoder) -> Plain:
        """Index texts."""
        return cls(
            keys,
            TermIndex.build([stems(text) for text in texts]),
            VectorIndex(encoder.encode(texts)),
            encoder,
        )

    def rankings(self, question: str) -> Rankings:
        """The keys, best first, by method."""
        vector = self._encoder.encode([question])[0]
        terms = self._terms.scores(stems(question))
        dense = np.zeros(len(self._keys), dtype=np.float32)
        rows, cosines = self._vectors.search(vector, len(self._keys))
        dense[rows] = cosines
        yield "BM25", self._best(terms)
        yield "MiniLM", self._best(dense)
        yield FUSION, self._best(_scaled(terms) + _scaled(dense))

    def _best(self, scores: Scores) -> list[str]:
        order = np.argsort(-scores, kind="stable")[:DEPTH]
        return [self._keys[number] for number in order]


class Txtai:
    """txtai's hybrid index, where the optional extra is installed."""

    def __init__(self, keys: Sequence[str], texts: Sequence[str]) -> None:
        # Optional, so neither the type checker nor the layer test need know it.
        txtai = import_module("txtai")
        self._keys = keys
        self._index: Any = txtai.Embeddings(path=str(default_model_folder()), hybrid=True)
        self._index.index([(number, text, None) for number, text in enumerate(texts)])

    @staticmethod
    def installed() -> bool:
        """Whether txtai can be asked."""
        return find_spec("txtai") is not None

    def rankings(self, question: str) -> Rankings:
        """The keys, best first."""
        found = self._index.search(question, DEPTH)
        yield "txtai hybrid", [self._keys[int(number)] for number, _ in found]


def _scaled(scores: Scores) -> Scores:
    """Min-max scaling, as pyserini's fusion does."""
    low, high = scores.min(), scores.max()
    return (scores - low) / (high - low) if high > low else np.zeros_like(scores)
