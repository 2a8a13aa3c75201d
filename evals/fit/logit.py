"""Fits weights so that among each question's candidates those that answer come first.

A conditional logit: the probability of a candidate is the softmax of its weighted signals over
the candidates of its question (McFadden 1974).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Right = NDArray[np.bool_]


def conditional_logit(groups: Sequence[tuple[Matrix, Right]], penalty: float) -> Matrix:
    """The weights of the signals, from zero on, so that equal data give equal weights.

    Args:
        groups: of each question the signals of shape `(candidates, signals)` and which answer.
        penalty: how much the square of a weight costs.
    """
    from scipy.optimize import minimize

    count = groups[0][0].shape[1]
    result = minimize(_loss, np.zeros(count), args=(groups, penalty), jac=True, method="L-BFGS-B")
    return np.asarray(result.x, dtype=np.float64)


def _loss(
    weights: Matrix, groups: Sequence[tuple[Matrix, Right]], penalty: float
) -> tuple[float, Matrix]:
    """Mean negative log-probability of the candidates that answer, with its gradient."""
    loss, gradient = 0.0, np.zeros_like(weights)
    for signals, right in groups:
        scores = signals @ weights
        exponentials = np.exp(scores - scores.max())
        total, answering = exponentials.sum(), exponentials[right].sum()
        loss -= float(np.log(answering / total))
        gradient -= signals.T @ (exponentials * right / answering - exponentials / total)
    count = len(groups)
    cost = penalty * float(weights @ weights) / 2
    return loss / count + cost, gradient / count + penalty * weights
