"""Turns the bytes of a PDF file into paragraphs, by the gaps that its pages leave between lines.

Runs in the child of `child`; the one door to pypdf. A scan holds no words and is refused.
"""

from __future__ import annotations

import io
import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from corpus.reading.formats import Contents, FormatError
from corpus.reading.plaintext import text_blocks

# A gap this much above the usual one between lines begins a paragraph.
PARAGRAPH_GAP = 1.25
# A line at least this much of the usual width ended for want of room.
FULL_LINE = 0.7
# What stands at the edge of so many pages, and of half of them, is furniture.
MIN_RUNNING_HEADS = 3
EDGE_LINES = 2
_BROKEN_WORD = re.compile(r"[a-z]-$")
# Titles that programs put there by themselves: "Microsoft Word - covers.doc", "untitled".
_NO_TITLE = re.compile(r"microsoft word\b.*|untitled.*|.*\.\w{2,5}", re.IGNORECASE)
# What fonts and typesetting put for letters, blanks and nothing.
_TYPESET = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\u00a0": " ",
        "\u00ad": "",
        "\u200b": "",
    }
)

# A line's words and its height above the page's origin, in points.
_Line = tuple[str, float]


def pdf_contents(data: bytes) -> Contents:
    """Read the text of a PDF file in the order of its pages.

    Raises:
        FormatError: for what is no PDF, ends early or is locked.
    """
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError

    if b"%PDF-" not in data[:1024]:
        raise FormatError("this is no PDF file; open it in its program and save it as PDF")
    if b"%%EOF" not in data[-2048:]:
        raise FormatError("the file ends early; copy or download it again")
    try:
        reader = PdfReader(io.BytesIO(data))
        pages = [_page_lines(page) for page in reader.pages]
        title = " ".join(str(reader.metadata.title or "").split()) if reader.metadata else ""
    except FileNotDecryptedError:
        raise FormatError("it is protected by a password; save a copy without one") from None
    raw = _paragraphs([line for page in _without_running_heads(pages) for line in page])
    return Contents("" if _NO_TITLE.fullmatch(title) else title, text_blocks(raw))


def _page_lines(page: Any) -> list[_Line]:
    """The lines of a page in writing order, each with its height above the page's origin."""
    lines: list[_Line] = []
    words: list[str] = []
    height = 0.0

    def visit(text: str, page_matrix: list[float], matrix: list[float], *_font: object) -> None:
        nonlocal height
        for piece in re.split(r"(\n)", text):
            if piece == "\n":
                lines.append(("".join(words), height))
                words.clear()
            elif piece.strip() and not "".join(words).strip():
                _, along, _, up, _, origin = page_matrix
                height = matrix[4] * along + matrix[5] * up + origin
            if piece != "\n":
                words.append(piece)

    page.extract_text(visitor_text=visit)
    lines.append(("".join(words), height))
    folded = [(" ".join(text.translate(_TYPESET).split()), height) for text, height in lines]
    return [(text, height) for text, height in folded if text]


def _without_running_heads(pages: Sequence[list[_Line]]) -> Iterator[list[_Line]]:
    """Drop what stands, but for its numbers, at the edge of most pages."""

    def shape(line: _Line) -> str:
        return re.sub(r"\d+", "0", line[0])

    edges = Counter(
        one for page in pages for one in set(map(shape, [*page[:EDGE_LINES], *page[-EDGE_LINES:]]))
    )
    limit = max(MIN_RUNNING_HEADS, len(pages) / 2)
    for page in pages:
        kept = deque(page)
        while kept and edges[shape(kept[0])] >= limit:
            kept.popleft()
        while kept and edges[shape(kept[-1])] >= limit:
            kept.pop()
        yield list(kept)


def _paragraphs(lines: Sequence[_Line]) -> str:
    """Lines joined where the page had no room for more, with a blank line where it left a gap."""
    widths = sorted(len(text) for text, _ in lines)
    gaps = [abs(before[1] - after[1]) for before, after in pairwise(lines)]
    if not gaps:
        return "\n".join(text for text, _ in lines)
    full = FULL_LINE * widths[len(widths) * 9 // 10]
    wide = PARAGRAPH_GAP * sorted(gaps)[len(gaps) // 4]
    pieces = [lines[0][0]]
    for gap, (before, _), (text, _) in zip(gaps, lines, lines[1:], strict=False):
        if gap > wide:
            pieces.append("\n\n")
        elif len(before) < full:
            pieces.append("\n")
        elif _BROKEN_WORD.search(before) and text[:1].islower():
            pieces[-1] = before[:-1]
        else:
            pieces.append(" ")
        pieces.append(text)
    return "".join(pieces)
