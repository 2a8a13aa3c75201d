"""The one door to bm25s: stemmed words in, a BM25 score for every text out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

# The usual BM25 settings (Robertson and Zaragoza 2009); the field's texts are one sentence long,
# so the length correction is milder than the 0.75 of long documents.
TERM_SATURATION = 1.2
LENGTH_CORRECTION = 0.5


class TermIndex:
    """BM25 over texts given as lists of stems."""

    def __init__(self, retriever: Any, count: int) -> None:
        self._retriever = retriever
        self._count = count

    @classmethod
    def build(cls, texts: Sequence[Sequence[str]]) -> TermIndex:
        """Count the stems of each text; a corpus without a single word gets an empty index."""
        import bm25s

        retriever = bm25s.BM25(k1=TERM_SATURATION, b=LENGTH_CORRECTION)
        retriever.index([list(stems) or [""] for stems in texts] or [[""]], show_progress=False)
        return cls(retriever, len(texts))

    def scores(self, stems: Sequence[str]) -> NDArray[np.float32]:
        """A score of shape `(texts,)` for a question's stems; 0 where no stem is shared."""
        known = [stem for stem in stems if stem in self._retriever.vocab_dict]
        if not known:
            return np.zeros(self._count, dtype=np.float32)
        scores = self._retriever.get_scores(known)
        return np.asarray(scores, dtype=np.float32)[: self._count]

    def save(self, folder: Path) -> None:
        """Write bm25s' own arrays, without pickle."""
        self._retriever.save(folder, allow_pickle=False, show_progress=False)

    @classmethod
    def load(cls, folder: Path, count: int) -> TermIndex:
        """Read the arrays of `count` texts."""
        import bm25s

        return cls(
            bm25s.BM25.load(folder, mmap=True, allow_pickle=False, show_progress=False), count
        )
