"""Turns the bytes of a web page into a title and blocks: the words that a browser shows, in order.

The one door to lxml's reader of HTML. Nothing is fetched, no script runs, and each word that is
seen stands in one block, or its place is named as left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from corpus.article import BlockKind, Figure
from corpus.reading.cleaning import cleaned
from corpus.reading.contents import Contents, FormatError, Pair, Piece
from corpus.reading.encodings import decoded
from corpus.reading.figures import figure_at, picture_words
from corpus.reading.navigation import without_navigation
from corpus.reading.tables import is_row, labelled, row_words, table_blocks
from corpus.reading.titles import first_title
from corpus.reading.typography import plain_letters
from corpus.reading.visibility import is_deeper, remove_unseen

_CHARSET = re.compile(
    rb"(?:charset|encoding)\s*=\s*[\"']?\s*(utf-8|utf-16|us-ascii|iso-8859-\d{1,2}|windows-125\d|"
    rb"koi8-[ru]|shift_jis|euc-jp|euc-kr|gb2312|gbk|gb18030|big5)\b",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q ruby "
    "rb rp rt s samp small span strike strong sub sup time tt u var wbr img".split()
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary"})
_ITEMS = frozenset({"li", "dt", "dd"})
_WIDEST_SPAN = 50
# libxml2 drops what is nested deeper than 256 without a word; pages have a depth of 20 to 40.
MAX_DEPTH = 200
_BLANKS = re.compile(r"\s+")


def html_contents(data: bytes) -> Contents:
    """Read the words of a page or a fragment of one.

    Raises:
        FormatError: for bytes that are not in the declared encoding, or no page.
    """
    declared = _CHARSET.search(data[:2048])
    page, guessed = decoded(data, declared[1].decode().lower() if declared else "")
    found = page_contents(page)
    gone = (*found.left_out, *filter(None, [guessed]))
    return Contents(found.title, found.blocks, gone, figures=found.figures)


def page_contents(page: str) -> Contents:
    """Read the words of a page that is text already.

    Raises:
        FormatError: for what is no page, and one so deep that words may have got lost.
    """
    tree = _tree(page)
    if is_deeper(tree, MAX_DEPTH):
        raise FormatError(
            f"its elements are nested deeper than {MAX_DEPTH}, where words get lost; copy its text "
            "into a .txt file"
        )
    # lxml makes an object of an element each time that it is met, unless one is kept.
    kept = list(tree.iter())
    body, title = _body_and_title(tree)
    main, gone = without_navigation(body)
    pieces = _Pieces()
    _gather(main, "paragraph", pieces)
    found = cleaned(pieces.pieces())
    kept.clear()
    return Contents(title, found.blocks, (*gone, *found.left_out), figures=found.figures)


def _tree(page: str) -> Any:
    from lxml import html
    from lxml.etree import LxmlError

    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        return html.document_fromstring(_DECLARATION.sub("", page), parser=parser)
    except (LxmlError, ValueError):
        raise FormatError("there is no page in this file; save the page again") from None


def _body_and_title(tree: Any) -> tuple[Any, str]:
    body = tree.find("body")
    if body is None:
        raise FormatError("there is no page in this file; save the page again")
    titles = [one.text_content() for one in tree.iter("title")]
    shared = [
        one.get("content", "") for one in tree.iter("meta") if one.get("property") == "og:title"
    ]
    remove_unseen(tree)
    heads = [one.text_content() for one in body.iter("h1")][:1]
    return body, plain_letters(first_title([*titles[:1], *heads, *shared]))


class _Pieces:
    """The blocks of a page as they are gathered, the last one open."""

    def __init__(self) -> None:
        self._pieces: list[tuple[BlockKind, list[str]] | Figure] = []
        self._open: list[str] = []
        self.begin("paragraph")

    def begin(self, kind: BlockKind) -> None:
        self._open = []
        self._pieces.append((kind, self._open))

    def add(self, words: str) -> None:
        self._open.append(words)

    def show(self, figures: Iterable[Figure]) -> None:
        """Set pictures before the words that are to come."""
        self._pieces += figures

    def extend(self, pairs: Iterable[Pair]) -> None:
        self._pieces += [(kind, [words]) for kind, words in pairs]

    def pieces(self) -> list[Piece]:
        return [
            one if isinstance(one, Figure) else (one[0], "".join(one[1])) for one in self._pieces
        ]


def _gather(element: Any, outer: BlockKind, pieces: _Pieces) -> None:
    """Add the words of an element; libxml2 lets none be nested deeper than 256."""
    tag = element.tag
    if tag in ("br", "hr"):
        pieces.add("\n")
    elif tag == "table" and (rows := _rows(element)) is not None:
        _gather_table(element, rows, pieces)
        pieces.begin(outer)
    elif tag == "dl" and (pairs := _definitions(element)) is not None:
        pieces.extend(pairs)
        pieces.begin(outer)
    else:
        kind = _kind(tag, outer)
        if tag == "figure" and (figures := [*_figures(element)]):
            pieces.show(figures)
            kind = "caption" if outer == "paragraph" else outer
        is_block = tag not in _INLINE
        if is_block:
            pieces.begin(kind)
        pieces.add(element.text or "" if tag == "pre" else _one_line(element.text))
        for child in element:
            _gather(child, kind, pieces)
            pieces.add((child.tail or "") if tag == "pre" else _one_line(child.tail))
        if is_block:
            pieces.begin(outer)


def _figures(element: Any) -> Iterator[Figure]:
    """The pictures of a figure; other images of a page are mostly its looks."""
    for image in element.iter("img"):
        words = picture_words(image.get("alt", ""))
        if found := figure_at(image.get("src", ""), words):
            yield found


def _kind(tag: str, outer: BlockKind) -> BlockKind:
    if tag in _HEADINGS:
        return "heading"
    return "item" if tag in _ITEMS else outer


def _one_line(text: str | None) -> str:
    return _BLANKS.sub(" ", text) if text else ""


def _words(element: Any) -> str:
    """The words of an element as one line, with a blank where a block or a line ends."""
    pieces: list[str] = []

    def visit(one: Any) -> None:
        gap = "" if one.tag in _INLINE else " "
        pieces.extend((gap, one.text or ""))
        for child in one:
            visit(child)
            pieces.append(child.tail or "")
        pieces.append(gap)

    visit(element)
    return plain_letters(" ".join("".join(pieces).split()))


def _own_rows(table: Any) -> list[Any]:
    """The rows of a table and of its parts, not of tables within it."""
    rows: list[Any] = []
    for one in table:
        if one.tag == "tr":
            rows.append(one)
        elif one.tag in ("thead", "tbody", "tfoot"):
            rows += one.findall("tr")
    return rows


def _rows(table: Any) -> list[list[str]] | None:
    """The cells of a table of short cells, spans filled in; None where it lays out a page."""
    if next(table.iterdescendants("table", *_HEADINGS), None) is not None:
        return None
    rows: list[list[str]] = []
    below: dict[int, tuple[int, str]] = {}
    for row in _own_rows(table):
        cells: list[str] = []
        for cell in (one for one in row if one.tag in ("td", "th")):
            _fill(cells, below)
            words = _words(cell)
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            if down > 1:
                below |= {len(cells) + column: (down - 1, words) for column in range(across)}
            cells += [words, *[""] * (across - 1)]
        _fill(cells, below)
        rows.append(cells)
    short = all(is_row(cells, marked=_has_marked_heads(table)) for cells in rows)
    return rows if short and any(map(any, rows)) else None


def _has_marked_heads(table: Any) -> bool:
    """Whether the first row is marked as the heads of the columns."""
    first = _own_rows(table)[:1]
    marked = [
        one.getparent().tag == "thead" or {cell.tag for cell in one} <= {"th"} for one in first
    ]
    return any(marked)


def _fill(cells: list[str], below: dict[int, tuple[int, str]]) -> None:
    """Set the cells that reach down from rows above."""
    while len(cells) in below:
        left, words = below.pop(len(cells))
        if left > 1:
            below[len(cells)] = (left - 1, words)
        cells.append(words)


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), _WIDEST_SPAN) if value.isascii() and value.isdigit() else 1


def _gather_table(table: Any, rows: list[list[str]], pieces: _Pieces) -> None:
    for caption in table.iter("caption"):
        pieces.extend([("paragraph", _words(caption))])
    pieces.extend(table_blocks(rows, headed=True if _has_marked_heads(table) else None))


def _definitions(listing: Any) -> list[Pair] | None:
    """Terms with what is said of them; None where something else stands in the list."""
    children = [one for one in listing if isinstance(one.tag, str)]
    if (listing.text or "").strip() or any(one.tag not in ("dt", "dd") for one in children):
        return None
    if next(listing.iterdescendants("table", "ul", "ol", "dl", "p"), None) is not None:
        return None
    pairs: list[Pair] = []
    heads: list[str] = []
    told: list[str] = []

    def close() -> None:
        head = row_words(heads)
        if head and told:
            pairs.append(("row", labelled(head, row_words(told))))
        elif head or told:
            pairs.append(("item", head or row_words(told)))
        heads.clear()
        told.clear()

    for one in children:
        if one.tag == "dt" and told:
            close()
        (heads if one.tag == "dt" else told).append(_words(one))
    close()
    return pairs
