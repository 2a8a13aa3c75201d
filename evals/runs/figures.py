"""Turns scores into figures: a mean over the cases that have a say, with its 95 % interval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evals.runs.meanings import in_order, named

# Two runs must print the same table, so the bootstrap draws the same samples.
SEED = 20010428
RESAMPLES = 2000
CONFIDENCE = 0.95
# Half a 95 % interval of a normal spread, in standard errors.
HALF_WIDTHS = 1.96


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure's value with its 95 % interval, over `count` cases."""

    value: float
    low: float
    high: float
    count: int

    @property
    def noise(self) -> float:
        """One standard error, read back from the interval."""
        return (self.high - self.low) / 2 / HALF_WIDTHS


def total(
    values: Iterable[tuple[Sequence[str], Mapping[str, float]]], seconds: Sequence[float]
) -> dict[str, Figure]:
    """Every figure over every part that any case has a say in, in the order of `MEANINGS`.

    Args:
        values: for each case the parts that it is counted in, and its values by figure.
        seconds: what the answers took.
    """
    columns: dict[str, list[float]] = {}
    for parts, of_case in values:
        for name, value in of_case.items():
            for part in parts:
                columns.setdefault(named(name, part), []).append(value)
    figures = {key: mean(column) for key, column in in_order(columns).items()}
    if seconds:
        figures["p50"] = percentile(seconds, 50)
        figures["p95"] = percentile(seconds, 95)
    return figures


def mean(values: Sequence[float]) -> Figure:
    """The mean, with a percentile bootstrap interval.

    Equal values give the bootstrap nothing to draw from. Where they are all 0 or all 1 the exact
    binomial interval (Clopper and Pearson 1934) says what so many cases can tell.
    """
    import numpy as np

    value = float(np.mean(values))
    if len(set(values)) == 1:
        low, high = _exact(value, len(values))
        return Figure(value, low, high, len(values))
    low, high = _bootstrap(values, np.mean)
    return Figure(value, low, high, len(values))


def percentile(seconds: Sequence[float], rank: float) -> Figure:
    """A percentile of answer times in milliseconds, with its interval."""
    import numpy as np

    def statistic(sample: object, axis: int = -1) -> object:
        return np.percentile(np.asarray(sample), rank, axis=axis)

    times = [1000 * one for one in seconds]
    value = float(np.percentile(times, rank))
    low, high = (value, value) if len(set(times)) == 1 else _bootstrap(times, statistic)
    return Figure(value, low, high, len(times))


def _bootstrap(values: Sequence[float], statistic: object) -> tuple[float, float]:
    import numpy as np
    from scipy.stats import bootstrap

    interval = bootstrap(
        (np.asarray(values),),
        statistic,
        n_resamples=RESAMPLES,
        vectorized=True,
        confidence_level=CONFIDENCE,
        method="percentile",
        rng=np.random.default_rng(SEED),
    ).confidence_interval
    return float(interval.low), float(interval.high)


def _exact(value: float, count: int) -> tuple[float, float]:
    from scipy.stats import binomtest

    if value not in (0.0, 1.0):
        return value, value
    interval = binomtest(int(value) * count, count).proportion_ci(CONFIDENCE, method="exact")
    return float(interval.low), float(interval.high)
