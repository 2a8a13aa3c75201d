"""What a file holds, whatever its format: a title, blocks of clean words, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from corpus.article import BlockKind, Figure

Pair = tuple[BlockKind, str]
# A block, or a picture that stands between blocks.
Piece = Pair | Figure
# A figure with the number of blocks before it.
PlacedFigure = tuple[int, Figure]


class FormatError(Exception):
    """A file that cannot be read as what it claims to be: says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds; the title is empty where the file names none.

    `left_out` has a line for each thing that stands in the file and not in the blocks.
    `figures` are the pictures that it names.
    `front` is what our own Markdown's front matter says, by the arguments of `article_from_blocks`.
    """

    title: str
    blocks: tuple[Pair, ...]
    left_out: tuple[str, ...] = ()
    front: Mapping[str, Any] = field(default_factory=dict)
    figures: tuple[PlacedFigure, ...] = ()
