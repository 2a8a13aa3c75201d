"""Turns the bytes of one of our Markdown files into front matter and blocks of clean words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.article import BlockKind, CorpusError, Figure, decoded
from corpus.reading.contents import Contents, Pair, Piece
from corpus.reading.figures import figure_at, parted, picture_words
from corpus.reading.front_matter import read_front_matter, split_front_matter
from corpus.reading.tables import table_blocks
from corpus.reading.web_pages import page_contents

# "**Note** The", "Note: the", "Note. The", a line of its own; "Note the perforation" is a sentence.
_NOTE_MARK = re.compile(r"^Note(?:[.:]\s*|\s+(?![a-z])|$)")

_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_TEXT = re.compile(r"\w")


def own_markdown_contents(path: Path | str, data: bytes) -> Contents:
    """Read one Markdown article; the path is for what is wrong with it.

    Raises:
        CorpusError: with path and line, for text that is not UTF-8, a missing or broken front
            matter, an unknown or missing key, or a body without words.
        FormatError: for HTML within it that cannot be read.
    """
    front, body, body_line = split_front_matter(path, decoded(path, data))
    fields = read_front_matter(path, front)
    blocks, figures = parted(markdown_pieces(body))
    if not any(kind != "heading" for kind, _ in blocks):
        raise CorpusError(path, body_line, "the article has no text; write a paragraph")
    return Contents(fields["title"], blocks, front=fields, figures=figures)


def markdown_pieces(body: str) -> Iterator[Piece]:
    """Headings, paragraphs, items, rows, notes and figures in reading order, as plain words."""
    containers: list[str] = []
    rows: list[list[str]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(body):
        if token.type.endswith("_open"):
            containers.append(token.type.removesuffix("_open"))
            rows += [[]] if containers[-1] == "tr" else []
        elif token.type.endswith("_close"):
            if containers.pop() == "table":
                yield from table_blocks(rows, headed=True)
                rows = []
        elif containers and containers[-1] in ("th", "td"):
            rows[-1].append(" ".join(_plain(token).split()))
        elif token.type == "html_block":
            yield from _words_of_page(token.content)
        elif token.type == "inline" and _images(token):
            yield from _illustrated(token, _kind(containers))
        elif words := _words(token, _kind(containers)):
            yield _kind(containers), words


def _images(inline: Token) -> list[Token]:
    return [child for child in inline.children or [] if child.type == "image"]


def _illustrated(inline: Token, kind: BlockKind) -> Iterator[Piece]:
    """Text that shows pictures; one that stands alone has its words below it, as a caption."""
    figures = [(_caption_of(image), _figure(image)) for image in _images(inline)]
    if any(child.content.strip() for child in inline.children or [] if child.type != "image"):
        if words := _words(inline, kind):
            yield kind, words
        yield from (figure for _, figure in figures if figure)
        return
    for caption, figure in figures:
        if figure:
            yield figure
        if caption:
            yield ("caption" if figure and kind == "paragraph" else kind), caption


def _caption_of(image: Token) -> str:
    return " ".join(str(image.attrs.get("title") or image.content).split())


def _figure(image: Token) -> Figure | None:
    words = picture_words(image.content, _caption_of(image))
    return figure_at(str(image.attrs.get("src", "")), words)


def _words(token: Token, kind: BlockKind) -> str:
    """The words of a block; an indented or fenced one is no code here but somebody's words."""
    if token.type not in ("inline", "code_block", "fence"):
        return ""
    words = " ".join((_plain(token) if token.type == "inline" else token.content).split())
    return _NOTE_MARK.sub("", words) if kind == "note" else words


def _words_of_page(html: str) -> Iterator[Pair]:
    """The words of a piece of HTML that stands by itself; a lone tag has none."""
    if _TEXT.search(_TAG.sub("", html)):
        yield from page_contents(html).blocks


def _kind(containers: Sequence[str]) -> BlockKind:
    if "heading" in containers:
        return "heading"
    if "blockquote" in containers:
        return "note"
    return "item" if "list_item" in containers else "paragraph"


def _plain(inline: Token) -> str:
    """The words of an inline token: markup gone, images by their alternative text."""
    pieces = []
    for child in inline.children or []:
        if child.type in ("softbreak", "hardbreak"):
            pieces.append(" ")
        elif child.type in ("text", "code_inline", "image"):
            pieces.append(child.content)
    return "".join(pieces)
