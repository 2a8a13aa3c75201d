"""The worth of rules as a table: printed, as JSON, and as Markdown for `evals/README.md`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.table import Table

from assistant.commands.terminal import console
from assistant.rules import Rule
from evals.cases.split import SIDES, Side
from evals.runs.rules import Rules, Share

BEGIN = "<!-- begin: written by `evals ablation --rules --write` -->"
_HEADS: Mapping[Side, str] = {"strangers": "strangers", "held": "held half", "fit": "fit half"}


def print_rules(found: Rules) -> None:
    """A line a rule: where it fires, what is right of that, and what is lost and won without."""
    table = Table("rule", "fires", *_HEADS.values(), box=None, pad_edge=False)
    for column in table.columns:
        column.no_wrap = True
    for column in table.columns[1:]:
        column.justify = "right"
    cells = [f"{found.right[one]} of {found.asked[one]}" for one in _HEADS]
    table.add_row("all of them on", "", *cells)
    for one in found.worths:
        cells = [_cell(one.sides[side]) for side in _HEADS]
        table.add_row(one.rule.value, str(one.fires), *cells)
    console.print(table)
    if idle := idle_rules(found):
        console.print(f"{len(idle)} lose nothing: {', '.join(idle)}", soft_wrap=True)


def idle_rules(found: Rules) -> tuple[Rule, ...]:
    """The rules without which no case is lost or told less well."""
    return tuple(one.rule for one in found.worths if not (one.lost or one.worse))


def rules_record(found: Rules) -> dict[str, Any]:
    """The table as JSON has it."""
    return {
        "cases": {side: {"asked": found.asked[side], "right": found.right[side]} for side in SIDES},
        "rules": {
            one.rule.value: {
                side: {
                    "fires": share.fires,
                    "right": share.right,
                    "lost": share.lost,
                    "won": share.won,
                    "worse": share.worse,
                }
                for side, share in one.sides.items()
            }
            for one in found.worths
        },
    }


def rules_markdown(found: Rules, generation: str) -> str:
    """The table as Markdown."""
    of = ", ".join(
        f"{found.right[one]} of {found.asked[one]} right on the {_HEADS[one]}"
        if one != "strangers"
        else f"{found.right[one]} of {found.asked[one]} of strangers' questions right"
        for one in _HEADS
    )
    heads = " | ".join(_HEADS[one] for one in _HEADS)
    lines = [f"| rule | fires | {heads} |", "|---|---|---|---|---|"]
    for one in found.worths:
        cells = " | ".join(_cell(one.sides[side]) for side in _HEADS)
        lines.append(f"| `{one.rule.value}` | {one.fires} | {cells} |")
    return "\n".join([f"Index generation `{generation}`; {of}.", "", *lines, ""])


def _cell(share: Share) -> str:
    """Such as "11 of 12, -3 ~2 +1"; empty where it never fires."""
    if not share.fires:
        return ""
    some = share.lost or share.worse or share.won
    changed = f", -{share.lost} ~{share.worse} +{share.won}" if some else ""
    return f"{share.right} of {share.fires}{changed}"
