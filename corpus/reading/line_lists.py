"""Finds in lines what was set as a table or list: rows of cells, bullets, labels with their values.

Raw text has no marks for these but the lines themselves; `plaintext` repairs what is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.reading.contents import Pair
from corpus.reading.tables import CELL_SEPARATOR, is_row, labelled, table_blocks

MAX_LABEL_WORDS = 6
MAX_VALUE_WORDS = 8
MIN_ALIGNED = 3
# No label or value is as long; a paragraph mostly is.
MAX_LINE = 160
_SENTENCE_END = re.compile(r"[.!?…;]['\"’”)]*$")
_BULLET = re.compile(r"[-–—*•·▪◦‣]\s+(?=\S)")
_NUMBERED = re.compile(r"\(?(\d{1,3})[.)]\s+\S")
_LABELLED = re.compile(r"[^\W\d_][^:|]{0,40}:\s+\S")
_FIGURE = re.compile(r"[$€£¥~≈]?\s?\d")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with blanks folded, the blank lines before it, and its cells if it has several."""

    text: str
    blanks_before: int
    cells: tuple[str, ...] = ()


# The blocks that begin at a line, and of how many lines they are made; none is 0.
Found = tuple[list[Pair], int]
_NOTHING: Found = ([], 0)


def cells_of(raw: str) -> tuple[str, ...]:
    """The cells of a raw line: between bars, tabs, or wide gaps of at least two in a line."""
    line = raw.strip()
    if not ("|" in line or "\t" in line or "  " in line):
        return ()
    for separator, least in ((r"\|", 2), (r"\t+", 2), (r" {2,}", MIN_ALIGNED)):
        cells = [" ".join(cell.split()) for cell in re.split(separator, line.strip("|"))]
        if len(cells) >= least and sum(map(bool, cells)) >= 2 and is_row(cells):
            return tuple(cells)
    return ()


def is_labelled(line: str) -> bool:
    """Whether a line is a label with its value: "BACK IN: 19:22 UTC"."""
    return bool(_LABELLED.match(line)) and any(map(str.isdigit, line.partition(":")[2]))


def list_at(lines: Sequence[Line], position: int) -> Found:
    """The table or list that begins at a line."""
    for find in _FINDERS:
        if (found := find(lines, position))[1]:
            return found
    return _NOTHING


def _table(lines: Sequence[Line], position: int) -> Found:
    width = len(lines[position].cells)
    end = position + 1
    while end < len(lines) and _follows(lines[end]) and len(lines[end].cells) == width:
        end += 1
    if width < 2 or end - position < 2:
        return _NOTHING
    return table_blocks([line.cells for line in lines[position:end]]), end - position


def _bullets(lines: Sequence[Line], position: int) -> Found:
    items: list[str] = []
    number = position
    while (number < len(lines) and lines[number].blanks_before <= 1) or number == position:
        text = lines[number].text
        if _BULLET.match(text):
            items.append(_BULLET.sub("", text, count=1))
        elif items and _follows(lines[number]) and text[:1].islower():
            items[-1] = f"{items[-1]} {text}"
        else:
            break
        number += 1
    if len(items) < 2:
        return _NOTHING
    return [("item", item) for item in items], number - position


def _numbered(lines: Sequence[Line], position: int) -> Found:
    number = position
    values: list[int] = []
    while number < len(lines) and (found := _NUMBERED.match(lines[number].text)):
        if values and int(found[1]) != values[-1] + 1:
            break
        values.append(int(found[1]))
        number += 1
    if len(values) < 2:
        return _NOTHING
    return [("item", line.text) for line in lines[position:number]], len(values)


def _values(lines: Sequence[Line], position: int) -> Found:
    """Labels and values by turns: "Copies flown", "150", "Copies sold", "98"."""
    pairs: list[tuple[str, str]] = []
    gap = lines[position + 1].blanks_before if position + 1 < len(lines) else 0
    number = position
    while number + 1 < len(lines):
        label, value = lines[number], lines[number + 1]
        if value.blanks_before != gap or (pairs and label.blanks_before != gap):
            break
        if not (_is_label(label.text) and _is_value(value.text)):
            break
        pairs.append((label.text, value.text))
        number += 2
    figures = sum(bool(_FIGURE.match(value)) for _, value in pairs)
    if len(pairs) < 2 or 2 * figures < len(pairs):
        return _NOTHING
    return [("row", labelled(label, value)) for label, value in pairs], 2 * len(pairs)


def _records(lines: Sequence[Line], position: int) -> Found:
    """Names, each with labelled lines below: one row a name."""
    rows: list[Pair] = []
    number = position
    while number < len(lines) and (number == position or _follows(lines[number])):
        end = number + 1
        while end < len(lines) and _follows(lines[end]) and _is_labelled_value(lines[end].text):
            end += 1
        if not _is_label(lines[number].text) or end == number + 1:
            break
        rows.append(("row", CELL_SEPARATOR.join(line.text for line in lines[number:end])))
        number = end
    return (rows, number - position) if len(rows) > 1 else _NOTHING


def _follows(line: Line) -> bool:
    return line.blanks_before == 0


def _is_label(text: str) -> bool:
    """A few words that begin with a capital, without a figure or a sentence's end."""
    if len(text) > MAX_LINE or not text[:1].isupper():
        return False
    short = len(text.split()) <= MAX_LABEL_WORDS
    plain = not any(map(str.isdigit, text)) and not _LABELLED.match(text)
    return short and plain and not _SENTENCE_END.search(text)


def _is_value(text: str) -> bool:
    short = len(text.split()) <= MAX_VALUE_WORDS
    return short and not _SENTENCE_END.search(text) and not _LABELLED.match(text)


def _is_labelled_value(text: str) -> bool:
    return len(text.split()) <= MAX_LABEL_WORDS + MAX_VALUE_WORDS and bool(_LABELLED.match(text))


_FINDERS: tuple[Callable[[Sequence[Line], int], Found], ...] = (
    _table,
    _bullets,
    _numbered,
    _values,
    _records,
)
