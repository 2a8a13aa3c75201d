"""Turns the bytes of one Markdown file into its front matter and blocks of clean words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.article import BlockKind, CorpusError, decoded
from corpus.reading.formats import Contents
from corpus.reading.front_matter import read_front_matter, split_front_matter

# "**Note** The", "Note: the", "Note. The", a line of its own; "Note the perforation" is a sentence.
_NOTE_MARK = re.compile(r"^Note(?:[.:]\s*|\s+(?![a-z])|$)")


def markdown_contents(path: Path | str, data: bytes) -> Contents:
    """Read one Markdown article; the path is for what is wrong with it.

    Raises:
        CorpusError: with path and line, for text that is not UTF-8, a missing or broken front
            matter, an unknown or missing key, or a body without words.
    """
    front, body, body_line = split_front_matter(path, decoded(path, data))
    fields = read_front_matter(path, front)
    blocks = tuple(_markdown_blocks(body))
    if not any(kind != "heading" for kind, _ in blocks):
        raise CorpusError(path, body_line, "the article has no text; write a paragraph")
    return Contents(fields["title"], blocks, fields)


def _markdown_blocks(body: str) -> Iterator[tuple[BlockKind, str]]:
    """Headings, paragraphs, list items and notes in reading order, as plain words."""
    containers: list[str] = []
    for token in MarkdownIt("commonmark").parse(body):
        if token.type.endswith("_open"):
            containers.append(token.type.removesuffix("_open"))
        elif token.type.endswith("_close"):
            containers.pop()
        # Markdown calls an indented or fenced paragraph code; here it is somebody's words.
        elif token.type in ("inline", "code_block", "fence"):
            kind = _kind(containers)
            words = _plain(token) if token.type == "inline" else token.content
            words = " ".join(words.split())
            if kind == "note":
                words = _NOTE_MARK.sub("", words)
            if words:
                yield kind, words


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
