"""Rows of cells → blocks: each row with its columns' heads, so that a row can be quoted alone.

A row reads "Flight: Soyuz 9 | Printed: 400"; `columns` takes it apart again for whoever shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.reading.contents import Pair

# A row with a cell longer than this is no row of a table but a page laid out by one.
MAX_CELL_WORDS = 12
# … unless its first row is marked as the columns' heads: "Lot", "Description", "Estimate".
MAX_MARKED_CELL_WORDS = 60
CELL_SEPARATOR = " | "
LABEL_END = ": "
_DIGIT = re.compile(r"\d")

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row's text: its column's head, and where its words stand in the text."""

    head: str
    start: int
    end: int


def is_row(cells: Row, *, marked: bool = False) -> bool:
    """Whether cells are short enough to be quoted together; `marked` says that they have heads."""
    most = MAX_MARKED_CELL_WORDS if marked else MAX_CELL_WORDS
    return all(len(cell.split()) <= most for cell in cells)


def row_words(cells: Iterable[str]) -> str:
    """The cells of a row without heads, as one line."""
    return CELL_SEPARATOR.join(cell for cell in cells if cell)


def labelled(head: str, words: str) -> str:
    """A cell behind its column's head, or a value behind its label."""
    return f"{head.rstrip(' :')}{LABEL_END}{words}" if head else words


def table_blocks(rows: Iterable[Row], headed: bool | None = None) -> list[Pair]:
    """The rows as blocks; `headed` says that the first has the heads, None leaves that to look."""
    filled = [row for row in rows if any(row)]
    if len(filled) < 2 or not (has_heads(filled) if headed is None else headed):
        return [("item", row_words(row)) for row in filled]
    heads, *rest = filled
    blocks: list[Pair] = []
    told: set[int] = set()
    for row in rest:
        if list(row) == list(heads):
            continue
        if (sum(map(bool, row)) == 1 and len(heads) > 1) or len(row) > len(heads):
            blocks.append(("item", row_words(row)))
            continue
        told |= {column for column, cell in enumerate(row) if cell}
        cells = (labelled(head, cell) for head, cell in zip(heads, row, strict=False) if cell)
        blocks.append(("row", CELL_SEPARATOR.join(cells)))
    if any(head and column not in told for column, head in enumerate(heads)):
        blocks.insert(0, ("item", row_words(heads)))
    return blocks


def has_heads(rows: Sequence[Row]) -> bool:
    """Whether the first row names the columns: words alone over a column of numbers."""
    first, *rest = rows
    if len(first) < 2 or not all(first) or any(map(_DIGIT.search, first)):
        return False
    if len({cell.casefold() for cell in first}) < len(first):
        return False
    return any(
        all(_DIGIT.search(row[column]) for row in rest if column < len(row) and row[column])
        and any(column < len(row) and row[column] for row in rest)
        for column in range(len(first))
    )


def columns(row: str) -> tuple[Cell, ...]:
    """The cells of a row's text.

    >>> [(cell.head, cell.start) for cell in columns("Flight: Soyuz 9 | Printed: 400")]
    [('Flight', 8), ('Printed', 27)]
    """
    cells: list[Cell] = []
    start = 0
    for piece in row.split(CELL_SEPARATOR):
        head, mark, _ = piece.partition(LABEL_END)
        words = start + (len(head) + len(mark) if mark else 0)
        cells.append(Cell(head if mark else "", words, start + len(piece)))
        start += len(piece) + len(CELL_SEPARATOR)
    return tuple(cells)
