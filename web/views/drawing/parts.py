"""How stamps, cachets, autographs and labels are drawn in their boxes."""

from __future__ import annotations

from corpus.catalogue.schema import Cachet
from web.views.drawing.elements import (
    Box,
    Element,
    fitted,
    lines,
    paragraph,
    path,
    rectangle,
    shortened,
    words,
)
from web.views.drawing.glyphs import glyph, signs

_STRIPE = 4.0


def outline(css: str, *, told: bool) -> str:
    """The classes of an outline, dashed where the place is a guess."""
    return css if told else f"{css} guess"


def stamp_in(
    box: Box, number: str, subject: str, face_value: str, *, told: bool
) -> tuple[Element, ...]:
    """A stamp with its number above a sign and its subject."""
    inner = Box(box.x + 3, box.y + 3, box.width - 6, box.height - 6)
    middle = box.x + box.width / 2
    top = box.y + 15
    elements = [rectangle(box, outline("stamp", told=told)), rectangle(inner, "picture")]
    if number:
        shown, size = fitted(number, inner.width - 4, 11, least=8)
        elements.append(words((middle, top), shown, size, "strong"))
    about = ", ".join(filter(None, (subject, face_value)))
    (sign,) = signs(subject) or ("",)
    if sign:
        elements.append(
            glyph(sign, (middle, box.y + (25 if number else 18)), 15 if number else 22, "")
        )
    below = box.y + (33 if number else 29)
    elements += paragraph(middle, below, lines(about, inner.width - 2, 7.5, 2), 7.5, "small")
    return tuple(elements)


def cachet_in(
    box: Box, cachet: Cachet, inks: tuple[str, ...], *, told: bool
) -> tuple[Element, ...]:
    """A cachet: its text above signs for its motif and the motif in words."""
    css = inks[0] if len(inks) == 1 else ""
    elements = [rectangle(box, outline(f"cachet {css}".strip(), told=told), rounded=6)]
    if len(inks) > 1:
        wide = (box.width - 24) / len(inks)
        elements += [
            rectangle(Box(box.x + 12 + wide * at, box.bottom - 10, wide, _STRIPE), f"fill {ink}")
            for at, ink in enumerate(inks)
        ]
    middle = box.x + box.width / 2
    top = box.y + 9
    for text in cachet.text[:2]:
        shown = lines(text.upper(), (box.width - 16) * 0.76, 10, 3)
        elements += paragraph(middle, top, shown, 10, f"strong {css}".strip())
        top += 11.5 * len(shown) + 3
    found = signs(cachet.motif, 3) or ("person",) * min(len(cachet.people), 5)
    if found:
        side = min(34.0, (box.width - 24) / len(found))
        start = middle - side * (len(found) - 1) * 0.6
        elements += [
            glyph(name, (start + side * 1.2 * at, top + side / 2 + 2), side, css)
            for at, name in enumerate(found)
        ]
        top += side + 8
    about = "; ".join(filter(None, (cachet.motif, ", ".join(cachet.people))))
    if not cachet.text:
        about = about or "cachet"
    most = max(int((box.bottom - 14 - top) / 10), 1)
    elements += paragraph(middle, top, lines(about, box.width - 14, 8.5, most), 8.5, "small")
    return tuple(elements)


def signature_in(
    box: Box, signer: str, *, known: bool, legible: bool | None, told: bool
) -> tuple[Element, ...]:
    """A signature: the name as if written, or a scrawl with it where it cannot be read."""
    middle = box.x + box.width / 2
    base = box.bottom - 6
    shown, size = fitted(signer, box.width - 4, 10.5, least=7.5)
    start, end = f"{box.x + 3:.0f} {base + 3:.0f}", f"{box.right - 3:.0f} {base + 4:.0f}"
    flourish = f"M{start}Q{middle:.0f} {base:.0f} {end}"
    scrawl = "q4 -12 8 -2t9 -3t8 3t9 -5t8 4t10 -2"
    elements = [path(flourish, outline("pen", told=told))]
    if legible is False:
        elements.append(path(f"M{box.x + 6:.0f} {base - 3:.0f}{scrawl}", "pen"))
        name = shortened(signer, 22)
        elements.append(words((box.right, base), name, 7.5, "small", anchor="end", detail=True))
        return tuple(elements)
    elements.append(words((middle, base), shown, size, "signature" if known else "signature small"))
    return tuple(elements)


def label_in(box: Box, text: str, name: str, *, told: bool) -> tuple[Element, ...]:
    """A label with its text, or with its name in slanted letters; a bar code is bars."""
    elements = [rectangle(box, outline("label", told=told), rounded=2)]
    middle = box.x + box.width / 2
    if "bar" in name.casefold().split():
        bars = "".join(f"M{box.x + 8 + step * 5:.0f} {box.y + 4:.0f}v8" for step in range(15))
        elements.append(path(bars, "bars"))
        elements += paragraph(middle, box.y + 13, lines(text or name, 84, 7.5, 1), 7.5, "small")
        return tuple(elements)
    shown = lines(text or name, box.width - 6, 9 if text else 8.5, 2)
    css = "strong" if text else "named"
    top = box.y + (box.height - 10 * len(shown)) / 2
    return (*elements, *paragraph(middle, top, shown, 9 if text else 8.5, css))
