"""Turns the bytes of anybody's Markdown into a title and blocks: Obsidian's, Hugo's, or no dialect.

Runs in the child of `child`. What its front matter says is left to `front_matter`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.article import Figure
from corpus.reading.contents import Contents, Piece
from corpus.reading.encodings import decoded
from corpus.reading.figures import parted
from corpus.reading.front_matter import without_front_matter
from corpus.reading.furniture import without_footnote_marks
from corpus.reading.markdown import markdown_pieces
from corpus.reading.typography import plain_letters

_COMMENT = re.compile(r"%%.*?%%|<!--.*?-->", re.DOTALL)
_EMBEDDED = re.compile(r"!\[\[[^\]\n]*\]\]")
_LINKED = re.compile(r"\[\[(?:[^\]|\n]*\|)?([^\]\n]+)\]\]")
_MARKED = re.compile(r"==(?=\S)(.+?)(?<=\S)==")
_CALLOUT = re.compile(r"^([ \t]*>[ \t]*)\[!\w+\][-+]?[ \t]*", re.MULTILINE)
_SHORTCODE = re.compile(r"\{\{[<%].*?[>%]\}\}", re.DOTALL)
_FOOTNOTE = re.compile(r"^\[\^[^\]\s]+\]:[ \t]*", re.MULTILINE)
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
_TASK = re.compile(r"^([ \t]*[-*+] )\[[ xX]\] ", re.MULTILINE)


def markdown_contents(data: bytes) -> Contents:
    """Read the words of a Markdown file below its front matter.

    Raises:
        FormatError: for what is no text.
    """
    text, guessed = decoded(data)
    body = without_front_matter(text)
    body = _SHORTCODE.sub(" ", _COMMENT.sub(" ", body))
    body = _LINKED.sub(r"\1", _EMBEDDED.sub(" ", body))
    body = _CALLOUT.sub(r"\1", _TASK.sub(r"\1", _MARKED.sub(r"\1", body)))
    body = _FOOTNOTE_MARK.sub("", _FOOTNOTE.sub("\n", body))
    kept, figures = parted(_kept(markdown_pieces(body)))
    heads = [words for kind, words in kept if kind == "heading"]
    gone = tuple(filter(None, [guessed]))
    return Contents(heads[0] if heads else "", kept, gone, figures=figures)


def _kept(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if isinstance(piece, Figure):
            yield piece
        elif words := without_footnote_marks(plain_letters(piece[1])).strip():
            yield piece[0], words
