"""Reads one file of any kind that people keep articles in: a path → `Article`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from corpus.article import (
    Article,
    CorpusError,
    anchor_of,
    article_from_blocks,
    read_markdown,
    read_utf8,
)
from corpus.plaintext import text_blocks

MAX_TITLE_WORDS = 12


def read_text(path: Path) -> Article:
    """Read raw text as it comes: its slug is the file's name, its title the first short line.

    Raises:
        CorpusError: for text that is not UTF-8 or holds no words.
    """
    return article_from_text(path, read_utf8(path))


def article_from_text(path: Path, raw: str, title: str = "") -> Article:
    """Repair the text of a file into an article; without a title the first short line is one."""
    blocks = text_blocks(raw)
    if not blocks:
        raise CorpusError(path, None, "the file holds no words; remove it or fill it")
    first = blocks[0][1]
    is_title = len(first.split()) <= MAX_TITLE_WORDS and first[-1:] not in ".!?:;"
    return article_from_blocks(
        slug=anchor_of(path.stem),
        title=title or (first.splitlines()[0] if is_title else path.stem.replace("_", " ")),
        blocks=blocks,
        author="",
    )


READERS: Mapping[str, Callable[[Path], Article]] = {
    ".md": read_markdown,
    ".txt": read_text,
}
