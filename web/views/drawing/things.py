"""What is on a cover → things to draw: size, where they belong, and how they are drawn in a box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from corpus.catalogue.schema import (
    Autograph,
    Cachet,
    Catalogue,
    Cover,
    CoverPostmark,
    CoverStamp,
    Handstamp,
    Label,
    Postmark,
    stamp_key,
)
from web.views.drawing.elements import Box, Element
from web.views.drawing.inks import inks, shape_of
from web.views.drawing.marks import Strike, strike
from web.views.drawing.parts import cachet_in, label_in, signature_in, stamp_in

Sort = Literal["stamp", "postmark", "handstamp", "cachet", "autograph", "label"]
MOST_COPIES = 4


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing on a cover.

    Attributes:
        number: its place in the cover's list of attributes, from one.
        name: what other positions call it.
        position: where it is, in the catalogue's words.
        cancels: the keys of the stamps that it strikes.
        key: of a stamp its number's key.
        draw: the box and whether its place is told → elements.
    """

    sort: Sort
    number: int
    name: str
    position: str
    width: float
    height: float
    draw: Callable[[Box, bool], tuple[Element, ...]]
    cancels: tuple[str, ...] = ()
    key: str = ""
    inked: bool = True
    shaped: bool = True


def things_on(cover: Cover, catalogue: Catalogue) -> tuple[Thing, ...]:
    """Everything that can be drawn, numbered in the order of `attributes`."""
    builders: list[Callable[[int], list[Thing]]] = [
        *(partial(_stamps, stamp=one, catalogue=catalogue) for one in cover.stamps),
        *(
            partial(_postmark, mark=one, catalogue=catalogue, cover=cover.id)
            for one in cover.postmarks
        ),
        *(
            partial(_handstamp, mark=one, catalogue=catalogue, cover=cover.id)
            for one in cover.handstamps
        ),
        *([partial(_cachet, cachet=cover.cachet, kind=cover.kind)] if cover.cachet else []),
        *(partial(_autograph, autograph=one) for one in cover.autographs),
        *(partial(_label, label=one) for one in cover.labels),
    ]
    return tuple(thing for number, build in enumerate(builders, start=1) for thing in build(number))


def _stamps(number: int, stamp: CoverStamp, catalogue: Catalogue) -> list[Thing]:
    shared = catalogue.stamp(stamp.number) if stamp.number else None
    subject = stamp.subject or (shared.subject if shared else "")
    face_value = stamp.face_value or (shared.face_value if shared else "")
    copies = min(stamp.count or 1, MOST_COPIES)

    def draw(box: Box, told: bool) -> tuple[Element, ...]:
        return stamp_in(box, stamp.number, subject, face_value, told=told)

    one = Thing(
        "stamp", number, f"{stamp.number} {subject} stamp", "", 72, 54, draw,
        key=stamp_key(stamp.number),
    )  # fmt: skip
    return [one] * copies


def _postmark(number: int, mark: CoverPostmark, catalogue: Catalogue, cover: str) -> list[Thing]:
    shared = catalogue.postmark(mark.mark)
    name = mark.name or (shared.name if shared else "") or "postmark"
    found = inks(mark.colour, _single(shared))
    shape = shape_of(mark.shape, shared.shape if shared else "", name)
    day = mark.date_as_printed or (f"{mark.date.day} {mark.date:%b}" if mark.date else "")
    struck = Strike(
        id=f"{cover}-{number}",
        words=tuple(one for one in _wording(mark, shared) if one != day),
        name=name,
        day=day,
        year=str(mark.date.year) if mark.date and not mark.date_as_printed else "",
        letter=mark.letter if len(mark.letter) == 1 else "",
        motif=mark.motif or (shared.motif if shared else ""),
        times=mark.strikes or 1,
        shape=shape or "circle",
        inks=found,
    )
    thing = Thing(
        sort="postmark",
        number=number,
        name=name,
        position=mark.position,
        width=80,
        height=60 if shape == "oval" else 80,
        draw=lambda box, told: strike(struck, box, told=told),
        cancels=tuple(map(stamp_key, mark.cancels)),
        inked=bool(found),
        shaped=shape is not None,
    )
    return [thing]


def _wording(mark: CoverPostmark, shared: Postmark | None) -> tuple[str, ...]:
    """The words of a mark; none where its own name has them and tells it apart from others."""
    if mark.wording or shared is None:
        return mark.wording
    own = mark.name not in ("", shared.name, *shared.also_called)
    return () if own and any(one in mark.name for one in shared.wording) else shared.wording


def _handstamp(number: int, mark: Handstamp, catalogue: Catalogue, cover: str) -> list[Thing]:
    shared = catalogue.postmark(mark.mark)
    name = mark.name or (shared.name if shared else "") or "handstamp"
    found = inks(mark.colour, _single(shared), name)
    shape = shape_of(mark.shape, shared.shape if shared else "", name)
    struck = Strike(
        id=f"{cover}-{number}",
        words=mark.text or (shared.wording if shared else ()),
        name=name,
        day=f"no. {mark.number}" if mark.number.isdigit() else "",
        motif=mark.motif or (shared.motif if shared else ""),
        shape=shape or "box",
        inks=found,
    )
    wide = shape in (None, "box", "oval")
    thing = Thing(
        sort="handstamp",
        number=number,
        name=name,
        position=mark.position,
        width=96 if wide else 76,
        height=46 if wide else 76,
        draw=lambda box, told: strike(struck, box, told=told),
        inked=bool(found),
        shaped=shape is not None,
    )
    return [thing]


def _single(shared: Postmark | None) -> str:
    """The colour of a shared mark that is known in one alone."""
    return shared.colours[0] if shared and len(shared.colours) == 1 else ""


def _cachet(number: int, cachet: Cachet, kind: str) -> list[Thing]:
    picture = kind in ("maxicard", "postcard", "souvenir card")
    thing = Thing(
        sort="cachet",
        number=number,
        name="cachet",
        position=cachet.position,
        width=176 if picture else 136,
        height=190 if picture else 138,
        draw=lambda box, told: cachet_in(box, cachet, inks(cachet.colour), told=told),
        inked=True,
    )
    return [thing]


def _autograph(number: int, autograph: Autograph) -> list[Thing]:
    signer = autograph.person or autograph.who or "autograph"
    thing = Thing(
        sort="autograph",
        number=number,
        name=signer,
        position=autograph.position,
        width=min(max(len(signer) * 5.6, 70), 150),
        height=20,
        draw=lambda box, told: signature_in(
            box, signer, known=bool(autograph.person), legible=autograph.legible, told=told
        ),
    )
    return [thing]


def _label(number: int, label: Label) -> list[Thing]:
    thing = Thing(
        sort="label",
        number=number,
        name=label.name or "label",
        position=label.position,
        width=88,
        height=30,
        draw=lambda box, told: label_in(box, label.text, label.name, told=told),
    )
    return [thing]
