"""Turns the bytes of a DOCX file into blocks: what stands on its pages when all changes are taken.

Insertions, content controls, text boxes and notes are text; deletions and hidden text are not. The
one door to python-docx, which itself passes over all of these.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.article import BlockKind, Figure
from corpus.reading.archives import checked_archive, local_name
from corpus.reading.cleaning import cleaned
from corpus.reading.contents import Contents, Piece
from corpus.reading.figures import picture_words
from corpus.reading.furniture import left_out
from corpus.reading.tables import is_row, table_blocks

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# What was taken away, says how things look, or stands a second time for older programs.
_PASSED_OVER = frozenset(
    "del moveFrom delText instrText rPr pPr sdtPr sdtEndPr tblPr tblGrid trPr tcPr sectPr Fallback "
    "rt commentRangeStart annotationRef fldData txbxContent footnoteRef endnoteRef".split()
)
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_NO_NOTE = ("separator", "continuationSeparator", "continuationNotice")


@dataclass(frozen=True, slots=True)
class _Document:
    """What reading a paragraph needs beside it.

    Kinds by style, notes by kind and number, and by their numbers the parts that hold pictures.
    """

    kinds: Mapping[str, BlockKind]
    notes: Mapping[tuple[str, str], Any]
    pictures: Mapping[str, str]


def docx_contents(data: bytes) -> Contents:
    """Read paragraphs, lists, tables, boxes and notes of a document; headings by their style.

    Raises:
        FormatError: for what is no DOCX, would unpack to far more than it is, or holds a DTD.
    """
    from docx import Document

    checked_archive(data, "DOCX", "a word processor")
    opened = Document(io.BytesIO(data))
    # Asking each paragraph for its style costs 2 ms, most of a long document's time.
    kinds = {style.style_id: _style_kind(style.name) for style in opened.styles}
    document = _Document(kinds, _notes(opened.part), _pictures(opened.part))
    # The title in a document's properties is mostly its template's; the first line is better.
    found = cleaned(_blocks(opened.element.body, document))
    gone = (*found.left_out, *_heads_of_pages(opened))
    return Contents("", found.blocks, gone, figures=found.figures)


def _style_kind(style: str | None) -> BlockKind:
    if (style or "").startswith(("Heading", "Title")):
        return "heading"
    if (style or "").casefold() == "caption":
        return "caption"
    return "item" if (style or "").startswith("List") else "paragraph"


def _notes(part: Any) -> dict[tuple[str, str], Any]:
    from lxml import etree

    notes: dict[tuple[str, str], Any] = {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for relation in part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind in _NOTES.values() and not relation.is_external:
            for note in etree.fromstring(relation.target_part.blob, parser):
                if note.get(f"{_W}type") not in _NO_NOTE:
                    notes[kind, note.get(f"{_W}id")] = note
    return notes


def _pictures(part: Any) -> dict[str, str]:
    """The parts that hold pictures, by the numbers that the text calls them by."""
    return {
        number: str(relation.target_part.partname).lstrip("/")
        for number, relation in part.rels.items()
        if not relation.is_external and relation.reltype.endswith("/image")
    }


def _figures(paragraph: Any, document: _Document) -> Iterator[Figure]:
    """The pictures that hang on a paragraph, with what a screen reader says of each."""
    for drawing in paragraph.iter(f"{_W}drawing"):
        above = [*drawing.iterancestors()]
        # A picture in a box belongs to a paragraph of the box.
        own = next(one for one in above if one.tag == f"{_W}p") is paragraph
        if not own or any(local_name(one) in ("Fallback", "del") for one in above):
            continue
        said = next(drawing.iter(f"{_WP}docPr"), None)
        alt = "" if said is None else said.get("descr") or said.get("title") or ""
        for blip in drawing.iter(f"{_A}blip"):
            if part := document.pictures.get(blip.get(f"{_R}embed", "")):
                yield Figure(0, part, picture_words(alt), within=True)


def _heads_of_pages(opened: Any) -> Iterator[str]:
    """Heads and feet of pages, each once."""
    told: set[str] = set()
    for section in opened.sections:
        for part in (section.header, section.footer):
            if part.is_linked_to_previous:
                continue
            words = " ".join(" ".join(one.text for one in part.paragraphs).split())
            if words and words not in told:
                told.add(words)
                yield left_out(words)


def _blocks(holder: Any, document: _Document) -> Iterator[Piece]:
    """The paragraphs and tables of a body, cell, box, note or content control, in order."""
    for part in holder:
        match local_name(part):
            case "p":
                yield from _paragraph(part, document)
            case "tbl":
                yield from _table(part, document)
            case "" | "del" | "moveFrom" | "sectPr" | "tcPr" | "sdtPr" | "sdtEndPr":
                pass
            case _:
                yield from _blocks(part, document)


def _paragraph(paragraph: Any, document: _Document) -> Iterator[Piece]:
    """A paragraph, then the pictures and boxes that hang on it and the notes that it calls."""
    yield _kind(paragraph, document.kinds), "".join(_words(paragraph))
    yield from _figures(paragraph, document)
    for box in paragraph.iter(f"{_W}txbxContent"):
        if not any(local_name(one) in ("Fallback", "del") for one in box.iterancestors()):
            yield from _blocks(box, document)
    for name, kind in _NOTES.items():
        for call in paragraph.iter(f"{_W}{name}"):
            note = document.notes.get((kind, call.get(f"{_W}id")))
            if note is not None:
                yield from _blocks(note, document)


def _kind(paragraph: Any, kinds: Mapping[str, BlockKind]) -> BlockKind:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return "paragraph"
    style = properties.find(f"{_W}pStyle")
    kind = kinds.get(style.get(f"{_W}val"), "paragraph") if style is not None else "paragraph"
    if kind == "paragraph" and properties.find(f"{_W}outlineLvl") is not None:
        return "heading"
    if kind == "paragraph" and properties.find(f"{_W}numPr") is not None:
        return "item"
    return kind


def _words(element: Any) -> Iterator[str]:
    """The words of a paragraph or a part of one."""
    for part in element:
        name = local_name(part)
        if name == "t":
            yield part.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "r" and _is_hidden(part):
            continue
        elif name and name not in _PASSED_OVER:
            yield from _words(part)


def _is_hidden(run: Any) -> bool:
    found = run.find(f"{_W}rPr/{_W}vanish")
    return found is not None and found.get(f"{_W}val", "true") not in ("0", "false")


def _table(table: Any, document: _Document) -> Iterator[Piece]:
    rows = [row for row in _parts(table, "tr") if row.find(f"{_W}trPr/{_W}del") is None]
    cells = [list(_parts(row, "tc")) for row in rows]
    words = _cell_words(cells, document)
    if words is None:
        for cell in (cell for row in cells for cell in row):
            yield from _blocks(cell, document)
        return
    marked = bool(rows) and rows[0].find(f"{_W}trPr/{_W}tblHeader") is not None
    yield from table_blocks(words, headed=True if marked else None)


def _parts(holder: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those in content controls."""
    for part in holder:
        if local_name(part) == name:
            yield part
        elif local_name(part) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _parts(part, name)


def _cell_words(rows: Iterable[list[Any]], document: _Document) -> list[list[str]] | None:
    """The words of each cell, merged ones filled in; None where a cell is longer than a line."""
    filled: list[list[str]] = []
    above: list[str] = []
    for row in rows:
        words: list[str] = []
        for cell in row:
            if next(cell.iter(f"{_W}tbl"), None) is not None:
                return None
            merged = cell.find(f"{_W}tcPr/{_W}vMerge")
            across = cell.find(f"{_W}tcPr/{_W}gridSpan")
            pieces = _blocks(cell, document)
            told = " ".join(one[1] for one in pieces if not isinstance(one, Figure))
            text = " ".join(told.split())
            if (
                merged is not None
                and merged.get(f"{_W}val") != "restart"
                and len(words) < len(above)
            ):
                text = above[len(words)]
            words += [
                text,
                *[""] * (int(across.get(f"{_W}val", "1")) - 1 if across is not None else 0),
            ]
        if not is_row(words):
            return None
        filled.append(words)
        above = words
    return filled
