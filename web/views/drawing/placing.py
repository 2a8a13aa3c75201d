"""Finds a place for each thing on a cover: what is told goes where it is told, the rest where free.

Deterministic: the same cover is always drawn the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import hypot

from corpus.catalogue.normalisation import words
from corpus.lexicon import built_in
from web.views.drawing.elements import Box, Point
from web.views.drawing.inks import on_back, spot_of
from web.views.drawing.things import Thing

MARGIN = 8.0
_STEP = 8.0
# Tried one after the other until nothing lies on anything else.
_SCALES = (1.0, 0.88, 0.76, 0.66)
_ACROSS = 3
_GAP = 5.0
# Kept free around each thing.
_ROOM = 1.5
# The upper part of a stamp that has its number, and how far a mark would rather move than cover it.
_NUMBER_PART, _NUMBER_WEIGHT = 0.4, 0.02
# Words of a position that name no thing: "on the two top stamps" names the stamps.
_PLAIN = frozenset(
    (*"on in at the a of top beside next to below above different".split(), *built_in().units[1:4])
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A thing in its box; `told` is whether an article says where it is."""

    thing: Thing
    box: Box
    told: bool


def place(things: Sequence[Thing], face: Box) -> tuple[Placed, ...]:
    """A box on the face for every thing, as large as they fit side by side."""
    best: tuple[Placed, ...] = ()
    least = float("inf")
    for scale in _SCALES:
        placed = _Sheet(face).placed(
            [replace(one, width=one.width * scale, height=one.height * scale) for one in things]
        )
        crossing = _crossing(placed)
        if crossing < least:
            best, least = placed, crossing
        if not crossing:
            break
    return best


def stamps_first(things: Iterable[Thing]) -> tuple[Thing, ...]:
    """The order of placing: what has a conventional or told place comes before what has none."""
    order = ("stamp", "cachet", "label", "autograph", "postmark", "handstamp")
    return tuple(
        sorted(
            things,
            key=lambda one: (
                one.sort != "stamp",
                not (spot_of(one.position) or one.cancels),
                order.index(one.sort),
            ),
        )
    )


