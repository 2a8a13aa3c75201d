"""Compares two kept runs case by case: what flipped, and whether that is more than noise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from evals.runs.history import Kept, Verdict
from evals.runs.meanings import MEANINGS, in_order, named


@dataclass(frozen=True, slots=True)
class Comparison:
    """What flipped between two runs, over the cases that both have.

    `changed` are those with another reply, right or wrong: none on one index by one code.
    `figures` are of both runs over the shared cases; `only_before` and `only_after` count the
    others.
    `chance` is the probability that as uneven a split of the flips comes about by chance:
    McNemar's exact test (1947), a binomial test over the flips.
    """

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    changed: tuple[str, ...]
    shared: int
    chance: float
    only_before: int
    only_after: int
    figures: Mapping[str, tuple[float, float]]


def compare(before: Kept, after: Kept) -> Comparison:
    """What flipped from one run to another, and whether that is more than noise."""
    from scipy.stats import binomtest

    earlier = {one.id: one for one in before.verdicts}
    pairs = [(earlier[one.id], one) for one in after.verdicts if one.id in earlier]
    gained = tuple(now.id for was, now in pairs if now.passed and not was.passed)
    lost = tuple(now.id for was, now in pairs if was.passed and not now.passed)
    changed = tuple(now.id for was, now in pairs if _said(now) != _said(was))
    flips = len(gained) + len(lost)
    chance = float(binomtest(len(lost), flips).pvalue) if flips else 1.0
    alone = len(before.verdicts) - len(pairs), len(after.verdicts) - len(pairs)
    return Comparison(
        gained,
        lost,
        changed,
        len(pairs),
        chance,
        *alone,
        _both(before, after) if alone == (0, 0) else _over(pairs),
    )


def _both(before: Kept, after: Kept) -> dict[str, tuple[float, float]]:
    return {
        name: (before.figures[name].value, now.value)
        for name, now in after.figures.items()
        if name in before.figures
    }


def _over(pairs: Sequence[tuple[Verdict, Verdict]]) -> dict[str, tuple[float, float]]:
    """The figures of some cases anew; times and what spoiling costs are of whole runs alone."""
    values: dict[str, list[tuple[float, float]]] = {}
    for was, now in pairs:
        for name in set(was.values) & set(now.values) & set(MEANINGS):
            for part in now.parts:
                pair = was.values[name], now.values[name]
                values.setdefault(named(name, part), []).append(pair)
    return {
        key: (fmean(was for was, _ in both), fmean(now for _, now in both))
        for key, both in in_order(values).items()
    }


def _said(verdict: Verdict) -> dict[str, Any]:
    """A reply but for the index's name."""
    return {key: value for key, value in verdict.reply.items() if key != "index"}
