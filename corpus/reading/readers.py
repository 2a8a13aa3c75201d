"""Reads one file of any kind that people keep articles in: a path → `Article`.

Only short Markdown is read here; all else is read in the child of `corpus.reading.child`.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from corpus.article import (
    MAX_TITLE_CHARACTERS,
    Article,
    CorpusError,
    article_from_blocks,
    read_utf8,
    shown_path,
)
from corpus.reading.child import FormatKind, read_in_child
from corpus.reading.formats import Contents
from corpus.reading.markdown import markdown_contents
from corpus.slugs import slug_of

MAX_TITLE_WORDS = 12
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


def read_own_markdown(path: Path) -> Article:
    """Read a Markdown article of reasonable size.

    Raises:
        CorpusError: for a link, a file or a line that is too large, and all that
            `markdown_contents` and `read_in_child` refuse.
    """
    _check_file(path, MAX_TEXT_BYTES)
    _check_lines(path)
    data = path.read_bytes()
    short = len(data) <= MAX_MARKDOWN_HERE_BYTES
    found = markdown_contents(path, data) if short else read_in_child(path, "markdown")
    return _bounded(path, article_from_blocks(blocks=found.blocks, **found.front))


def check_text(path: Path) -> None:
    """Refuse what is no text of reasonable size, whatever it says.

    Raises:
        CorpusError: for a link, a file that is empty or too large, and what `read_utf8` refuses.
    """
    _check_file(path, MAX_TEXT_BYTES)
    read_utf8(path)


def read_text(path: Path) -> Article:
    """Read raw text as it comes: its slug is the file's name, its title the first short line.

    Raises:
        CorpusError: for a link, a file or a line that is too large, for text that is not UTF-8 or
            holds no words.
    """
    _check_file(path, MAX_TEXT_BYTES)
    _check_lines(path)
    read_utf8(path)
    return _article(path, read_in_child(path, "text"))


def read_foreign(path: Path, kind: FormatKind, max_bytes: int) -> Article:
    """Read a page or a document; without a title of its own the first short line is one.

    Raises:
        CorpusError: for a link or a file that is too large, and all that `read_in_child` refuses.
    """
    _check_file(path, max_bytes)
    return _article(path, read_in_child(path, kind))


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


def _article(path: Path, contents: Contents) -> Article:
    first = contents.blocks[0][1]
    is_title = len(first.split()) <= MAX_TITLE_WORDS and first[-1:] not in ".!?:;"
    named = first.splitlines()[0] if is_title else path.stem.replace("_", " ")
    article = article_from_blocks(
        slug=slug_of(path.stem),
        title=(contents.title or named)[:MAX_TITLE_CHARACTERS].strip(),
        blocks=contents.blocks,
        author="",
    )
    return _bounded(path, article)


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


READERS: Mapping[str, Callable[[Path], Article]] = {
    ".md": read_own_markdown,
    ".txt": read_text,
    ".html": partial(read_foreign, kind="html", max_bytes=MAX_PAGE_BYTES),
    ".htm": partial(read_foreign, kind="html", max_bytes=MAX_PAGE_BYTES),
    ".pdf": partial(read_foreign, kind="pdf", max_bytes=MAX_DOCUMENT_BYTES),
    ".docx": partial(read_foreign, kind="docx", max_bytes=MAX_DOCUMENT_BYTES),
}
