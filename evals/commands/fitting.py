"""The commands that measure steps, fit and compare: `evals ablation`, `fit` and `bench`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.options import Home, Model
from evals.commands.options import DEFAULT_FACTS, EVALS, AsJson, Corpus, Facts, Raw, Split
from evals.report import terminal as show
from index.home import DEFAULT_HOME
from index.model_files import DEFAULT_MODEL


def ablation(
    split: Split = "",
    home: Home = DEFAULT_HOME,
    corpus: Corpus = None,
    facts: Facts = DEFAULT_FACTS,
    raw: Raw = False,
    as_json: AsJson = False,
    model: Model = DEFAULT_MODEL,
    write: Annotated[
        bool,
        typer.Option("--write", help="Write the tables, over all cases, into evals/README.md."),
    ] = False,
) -> None:
    """Replay ranking with fewer signals, to see what each step is worth."""
    from evals.commands import session
    from evals.report import run_table
    from evals.report.readme import fill

    if write and (split or corpus or raw or facts != DEFAULT_FACTS):
        raise typer.BadParameter("--write takes all cases over the built-in articles")
    with show.refusing():
        world = session.opened(home, corpus, facts, raw, model)
        cases = [one for one in session.chosen(world.cases, split=split) if one.answerable or write]
        kept = session.same_run(home, world) if write else None
        if kept is None:
            kept = session.asked(world, cases, {"split": split})
        if write:
            fill(EVALS / "README.md", kept)
            show.written(EVALS / "README.md")
    if as_json:
        show.as_json(run_table.ladder_record(kept.ladder))
    else:
        run_table.ladder(kept.ladder)


def fit(
    home: Home = DEFAULT_HOME,
    facts: Facts = DEFAULT_FACTS,
    model: Model = DEFAULT_MODEL,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change; write nothing.")
    ] = False,
) -> None:
    """Fit the weights and thresholds on the fit half, and write assistant/rank/weights.toml."""
    from assistant.rank.fitted import FITTED_FILE
    from evals.fit.fitting import fit_home, in_use
    from evals.fit.weights import write

    with show.refusing(), show.searching() as progress:
        found = fit_home(home, facts, model, in_use(), progress)
    show.fitted(found.worth)
    if not dry_run:
        write(FITTED_FILE, found.fitted)
        show.written(FITTED_FILE)


def bench(
    name: Annotated[
        str, typer.Argument(help="squad-open, scifact, qed, canard, squad2 or squad-refusals.")
    ],
    data: Annotated[Path, typer.Option(help="The folder that holds the sets.")] = EVALS.parents[1]
    / "shared"
    / "data",
    limit: Annotated[int, typer.Option(min=0, help="Ask about so many questions; 0 for all.")] = 0,
    small: Annotated[
        bool,
        typer.Option(
            "--small", help="With --limit: index only the texts that answer. Quick, and easier."
        ),
    ] = False,
    threshold: Annotated[
        float | None,
        typer.Option(
            help="squad2: no answer at or below; as the reader's card says when left out."
        ),
    ] = None,
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
    model: Model = DEFAULT_MODEL,
) -> None:
    """Measure on other people's questions, beside plain methods in the same run."""
    from evals.bench.benching import run_bench
    from evals.report.bench_table import print_bench

    with show.refusing():
        with show.searching() as progress:
            found = run_bench(
                name,
                data,
                limit,
                home,
                model,
                small=small,
                threshold=threshold,
                progress=progress,
                say=show.step,
            )
        print_bench(found, as_json=as_json)
