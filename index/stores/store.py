"""The seam between retrieval and what holds an index: rows proposed, scored and fetched.

A store proposes rows and scores those that it is asked for; which of them answer is for `assistant`
to judge. What a list lacks is asked for and never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from index.passages import Passage
from index.subjects import Sentence

Layer = Literal["sentences", "passages", "questions", "unanswered"]
Numbers = NDArray[np.int64]
Scores = NDArray[np.float32]
# Rows that nobody has asked for yet: sentences without an anticipated question.
Where = Literal["unasked"] | None


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Words:
    """A question by its stems: scores are BM25."""

    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Meaning:
    """A question by its unit vector of shape `(dimensions,)`: scores are cosines."""

    vector: Scores


Asked = Words | Meaning


class Store(Protocol):
    """One generation of an index, as retrieval sees it; safe to use from several threads."""

    def nearest(
        self, layer: Layer, asked: Asked, count: int, where: Where = None
    ) -> tuple[Numbers, Scores]:
        """Rows and exact scores of the nearest texts of a layer, best first, ties by row.

        Nothing that scores zero or less; fewer than `count` where there are no more.
        """

    def scores(self, layer: Layer, asked: Asked, rows: Numbers) -> Scores:
        """The exact score of each of the rows, in their order."""

    def fetch(self, rows: Numbers) -> Sequence[tuple[Passage, Sentence]]:
        """The sentences of these rows with their passages, each read when it is looked at."""
