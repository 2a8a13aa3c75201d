"""The one door to faiss: unit vectors in, nearest rows out. The vectors live in a `.npy` file."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.annotations import array_of


class VectorIndex:
    """Exact search by inner product over rows of unit length."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        """Take vectors of shape `(texts, dimensions)`, float32."""
        self.vectors = np.ascontiguousarray(vectors, dtype=np.float32)

    @cached_property
    def _index(self) -> Any:
        """Made for the first search: answers compare with all vectors where they lie."""
        import faiss

        index: Any = faiss.IndexFlatIP(max(self.vectors.shape[1], 1))
        if len(self.vectors):
            index.add(self.vectors)
        return index

    def search(
        self, query: NDArray[np.float32], count: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Rows and cosines of the `count` nearest texts to a vector of shape `(dimensions,)`."""
        wanted = min(count, len(self.vectors))
        if wanted == 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        cosines, rows = self._index.search(query[np.newaxis, :], wanted)
        return rows[0], cosines[0]

    def cosines(self, query: NDArray[np.float32]) -> NDArray[np.float32]:
        """The cosine of every text, of shape `(texts,)`; sooner than a search for all of them.

        By faiss's own kernel: its `pairwise_distances` goes to a BLAS whose threads then spin for
        some 50 ms on the cores that the reader needs next, which doubles the time of an answer.
        """
        import faiss

        if not len(self.vectors):
            return np.empty(0, dtype=np.float32)
        asked = np.ascontiguousarray(query, dtype=np.float32)
        if asked.shape != self.vectors.shape[1:]:
            raise ValueError(
                f"a vector of shape {asked.shape} cannot be compared with vectors of"
                f" shape {self.vectors.shape[1:]}"
            )
        cosines = np.empty(len(self.vectors), dtype=np.float32)
        faiss.fvec_inner_products_ny(  # type: ignore[attr-defined, unused-ignore]
            faiss.swig_ptr(cosines),
            faiss.swig_ptr(asked),
            faiss.swig_ptr(self.vectors),
            len(asked),
            len(self.vectors),
        )
        return cosines

    def save(self, path: Path) -> None:
        """Write the vectors as `.npy`."""
        np.save(path, self.vectors, allow_pickle=False)

    @classmethod
    def load(cls, path: Path) -> VectorIndex:
        """Read vectors that `save` wrote."""
        return cls(array_of(path.parent, path.stem))
