"""Bars and the names of their stations, beside and below each other so that none touch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

WIDTH = 1000
ROW = 18
BAR = 12
# A bar of a one-day flight would be thinner than a hair.
MIN_BAR = 3
TOP = 26
# The width of a letter of a label: of the widest system font, as Linux has it.
LETTER = 6.8
# A station's name is larger and bold.
BOLD = 1.15
GAP = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """One mission: a bar with its label behind it, or before it where the chart ends.

    `about` is shown when a pointer rests on it.
    """

    name: str
    about: str
    label: str
    href: str
    told: bool
    lost: bool
    x: float
    y: int
    width: float
    label_x: int
    anchor: str

    @property
    def left(self) -> float:
        """Where the bar or its label begins."""
        return self.x if self.anchor == "start" else self.label_x - len(self.label) * LETTER

    @property
    def right(self) -> float:
        """Where the bar or its label ends."""
        return (
            self.label_x + len(self.label) * LETTER
            if self.anchor == "start"
            else self.x + self.width
        )


@dataclass(frozen=True, slots=True)
class Lane:
    """The name of a station, before its first bar where there is room, else above it."""

    name: str
    x: float
    y: int
    anchor: str

    @property
    def left(self) -> float:
        """Where the name begins."""
        return 0 if self.anchor == "start" else self.x - len(self.name) * LETTER * BOLD


@dataclass(frozen=True, slots=True)
class Band:
    """The bars of one station, with its name where there are several, from a first row down."""

    lane: Lane | None
    bars: tuple[Bar, ...]

    @property
    def left(self) -> float:
        """Where its name begins, or the first bar with its label."""
        named = (self.lane.left,) if self.lane else ()
        return min(*named, *(bar.left for bar in self.bars))

    @property
    def right(self) -> float:
        """Where the last bar with its label ends."""
        return max(bar.right for bar in self.bars)

    def moved(self, down: int) -> Band:
        """The same further down."""
        lane = self.lane and replace(self.lane, y=self.lane.y + down)
        return Band(lane, tuple(replace(bar, y=bar.y + down) for bar in self.bars))


def named(station: str, first: float) -> Lane:
    """A station's name in the row of its first bar, which begins at `first`."""
    before = Lane(station, first - GAP, BAR - 2, "end")
    return before if before.left >= 0 else Lane(station, 0, BAR - 2, "start")


def side_by_side(bands: Iterable[Band]) -> tuple[Band, ...]:
    """Each band beside those before it where there is room, else below them all."""
    floors: list[list[Band]] = []
    for band in bands:
        floor = next((one for one in floors if one[-1].right + GAP <= band.left), None)
        if floor is None:
            floors.append([band])
        else:
            floor.append(band)
    y = TOP
    placed: list[Band] = []
    for floor in floors:
        placed += [band.moved(y) for band in floor]
        y = max(bar.y for band in placed for bar in band.bars) + ROW + GAP // 2
    return tuple(placed)
