"""Turns the bytes of a PDF file into paragraphs, by the gaps that its pages leave between lines.

Runs in the child of `child`; the one door to pypdf. A scan holds no words and is refused.
"""

from __future__ import annotations

import io
import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Any

from corpus.reading.contents import Contents, FormatError, Pair
from corpus.reading.furniture import left_out
from corpus.reading.hyphenation import hyphenated_words, rejoined
from corpus.reading.plaintext import repaired
from corpus.reading.titles import first_title
from corpus.reading.typography import plain_letters

# A gap this much above the usual one between lines begins a paragraph.
PARAGRAPH_GAP = 1.25
# A line at least this much of the usual width ended for want of room.
FULL_LINE = 0.7
# What stands at the edge of so many pages, and of half of them, is furniture.
MIN_RUNNING_HEADS = 3
EDGE_LINES = 2
# A line in letters this much larger than most is a heading, if it is short.
HEADING_SIZE = 1.15
MAX_HEADING_WORDS = 14
# Titles that programs put there by themselves: "Microsoft Word - covers.doc", "untitled".
_NO_TITLE = re.compile(r"microsoft word\b.*|untitled.*|.*\.\w{2,5}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line's words, its height above the page's origin and the size of its letters, in points."""

    text: str
    height: float
    size: float


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
    kept, heads = _without_running_heads(pages)
    blocks, gone = _blocks([line for page in kept for line in page])
    named = "" if _NO_TITLE.fullmatch(title) else first_title([title])
    return Contents(named, blocks, (*map(left_out, heads), *gone, *_wordless(pages)))


def _wordless(pages: Sequence[Sequence[_Line]]) -> Iterator[str]:
    """A line that names the pages without words, where others have some."""
    empty = [str(number) for number, lines in enumerate(pages, start=1) if not lines]
    if empty and len(empty) < len(pages):
        which = f"page {empty[0]}" if len(empty) == 1 else f"pages {', '.join(empty)}"
        yield f"{which}: no words there; if they are scans, run text recognition over them"


def _page_lines(page: Any) -> list[_Line]:
    """The lines of a page in writing order."""
    lines: list[_Line] = []
    words: list[str] = []
    height = size = 0.0

    def visit(
        text: str, page_matrix: list[float], matrix: list[float], _font: object, points: float
    ) -> None:
        nonlocal height, size
        for piece in re.split(r"(\n)", text):
            if piece == "\n":
                lines.append(_Line("".join(words), height, size))
                words.clear()
            elif piece.strip() and not "".join(words).strip():
                _, along, _, up, _, origin = page_matrix
                height = matrix[4] * along + matrix[5] * up + origin
                size = round(abs(points * matrix[3] * up), 1)
            if piece != "\n":
                words.append(piece)

    page.extract_text(visitor_text=visit)
    lines.append(_Line("".join(words), height, size))
    folded = [replace(one, text=" ".join(plain_letters(one.text).split())) for one in lines]
    return [one for one in folded if one.text]


def _without_running_heads(
    pages: Sequence[list[_Line]],
) -> tuple[list[list[_Line]], list[str]]:
    """The pages without what stands, but for its numbers, at the edge of most; and what does."""

    def shape(line: _Line) -> str:
        return re.sub(r"\d+", "0", line.text)

    edges = Counter(
        one for page in pages for one in set(map(shape, [*page[:EDGE_LINES], *page[-EDGE_LINES:]]))
    )
    limit = max(MIN_RUNNING_HEADS, len(pages) / 2)
    gone: dict[str, str] = {}
    kept_pages = []
    for page in pages:
        kept = deque(page)
        while kept and edges[shape(kept[0])] >= limit:
            gone.setdefault(shape(kept[0]), kept.popleft().text)
        while kept and edges[shape(kept[-1])] >= limit:
            gone.setdefault(shape(kept[-1]), kept.pop().text)
        kept_pages.append(list(kept))
    return kept_pages, list(gone.values())


def _blocks(lines: Sequence[_Line]) -> tuple[tuple[Pair, ...], tuple[str, ...]]:
    """Headings by the size of their letters, and what stands between them repaired."""
    blocks: list[Pair] = []
    gone: list[str] = []
    layout = _Layout.of(lines)
    for is_heading, run in groupby(lines, layout.is_heading):
        if is_heading:
            blocks.append(("heading", " ".join(line.text for line in run)))
        else:
            found = repaired(layout.paragraphs(list(run)))
            blocks += found.blocks
            gone += found.left_out
    return tuple(blocks), tuple(gone)


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a document is set: its letters, the length of a full line, the gap of a paragraph."""

    size: float
    full: float
    wide: float
    hyphenated: frozenset[str]

    @classmethod
    def of(cls, lines: Sequence[_Line]) -> _Layout:
        """Measure a document by its lines."""
        if not lines:
            return cls(0.0, 0.0, 0.0, frozenset())
        letters: Counter[float] = Counter()
        for line in lines:
            letters[line.size] += len(line.text)
        widths = sorted(len(line.text) for line in lines)
        gaps = sorted(abs(before.height - after.height) for before, after in pairwise(lines))
        return cls(
            letters.most_common(1)[0][0],
            FULL_LINE * widths[len(widths) * 9 // 10],
            PARAGRAPH_GAP * gaps[len(gaps) // 4] if gaps else 0.0,
            hyphenated_words("\n".join(line.text for line in lines)),
        )

    def is_heading(self, line: _Line) -> bool:
        """Whether a line is short, in larger letters than most, and no sentence."""
        short = len(line.text.split()) <= MAX_HEADING_WORDS and line.text[-1] not in ".,;"
        return short and line.size >= HEADING_SIZE * self.size > 0

    def paragraphs(self, lines: Sequence[_Line]) -> str:
        """Lines joined where the page had no room for more, with a blank line for a gap."""
        text = lines[0].text
        for before, line in pairwise(lines):
            if abs(before.height - line.height) > self.wide:
                text = f"{text}\n\n{line.text}"
            elif len(before.text) < self.full:
                text = f"{text}\n{line.text}"
            else:
                text = rejoined(text, line.text, self.hyphenated)
        return text
