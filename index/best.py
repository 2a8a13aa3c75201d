"""The highest of many scores, without sorting them all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def best(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """The places of the highest scores, best first, ties by place; nothing that scores zero.

    >>> best(np.array([0.5, 0.0, 0.9, 0.5, -1.0], dtype=np.float32), 2).tolist()
    [2, 0]
    """
    found: NDArray[np.int64] = np.flatnonzero(scores > 0)
    if len(found) > count > 0:
        values = scores[found]
        lowest = np.partition(values, len(values) - count)[len(values) - count]
        above = found[values > lowest]
        found = np.concatenate([above, found[values == lowest][: count - len(above)]])
    order = np.lexsort((found, -scores[found]))
    return found[order[:count]]
