"""The one door to matplotlib: a drawing → inline SVG with a text alternative.

Colours are stand-ins that become the page's own, so that a drawing follows its light or dark.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

# What matplotlib draws with → what the page shows.
INK, ACCENT, MUTED = "#010203", "#040506", "#070809"
_PAGE_COLOURS = {INK: "currentColor", ACCENT: "var(--accent)", MUTED: "var(--muted)"}
# On its own a drawing has no page to take colours from; these are readable on white and on black.
_OWN_COLOURS = {"currentColor": "#7b7b7b", "var(--accent)": "#3d85c6", "var(--muted)": "#8d877d"}
_NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "cachet",
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": MUTED,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "grid.color": MUTED,
    "grid.alpha": 0.3,
}
# In inches; beside each other the letters are as large as the page's small print, and on a
# telephone they can still be read.
_WIDTH = 4.6

Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing: what it is, what it says in words, the SVG, and its numbers as a table.

    A `wide` one is of two drawings.
    """

    name: str
    title: str
    words: str
    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: bool = False


def plot(
    name: str, title: str, words: str, draw: Callable[[Any], None], table: Table, height: float
) -> Plot:
    """Draw on axes of a height in inches, with words and numbers for those who cannot see it."""
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(_SETTINGS):
        figure = Figure(figsize=(_WIDTH, height), layout="constrained")
        draw(figure.subplots())
        buffer = io.StringIO()
        figure.savefig(
            buffer,
            format="svg",
            transparent=True,
            metadata={"Date": None, "Creator": None, "Format": None, "Type": None},
        )
    return Plot(name, title, words, _inline(buffer.getvalue(), name, title, words), *table)


def standalone(plot: Plot) -> str:
    """A drawing as a file of its own, for a page that is not ours."""
    svg = plot.svg.replace("<svg ", f"<svg {_NAMESPACES} ", 1)
    for shown, own in _OWN_COLOURS.items():
        svg = svg.replace(shown, own)
    return svg


def _inline(svg: str, name: str, title: str, words: str) -> str:
    """The drawing alone, with the page's colours, its own ids, and a name for screen readers."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'\bid="', f'id="{name}-', svg)
    svg = re.sub(r'(url\(#|href="#)', rf"\g<1>{name}-", svg)
    for drawn, shown in _PAGE_COLOURS.items():
        svg = svg.replace(drawn, shown)
    box = re.search(r'viewBox="[^"]*"', svg)
    opening = (
        f'<svg {box[0] if box else ""} role="img" '
        f'aria-labelledby="{name}-title {name}-words">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-words">{escape(words)}</desc>'
    )
    return re.sub(r"<svg[^>]*>", lambda _: opening, svg, count=1)
