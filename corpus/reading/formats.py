"""Turns the bytes of plain formats into blocks of clean words: raw text, CSV, RTF.

Runs in the child of `child`, which limits what a hostile file can take. Pages, documents, books and
messages have modules of their own.
"""

from __future__ import annotations

import csv
import io

from corpus.reading.contents import Contents, FormatError
from corpus.reading.encodings import decoded
from corpus.reading.plaintext import repaired
from corpus.reading.tables import table_blocks
from corpus.reading.typography import plain_letters

_SEPARATORS = ",;\t|"
_SAMPLE = 8192


def text_contents(data: bytes) -> Contents:
    """Repair raw text into blocks; which line is its title is for the caller to say.

    Raises:
        FormatError: for what is no text.
    """
    text, guessed = decoded(data)
    found = repaired(text)
    return Contents("", found.blocks, (*found.left_out, *filter(None, [guessed])))


def csv_contents(data: bytes) -> Contents:
    """Read a table, its first line as the heads of its columns.

    Raises:
        FormatError: for what is no text, or a table that is broken.
    """
    text, guessed = decoded(data)
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:_SAMPLE], _SEPARATORS)
    except csv.Error:
        dialect = csv.excel
    try:
        rows = [
            [" ".join(plain_letters(cell).split()) for cell in row]
            for row in csv.reader(io.StringIO(text), dialect)
        ]
    except csv.Error as error:
        raise FormatError(f"this is no table ({error}); save it as CSV again") from None
    filled = [row for row in rows if any(row)]
    headed = bool(filled) and not any(cell[:1].isdigit() for cell in filled[0])
    blocks = table_blocks(filled, headed)
    return Contents("", tuple(blocks), tuple(filter(None, [guessed])))


def rtf_contents(data: bytes) -> Contents:
    """Read the words of a document in Rich Text Format.

    Raises:
        FormatError: for what is no RTF.
    """
    from striprtf.striprtf import rtf_to_text

    if not data.lstrip().startswith(b"{\\rtf"):
        raise FormatError("this is no RTF file; open it in a word processor and save it as .rtf")
    found = repaired(rtf_to_text(data.decode("latin-1"), errors="replace"))
    return Contents("", found.blocks, found.left_out)
