"""Prints a bench: figures by method, as ratios of the first method too."""

from __future__ import annotations

from dataclasses import asdict

from rich.table import Table

from assistant.commands.terminal import console
from evals.bench.results import Bench
from evals.report import terminal as show

_WRITTEN = {"hit_1": "hit@1", "mrr": "MRR", "ndcg_10": "nDCG@10"}


def print_bench(bench: Bench, *, as_json: bool) -> None:
    """The table with its notes, or all of it as JSON."""
    if as_json:
        show.as_json(
            {
                "name": bench.name,
                "notes": bench.notes,
                "rows": {
                    method: {name: asdict(one) for name, one in figures.items()}
                    for method, figures in bench.rows.items()
                },
            }
        )
        return
    names = list(dict.fromkeys(name for figures in bench.rows.values() for name in figures))
    base, first = next(iter(bench.rows.items()))
    for name in names:
        table = Table(_label(name), "", "95 % interval", f"times {base}", box=None, pad_edge=False)
        for column in table.columns[1:]:
            column.justify = "right"
        for method, figures in bench.rows.items():
            if name not in figures:
                continue
            one = figures[name]
            ratio = f"{one.value / first[name].value:.2f}" if first[name].value else "-"
            interval = f"{one.low:.1%} to {one.high:.1%}"
            table.add_row(method, f"{one.value:.1%}", interval, ratio)
        console.print(table)
        console.print()
    for note in bench.notes:
        console.print(note, markup=False)


def _label(name: str) -> str:
    """A figure's name as papers write it: "passage hit_1" is passage hit@1."""
    return " ".join(_WRITTEN.get(word, word) for word in name.split())
