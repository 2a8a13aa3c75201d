"""`Article`: the words that may be quoted and where they stand; leaves files to `readers`.

An article's `text` is its words without markup: blocks joined by one blank line. Every quote is
cut from that text by offset, so the text is kept with the index and never rebuilt from the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

# A headline is a heading that also says something; a roster is a heading with its list of names; a
# row is one of a table, each cell behind its column's head; a caption stands below a figure.
BlockKind = Literal["heading", "headline", "paragraph", "item", "note", "roster", "row", "caption"]
HOUSE_AUTHOR = "Cachet"
BLOCK_SEPARATOR = "\n\n"
# What stands in a list, an address or a citation has bounds; ours have 47, 16 and 6 characters.
MAX_TITLE_CHARACTERS = 200
MAX_SLUG_CHARACTERS = 100
MAX_FIELD_CHARACTERS = 200
# A longer heading is a paragraph; the longest of ours has 76 characters.
MAX_HEADING_CHARACTERS = 300


# Terminals obey these, and readers do not see them: control characters but for the end of a line
# and the tabulator, and the marks that turn the direction of what follows.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """A text without what a terminal would obey and no reader would see."""
    return _UNSEEN.sub(lambda found: " " if found[0] in "\r\f\v\x85" else "", text)


def shown_path(path: Path | str) -> str:
    """A path, or words that name one, for printing: what is no UTF-8 or unseen as escapes."""
    plain = _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", str(path))
    return plain.encode("utf-8", "backslashreplace").decode()


class CorpusError(Exception):
    """A file that cannot be an article: says which file, which line and what to do."""

    def __init__(self, path: Path | str, line: int | None, problem: str) -> None:
        self.path = shown_path(path)
        self.line = line
        self.problem = problem = shown_path(problem)
        where = self.path if line is None else f"{self.path}, line {line}"
        super().__init__(f"{where}: {problem}")


class LimitReached(CorpusError):
    """A file whose reading took more than it may; the same bytes may pass another time."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, item, row, editor's note or crew list, as offsets in the text."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """The text from one heading to the next; `heading` is empty before the first one."""

    heading: str
    anchor: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PictureWords:
    """What is said beside a picture, and, as `alt`, in its place for those who do not see it."""

    alt: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that an article names; nothing is known yet of what is in its file.

    Attributes:
        offset: where the block ends that it stands below; 0 before the first.
        file: the path that the article gives, or the part of a document that holds it.
        within: whether the file is such a part.
    """

    offset: int
    file: str
    words: PictureWords
    within: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """What an article was written from."""

    author: str
    title: str


@dataclass(frozen=True, slots=True)
class Article:
    """The words that may be quoted and what is needed to cite them."""

    slug: str
    title: str
    text: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    author: str = HOUSE_AUTHOR
    missions: tuple[str, ...] = ()
    period: str = ""
    sources: tuple[Source, ...] = ()
    updated: str = ""
    figures: tuple[Figure, ...] = ()

    def section_at(self, offset: int) -> Section:
        """The section that holds the character at `offset`."""
        return next(section for section in reversed(self.sections) if section.start <= offset)


def read_utf8(path: Path) -> str:
    """The text of a file.

    Raises:
        CorpusError: naming the line of the first byte that is not UTF-8, or a binary file.
    """
    return decoded(path, path.read_bytes())


def decoded(path: Path | str, data: bytes) -> str:
    """The text in a file's bytes.

    Raises:
        CorpusError: as `read_utf8`.
    """
    if b"\0" in data:
        raise CorpusError(path, None, "this is a binary file; give text, HTML, PDF or DOCX")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CorpusError(path, line, "not UTF-8; save the file as UTF-8") from None


def article_from_blocks(
    *,
    slug: str,
    title: str,
    blocks: Iterable[tuple[BlockKind, str]],
    author: str = HOUSE_AUTHOR,
    missions: Sequence[str] = (),
    period: str = "",
    sources: Sequence[Source] = (),
    updated: str = "",
    figures: Sequence[tuple[int, Figure]] = (),
) -> Article:
    """Join blocks of clean text into an article, with the offsets of blocks and sections.

    Each of the figures comes with the number of blocks that stand before it.
    """
    placed: list[Block] = []
    pieces: list[str] = []
    position = 0
    ends = [0]
    for named, raw in blocks:
        ends.append(ends[-1])
        words = visible(raw) if _UNSEEN.search(raw) else raw
        if raw and not words.strip():
            continue
        too_long = named in ("heading", "headline") and len(words) > MAX_HEADING_CHARACTERS
        kind: BlockKind = "paragraph" if too_long else named
        placed.append(Block(kind, position, position + len(words)))
        pieces.append(words)
        ends[-1] = position + len(words)
        position += len(words) + len(BLOCK_SEPARATOR)
    text = BLOCK_SEPARATOR.join(pieces)
    return Article(
        slug=slug,
        title=visible(title),
        text=text,
        blocks=tuple(placed),
        sections=_sections(text, placed),
        author=visible(author),
        missions=tuple(map(visible, missions)),
        period=visible(period),
        sources=tuple(Source(visible(one.author), visible(one.title)) for one in sources),
        updated=visible(updated),
        figures=tuple(
            replace(figure, offset=ends[before], words=_visible_words(figure.words))
            for before, figure in figures
        ),
    )


def _visible_words(words: PictureWords) -> PictureWords:
    return PictureWords(visible(words.alt), visible(words.caption), visible(words.credit))


def anchor_of(heading: str) -> str:
    """A heading as the fragment of a link: lower case ASCII words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "section"


def _sections(text: str, blocks: Sequence[Block]) -> tuple[Section, ...]:
    starts = [
        (block.start, text[block.start : block.end])
        for block in blocks
        if block.kind in ("heading", "headline")
    ]
    if not starts or starts[0][0] > 0:
        starts.insert(0, (0, ""))
    ends = [start for start, _ in starts[1:]] + [len(text)]
    sections: list[Section] = []
    used: dict[str, int] = {}
    for (start, heading), end in zip(starts, ends, strict=True):
        anchor = anchor_of(heading) if heading else "top"
        used[anchor] = used.get(anchor, 0) + 1
        if used[anchor] > 1:
            anchor = f"{anchor}-{used[anchor]}"
        sections.append(Section(heading, anchor, start, end))
    return tuple(sections)
