"""The command that measures growth: `evals scale`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.options import Home
from evals.commands.options import EVALS
from evals.report import terminal as show
from index.home import DEFAULT_HOME

KEPT = EVALS / "scale.json"
DRAWN = EVALS / "scale.svg"
README = EVALS / "README.md"


def scale(
    size: Annotated[
        list[int] | None, typer.Option("--size", help="About so many sentences; repeatable.")
    ] = None,
    name: Annotated[str, typer.Option("--as", help="Keep the run under this name.")] = "now",
    write: Annotated[
        bool, typer.Option("--write", help="Keep the run, the table and the drawing.")
    ] = False,
    home: Home = DEFAULT_HOME,
) -> None:
    """Measure start, memory and answers over copies of the articles, without models."""
    from evals.bench.scale import SIZES, keep_run, run_scale
    from evals.report.readme import fill
    from evals.report.scale_table import BEGIN, drawing, markdown
    from evals.report.svg import standalone
    from index.files import write_whole

    with show.refusing():
        run = run_scale(Path(home) / "bench", size or SIZES, show.step)
        print_table(markdown({name: run}))
        if write:
            runs = keep_run(KEPT, name, run)
            fill(README, f"{markdown(runs)}\n", BEGIN)
            write_whole(DRAWN, standalone(drawing(runs)))


def print_table(table: str) -> None:
    """Print a table of Markdown as it is."""
    from assistant.commands.terminal import console

    console.print(table, markup=False, soft_wrap=True)
