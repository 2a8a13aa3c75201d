"""Covers on the timeline: their days → marks below the bars of a chart, in rows that touch nothing.

Pure geometry in a chart's own units, as `bars`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from corpus.catalogue.queries import by_date, date_of
from corpus.catalogue.schema import Cover
from corpus.dates import in_words
from web.views.bars import GAP, ROW

# A mark is a square on its corner, this wide; marks nearer than that stand in rows of their own.
MARK = 8
MARK_ROW = 11


@dataclass(frozen=True, slots=True)
class CoverMark:
    """One cover at its day; `about` is what a pointer or a screen reader is told."""

    x: float
    y: int
    about: str
    href: str


@dataclass(frozen=True, slots=True)
class CoverStrip:
    """The covers of one chart; `y` is where their heading stands, `height` where the strip ends."""

    y: int
    height: int
    marks: tuple[CoverMark, ...]


def strip(covers: Iterable[Cover], x: Callable[[date], float], top: int) -> CoverStrip | None:
    """The covers that have a day, from `top` down; None where there is none."""
    ends: list[float] = []
    marks = []
    first = top + ROW
    for cover in by_date(covers):
        day = date_of(cover)
        if day is None:
            continue
        place = round(x(day), 1)
        row = next((one for one, end in enumerate(ends) if end <= place), len(ends))
        ends[row : row + 1] = [place + MARK]
        about = f"{cover.title}, {in_words(day)}"
        marks.append(CoverMark(place, first + row * MARK_ROW, about, f"/covers/{cover.id}"))
    if not marks:
        return None
    return CoverStrip(top + MARK_ROW, first + len(ends) * MARK_ROW + GAP // 2, tuple(marks))
