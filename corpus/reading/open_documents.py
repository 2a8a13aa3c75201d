"""Turns the bytes of an ODT file into blocks: paragraphs, headings, lists, tables and notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.article import BlockKind
from corpus.reading.archives import checked_archive, local_name, xml_part
from corpus.reading.cleaning import cleaned
from corpus.reading.contents import Contents, FormatError, Pair
from corpus.reading.tables import is_row, table_blocks
from corpus.reading.titles import first_title

_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
# What was taken away, was said beside the text, or only builds it.
_PASSED_OVER = frozenset(
    "tracked-changes annotation annotation-end note-citation sequence-decls forms "
    "table-column soft-page-break title desc bookmark".split()
)
_SIGNS = {"tab": " ", "line-break": "\n"}
# Parts of a paragraph that are blocks of their own.
_BLOCKS_WITHIN = frozenset({"note", "text-box"})
_MOST_REPEATED = 50


def odt_contents(data: bytes) -> Contents:
    """Read what stands on the pages of an OpenDocument text.

    Raises:
        FormatError: for what is no ODT, would unpack to far more than it is, or holds a DTD.
    """
    archive = checked_archive(data, "ODT", "a word processor")
    names = archive.namelist()
    if "content.xml" not in names:
        raise FormatError("this is no ODT file; open it in a word processor and save it as .odt")
    content = xml_part(archive, "content.xml")
    body = next((one for one in content.iter() if local_name(one) == "text"), None)
    if body is None:
        raise FormatError("this is no text document; save its text as .odt")
    title = ""
    if "meta.xml" in names:
        titles = [one for one in xml_part(archive, "meta.xml").iter() if local_name(one) == "title"]
        title = first_title(one.text or "" for one in titles)
    found = cleaned(_blocks(body, "paragraph"))
    return Contents(title, found.blocks, found.left_out)


def _blocks(holder: Any, outer: BlockKind) -> Iterator[Pair]:
    for part in holder:
        name = local_name(part)
        if name in ("p", "h"):
            yield ("heading" if name == "h" else outer), "".join(_words(part))
            yield from _within(part)
        elif name == "table":
            yield from _table(part)
        elif name and name not in _PASSED_OVER:
            yield from _blocks(part, "item" if name == "list" else outer)


def _words(element: Any) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        name = local_name(part)
        if name == "s":
            yield " " * min(int(part.get(f"{_T}c", "1")), _MOST_REPEATED)
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name and name not in _PASSED_OVER | _BLOCKS_WITHIN:
            yield from _words(part)
        yield part.tail or ""


def _within(paragraph: Any) -> Iterator[Pair]:
    """The notes and boxes of a paragraph, behind it."""
    for part in paragraph:
        name = local_name(part)
        if name in _BLOCKS_WITHIN:
            yield from _blocks(part, "paragraph")
        elif name and name not in _PASSED_OVER:
            yield from _within(part)


def _table(table: Any) -> Iterator[Pair]:
    rows = list(table.iter(f"{_TABLE}table-row"))
    words = [_cells(row) for row in rows]
    if len(list(table.iter(f"{_TABLE}table"))) > 1 or not all(map(is_row, words)):
        for row in rows:
            yield from _blocks(row, "paragraph")
        return
    marked = bool(rows) and local_name(rows[0].getparent()) == "table-header-rows"
    yield from table_blocks(words, headed=True if marked else None)


def _cells(row: Any) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if local_name(cell) not in ("table-cell", "covered-table-cell"):
            continue
        words = " ".join(" ".join(part for _, part in _blocks(cell, "paragraph")).split())
        repeated = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        cells += [words] * min(repeated, _MOST_REPEATED)
    while cells and not cells[-1]:
        cells.pop()
    return cells