class _Sheet:
    """The face while it fills up."""

    def __init__(self, face: Box) -> None:
        self.face = face
        self.done: list[Placed] = []

    def placed(self, things: Sequence[Thing]) -> tuple[Placed, ...]:
        stamps = [one for one in things if one.sort == "stamp"]
        for at, stamp in enumerate(stamps):
            self.done.append(Placed(stamp, self._franking(at, stamp, len(stamps)), told=False))
        for thing in stamps_first(one for one in things if one.sort != "stamp"):
            aim, told = self._aim(thing)
            self.done.append(Placed(thing, self._free(thing, aim, on_stamps=self._on(thing)), told))
        return tuple(self.done)

    def _franking(self, at: int, stamp: Thing, among: int) -> Box:
        """The stamps in rows from the upper right corner."""
        across = _ACROSS if among != 4 else 2
        column, row = at % across, at // across
        return Box(
            self.face.right - MARGIN - (stamp.width + _GAP) * (column + 1) + _GAP,
            self.face.y + MARGIN + (stamp.height + _GAP) * row,
            stamp.width,
            stamp.height,
        )

    def _aim(self, thing: Thing) -> tuple[Point, bool]:
        """Where the middle of a thing should be, and whether that is told."""
        if spot := spot_of(thing.position):
            face = self.face
            return (
                face.x + thing.width / 2 + spot[0] * (face.width - thing.width),
                face.y + thing.height / 2 + spot[1] * (face.height - thing.height),
            ), True
        if struck := [one for one in self.done if one.thing.key and one.thing.key in thing.cancels]:
            marks = sum(one.thing.sort == "postmark" for one in self.done)
            stamp = struck[marks % len(struck)].box
            return (stamp.x + 8, stamp.bottom + 14), True
        if near := self._neighbour(thing):
            return self._beside(thing, near), True
        return self._usual(thing), False

    def _neighbour(self, thing: Thing) -> Placed | None:
        """The thing that a position names: "beside the ISS cancel"."""
        named = {word.removesuffix("s") for word in words(thing.position)} - _PLAIN
        if not named or "in the order" in thing.position:
            return None
        shared = [
            (len(named & {word.removesuffix("s") for word in words(one.thing.name)}), one)
            for one in self.done
        ]
        most = max((count for count, _ in shared), default=0)
        return next((one for count, one in shared if count == most), None) if most else None

    def _beside(self, thing: Thing, near: Placed) -> Point:
        x, y = near.box.centre
        if "above" in thing.position:
            return x, near.box.y - thing.height / 2 - _GAP
        if "below" in thing.position:
            return x, near.box.bottom + thing.height / 2 + _GAP
        if near.thing.sort == "stamp" and self._on(thing):
            return near.box.x + 8, near.box.bottom + 14
        return near.box.x - thing.width / 2 - _GAP, y

    def _usual(self, thing: Thing) -> Point:
        """Where such things are on most covers."""
        left, right = self.face.x + MARGIN, self.face.right - MARGIN
        top, foot = self.face.y + MARGIN, self.face.bottom - MARGIN
        wide, high = thing.width / 2, thing.height / 2
        match thing.sort:
            case "cachet":
                return left + wide, self.face.centre[1] + 6
            case "postmark":
                return right - wide - 4, top + 110
            case "autograph":
                return left + wide, foot - high
            case "label":
                return right - wide, foot - high
            case _:
                return left + wide + (110 if "corner" not in thing.position else 0), top + high

    def _on(self, thing: Thing) -> bool:
        """Whether a mark may lie on stamps, for it strikes them."""
        return bool(thing.cancels) or (
            thing.position.startswith("on ") and "stamp" in thing.position
        )

    def _free(self, thing: Thing, aim: Point, *, on_stamps: bool) -> Box:
        """The box nearest to the aim that covers nothing, or the least.

        A mark that strikes stamps covers them, rather not their numbers, and no other mark.
        """
        stamps = [one.box for one in self.done if one.thing.sort == "stamp"]
        numbers = [replace(one, height=one.height * _NUMBER_PART) for one in stamps]
        clear = [one.box for one in self.done if one.thing.sort != "stamp"]
        if not on_stamps:
            clear += stamps
        spots = sorted(_spots(self.face, thing), key=lambda spot: _distance(spot, thing, aim))
        best, least = Box(*spots[0], thing.width, thing.height), float("inf")
        for spot in spots:
            far = _distance(spot, thing, aim) if on_stamps else 0.0
            if far >= least:
                break
            box = Box(*spot, thing.width, thing.height)
            roomy = Box(box.x - _ROOM, box.y - _ROOM, box.width + 2 * _ROOM, box.height + 2 * _ROOM)
            covered = far + sum(roomy.overlap(other) for other in clear)
            if on_stamps:
                covered += _NUMBER_WEIGHT * sum(box.overlap(one) for one in numbers)
            if covered < least:
                best, least = box, covered
        return best


def _distance(spot: Point, thing: Thing, aim: Point) -> float:
    return hypot(spot[0] + thing.width / 2 - aim[0], spot[1] + thing.height / 2 - aim[1])


def _spots(face: Box, thing: Thing) -> list[Point]:
    """The upper left corners that keep a thing on the face."""
    across = int(max(face.width - 2 * MARGIN - thing.width, 0) / _STEP) + 1
    down = int(max(face.height - 2 * MARGIN - thing.height, 0) / _STEP) + 1
    return [
        (face.x + MARGIN + _STEP * column, face.y + MARGIN + _STEP * row)
        for column, row in product(range(across), range(down))
    ]


def _crossing(placed: Sequence[Placed]) -> float:
    """The area in which things other than stamps lie on each other."""
    loose = [one.box for one in placed if one.thing.sort != "stamp"]
    return sum(box.overlap(other) for at, box in enumerate(loose) for other in loose[:at])


def front_and_back(things: Iterable[Thing]) -> tuple[tuple[Thing, ...], tuple[Thing, ...]]:
    """What is on either side."""
    every = tuple(things)
    return (
        tuple(one for one in every if not on_back(one.position)),
        tuple(one for one in every if on_back(one.position)),
    )
