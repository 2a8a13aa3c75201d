"""Reads one file of any kind that people keep articles in: a path → `FileReading`.

Only short Markdown of our own is read here; all else in the child of `corpus.reading.child`.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from corpus.article import (
    MAX_TITLE_CHARACTERS,
    Article,
    CorpusError,
    article_from_blocks,
    shown_path,
)
from corpus.reading.child import FormatKind, read_in_child
from corpus.reading.contents import Contents
from corpus.reading.front_matter import is_own, read_foreign_front_matter
from corpus.reading.markdown import own_markdown_contents
from corpus.reading.titles import title_of
from corpus.slugs import slug_of

# The longest of the built-in articles has 20 KB; a book of a thousand pages has 3 MB.
MAX_TEXT_BYTES = 5_000_000
# Its tree takes up to 50 times a page's bytes; beyond this libxml2 itself could run out of memory,
# and then it leaves words out without a word.
MAX_PAGE_BYTES = 5_000_000
# Word processors and scanners keep the pictures in the file.
MAX_DOCUMENT_BYTES = 64_000_000
# Of this length nothing that could be found took 1.2 s or 40 MB, so no child is needed for it;
# starting one takes 0.3 s, and the articles of most folders are shorter.
MAX_MARKDOWN_HERE_BYTES = 32_000
# What comes after reading, cutting into sentences, takes up to 0.4 ms for each.
MAX_ARTICLE_CHARACTERS = 1_000_000
MAX_SENTENCE_ENDS = 20_000
# A paragraph is one line in many files, but no paragraph is as long as a book.
MAX_LINE_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class FileReading:
    """An article and a line for each thing that stands in its file and not in its text.

    `is_named` says that the file gives the article's slug itself, so that it must not be changed.
    `digest` is that of the file, where it was asked for.
    """

    article: Article
    left_out: tuple[str, ...] = ()
    is_named: bool = False
    digest: str = field(default="", compare=False)


def read_any_markdown(path: Path) -> FileReading:
    """Read a Markdown article of reasonable size, with our front matter, another or none.

    Raises:
        CorpusError: for a link, a file or a line that is too large, all that
            `own_markdown_contents` refuses of front matter that gives a slug, any that is broken
            or longer than any, and what `read_in_child` refuses.
    """
    _check_file(path, MAX_TEXT_BYTES)
    _check_lines(path)
    data = path.read_bytes()
    opening = data.decode("utf-8-sig", errors="replace")
    if is_own(opening):
        found = _own_contents(path, data)
        article = article_from_blocks(blocks=found.blocks, figures=found.figures, **found.front)
        return FileReading(_bounded(path, article), found.left_out, is_named=True)
    said, unread = read_foreign_front_matter(path, opening)
    reading = _reading(path, read_in_child(path, "markdown"), **said)
    return FileReading(reading.article, (*reading.left_out, *unread))


def _own_contents(path: Path, data: bytes) -> Contents:
    """Short Markdown is read here; what may hold HTML is left to the child, as all HTML is."""
    if len(data) > MAX_MARKDOWN_HERE_BYTES or b"<" in data:
        return read_in_child(path, "own_markdown")
    return own_markdown_contents(path, data)


def read_text(path: Path) -> FileReading:
    """Read raw text as it comes: its slug is the file's name, its title the first short line.

    Raises:
        CorpusError: for a link, a file or a line that is too large, for what is no text or holds
            no words.
    """
    _check_file(path, MAX_TEXT_BYTES)
    _check_lines(path)
    return _reading(path, read_in_child(path, "text"))


def read_foreign(path: Path, kind: FormatKind, max_bytes: int) -> FileReading:
    """Read a page or a document; without a title of its own the first short line is one.

    Raises:
        CorpusError: for a link or a file that is too large, and all that `read_in_child` refuses.
    """
    _check_file(path, max_bytes)
    return _reading(path, read_in_child(path, kind))


def _check_file(path: Path, max_bytes: int) -> None:
    if shown_path(path.name) != path.name:
        raise CorpusError(path, None, "the file's name is not UTF-8; rename it")
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode):
        raise CorpusError(path, None, "this is a link; give the file itself")
    if not stat.S_ISREG(status.st_mode):
        raise CorpusError(path, None, "this is no regular file; give a file")
    if status.st_size == 0:
        raise CorpusError(path, None, "the file is empty; remove it or fill it")
    if status.st_size > max_bytes:
        problem = f"the file has {status.st_size:,} bytes, more than {max_bytes:,}; split it"
        raise CorpusError(path, None, problem)


def _check_lines(path: Path) -> None:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if len(line) > MAX_LINE_BYTES:
                problem = f"a line of {len(line):,} bytes, more than {MAX_LINE_BYTES:,}; break it"
                raise CorpusError(path, number, problem)


def _reading(path: Path, contents: Contents, **said: Any) -> FileReading:
    """The article of a file's contents; what the file itself says of the article comes first."""
    named = said.pop("title", "") or contents.title
    article = article_from_blocks(
        slug=slug_of(path.stem),
        title=title_of(named, contents.blocks, path.stem)[:MAX_TITLE_CHARACTERS].strip(),
        blocks=contents.blocks,
        figures=contents.figures,
        **{"author": "", **said},
    )
    return FileReading(_bounded(path, article), contents.left_out)


def _bounded(path: Path, article: Article) -> Article:
    """Refuse what would take minutes to cut into sentences."""
    ends = len(article.blocks) + sum(map(article.text.count, ".!?\n"))
    for count, most, what in (
        (len(article.text), MAX_ARTICLE_CHARACTERS, "characters of text"),
        (ends, MAX_SENTENCE_ENDS, "ends of sentences and lines"),
    ):
        if count > most:
            problem = f"the article has {count:,} {what}, more than {most:,}; split it"
            raise CorpusError(path, None, problem)
    return article


def _document(
    kind: FormatKind, max_bytes: int = MAX_DOCUMENT_BYTES
) -> Callable[[Path], FileReading]:
    return partial(read_foreign, kind=kind, max_bytes=max_bytes)


READERS: Mapping[str, Callable[[Path], FileReading]] = {
    ".md": read_any_markdown,
    ".markdown": read_any_markdown,
    ".txt": read_text,
    ".html": _document("html", MAX_PAGE_BYTES),
    ".htm": _document("html", MAX_PAGE_BYTES),
    ".xhtml": _document("html", MAX_PAGE_BYTES),
    ".csv": _document("csv", MAX_TEXT_BYTES),
    ".eml": _document("eml"),
    ".epub": _document("epub"),
    ".rtf": _document("rtf"),
    ".odt": _document("odt"),
    ".pdf": _document("pdf"),
    ".docx": _document("docx"),
}
