"""Marks in a sentence the words that were searched for, whatever their ending."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.words import stem, stems, words

_WORD = re.compile(r"[^\W_]+(?:['\u2019.,-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence; `marked` where they were searched for."""

    text: str
    marked: bool


def pieces_of(text: str, searched: str) -> tuple[Piece, ...]:
    """The sentence in pieces that together are its words."""
    wanted = {one for one in stems(searched) if len(one) > 1}
    edges = [0]
    for found in _WORD.finditer(text):
        if any(stem(word) in wanted for word in words(found[0])):
            edges += found.span()
    edges.append(len(text))
    return tuple(_pieces(text, edges))


def _pieces(text: str, edges: list[int]) -> Iterator[Piece]:
    for number, (start, end) in enumerate(itertools.pairwise(edges)):
        if start < end:
            yield Piece(text[start:end], marked=number % 2 == 1)
