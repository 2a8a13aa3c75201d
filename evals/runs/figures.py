"""Turns scores into figures: a mean over the cases that have a say, with its 95 % interval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Better = Literal["higher", "lower"]

# Two runs must print the same table, so the bootstrap draws the same samples.
SEED = 20010428
RESAMPLES = 2000
CONFIDENCE = 0.95
# Half a 95 % interval of a normal spread, in standard errors.
HALF_WIDTHS = 1.96


@dataclass(frozen=True, slots=True)
class Meaning:
    """How a figure is called, which way is better and what it means, in a sentence."""

    label: str
    better: Better
    says: str
    unit: Literal["%", "ms", ""] = "%"


# In the order in which they are printed.
MEANINGS: Mapping[str, Meaning] = {
    "right_held": Meaning(
        "known facts right, held half",
        "higher",
        "of the facts that nothing is tuned on, those that come back right",
    ),
    "right": Meaning(
        "known facts right",
        "higher",
        "the short answer or the first quote holds the fact, from a cited article",
    ),
    "right_fit": Meaning(
        "known facts right, fit half",
        "higher",
        "of the facts that weights and thresholds may be fitted on",
    ),
    "short_held": Meaning(
        "short answer right, held half",
        "higher",
        "right, and the short answer itself holds the fact in 200 characters",
    ),
    "short": Meaning("short answer right", "higher", "of all known facts"),
    "short_fit": Meaning(
        "short answer right, fit half", "higher", "of the facts that may be tuned on"
    ),
    "first_supports": Meaning(
        "first quote supports the answer",
        "higher",
        "of answers given: the first quote alone holds the fact",
    ),
    "citation_precision": Meaning(
        "citation precision",
        "higher",
        "share of an answer's quotes that hold part of the fact (ALCE)",
    ),
    "citation_recall": Meaning(
        "citation recall", "higher", "of answers given: the quotes together hold the fact (ALCE)"
    ),
    "verbatim": Meaning(
        "quotes verbatim",
        "higher",
        "replies whose every quote is the article's text at its offsets",
    ),
    "declined_rightly": Meaning(
        "unanswerable declined", "higher", "of questions that the articles do not answer"
    ),
    "declined_in_field": Meaning(
        "… in the field", "higher", "of those about the field that the articles do not answer"
    ),
    "declined_out_of_scope": Meaning("… out of scope", "higher", "of those about other subjects"),
    "declined_wrongly": Meaning(
        "answerable declined", "lower", "of questions that the articles answer"
    ),
    "unconfirmed": Meaning(
        "false premises not confirmed",
        "higher",
        "the reply declines, or corrects what the question takes for granted",
    ),
    "corrected": Meaning(
        "false premises corrected",
        "higher",
        "the reply says what is true, with a quote of a cited article",
    ),
    "followed": Meaning(
        "follow-up turns right",
        "higher",
        "as known facts, for questions that lean on earlier turns",
    ),
    "lost_typos": Meaning(
        "lost to typos", "lower", "known facts that come back right, less those asked with typos"
    ),
    "lost_lower": Meaning("lost to lower case", "lower", "… less those asked in lower case"),
    "lost_unpunctuated": Meaning(
        "lost without punctuation", "lower", "… less those asked without punctuation"
    ),
    "hit_1": Meaning("retrieval hit@1", "higher", "a sentence that answers is ranked first"),
    "hit_5": Meaning("retrieval hit@5", "higher", "… among the first five"),
    "hit_20": Meaning("retrieval hit@20", "higher", "… among the first twenty"),
    "mrr": Meaning(
        "retrieval MRR",
        "higher",
        "mean reciprocal rank: 1 where the first that answers is first, ½ where second",
    ),
    "ndcg_10": Meaning(
        "retrieval nDCG@10",
        "higher",
        "how high all that answer stand in the first ten; all on top is 100 %",
    ),
    "p50": Meaning("answer time p50", "lower", "half of the answers take no longer", "ms"),
    "p95": Meaning("answer time p95", "lower", "19 of 20 answers take no longer", "ms"),
}
TIMES = ("p50", "p95")
# Only measured when asked for, so no baseline holds a run to them.
LOSSES = ("lost_typos", "lost_lower", "lost_unpunctuated")


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


def total(values: Iterable[Mapping[str, float]], seconds: Sequence[float]) -> dict[str, Figure]:
    """Every figure that any case has a say in, in the order of `MEANINGS`."""
    columns: dict[str, list[float]] = {}
    for one in values:
        for name, value in one.items():
            columns.setdefault(name, []).append(value)
    figures = {name: mean(columns[name]) for name in MEANINGS if name in columns}
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
