"""What every bench gives: figures by method and name, with what must be known to read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from evals.runs.figures import Figure

One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Bench:
    """A table: figures by method and name, and notes."""

    name: str
    rows: Mapping[str, Mapping[str, Figure]]
    notes: tuple[str, ...]


def spaced(whole: Sequence[One], limit: int) -> list[One]:
    """So many of them, evenly spaced; all of them where the limit is 0 or beyond."""
    if not limit or limit >= len(whole):
        return list(whole)
    return [whole[int(number * len(whole) / limit)] for number in range(limit)]
