"""What the command prints: tables of figures, failures, flips; and errors as one sentence."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.table import Table

from assistant.commands.terminal import EXIT_FAILED, console, errors, failing, progress_bar

if TYPE_CHECKING:
    from evals.cases.case import Case
    from evals.fit.weights import Fitness
    from evals.runs.comparison import Comparison
    from evals.runs.figures import Figure
    from evals.runs.history import Kept

EXIT_FELL_SHORT = 5
# What the optional extra `evals` brings, and how.
EXTRA = ("ir_measures", "scipy", "matplotlib", "sklearn")
INSTALL = "pip install -c constraints.txt -e '.[evals]'"
# A comparison with a smaller chance is taken for more than noise.
NOISE_LEVEL = 0.05


@contextlib.contextmanager
def refusing() -> Iterator[None]:
    """Turn the errors that a user can meet into a sentence and an exit code."""
    from evals.bench.datasets import DataError
    from evals.cases.table import CaseError
    from evals.runs.batches import BatchError
    from evals.runs.gate import BaselineError
    from evals.runs.history import HistoryError

    with failing():
        try:
            yield
        except (BatchError, CaseError, DataError, HistoryError) as error:
            problem(str(error))
            raise typer.Exit(EXIT_FAILED) from None
        except ModuleNotFoundError as error:
            name = (error.name or "").partition(".")[0]
            if name not in EXTRA:
                raise
            problem(f"{name} is not installed, which the evals need: {INSTALL}")
            raise typer.Exit(EXIT_FAILED) from None
        except BaselineError as error:
            problem(str(error))
            raise typer.Exit(EXIT_FELL_SHORT) from None


@contextlib.contextmanager
def asking(total: int) -> Iterator[Callable[[Case], None]]:
    """A progress bar on stderr, a step a case."""
    with asking_questions(total) as asked:
        yield lambda case: asked(case.id)


@contextlib.contextmanager
def asking_questions(total: int) -> Iterator[Callable[[str], None]]:
    """A progress bar on stderr, a step a question, which is told what was asked."""
    columns = (
        TextColumn("Asking"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
    )
    with progress_bar(*columns) as bar:
        task = bar.add_task("", total=total)
        yield lambda name: bar.update(task, advance=1, description=name)


@contextlib.contextmanager
def searching() -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr for the search; reading and fitting take about as long again."""
    columns = (TextColumn("Searching"), BarColumn(), MofNCompleteColumn())
    with progress_bar(*columns) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextlib.contextmanager
def switching() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on stderr, a step a case; it begins anew with each rule that is off."""
    columns = (
        TextColumn("Asking without"),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
    )
    with progress_bar(*columns) as bar:
        task = bar.add_task("", total=None)
        yield lambda off, done, total: bar.update(
            task, description=off, completed=done, total=total
        )


def problem(message: str) -> None:
    """Something that is wrong, on stderr."""
    errors.print(f"[bold red]✗[/] {escape(message)}")


def step(message: str) -> None:
    """Something that was done, on stderr."""
    errors.print(f"[dim]{escape(message)}[/]")


def as_json(content: object) -> None:
    """A machine's form of what a command found."""
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def fitted(worth: Mapping[str, tuple[Fitness, Fitness]]) -> None:
    """What fitting changed, on the half that it was done on."""
    table = Table("fit half", "hit@1", "declined rightly", "wrongly", box=None, pad_edge=False)
    for name, (before, after) in worth.items():
        pairs = [
            (getattr(before, one), getattr(after, one))
            for one in ("hit_1", "declined_rightly", "declined_wrongly")
        ]
        table.add_row(name, *(f"{was:.1%} → {now:.1%}" for was, now in pairs))
    console.print(table)


def trend(kept: Sequence[Kept]) -> None:
    """A line a run, oldest first."""
    table = Table(
        "run",
        "date",
        "commit",
        "index",
        "strangers",
        "right",
        "held",
        "declined",
        "cases",
        box=None,
        pad_edge=False,
    )
    for column in table.columns[:-1]:
        column.no_wrap = True
    for one in kept:
        values = [
            _value(one.figures, name)
            for name in ("right@strangers", "right", "right@held", "declined_rightly")
        ]
        table.add_row(
            str(one.id),
            one.of.date[:16],
            one.of.commit,
            one.of.generation[:8],
            *values,
            escape(one.choice) or "all",
        )
    console.print(table)


def comparison(found: Comparison, before: Kept, after: Kept) -> None:
    """What flipped each way, and whether it is more than noise."""
    reasons = {one.id: one.why for one in after.verdicts}
    for name in found.gained:
        console.print(f"[green]+[/] {name}")
    for name in found.lost:
        console.print(f"[red]-[/] {name}: {escape(reasons[name])}")
    _moved(found, before, after)
    more = "more than noise" if found.chance < NOISE_LEVEL else "not more than noise"
    console.print(
        f"Of {found.shared} cases in runs {before.id} and {after.id}: "
        f"{len(found.gained)} gained, {len(found.lost)} lost, "
        f"{len(found.changed)} with another reply; "
        f"{more} (McNemar's exact test, p = {found.chance:.3f})."
    )
    if found.only_before or found.only_after:
        console.print(
            f"The runs asked different cases: {found.only_before} only in run "
            f"{before.id}, {found.only_after} only in run {after.id}. All of the above "
            "is of the cases that both asked."
        )


def remembered(kept: Kept, before: int | None) -> None:
    """Where a run went, and what can be done with it."""
    compare = f"evals compare {before} {kept.id}, " if before else ""
    step(f"Kept as run {kept.id}: {compare}evals report --run {kept.id}")


def shortfalls(broken: Sequence[str], fallen: Sequence[str], baseline: Path) -> None:
    """What the gate holds against a run, and the way through it."""
    from evals.runs.gate import accepting

    for one in (*broken, *fallen):
        problem(one)
    if broken:
        count = "the first of these" if len(broken) == 1 else f"the first {len(broken)} of these"
        errors.print(
            f"The evals fell short. No baseline forgives {count}: mend the articles, the "
            "cases or the answers."
        )
        return
    errors.print(
        f"The evals fell short. If that is meant, accept it on purpose: "
        f"[bold]{escape(accepting(baseline))}[/], and commit {escape(str(baseline))} "
        "with the reason."
    )


def written(path: Path) -> None:
    """Where a file went."""
    errors.print(f"Wrote {escape(str(path))}.")


def _moved(found: Comparison, before: Kept, after: Kept) -> None:
    """The figures that two runs do not share to a tenth, but for times."""
    from evals.runs.meanings import TIMES, meaning_of

    table = Table("figure", str(before.id), str(after.id), "change", box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for name, (was, now) in found.figures.items():
        if name in TIMES or f"{was:.1%}" == f"{now:.1%}":
            continue
        table.add_row(
            meaning_of(name).label, f"{was:.1%}", f"{now:.1%}", f"{100 * (now - was):+.1f}"
        )
    if table.row_count:
        console.print(table)


def _value(figures: Mapping[str, Figure], name: str) -> str:
    return f"{figures[name].value:.1%}" if name in figures else "-"
