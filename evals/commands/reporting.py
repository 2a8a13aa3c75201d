"""The commands that show kept runs: `evals history`, `compare` and `report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.options import Home
from evals.commands.options import AsJson
from evals.report import terminal as show
from index.files import write_whole
from index.home import DEFAULT_HOME

REPORT = "evals.html"


def history(home: Home = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """Show the trend over all kept runs."""
    from dataclasses import asdict

    from evals.runs.history import runs

    with show.refusing():
        kept = runs(home)
    if as_json:
        show.as_json([asdict(one) for one in kept])
    else:
        show.trend(kept)


def compare(
    before: Annotated[int, typer.Argument(help="The number of the earlier run.")],
    after: Annotated[int, typer.Argument(help="The number of the later run.")],
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Show what flipped between two runs, and whether that is more than noise."""
    from dataclasses import asdict

    from evals.runs.comparison import compare as compared
    from evals.runs.history import run_of

    with show.refusing():
        earlier, later = run_of(home, before), run_of(home, after)
        found = compared(earlier, later)
    if as_json:
        show.as_json(asdict(found))
    else:
        show.comparison(found, earlier, later)


def report(
    home: Home = DEFAULT_HOME,
    number: Annotated[
        int | None,
        typer.Option("--run", help="The run to report; the newest of all cases when left out."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(help=f"Where to write; {REPORT} in the data folder when left out."),
    ] = None,
    picture: Annotated[
        Path | None, typer.Option("--trend", help="Write the trend alone as an SVG file too.")
    ] = None,
    public_url: Annotated[
        str,
        typer.Option(
            envvar="ASSISTANT_PUBLIC_URL",
            help="The address of the web app that quotes link to; "
            "without it they lead somewhere only at /evals of the app.",
        ),
    ] = "",
) -> None:
    """Write a run as one HTML page that needs nothing else."""
    from evals.report.page import page, previous, trend
    from evals.runs.batches import read_batches
    from evals.runs.history import run_of, runs

    with show.refusing():
        run, kept = run_of(home, number), runs(home)
        before = previous(run, kept)
        kept = tuple(
            run_of(home, one.id) if before and one.id == before.id else one for one in kept
        )
        target = out or home / REPORT
        for path, text in (
            (target, page(run, kept, public_url, read_batches())),
            (picture, trend(run, kept)),
        ):
            if path:
                write_whole(path, text)
                show.written(path)
