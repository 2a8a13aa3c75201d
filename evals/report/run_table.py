"""Prints a run: its failures with the stage at which each went wrong, and its figures by part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rich.markup import escape
from rich.table import Table

from assistant.commands.terminal import console
from evals.report import terminal as show
from evals.report.stages import by_stage
from evals.runs.figures import Figure
from evals.runs.history import Kept, Verdict
from evals.runs.ladder import STEPS
from evals.runs.meanings import MEANINGS, TIMES, order_of, part_of, title_of
from evals.runs.stages import STAGES


def run(kept: Kept) -> None:
    """A few lines for each failure, then the figures: strangers' first, the project's own below."""
    for verdict in kept.failing:
        _failure(verdict)
    _where(kept.failing)
    for part in order_of(part_of(name) for name in kept.figures if name not in TIMES):
        table = Table(title_of(part), "", "95 % interval", "of", box=None, pad_edge=False)
        for column in table.columns[1:]:
            column.justify = "right"
        for name, figure in kept.figures.items():
            if part_of(name) == part and name not in TIMES:
                table.add_row(*_row(name, figure))
        if table.row_count:
            console.print(table)
            console.print()
    table = Table("Answer times", "", "95 % interval", "of", box=None, pad_edge=False)
    for name in TIMES:
        if name in kept.figures:
            table.add_row(*_row(name, kept.figures[name]))
    console.print(table)


def _where(failing: Sequence[Verdict]) -> None:
    """How many went wrong at which stage, by form."""
    shares = by_stage(failing)
    if not shares:
        return
    table = Table("went wrong", *shares, "in all", box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for stage in STAGES:
        counts = [found.get(stage, 0) for found in shares.values()]
        if any(counts):
            table.add_row(stage, *(str(one or "") for one in counts), str(sum(counts)))
    console.print(table)
    console.print()


def run_json(kept: Kept) -> None:
    """A run without what depends on the machine's mood, but for the times."""
    show.as_json(
        {
            "run": kept.id,
            "of": asdict(kept.of),
            "figures": {name: asdict(one) for name, one in kept.figures.items()},
            "ladder": ladder_record(kept.ladder),
            "failing": [
                {
                    "id": one.id,
                    "why": one.why,
                    "stage": one.stage,
                    "ask": one.case["ask"],
                    "expected": one.expected,
                    "reply": one.reply,
                }
                for one in kept.failing
            ],
        }
    )


def ladder(steps: Mapping[str, Mapping[str, Figure]]) -> None:
    """The worth of each step of ranking."""
    table = Table("step", "hit@1", "hit@5", "MRR", "what it weighs", box=None, pad_edge=False)
    for name, figures in steps.items():
        values = [f"{figures[one].value:.1%}" for one in ("hit_1", "hit_5", "mrr")]
        table.add_row(name, *values, STEPS[name])
    console.print(table)


def ladder_record(steps: Mapping[str, Mapping[str, Figure]]) -> dict[str, Any]:
    """The ladder as JSON has it."""
    return {
        step: {name: asdict(one) for name, one in figures.items()}
        for step, figures in steps.items()
    }


def _failure(verdict: Verdict) -> None:
    case, reply = verdict.case, verdict.reply
    console.print(f"[red]✗[/] [bold]{verdict.id}[/]  {escape(case['ask'])}")
    stage = f"{verdict.stage}: " if verdict.stage else ""
    console.print(f"  {escape(stage + verdict.why)}")
    console.print(f"  [dim]expected:[/] {escape(verdict.expected)}")
    console.print(f"  [dim]reply:[/] {escape(reply['text'])}")
    if reply["quotes"]:
        first = reply["quotes"][0]
        console.print(f"  [dim]{escape(first['article'])}:[/] {escape(first['text'])}")


def _row(key: str, figure: Figure) -> tuple[str, str, str, str]:
    meaning = MEANINGS[key.partition("@")[0]]
    if meaning.unit == "ms":
        interval = f"{figure.low:.0f} to {figure.high:.0f}"
        return meaning.label, f"{figure.value:.0f} ms", interval, str(figure.count)
    interval = f"{figure.low:.1%} to {figure.high:.1%}"
    return meaning.label, f"{figure.value:.1%}", interval, str(figure.count)
