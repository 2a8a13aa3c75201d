"""Turns the bytes of an EPUB into blocks: its chapters in the order in which they are read."""

from __future__ import annotations

import posixpath
import zipfile
from typing import Any
from urllib.parse import unquote

from corpus.reading.archives import checked_archive, local_name, xml_part
from corpus.reading.contents import Contents, FormatError, Pair
from corpus.reading.titles import first_title
from corpus.reading.web_pages import html_contents

_CONTAINER = "META-INF/container.xml"


def epub_contents(data: bytes) -> Contents:
    """Read the chapters of a book.

    Raises:
        FormatError: for what is no EPUB, would unpack to far more than it is, or is locked.
    """
    archive = checked_archive(data, "EPUB", "the program that made it")
    names = set(archive.namelist())
    if _CONTAINER not in names:
        raise FormatError("this is no EPUB file; export the book as EPUB again")
    if "META-INF/encryption.xml" in names and "META-INF/rights.xml" in names:
        raise FormatError("this book is locked to its reader; export its text without protection")
    roots = [one for one in xml_part(archive, _CONTAINER).iter() if local_name(one) == "rootfile"]
    package = roots[0].get("full-path", "") if roots else ""
    if package not in names:
        raise FormatError("this book names no list of its chapters; export it as EPUB again")
    return _chapters(archive, package)


def _chapters(archive: zipfile.ZipFile, package: str) -> Contents:
    book = xml_part(archive, package)
    titles = [one.text or "" for one in book.iter() if local_name(one) == "title"]
    blocks: list[Pair] = []
    gone: list[str] = []
    for name in _order(book, posixpath.dirname(package)):
        if name not in archive.namelist():
            gone.append(f'the chapter "{name}", which the file does not hold')
            continue
        chapter = html_contents(archive.read(name))
        blocks += chapter.blocks
        gone += chapter.left_out
    return Contents(first_title(titles), tuple(blocks), tuple(gone))


def _order(book: Any, folder: str) -> list[str]:
    """The names of the chapters in reading order; a table of contents is no chapter."""
    items = {one.get("id"): one for one in book.iter() if local_name(one) == "item"}
    spine = [one.get("idref") for one in book.iter() if local_name(one) == "itemref"]
    chapters = [items[number] for number in spine if number in items]
    return [
        posixpath.normpath(posixpath.join(folder, unquote(one.get("href", ""))))
        for one in chapters
        if "nav" not in one.get("properties", "").split()
    ]
