"""Shows the counts of the collections: a row each, as a table in the terminal or in the README."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.table import Table

from assistant.commands.terminal import console
from evals.runs.collections import Count

BEGIN = "<!-- begin: written by `evals collections --write` -->"

Counts = Mapping[str, Mapping[str, Count]]


def print_collections(found: Counts) -> None:
    """A row a count, a column a collection."""
    table = Table("", *found, box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for name in next(iter(found.values())):
        table.add_row(name, *(_cell(one[name]) for one in found.values()))
    console.print(table)


def collections_markdown(found: Counts) -> str:
    """The same as Markdown."""
    rows = [f"| of | {' | '.join(found)} |", "|---" * (len(found) + 1) + "|"]
    for name in next(iter(found.values())):
        rows.append(f"| {name} | {' | '.join(_cell(one[name]) for one in found.values())} |")
    return "\n".join([*rows, ""])


def collections_record(found: Counts) -> dict[str, Any]:
    """The same for JSON."""
    return {
        name: {key: {"right": one.right, "of": one.of} for key, one in counts.items()}
        for name, counts in found.items()
    }


def _cell(count: Count) -> str:
    share = f"{count.right / count.of:.0%}" if count.of else ""
    return f"{share} ({count.right} of {count.of})" if count.of else "0"
