"""Turns the bytes of a text, HTML or DOCX file into a title and blocks of clean words.

Runs in the child of `child`, which limits what a hostile file can take. Pages and documents
without headings are lines like any raw text, so `plaintext` repairs them. PDF is left to `pdf`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.article import BlockKind
from corpus.reading.plaintext import text_blocks

# Space covers come with scans: many and large images, few other parts.
MAX_ZIP_ENTRIES = 5_000
MAX_ZIP_BYTES = 128 * 1024 * 1024
# XML of a long document packs to a tenth or a twentieth; a bomb of zeros to a thousandth.
MAX_ZIP_RATIO = 200
# libxml2 drops what is nested deeper than 256 without a word; pages have a depth of 20 to 40.
MAX_DEPTH = 200
# A row with a cell longer than this is no row of a table but a page laid out by one.
MAX_CELL_WORDS = 12
_CHARSET = re.compile(
    rb"charset\s*=\s*[\"']?\s*(utf-8|utf-16|us-ascii|iso-8859-\d{1,2}|windows-125\d|koi8-[ru])\b",
    re.IGNORECASE,
)
_INLINE = frozenset({"hi", "ref", "del", "lb", "graphic"})
_TREE_KINDS: Mapping[str, BlockKind] = {"head": "heading", "item": "item"}

_Pair = tuple[BlockKind, str]


class FormatError(Exception):
    """A file that cannot be read as what it claims to be: says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds; the title is empty where the file names none.

    `front` is what Markdown's front matter says, by the arguments of `article_from_blocks`.
    """

    title: str
    blocks: tuple[_Pair, ...]
    front: Mapping[str, Any] = field(default_factory=dict)


def text_contents(data: bytes) -> Contents:
    """Repair raw UTF-8 text into blocks; which line is its title is for the caller to say."""
    return Contents("", text_blocks(data.decode("utf-8-sig")))


def html_contents(data: bytes) -> Contents:
    """Read the words of a page; nothing is fetched and no script's text is kept.

    Raises:
        FormatError: for bytes that are not in the declared encoding, or no page.
    """
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    tree = load_html(_decoded(data))
    body = None if tree is None else tree.find("body")
    if tree is None or body is None:
        raise FormatError("there is no page in this file; save the page again")
    if _is_too_deep(tree):
        raise FormatError(
            f"its elements are nested deeper than {MAX_DEPTH}, where words get lost; copy its text "
            "into a .txt file"
        )
    for hidden in list(tree.iter("script", "style", "template", "noscript", "svg")):
        hidden.drop_tree()
    titles = [*tree.iter("h1"), *tree.iter("title")]
    if not any(tree.iter("article", "main")):
        _make_article(body)
    found = bare_extraction(tree, fast=True, include_comments=False, include_formatting=True)
    return Contents(
        " ".join(titles[0].text_content().split()) if titles else "",
        _cleaned(_tree_pairs(found.body)) if found else (),
    )


def _is_too_deep(tree: Any) -> bool:
    """Whether elements are so deep in others that the parser may have dropped those within."""
    level = [tree]
    for _ in range(MAX_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


def _make_article(body: Any) -> None:
    """Outside an article trafilatura keeps paragraphs alone and loses headings and lists."""
    article = body.makeelement("article")
    article.text, body.text = body.text, None
    article.extend(list(body))
    body.append(article)


def _decoded(data: bytes) -> str:
    """The page in the encoding that it declares, or in UTF-8; never a guess."""
    declared = _CHARSET.search(data[:2048])
    encoding = declared[1].decode().lower() if declared else "utf-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    # Browsers read the first two names as the larger Windows set.
    codec = {"iso-8859-1": "cp1252", "us-ascii": "cp1252", "utf-8": "utf-8-sig"}.get(encoding)
    try:
        page = data.decode(codec or encoding)
    except (UnicodeDecodeError, LookupError) as error:
        start = getattr(error, "start", 0)
        line = data.count(b"\n", 0, start) + 1
        problem = f"line {line} is not {encoding.upper()}; save the page as UTF-8"
        raise FormatError(problem) from None
    if "\0" in page:
        raise FormatError("this is a binary file, no page; give HTML")
    return page


def _tree_pairs(body: Any) -> list[_Pair]:
    """The words of trafilatura's tree by the block they stand in; a line break is a newline."""
    for row in list(body.iter("row")):
        _fold_row(row)
    pieces: list[tuple[BlockKind, list[str]]] = []
    _gather(body, "paragraph", pieces)
    return [(kind, "".join(words)) for kind, words in pieces]


