"""Draws shares with their intervals, curves and times; `svg` makes them fit for a page."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.report.svg import ACCENT, INK, MUTED, Plot, Table, plot

# More labels than these would overlap below a line.
_TICKS = 4
# More bars than these are taller than any other drawing beside them.
_LONG = 12


@dataclass(frozen=True, slots=True)
class Point:
    """A value with its interval, under a label; `count` is what it was measured over."""

    label: str
    value: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A point under its commit, with the day."""

    date: str
    point: Point


def bars(name: str, title: str, words: str, points: Sequence[Point]) -> Plot:
    """Shares as horizontal bars with their intervals, in the order given."""
    height = 0.7 + 0.26 * len(points)
    return plot(name, title, words, _bars(points), _shares(points), height)


def bars_abreast(name: str, title: str, words: str, points: Sequence[Point]) -> Plot:
    """As `bars`; many of them as two drawings that a wide page shows side by side."""
    if len(points) <= _LONG:
        return bars(name, title, words, points)
    half = -(-len(points) // 2)
    first = bars(name, title, words, points[:half])
    second = bars(f"{name}-more", f"{title}, continued", words, points[half:])
    columns, rows = _shares(points)
    return Plot(name, title, words, f"{first.svg}\n{second.svg}", columns, rows, wide=True)


def _bars(points: Sequence[Point]) -> Callable[[Any], None]:
    def draw(axes: Any) -> None:
        places = range(len(points))
        spread = [[one.value - one.low for one in points], [one.high - one.value for one in points]]
        axes.barh(places, [one.value for one in points], color=ACCENT, alpha=0.75, height=0.7)
        axes.errorbar(
            [one.value for one in points],
            places,
            xerr=spread,
            fmt="none",
            ecolor=INK,
            elinewidth=1,
            capsize=2,
        )
        axes.set_yticks(places, [f"{one.label} ({one.count})" for one in points])
        axes.set_ylim(len(points) - 0.4, -0.6)
        axes.set_xlim(0, 1)
        _percent(axes.xaxis)
        axes.grid(axis="x")

    return draw


def line(
    name: str,
    title: str,
    words: str,
    parts: Sequence[Sequence[Dated]],
    x_label: str = "",
    of: str = "commit",
) -> Plot:
    """Shares in order, joined by a line within each part, with their intervals.

    `of` says what the points' labels are.
    """
    dated = [one for part in parts for one in part]
    points = [one.point for one in dated]

    def draw(axes: Any) -> None:
        first = 0
        for part in parts:
            shares = [one.point for one in part]
            spread = [
                [one.value - one.low for one in shares],
                [one.high - one.value for one in shares],
            ]
            axes.errorbar(
                range(first, first + len(part)),
                [one.value for one in shares],
                yerr=spread,
                color=ACCENT,
                ecolor=MUTED,
                marker="o",
                capsize=3,
            )
            first += len(part)
        axes.set_xticks(*_ticks(dated))
        axes.set_ylim(*_limits(points))
        axes.set_xlabel(x_label)
        _percent(axes.yaxis)
        axes.grid(axis="y")

    columns, shares = _shares(points)
    rows = tuple((one.date, *row) for one, row in zip(dated, shares, strict=True))
    return plot(name, title, words, draw, (("date", of, *columns[1:]), rows), 3.0)


def calibration(name: str, title: str, words: str, points: Sequence[tuple[float, Point]]) -> Plot:
    """The share that is right over the probability that was said; on the diagonal they agree."""

    def draw(axes: Any) -> None:
        shares = [one for _, one in points]
        spread = [[one.value - one.low for one in shares], [one.high - one.value for one in shares]]
        axes.plot([0, 1], [0, 1], color=MUTED, linestyle="--", linewidth=1)
        axes.errorbar(
            [said for said, _ in points],
            [one.value for one in shares],
            yerr=spread,
            color=ACCENT,
            ecolor=MUTED,
            marker="o",
            capsize=3,
        )
        axes.set_xlim(0, 1.02)
        axes.set_ylim(0, 1.02)
        axes.set_xlabel("probability that was said")
        axes.set_ylabel("of these right")
        _percent(axes.xaxis)
        _percent(axes.yaxis)
        axes.grid()

    rows = tuple(
        (f"{said:.0%}", f"{one.value:.1%}", f"{one.low:.1%} to {one.high:.1%}", str(one.count))
        for said, one in points
    )
    columns = ("said", "right", "95 % interval", "of")
    return plot(name, title, words, draw, (columns, rows), 3.2)


def risk_coverage(
    name: str,
    title: str,
    words: str,
    curve: Sequence[tuple[float, float]],
    working: tuple[float, float],
) -> Plot:
    """The share of wrong answers over the share of questions answered; where we work is marked."""

    def draw(axes: Any) -> None:
        axes.plot([one[0] for one in curve], [one[1] for one in curve], color=ACCENT)
        axes.plot([working[0]], [working[1]], marker="D", color=INK, linestyle="none")
        axes.annotate(
            "as it works now", working, textcoords="offset points", xytext=(-8, 8), ha="right"
        )
        axes.set_xlim(0, 1.02)
        axes.set_ylim(bottom=0)
        axes.set_xlabel("share of questions answered")
        axes.set_ylabel("of these, best sentence wrong")
        _percent(axes.xaxis)
        _percent(axes.yaxis)
        axes.grid()

    shown = [*curve[:: max(1, len(curve) // 10)], curve[-1]] if curve else []
    rows = [
        ("as it works now", f"{working[0]:.1%}", f"{working[1]:.1%}"),
        *(("by threshold", f"{one[0]:.1%}", f"{one[1]:.1%}") for one in shown),
    ]
    return plot(name, title, words, draw, (("", "answered", "wrong"), tuple(rows)), 3.2)


def stacked(
    name: str, title: str, words: str, rows: Mapping[str, Mapping[str, int]], parts: Sequence[str]
) -> Plot:
    """Counts as bars of one length, each cut into the shares of its parts."""
    shades = [0.95 - 0.8 * number / max(1, len(parts) - 1) for number in range(len(parts))]
    totals = {label: sum(counts.values()) for label, counts in rows.items()}

    def draw(axes: Any) -> None:
        starts = [0.0] * len(rows)
        for part, shade in zip(parts, shades, strict=True):
            widths = [rows[label].get(part, 0) / totals[label] for label in rows]
            places = range(len(rows))
            axes.barh(places, widths, left=starts, color=ACCENT, alpha=shade, label=part)
            starts = [start + width for start, width in zip(starts, widths, strict=True)]
        axes.set_yticks(range(len(rows)), [f"{label} ({totals[label]})" for label in rows])
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_xlim(0, 1)
        _percent(axes.xaxis)
        axes.legend(
            loc="upper center", bbox_to_anchor=(0.4, -0.12), ncols=2, frameon=False, fontsize=8
        )

    table = tuple(
        (label, *(str(counts.get(part, 0)) for part in parts)) for label, counts in rows.items()
    )
    height = 1.5 + 0.28 * len(rows)
    return plot(name, title, words, draw, (("", *parts), table), height)


def histogram(name: str, title: str, words: str, times: Sequence[float]) -> Plot:
    """How many answers took how many milliseconds."""
    import numpy as np

    # From zero, for times that are all alike are no range of their own.
    counts, edges = np.histogram(times, bins=min(24, max(1, len(times))), range=(0, max(times)))

    def draw(axes: Any) -> None:
        axes.stairs(counts, edges, fill=True, color=ACCENT, alpha=0.75)
        axes.set_xlabel("milliseconds")
        axes.set_ylabel("answers")
        axes.set_xlim(left=0)

    rows = tuple(
        (f"{first:.0f} to {last:.0f} ms", str(int(count)))
        for first, last, count in zip(edges, edges[1:], counts, strict=False)
    )
    return plot(name, title, words, draw, (("time", "answers"), rows), 2.6)


def _shares(points: Sequence[Point]) -> Table:
    rows = tuple(
        (one.label, f"{one.value:.1%}", f"{one.low:.1%} to {one.high:.1%}", str(one.count))
        for one in points
    )
    return ("", "share", "95 % interval", "of"), rows


def _ticks(dated: Sequence[Dated]) -> tuple[list[int], list[str]]:
    """Places from the first to the last, under their commits; a day is told when it changes."""
    last = len(dated) - 1
    places = sorted({round(number * last / (_TICKS - 1)) for number in range(_TICKS)})
    labels, told = [], ""
    for place in places:
        one = dated[place]
        labels.append(one.point.label if one.date == told else f"{one.point.label}\n{one.date}")
        told = one.date
    return places, labels


def _limits(points: Sequence[Point]) -> tuple[float, float]:
    """The whole tenths around all intervals: a change of one point must be seen."""
    low = min(one.low for one in points)
    high = max(one.high for one in points)
    return math.floor(10 * low) / 10, min(1.0, math.ceil(10 * high) / 10) + 0.005


def _percent(axis: Any) -> None:
    from matplotlib.ticker import PercentFormatter

    axis.set_major_formatter(PercentFormatter(1.0, decimals=0))
