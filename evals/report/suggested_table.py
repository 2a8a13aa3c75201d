"""Prints how suggested questions were answered: each that went wrong, and a line a kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.markup import escape
from rich.table import Table

from assistant.commands.terminal import console
from assistant.render.forms import as_json
from evals.runs.suggested import LEAST_RIGHT, Asked, by_kind


def print_suggested(asked: Sequence[Asked]) -> None:
    """The failures, and the shares by kind and of all."""
    for one in asked:
        if one.why or one.unsure:
            why = one.why or "is answered without being sure"
            console.print(f"[red]✗[/] {escape(one.suggestion.question)}", soft_wrap=True)
            console.print(f"  {escape(why)}: {escape(one.reply.text)}", soft_wrap=True)
    table = Table("suggested", "asked", "right", "", "unsure", box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    kinds = dict(sorted(by_kind(asked).items()))
    for kind, of_kind in {**kinds, "all of them": asked}.items():
        right = sum(not one.why for one in of_kind)
        unsure = sum(one.unsure for one in of_kind)
        table.add_row(
            kind, str(len(of_kind)), str(right), f"{right / len(of_kind):.1%}", str(unsure or "")
        )
    console.print(table)


def suggested_record(asked: Sequence[Asked], wanted: float = LEAST_RIGHT) -> dict[str, Any]:
    """The same as JSON has it, with the share that is wanted."""
    return {
        "asked": len(asked),
        "right": sum(not one.why for one in asked),
        "unsure": sum(one.unsure for one in asked),
        "wanted": wanted,
        "kinds": {
            kind: {"asked": len(of_kind), "right": sum(not one.why for one in of_kind)}
            for kind, of_kind in by_kind(asked).items()
        },
        "failing": [
            {
                "kind": one.suggestion.kind,
                "question": one.suggestion.question,
                "why": one.why or "is answered without being sure",
                "reply": as_json(one.reply),
            }
            for one in asked
            if one.why or one.unsure
        ],
    }
