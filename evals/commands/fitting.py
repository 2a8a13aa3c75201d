"""The commands that measure steps, fit and compare: `evals ablation`, `fit` and `bench`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.options import Home, Model
from evals.commands.options import DEFAULT_FACTS, EVALS, AsJson, Corpus, Facts, Raw, Split
from evals.report import terminal as show
from index.home import DEFAULT_HOME
from index.model_files import DEFAULT_MODEL

if TYPE_CHECKING:
    from assistant.rules import Rule
    from evals.cases.case import Case
    from evals.runs.world import World


def ablation(
    split: Split = "",
    rules: Annotated[
        bool,
        typer.Option("--rules", help="Switch off the rules of the assistant instead, one by one."),
    ] = False,
    one_rule: Annotated[
        list[str] | None,
        typer.Option("--rule", help="With --rules: only this rule, or those of a stage or module."),
    ] = None,
    strangers: Annotated[
        Path | None,
        typer.Option(
            help="With --rules: a folder of strangers' JSON Lines, in place of those in the facts."
        ),
    ] = None,
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
    """Replay ranking with fewer signals, or with --rules: what is each step, or rule, worth?"""
    from evals.commands import session

    part = split or corpus or raw or facts != DEFAULT_FACTS or one_rule
    if write and part:
        raise typer.BadParameter("--write takes all cases over the built-in articles")
    if not rules and (one_rule or strangers):
        raise typer.BadParameter("--rule and --strangers go with --rules")
    if rules and raw:
        raise typer.BadParameter("--rules are measured on articles, not on --raw sources")
    with show.refusing():
        world = session.opened(home, corpus, facts, raw, model)
        if rules:
            cases = session.chosen(world.cases, split=split)
            _of_rules(world, cases, one_rule, strangers, as_json=as_json, write=write)
        else:
            _of_steps(world, home, split, as_json=as_json, write=write)


def _of_steps(world: World, home: Path, split: str, *, as_json: bool, write: bool) -> None:
    """What each step of ranking is worth."""
    from evals.commands import session
    from evals.report import run_table
    from evals.report.readme import fill, tables

    cases = [one for one in session.chosen(world.cases, split=split) if one.answerable or write]
    kept = session.same_run(home, world) if write else None
    if kept is None:
        kept = session.asked(world, cases, {"split": split})
    if write:
        fill(EVALS / "README.md", tables(kept))
        show.written(EVALS / "README.md")
    if as_json:
        show.as_json(run_table.ladder_record(kept.ladder))
    else:
        run_table.ladder(kept.ladder)


def _of_rules(
    world: World,
    cases: Sequence[Case],
    names: Sequence[str] | None,
    strangers: Path | None,
    *,
    as_json: bool,
    write: bool,
) -> None:
    """What each rule of the assistant is worth."""
    from evals.cases.filing import read_folder
    from evals.report import rules_table
    from evals.report.readme import fill
    from evals.runs.rules import worth_of_rules

    chosen = rules_named(names or ())
    index = world.assistant.index
    if strangers:
        own = (case for case in cases if not case.by_words)
        cases = (*own, *read_folder(strangers, index.articles))
    with show.switching() as progress:
        found = worth_of_rules(world.assistant, cases, chosen, progress)
    if write:
        generation = index.manifest.generation
        content = rules_table.rules_markdown(found, generation)
        fill(EVALS / "README.md", content, rules_table.BEGIN)
        show.written(EVALS / "README.md")
    if as_json:
        show.as_json(rules_table.rules_record(found))
    else:
        rules_table.print_rules(found)


def rules_named(names: Sequence[str]) -> tuple[Rule, ...]:
    """The rules of some names, each of a rule, a module or a stage; all where none is given.

    >>> [rule.value for rule in rules_named(["verify.blame"])]
    ['verify.blame.blaming-question']
    """
    from assistant.rules import Rule

    chosen: list[Rule] = []
    for name in names:
        found = [one for one in Rule if f"{one.value}.".startswith(f"{name}.")]
        if not found:
            raise typer.BadParameter(
                f'there is no rule "{name}"; give one of assistant/rules.py, or a stage of it'
            )
        chosen += found
    return tuple(dict.fromkeys(chosen or Rule))


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
    from evals.fit.writing import write

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
