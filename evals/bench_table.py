"""Prints a bench: figures by method, as ratios of the first method too."""

from __future__ import annotations

from dataclasses import asdict

from rich.table import Table

from assistant.terminal import console
from evals import show
from evals.bench_set import Bench


def print_bench(bench: Bench, *, as_json: bool) -> None:
    """The table with its notes, or all of it as JSON."""
    if as_json:
        show.as_json({"name": bench.name, "notes": bench.notes, "rows": {
            method: {name: asdict(one) for name, one in figures.items()}
            for method, figures in bench.rows.items()}})
        return
    names = list(dict.fromkeys(name for figures in bench.rows.values() for name in figures))
    first = next(iter(bench.rows.values()))
    for name in names:
        table = Table(name, "", "95 % interval", "ratio", box=None, pad_edge=False)
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
