"""Prints the first results of strangers' batches: a line of points with intervals, and counts."""

from __future__ import annotations

from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table

from assistant.commands.terminal import console
from evals.runs.batches import Batch

# So many characters are the whole from 0 to 100 %.
_WIDTH = 31


def print_batches(batches: Sequence[Batch]) -> None:
    """A line a batch, oldest first, and below it the forms of the last one."""
    names = max(len(one.writer) for one in batches)
    for one in batches:
        right = one.right
        left_out = f", {one.left_out} left out" if one.left_out else ""
        line = (
            f"{one.writer:{names}}  {one.date[:10]}  {one.commit[:7]:7}  {interval(one)}  "
            f"{right.value:4.0%} of {right.count}{left_out}"
        )
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    console.print()
    _print_forms(batches[-1])


def interval(batch: Batch, width: int = _WIDTH) -> str:
    """A share on a line of so many characters: a point between the ends of its interval."""
    right = batch.right
    low, point, high = (round(one * (width - 1)) for one in (right.low, right.value, right.high))
    signs = ["─" if low <= place <= high else "·" for place in range(width)]
    signs[low], signs[high] = "├", "┤"
    signs[point] = "●"
    return "".join(signs)


def _print_forms(batch: Batch) -> None:
    table = Table(
        f"of {escape(batch.writer)}", "right", "95 % interval", "declined", "of", box=None
    )
    for column in table.columns[1:]:
        column.justify = "right"
    for form, count in batch.forms.items():
        share = f"{count.right / count.asked:.0%}"
        spread = f"{count.low:.0%} to {count.high:.0%}"
        table.add_row(form, share, spread, str(count.declined), str(count.asked))
    console.print(table)
