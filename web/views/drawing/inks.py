"""How colours, shapes and places in the catalogue's words are drawn: text → class, shape, spot."""

from __future__ import annotations

import re
from typing import Literal, get_args

from corpus.catalogue.normalisation import words
from corpus.lexicon import any_of, built_in

Shape = Literal[
    "circle", "double ring", "oval", "pentagon", "hexagon", "octagon", "box", "triangle"
]
# Each is a class of the style; any other colour is drawn as none that is told.
Ink = Literal["black", "blue", "purple", "red", "green", "brown", "orange"]
INKS: frozenset[str] = frozenset(get_args(Ink))
_ALIKE = {"violet": "purple", "mauve": "purple", "lilac": "purple"}
_MANY = frozenset({"multicoloured", "multicolored", "colourful"})
_DRAWN_AS_MANY: tuple[Ink, ...] = ("red", "blue", "green")
# Whole words of a shape or a name; the first that is found decides.
_SHAPES: tuple[tuple[str, Shape], ...] = (
    (r"double.ring\w*", "double ring"),
    (r"pentagon\w*|five.sided", "pentagon"),
    (r"hexagon\w*|six.sided", "hexagon"),
    (r"octagon\w*|eight.sided", "octagon"),
    (r"triang\w*", "triangle"),
    (r"oval|elliptical", "oval"),
    (r"rectang\w*|box\w*|square|framed", "box"),
    (r"round|circ\w*|ring\w*", "circle"),
)
_BESIDE = re.compile(
    rf"\b{any_of(built_in().marks, built_in().imprints, ('stamps', 'cancel', 'reverse', 'back'))}\b"
)
_SPOTS_ACROSS = (
    (r"left", 0.0),
    (r"right", 1.0),
    (r"centre|center|middle", 0.5),
)
_SPOTS_DOWN = ((r"top|upper", 0.0), (r"bottom|lower|foot", 1.0))


def inks(*colours: str) -> tuple[str, ...]:
    """The classes of the first colour text that names any: "blue and black" is two."""
    for colour in colours:
        named = [_ALIKE.get(word, word) for word in words(colour)]
        if any(word in _MANY for word in named):
            return tuple(f"ink-{ink}" for ink in _DRAWN_AS_MANY)
        found = tuple(f"ink-{word}" for word in dict.fromkeys(named) if word in INKS)
        if found:
            return found
    return ()


def shape_of(*texts: str) -> Shape | None:
    """The outline that the first telling text names; None where none does."""
    for text in texts:
        for pattern, shape in _SHAPES:
            if re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
                return shape
    return None


def spot_of(position: str) -> tuple[float, float] | None:
    """Where on the cover a position is, in parts of width and height; None where it names none.

    A position beside or on another thing is none: "on the two top stamps".
    """
    if _BESIDE.search(position):
        return None
    across = _found(_SPOTS_ACROSS, position)
    down = _found(_SPOTS_DOWN, position)
    if across is None and down is None:
        return None
    return 0.5 if across is None else across, 0.55 if down is None else down


def on_back(position: str) -> bool:
    """Whether a position is on the other side."""
    return re.search(r"\b(?:reverse|back)\b", position) is not None


def _found(spots: tuple[tuple[str, float], ...], position: str) -> float | None:
    return next(
        (part for pattern, part in spots if re.search(rf"\b(?:{pattern})\b", position)), None
    )
