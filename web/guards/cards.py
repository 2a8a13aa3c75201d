"""Cards as PNG: drawn one at a time when they are first asked for, and the latest kept."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict

from web.guards.limits import Gate
from web.views.cards import STYLE, WIDTH

# About 40 kB each.
MAX_CARDS = 256
MAX_WAITING = 8


class CardDrawer:
    """Makes pictures of cards; drawing takes the processor, so that one waits for the other."""

    def __init__(self) -> None:
        self._gate = Gate(1, MAX_WAITING)
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def png(self, svg: str) -> bytes:
        """The picture of a card.

        Raises:
            TooBusy: when too many others are being drawn.
        """
        key = hashlib.sha256(svg.encode()).hexdigest()
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        with self._gate.enter():
            drawn = drawn_png(svg)
        with self._lock:
            self._kept[key] = drawn
            if len(self._kept) > MAX_CARDS:
                self._kept.popitem(last=False)
        return drawn


def drawn_png(svg: str) -> bytes:
    """An SVG of ours as PNG, with letters that come with a package and no others but for want."""
    import resvg_py
    from font_lato import font_files

    return resvg_py.svg_to_bytes(
        svg_string=svg,
        style_sheet=STYLE,
        width=WIDTH,
        font_files=[font_files[name] for name in ("Lato", "LatoBold", "LatoItalic")],
        font_family="Lato",
        serif_family="Lato",
        sans_serif_family="Lato",
        cursive_family="Lato",
    )
