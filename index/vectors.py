"""The one door to faiss: unit vectors in, nearest rows out. The vectors live in a `.npy` file.

Few are all compared. Of many some are proposed, by a smaller copy beside them, and compared.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.annotations import array_of

# From so many rows on they are proposed from eight bits a number, and from so many on by lists.
# One thread, clustered vectors: 200,000 in 9 ms by all, 0.7 ms by lists.
EXACT_BELOW = 50_000
FLAT_BELOW = 200_000
# Of 2,048 lists over a million vectors so many have 99 of 100 of the ten nearest.
SEARCHED_LISTS = 64
# Eight bits order near ones otherwise: so many times as many are compared exactly.
PROPOSED_TIMES = 4
ROWS_A_LIST = 256
_TRAINED_ROWS_A_LIST = 64
_SEED = 1234


class VectorIndex:
    """Search by inner product over rows of unit length; every score is exact."""

    def __init__(self, vectors: NDArray[np.float32], quantised: Any = None) -> None:
        """Take vectors of shape `(texts, dimensions)`, float32, and what proposes rows of them."""
        self.vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        self._quantised = quantised

    @cached_property
    def _index(self) -> Any:
        """Made for the first search: answers compare with all vectors where they lie."""
        import faiss

        index: Any = faiss.IndexFlatIP(max(self.vectors.shape[1], 1))
        if len(self.vectors):
            index.add(self.vectors)
        return index

    @property
    def proposes(self) -> bool:
        """Whether there are so many that `proposed` finds the nearest sooner than `cosines`."""
        return self._quantised is not None

    def proposed(
        self,
        query: NDArray[np.float32],
        count: int,
        allowed: NDArray[np.bool_] | None = None,
    ) -> NDArray[np.int64]:
        """Rows, of those that are allowed, that have nearly all of the `count` nearest, ascending.

        There are several times as many, to be told apart by their cosines.
        """
        import faiss

        given: dict[str, Any] = {}
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            given["sel"] = faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type]
        if isinstance(self._quantised, faiss.IndexIVF):
            given["nprobe"] = SEARCHED_LISTS
            params: Any = faiss.SearchParametersIVF(**given)
        else:
            params = faiss.SearchParameters(**given)
        wanted = min(count * PROPOSED_TIMES, len(self.vectors))
        _, rows = self._quantised.search(query[np.newaxis, :], wanted, params=params)
        found: NDArray[np.int64] = np.sort(rows[0][rows[0] >= 0])
        return found

    def cosines_of(
        self, query: NDArray[np.float32], rows: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """The cosines of some rows, of shape `(rows,)`, as `cosines` has them."""
        return VectorIndex(self.vectors[rows]).cosines(query)

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
        """Write the vectors as `.npy`, and of many what proposes rows of them beside it."""
        np.save(path, self.vectors, allow_pickle=False)
        if (built := quantised(self.vectors)) is not None:
            import faiss

            faiss.write_index(built, str(path.with_suffix(".faiss")))

    @classmethod
    def load(cls, path: Path) -> VectorIndex:
        """Read vectors that `save` wrote."""
        vectors = array_of(path.parent, path.stem)
        beside = path.with_suffix(".faiss")
        if not beside.is_file():
            return cls(vectors)
        import faiss

        return cls(vectors, faiss.read_index(str(beside), faiss.IO_FLAG_MMAP_IFC))


def quantised(vectors: NDArray[np.float32]) -> Any:
    """What proposes rows of many vectors; None of few. The same vectors give the same lists."""
    import faiss

    count, dimensions = vectors.shape
    if count < EXACT_BELOW:
        return None
    by, measure = faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    if count < FLAT_BELOW:
        index: Any = faiss.IndexScalarQuantizer(dimensions, by, measure)
        sample = _sample(vectors, FLAT_BELOW // 4)
    else:
        lists = 2 ** round(np.log2(max(count / ROWS_A_LIST, SEARCHED_LISTS)))
        coarse: Any = faiss.IndexFlatIP(dimensions)
        index = faiss.IndexIVFScalarQuantizer(coarse, dimensions, lists, by, measure)
        index.own_fields = True
        coarse.this.disown()
        index.cp.seed = _SEED
        index.by_residual = False
        sample = _sample(vectors, lists * _TRAINED_ROWS_A_LIST)
    index.train(sample)
    index.add(np.ascontiguousarray(vectors))
    return index


def _sample(vectors: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """So many rows, spread evenly."""
    step = max(len(vectors) // count, 1)
    return np.ascontiguousarray(vectors[::step][:count])
