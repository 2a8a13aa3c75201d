"""The `evals` command: parses, calls, prints. Heavy imports wait inside the commands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.options import Home, Model
from assistant.commands.terminal import EXIT_FAILED
from evals.commands import batch
from evals.commands.options import (
    DEFAULT_FACTS,
    EVALS,
    AsJson,
    Corpus,
    Facts,
    Ids,
    Kinds,
    Raw,
    Split,
    Tags,
)
from evals.report import terminal as show
from index.encoder import DEFAULT_MODEL
from index.home import DEFAULT_HOME

REPORT = "evals.html"

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Says how many known facts come back right, and keeps it so.",
)
app.add_typer(batch.app, name="batch")


@app.command()
def run(
    tag: Tags = None,
    one_id: Ids = None,
    kind: Kinds = None,
    split: Split = "",
    spoil: Annotated[
        str,
        typer.Option(
            help="Ask with typos, in lower case or unpunctuated: typos, lower, unpunctuated."
        ),
    ] = "",
    losses: Annotated[
        bool,
        typer.Option(
            "--losses", help="Ask the facts spoiled in each way too, and print what that costs."
        ),
    ] = False,
    home: Home = DEFAULT_HOME,
    corpus: Corpus = None,
    facts: Facts = DEFAULT_FACTS,
    raw: Raw = False,
    as_json: AsJson = False,
    model: Model = DEFAULT_MODEL,
) -> None:
    """Ask the cases, print the figures and every failure, and keep the run."""
    from evals.cases.spoiling import WAYS, spoiled
    from evals.commands import session
    from evals.runs.history import before, keep, run_of

    if spoil and spoil not in WAYS:
        raise typer.BadParameter(f'"{spoil}" is no way to spoil; known are {", ".join(WAYS)}')
    selection = {
        "tag": tag,
        "id": one_id,
        "kind": kind,
        "split": split,
        "raw": raw,
        "spoil": spoil,
        "losses": losses,
        **session.selected(corpus, facts),
    }
    with show.refusing():
        world = session.opened(home, corpus, facts, raw, model)
        cases = session.chosen(world.cases, tag, one_id, kind, split)
        asked = spoiled(cases, spoil) if spoil else cases
        done = session.asked(world, asked, selection, spoiled=losses)
        kept = run_of(home, keep(home, done))
        if as_json:
            show.run_json(kept)
        else:
            show.run(kept)
            show.remembered(kept, before(home, kept))


@app.command()
def check(corpus: Corpus = None, facts: Facts = DEFAULT_FACTS, as_json: AsJson = False) -> None:
    """Verify that every expected fact stands in its article and none is an anticipated question."""
    from corpus.questions import BUILT_IN_QUESTIONS, read_questions
    from corpus.unanswered import read_unanswered
    from evals.cases import checking
    from evals.cases.reading import read_cases
    from evals.runs.world import read_articles

    with show.refusing():
        articles = read_articles(corpus)
        cases = read_cases(facts, articles)
        questions = () if corpus else read_questions(BUILT_IN_QUESTIONS)
        unanswered = () if corpus else read_unanswered()
        found = checking.problems(cases, articles, questions, unanswered)
    if as_json:
        show.as_json({"cases": len(cases), "problems": found})
    else:
        for name, problem in found.items():
            show.problem(f"{name}: {problem}")
        show.step(
            f"{len(cases)} {'case' if len(cases) == 1 else 'cases'}, {len(found)} with a problem"
        )
    if found:
        raise typer.Exit(EXIT_FAILED)


@app.command()
def gate(
    home: Home = DEFAULT_HOME,
    corpus: Corpus = None,
    facts: Facts = DEFAULT_FACTS,
    baseline: Annotated[
        Path | None, typer.Option(help="The figures to hold to; evals/baseline.json when left out.")
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Make the figures as they are the new baseline.")
    ] = False,
    model: Model = DEFAULT_MODEL,
) -> None:
    """Fail with exit code 5 when a figure falls below the baseline or a `must` case fails."""
    from evals.cases import checking
    from evals.commands import session
    from evals.runs import gate as gating
    from evals.runs.history import keep

    path = baseline or gating.BASELINE
    with show.refusing():
        held_to = None if accept else gating.read_baseline(path)
        world = session.opened(home, corpus, facts, False, model)
        if accept and baseline is None:
            session.refuse_others(world, facts)
        kept = session.same_run(home, world)
        if kept is None:
            kept = session.asked(world, world.cases, session.selected(corpus, facts))
            keep(home, kept)
        unfounded = checking.problems(world.cases, world.assistant.index.articles, ())
        broken = gating.broken(kept, unfounded)
        if held_to is None and not broken:
            gating.write_baseline(gating.baseline_of(kept), path)
            show.written(path)
            return
    fallen = gating.shortfalls(kept, held_to) if held_to else ()
    if broken or fallen:
        show.shortfalls(broken, fallen, path)
        raise typer.Exit(show.EXIT_FELL_SHORT)
    if held_to:
        show.step(f"{len(kept.verdicts)} cases hold the baseline of {held_to.commit}")


@app.command()
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


@app.command()
def compare(
    before: Annotated[int, typer.Argument(help="The number of the earlier run.")],
    after: Annotated[int, typer.Argument(help="The number of the later run.")],
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Show what flipped between two runs, and whether that is more than noise."""
    from dataclasses import asdict

    from evals.runs.history import compare as compared
    from evals.runs.history import run_of

    with show.refusing():
        earlier, later = run_of(home, before), run_of(home, after)
        found = compared(earlier, later)
    if as_json:
        show.as_json(asdict(found))
    else:
        show.comparison(found, earlier, later)


@app.command()
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
    from evals.runs.history import run_of, runs

    with show.refusing():
        run, kept = run_of(home, number), runs(home)
        before = previous(run, kept)
        kept = tuple(
            run_of(home, one.id) if before and one.id == before.id else one for one in kept
        )
        target = out or home / REPORT
        for path, text in ((target, page(run, kept, public_url)), (picture, trend(run, kept))):
            if path:
                path.write_text(text, encoding="utf-8")
                show.written(path)


@app.command()
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
        show.as_json(show.ladder_record(kept.ladder))
    else:
        show.ladder(kept.ladder)


@app.command()
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


@app.command()
def add(
    question: Annotated[str, typer.Argument(help="The question, in your own words.")],
    home: Home = DEFAULT_HOME,
    facts: Facts = DEFAULT_FACTS,
    model: Model = DEFAULT_MODEL,
) -> None:
    """Ask a question, say what is right, and keep it as a case."""
    from evals.commands import session
    from evals.commands.dialogue import new_case

    with show.refusing():
        world = session.opened(home, None, facts, False, model, begin=True)
        path = new_case(question, world, facts)
    if path:
        show.written(path)


@app.command()
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


def main() -> None:
    """Run the command."""
    app()
