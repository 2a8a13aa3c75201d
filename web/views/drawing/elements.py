"""The shapes that a drawing is made of, in units of 0.4 mm, and texts that fit into them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Literal

Tag = Literal["rect", "circle", "ellipse", "polygon", "path", "text"]
Point = tuple[float, float]
# The mean advance of a letter of the page's sans serif, in parts of its size.
LETTER = 0.54


@dataclass(frozen=True, slots=True)
class Element:
    """One SVG element.

    Attributes:
        along: the id of a path that the text follows; empty where it stands straight.
        detail: whether small drawings leave it out.
    """

    tag: Tag
    attributes: tuple[tuple[str, str], ...]
    text: str = ""
    along: str = ""
    detail: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """The point in its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def overlap(self, other: Box) -> float:
        """The area that both cover."""
        wide = min(self.right, other.right) - max(self.x, other.x)
        high = min(self.bottom, other.bottom) - max(self.y, other.y)
        return wide * high if wide > 0 and high > 0 else 0.0


def rectangle(box: Box, css: str, *, rounded: float = 0) -> Element:
    """A rectangle."""
    return Element(
        "rect",
        _attributes(css, x=box.x, y=box.y, width=box.width, height=box.height, rx=rounded or None),
    )


def ellipse(centre: Point, rx: float, ry: float, css: str) -> Element:
    """A circle or an oval."""
    if rx == ry:
        return Element("circle", _attributes(css, cx=centre[0], cy=centre[1], r=rx))
    return Element("ellipse", _attributes(css, cx=centre[0], cy=centre[1], rx=rx, ry=ry))


def polygon(centre: Point, radius: float, corners: int, css: str) -> Element:
    """A regular polygon, with a corner on top or, of an even one, a side."""
    turn = pi / corners if corners % 2 == 0 else 0.0
    points = (
        (
            centre[0] + radius * sin(turn + 2 * pi * number / corners),
            centre[1] - radius * cos(turn + 2 * pi * number / corners),
        )
        for number in range(corners)
    )
    joined = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
    return Element("polygon", (("class", css), ("points", joined)))


def path(
    line: str, css: str, *, at: Point | None = None, scale: float = 1, detail: bool = False
) -> Element:
    """A path; `at` and `scale` move one that is drawn around its own origin."""
    moved = f"translate({_number(at[0])} {_number(at[1])}) scale({scale:.2f})" if at else ""
    transform = (("transform", moved),) if moved else ()
    return Element("path", (("class", css), ("d", line), *transform), detail=detail)


def words(
    at: Point,
    text: str,
    size: float,
    css: str = "",
    *,
    anchor: Literal["start", "middle", "end"] = "middle",
    detail: bool = False,
) -> Element:
    """A line of text by its baseline."""
    attributes = _attributes(css, x=at[0], y=at[1], font_size=size)
    if anchor != "start":
        attributes = (*attributes, ("text-anchor", anchor))
    return Element("text", attributes, text, detail=detail)


def curved(
    name: str, centre: Point, radius: float, text: str, most: float, css: str, *, arc: float = 170
) -> tuple[Element, ...]:
    """Text on a circle, upright: around the top, or with a negative `arc` along the foot.

    `name` is an id that nothing else in the page has, `most` the largest size of the letters, which
    shrink to fit, and `arc` the degrees of the circle that they may take.
    """
    length = 2 * pi * radius * abs(arc) / 360
    shown, size = fitted(text, length, most, least=6)
    half = abs(arc) * pi / 360
    (dx, dy) = radius * sin(half), radius * cos(half)
    side = -1 if arc > 0 else 1
    start = (centre[0] - dx, centre[1] + side * dy)
    end = (centre[0] + dx, centre[1] + side * dy)
    large, sweep = int(abs(arc) > 180), int(arc > 0)
    line = (
        f"M{_number(start[0])} {_number(start[1])}A{_number(radius)} {_number(radius)} "
        f"0 {large} {sweep} {_number(end[0])} {_number(end[1])}"
    )
    return (
        Element("path", (("id", name), ("class", "track"), ("d", line)), detail=True),
        Element(
            "text",
            (("class", css), ("font-size", _number(size)), ("text-anchor", "middle")),
            shown,
            along=name,
            detail=True,
        ),
    )


def fitted(text: str, length: float, most: float, least: float) -> tuple[str, float]:
    """A text with the size at which it is no longer than `length`; cut where that is too small."""
    size = min(most, length / (max(len(text), 1) * LETTER))
    if size >= least:
        return text, round(size, 1)
    return shortened(text, int(length / (least * LETTER))), least


def shortened(text: str, letters: int) -> str:
    """A text of no more letters, cut between words where it can be."""
    if len(text) <= letters:
        return text
    cut = text[: max(letters - 1, 1)]
    whole = cut.rpartition(" ")[0]
    return (whole if len(whole) > letters / 2 else cut).rstrip(" ,;:(") + "…"


def lines(text: str, width: float, size: float, most: int) -> tuple[str, ...]:
    """A text in lines no wider than `width`, at most so many; what is left over is cut."""
    letters = max(int(width / (size * LETTER)), 3)
    found: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and len(longer) > letters:
            found.append(line)
            line = word
        else:
            line = longer
    found.append(line)
    if len(found) > most:
        found = [*found[: most - 1], " ".join(found[most - 1 :])]
    return tuple(shortened(one, letters) for one in found if one)


def paragraph(
    centre_x: float, top: float, text_lines: Iterable[str], size: float, css: str
) -> tuple[Element, ...]:
    """Lines of text below each other, centred."""
    return tuple(
        words((centre_x, top + size * (0.9 + 1.15 * number)), line, size, css, detail=True)
        for number, line in enumerate(text_lines)
    )


def _attributes(css: str, **values: float | None) -> tuple[tuple[str, str], ...]:
    told = ((name.replace("_", "-"), value) for name, value in values.items())
    named = (("class", css),) if css else ()
    return (*named, *((name, _number(value)) for name, value in told if value is not None))


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
