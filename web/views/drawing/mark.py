"""`draw_mark`: a shared postmark or handstamp alone → its picture."""

from __future__ import annotations

from corpus.catalogue.schema import Postmark
from web.views.drawing.cover import Drawing
from web.views.drawing.elements import Box
from web.views.drawing.inks import inks, shape_of
from web.views.drawing.marks import Strike, strike

_SIDE = 92.0


def draw_mark(mark: Postmark) -> Drawing:
    """The mark as its own description has it; it may look otherwise on a cover."""
    named = f"{mark.name} {' '.join(mark.also_called)}"
    stamped = "handstamp" in named.casefold() or "imprint" in named.casefold()
    shape = shape_of(mark.shape, mark.name) or ("box" if stamped else "circle")
    low = shape in ("box", "oval")
    box = Box(2, 22 if low else 2, _SIDE, _SIDE - 40 if low else _SIDE)
    drawn = Strike(
        id=f"mark-{mark.id}",
        words=mark.wording,
        name=mark.name,
        day="",
        motif=mark.motif,
        shape=shape,
        inks=inks(*mark.colours[:1]),
    )
    side = round(_SIDE + 4)
    return Drawing(
        id=f"mark-{mark.id}",
        width=side,
        height=side,
        face_height=side,
        title=f"Drawing of: {mark.name}",
        description=". ".join(filter(None, (mark.shape, *mark.wording, mark.motif))) or mark.name,
        legend=(),
        elements=strike(drawn, box, told=True),
    )
