"""`draw`: a cover → its picture: the face with all that is on it, a caption and a legend.

In true proportion: 2.5 units are a millimetre. An envelope is taken for C6, a card for A6, and a
wide cover for DL, as no article gives measures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.catalogue.attributes import attributes
from corpus.catalogue.normalisation import words as folded
from corpus.catalogue.queries import date_of
from corpus.catalogue.schema import Catalogue, Cover
from corpus.dates import in_words
from web.views.drawing.elements import (
    Box,
    Element,
    ellipse,
    lines,
    paragraph,
    path,
    rectangle,
    words,
)
from web.views.drawing.placing import Placed, front_and_back, place
from web.views.drawing.things import Thing, things_on

_CARDS = frozenset({"maxicard", "postcard", "souvenir card", "postal stationery"})
_EDGE = 2.0
_BACK_HEIGHT = 96.0
_CAPTION_LINE = 17.0
_LETTERS = 13.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of a cover.

    Attributes:
        id: of the cover; ids in the picture begin with it.
        height, face_height: with the caption, and without.
        title, description: the picture in words, for who does not see it.
        legend: sentences that say how to read it.
    """

    id: str
    width: int
    height: int
    face_height: int
    title: str
    description: str
    legend: tuple[str, ...]
    elements: tuple[Element, ...]


def draw(cover: Cover, catalogue: Catalogue) -> Drawing:
    """The picture of a cover; what no sentence places is dashed."""
    front, back = front_and_back(things_on(cover, catalogue))
    face = _face(cover)
    placed = place(front, face)
    elements = [*_paper(cover, face, empty=not front), *_drawn(placed)]
    bottom = face.bottom + _EDGE
    if back:
        elements += _reverse(back, Box(face.x, bottom + 6, face.width, _BACK_HEIGHT))
        bottom += 6 + _BACK_HEIGHT + _EDGE
    caption = (*lines(cover.title, face.width * 0.86, _LETTERS, 3), _about(cover))
    elements += [
        words(
            (face.x + 2, bottom + _CAPTION_LINE * (at + 0.9)),
            line,
            _LETTERS,
            "strong" if at < len(caption) - 1 else "small",
            anchor="start",
            detail=True,
        )
        for at, line in enumerate(caption)
    ]
    return Drawing(
        id=cover.id,
        width=round(face.right + _EDGE),
        height=round(bottom + _CAPTION_LINE * len(caption) + 6),
        face_height=round(bottom),
        title=f"Drawing of: {cover.title}",
        description=_description(cover, catalogue),
        legend=_legend((*placed, *(Placed(one, face, told=True) for one in back))),
        elements=tuple(elements),
    )


def _face(cover: Cover) -> Box:
    if cover.kind == "miniature sheet":
        return Box(_EDGE, _EDGE, 320, 250)
    if cover.kind in _CARDS:
        return Box(_EDGE, _EDGE, 370, 262)
    if "wide" in folded(cover.title):
        return Box(_EDGE, _EDGE, 550, 275)
    return Box(_EDGE, _EDGE, 405, 285)


def _paper(cover: Cover, face: Box, *, empty: bool) -> list[Element]:
    """The outline, by kind: a card has a frame, a sheet perforation, an envelope sharp corners."""
    x, y = face.centre
    if cover.kind == "miniature sheet":
        inner = Box(face.x + 90, face.y + 65, face.width - 180, face.height - 130)
        paper = [rectangle(face, "paper"), rectangle(inner, "perforated")]
    elif cover.kind == "souvenir":
        paper = [rectangle(face, "paper guess", rounded=24)]
    elif cover.kind in _CARDS:
        frame = Box(face.x + 5, face.y + 5, face.width - 10, face.height - 10)
        paper = [rectangle(face, "paper", rounded=9), rectangle(frame, "frame", rounded=6)]
        if cover.kind == "postal stationery":
            paper.append(rectangle(Box(face.right - 84, face.y + 14, 68, 54), "frame", rounded=2))
    else:
        flap = f"M{face.x:.0f} {face.y:.0f}L{x:.0f} {face.y + 5:.0f}L{face.right:.0f} {face.y:.0f}"
        paper = [rectangle(face, "paper"), path(flap, "fold")]
    if empty:
        said = lines("The articles do not say what is on it.", face.width - 90, 13, 3)
        if cover.kind == "miniature sheet":
            said = lines("The articles do not say what it shows.", 130, 12, 4)
        paper += paragraph(x, y - 8 * len(said), said, 13, "named")
        paper.append(words((x, y + 30), cover.kind, 12, "small"))
    return paper


def _drawn(placed: Sequence[Placed]) -> list[Element]:
    """Stamps below marks; then the keys on top of all."""
    ordered = sorted(placed, key=lambda one: one.thing.sort != "stamp")
    shapes = [shape for one in ordered for shape in one.thing.draw(one.box, one.told)]
    keys = [mark for one in placed for mark in _key(one.thing.number, one.box)]
    return [*shapes, *keys]


def _key(number: int, box: Box) -> tuple[Element, ...]:
    """The number in the list of attributes, at a thing's upper left corner."""
    at = (box.x + 2, box.y + 2)
    disc = ellipse(at, 7, 7, "ref")
    return (
        Element(disc.tag, disc.attributes, detail=True),
        words((at[0], at[1] + 3.3), str(number), 9.5, "ref-number", detail=True),
    )


def _reverse(things: Sequence[Thing], strip: Box) -> list[Element]:
    """A strip of the other side."""
    elements = [
        rectangle(strip, "paper"),
        words((strip.x + 10, strip.y + 18), "On the back", 11, "small", anchor="start"),
    ]
    room = Box(strip.x + 90, strip.y, strip.width - 90, strip.height)
    return [*elements, *_drawn(place(things, room))]


def _about(cover: Cover) -> str:
    """Kind, date and doubt in a line."""
    day = date_of(cover)
    doubt = cover.issue.genuine if cover.issue and cover.issue.genuine != "genuine" else None
    return " · ".join(filter(None, (cover.kind, in_words(day) if day else "", doubt)))


def _description(cover: Cover, catalogue: Catalogue) -> str:
    """What the picture shows, in words."""
    rows = [row for row in attributes(cover, catalogue) if row.aspect not in ("issue", "note")]
    if not rows:
        return f"{cover.kind.capitalize()}. The articles do not say what is on it."
    return ". ".join((cover.kind.capitalize(), *(f"{row.label}: {row.value}" for row in rows)))


def _legend(placed: Sequence[Placed]) -> tuple[str, ...]:
    """Only what this picture needs."""
    marks = [one for one in placed if one.thing.sort in ("postmark", "handstamp")]
    return tuple(
        sentence
        for holds, sentence in (
            (
                any(not one.told for one in placed),
                "Dashed: no article says where this is on the cover.",
            ),
            (any(one.told for one in placed), "Solid: the articles say where."),
            (
                any(not one.thing.inked for one in marks),
                "Grey: no colour is told.",
            ),
            (
                any(not one.thing.shaped for one in marks),
                "A circle, or a box for a handstamp: no shape is told.",
            ),
            (
                any(one.thing.sort in ("stamp", "cachet", "postmark") for one in placed),
                "The little signs stand for what is told; they are no copies.",
            ),
        )
        if holds
    )