def _gather(element: Any, outer: BlockKind, pieces: list[tuple[BlockKind, list[str]]]) -> None:
    """Add the words of an element; libxml2 lets none be nested deeper than 256."""
    inner = _TREE_KINDS.get(element.tag, outer)
    is_block = element.tag not in _INLINE
    if is_block:
        pieces.append((inner, []))
    if element.tag == "lb":
        pieces[-1][1].append("\n")
    pieces[-1][1].append(_one_line(element.text))
    for child in element:
        _gather(child, inner, pieces)
    if is_block:
        pieces.append((outer, []))
    pieces[-1][1].append(_one_line(element.tail))


def _one_line(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _fold_row(row: Any) -> None:
    """Make a row of short cells one block, so that its cells are quoted together."""
    cells = [" ".join("".join(cell.itertext()).split()) for cell in row.iter("cell")]
    if _is_row(cells):
        for child in list(row):
            row.remove(child)
        row.tag = "item"
        row.text = _row_words(cells)


def _is_row(cells: Sequence[str]) -> bool:
    return all(len(cell.split()) <= MAX_CELL_WORDS for cell in cells)


def _row_words(cells: Iterable[str]) -> str:
    return " | ".join(cell for cell in cells if cell)


def _cleaned(pairs: Iterable[_Pair]) -> tuple[_Pair, ...]:
    """Blanks folded, furniture dropped, and repaired where lines stand for paragraphs."""
    folded = [
        (kind, "\n".join(" ".join(line.split()) for line in words.splitlines()).strip())
        for kind, words in pairs
    ]
    folded = [(kind, words) for kind, words in folded if words]
    if not any(kind == "heading" for kind, _ in folded):
        return text_blocks("\n\n".join(words for _, words in folded))
    cleaned: list[_Pair] = []
    for kind, words in folded:
        repaired = text_blocks(words)
        if kind == "heading":
            cleaned.append((kind, " ".join(words.split())))
        elif "\n" in words:
            cleaned += repaired
        elif repaired:
            cleaned.append((kind, words))
    return tuple(cleaned)


def docx_contents(data: bytes) -> Contents:
    """Read paragraphs, lists and tables of a document; headings by their style.

    Raises:
        FormatError: for what is no DOCX, would unpack to far more than it is, or holds a DTD.
    """
    from docx import Document

    _check_zip(data)
    document = Document(io.BytesIO(data))
    # Asking each paragraph for its style costs 2 ms, most of a long document's time.
    kinds = {style.style_id: _style_kind(style.name) for style in document.styles}
    # The title in a document's properties is mostly its template's; the first line is better.
    return Contents("", _cleaned(_document_pairs(document, kinds)))


def _check_zip(data: bytes) -> None:
    """Refuse, from the directory of the archive, what would unpack to more than a document."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise FormatError("this is no DOCX file; open it in a word processor and save it as .docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > MAX_ZIP_ENTRIES:
            raise FormatError(f"it packs {len(entries)} files, which no document does; remove it")
        size = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries)
        if size > MAX_ZIP_BYTES or size > MAX_ZIP_RATIO * max(packed, 1):
            raise FormatError(
                f"its {len(data):,} bytes unpack to {size:,}, which no document does; remove it"
            )
        for entry in entries:
            _check_part(archive, entry)


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 1:
        raise FormatError("it is protected by a password; save a copy without one")
    if not entry.filename.endswith((".xml", ".rels")):
        return
    # Without its zero bytes UTF-16 reads like ASCII here.
    if b"<!DOCTYPE" in archive.read(entry).replace(b"\0", b""):
        raise FormatError(
            f"its part {entry.filename} declares XML entities, which no word "
            "processor writes; save it again as .docx"
        )


def _document_pairs(holder: Any, kinds: Mapping[str, BlockKind]) -> Iterator[_Pair]:
    """The paragraphs and tables of a document, or of a table's cell, in reading order."""
    from docx.text.paragraph import Paragraph

    for part in holder.iter_inner_content():
        if isinstance(part, Paragraph):
            yield kinds.get(part._p.style, "paragraph"), part.text
            continue
        for row in part.rows:
            # A merged cell is listed once for every column that it covers.
            cells = list({cell._tc: cell for cell in row.cells}.values())
            if _is_row([cell.text for cell in cells]):
                yield "item", _row_words(" ".join(cell.text.split()) for cell in cells)
            else:
                for cell in cells:
                    yield from _document_pairs(cell, kinds)


def _style_kind(style: str | None) -> BlockKind:
    if (style or "").startswith(("Heading", "Title")):
        return "heading"
    return "item" if (style or "").startswith("List") else "paragraph"
