"""How postmarks and handstamps are drawn: outline, words along it, date and sign in the middle."""

from __future__ import annotations

from dataclasses import dataclass, replace

from web.views.drawing.elements import (
    LETTER,
    Box,
    Element,
    curved,
    ellipse,
    lines,
    paragraph,
    polygon,
    rectangle,
    words,
)
from web.views.drawing.glyphs import glyph, signs
from web.views.drawing.inks import Shape

_CORNERS = {"triangle": 3, "pentagon": 5, "hexagon": 6, "octagon": 8}
# The circle that words have inside a polygon, in parts of the one around it.
_ROOM = {"triangle": 0.55, "pentagon": 0.78, "hexagon": 0.84, "octagon": 0.88}
# Words on half of a circle are smaller than this: they take all of it instead.
_READABLE = 7.5
_LARGEST = 10.0


@dataclass(frozen=True, slots=True)
class Strike:
    """A mark to be drawn.

    Attributes:
        id: nothing else in a page has it; the paths of curved words are named after it.
        words: what is printed; without any, the name stands there in slanted letters.
        day, year: two lines in the middle.
        inks: classes; none where no colour is told, two are for the outline and the middle.
    """

    id: str
    words: tuple[str, ...]
    name: str
    day: str
    motif: str
    shape: Shape
    inks: tuple[str, ...]
    year: str = ""
    letter: str = ""
    times: int = 1


def strike(mark: Strike, box: Box, *, told: bool) -> tuple[Element, ...]:
    """The mark in its box; dashed unless its place is told."""
    ink = mark.inks[0] if mark.inks else "ink-none"
    inner = mark.inks[-1] if mark.inks else "ink-none"
    css = f"ring {ink}" if told else f"ring {ink} guess"
    written = (
        _in_box(mark, box, ink) if mark.shape in ("box", "oval") else _round(mark, box, ink, inner)
    )
    times = (
        (words((box.right - 4, box.bottom - 2), f"×{mark.times}", 11, f"strong fill {ink}"),)
        if mark.times > 1
        else ()
    )
    return (*_outline(mark, box, css, f"ring {inner}"), *written, *times)


def _outline(mark: Strike, box: Box, css: str, inner: str) -> tuple[Element, ...]:
    half = box.width / 2
    if mark.shape in _CORNERS:
        corners = _CORNERS[mark.shape]
        outer = polygon(box.centre, half, corners, css)
        if len(mark.inks) > 1:
            return outer, polygon(box.centre, half - 4, corners, inner)
        return (outer,)
    if mark.shape == "box":
        return (rectangle(box, css, rounded=3),)
    outer = ellipse(box.centre, half, box.height / 2, css)
    if mark.shape == "double ring" or len(mark.inks) > 1:
        return outer, ellipse(box.centre, half - 4, box.height / 2 - 4, inner)
    return (outer,)


def _round(mark: Strike, box: Box, ink: str, inner: str) -> tuple[Element, ...]:
    """Words around the middle, and in it sign, date, letter and the words that are left."""
    radius = box.width / 2
    if mark.shape in _CORNERS:
        radius *= _ROOM[mark.shape]
    elif mark.shape == "double ring" or len(mark.inks) > 1:
        radius -= 4
    around, rest = _around(mark, box, radius, ink)
    x, y = box.centre
    (sign,) = signs(mark.motif) or ("",)
    letter = f"“{mark.letter}”" if mark.letter else ""
    middle = [*filter(None, (mark.day, mark.year, letter))]
    middle += [line for one in rest for line in lines(one, radius * 1.1, 6.5, 2)]
    middle = middle[: 3 if sign else 4]
    size = 9.5 if len(middle) <= 2 else 7.5
    height = (15 if sign else 0) + len(middle) * size * 1.15
    top = y - height / 2
    elements = list(around)
    if sign:
        elements.append(glyph(sign, (x, top + 7), 15, inner))
        top += 15
    css = f"strong fill {inner}"
    lined = paragraph(x, top, middle, size, css)
    # The date is what tells one mark from another in a small drawing.
    dated = sum(bool(one) for one in (mark.day, mark.year))
    shown = (replace(one, detail=at >= dated) for at, one in enumerate(lined))
    return (*elements, *shown)


def _around(
    mark: Strike, box: Box, radius: float, ink: str
) -> tuple[tuple[Element, ...], tuple[str, ...]]:
    """The curved words, and the printed ones that did not go there."""
    above, below = radius - 10, radius - 4
    css = f"fill {ink}"
    if not mark.words:
        named = f"{css} named"
        return curved(f"on-{mark.id}", box.centre, above, mark.name, 8.5, named, arc=300), ()
    first, *others = mark.words
    second = others[0] if others else ""
    half = 3.14 * above * 170 / 180
    longest = max(len(first), len(second))
    if longest * LETTER * _READABLE <= half:
        top = curved(f"on-{mark.id}", box.centre, above, first, _LARGEST, css)
        foot = (
            curved(f"under-{mark.id}", box.centre, below, second, _LARGEST, css, arc=-170)
            if second
            else ()
        )
        return (*top, *foot), tuple(others[1:])
    both = " · ".join(filter(None, (first, second)))
    return curved(f"on-{mark.id}", box.centre, above, both, 9, css, arc=330), tuple(others[1:])


def _in_box(mark: Strike, box: Box, ink: str) -> tuple[Element, ...]:
    """Straight lines of words, with a sign beside them."""
    (sign,) = signs(mark.motif) or ("",)
    inside = box.width - (20 if mark.shape == "oval" else 10) - (20 if sign else 0)
    middle = box.x + box.width / 2 + (10 if sign else 0)
    css = f"fill {ink}" if mark.words else f"fill {ink} named"
    printed = mark.words or (mark.name,)
    single = len(printed) == 1 and len(printed[0]) <= 2
    if single:
        shown: tuple[str, ...] = printed
        size = 26.0
    else:
        size = 8.5 if sum(map(len, printed)) <= 44 else 7.0
        shown = tuple(line for one in printed for line in lines(one, inside, size, 3))[:4]
    if mark.day:
        shown = (*shown[:3], mark.day)
    size = min(size, (box.height - 6) / (1.15 * len(shown)))
    top = box.y + (box.height - size * 1.15 * len(shown)) / 2
    elements = [*paragraph(middle, top, shown, size, css)]
    if sign:
        at = (box.x + (18 if mark.shape == "oval" else 13), box.y + box.height / 2)
        elements.insert(0, glyph(sign, at, 17, ink))
    return tuple(elements)
