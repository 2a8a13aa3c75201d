"""Little pictures that stand for what a stamp, a mark or a cachet shows: words → paths.

A picture says "a rocket", never which: it is a sign and no copy.
"""

from __future__ import annotations

import re
from types import MappingProxyType

from corpus.lexicon import built_in
from web.views.drawing.elements import Element, Point, path

# The side of the square in which each is drawn.
SIDE = 24.0
_PATHS = MappingProxyType(
    {
        "rocket": (
            "M12 1C9 5 9 9 9 17H15C15 9 15 5 12 1ZM9 12L5 18H9M15 12L19 18H15M10.5 17L12 23L13.5 17"
        ),
        "docking": (
            "M1 9H9V15H1ZM15 9H23V15H15ZM9 11H12V13H9M15 11H12V13H15M3 9V4H7V9M17 9V4H21"
            "V9M3 15V20H7V15M17 15V20H21V15"
        ),
        "station": (
            "M9 8H15V16H9ZM0 5H7V9H0ZM0 15H7V19H0ZM17 5H24V9H17ZM17 15H24V19H17ZM7 7"
            "L9 10M7 17L9 14M17 7L15 10M17 17L15 14"
        ),
        "spacecraft": "M10 8A3 3 0 0 1 14 8L15 16H9ZM1 10H9V14H1ZM15 10H23V14H15ZM12 6V2",
        "person": "M12 3A5 5 0 0 1 12 13A5 5 0 0 1 12 3ZM3 23C3 17 7 15 12 15C17 15 21 17 21 23",
        "emblem": (
            "M12 1L22 5V12C22 18 17 21 12 23C7 21 2 18 2 12V5ZM12 6L13.5 10H18L14.5 13"
            "L16 17L12 14.5L8 17L9.5 13L6 10H10.5Z"
        ),
        "flag": "M4 23V2H21L17 7.5L21 13H4",
        "tower": "M12 1V8M10.5 8H13.5L14 13H10ZM10 13L8 23H16L14 13M8 23H16",
        "railway": "M6 2H18V18H6ZM6 10H18M8.5 14H9M15 14H15.5M7 18L4 23M17 18L20 23",
        "building": "M2 23V12H8V23M16 23V12H22V23M8 23V9L12 2L16 9V23M1 23H23",
        "dish": "M4 4C4 14 10 20 20 20ZM12 12L17 7M12 20L9 23H16",
        "bird": "M1 9C6 8 8 11 10 13C12 7 17 4 23 4C20 6 20 8 18 10C17 15 12 18 6 17L2 21L4 16Z",
        "globe": (
            "M12 1A11 11 0 0 1 12 23A11 11 0 0 1 12 1ZM1 12H23M12 1C6 7 6 17 12 23M12 1"
            "C18 7 18 17 12 23"
        ),
    }
)
# The first of these words in a text decides.
_SIGNS = re.compile(
    "|".join(
        rf"(?P<{sign}>\b(?:{'|'.join(said)})\b)" for sign, said in built_in().pictured.items()
    ),
    re.IGNORECASE,
)


def signs(text: str, most: int = 1) -> tuple[str, ...]:
    """The names of the pictures for a text, in its order, each once."""
    found = (match.lastgroup or "" for match in _SIGNS.finditer(text))
    return tuple(dict.fromkeys(found))[:most]


def glyph(name: str, centre: Point, side: float, css: str) -> Element:
    """A picture around a point."""
    at = (centre[0] - side / 2, centre[1] - side / 2)
    return path(_PATHS[name], f"glyph {css}".strip(), at=at, scale=side / SIDE)
