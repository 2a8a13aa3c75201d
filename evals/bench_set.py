"""What every bench gives: figures by method and name, with what must be known to read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evals.figures import Figure


@dataclass(frozen=True, slots=True)
class Bench:
    """A table: figures by method and name, and notes."""

    name: str
    rows: Mapping[str, Mapping[str, Figure]]
    notes: tuple[str, ...]
