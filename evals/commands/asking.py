"""The commands that ask: `evals run`, `check`, `gate` and `add`. Heavy imports wait inside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.options import Home, Model
from assistant.commands.terminal import EXIT_FAILED
from evals.commands.options import (
    DEFAULT_FACTS,
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
from index.home import DEFAULT_HOME
from index.model_files import DEFAULT_MODEL

if TYPE_CHECKING:
    from evals.runs.suggested import Asked

# What is asked instead of cases.
_SUGGESTED, _ON_COVERS, _DESCRIBED = "--suggested", "--on-covers", "--described"


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
    suggested: Annotated[
        bool,
        typer.Option(
            "--suggested", help="Ask every question that is suggested to readers, and no case."
        ),
    ] = False,
    on_covers: Annotated[
        bool,
        typer.Option("--on-covers", help="Ask what is on covers that a hash chooses, and no case."),
    ] = False,
    described: Annotated[
        bool,
        typer.Option("--described", help="Ask which cover somebody describes, and no case."),
    ] = False,
    home: Home = DEFAULT_HOME,
    corpus: Corpus = None,
    facts: Facts = DEFAULT_FACTS,
    raw: Raw = False,
    as_json: AsJson = False,
    model: Model = DEFAULT_MODEL,
) -> None:
    """Ask the cases, print the figures and every failure, and keep the run."""
    options = {_SUGGESTED: suggested, _ON_COVERS: on_covers, _DESCRIBED: described}
    if apart := [option for option, given in options.items() if given]:
        if any((tag, one_id, kind, split, spoil, losses, corpus, raw, *apart[1:])):
            raise typer.BadParameter(f"{apart[0]} asks no cases; leave out what chooses them")
        _apart(apart[0], home, model, as_json=as_json)
        return
    from evals.cases.spoiling import WAYS, spoiled
    from evals.commands import session
    from evals.report import run_table
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
            run_table.run_json(kept)
        else:
            run_table.run(kept)
            show.remembered(kept, before(home, kept))


def _apart(option: str, home: Path, model: str, *, as_json: bool) -> None:
    """Ask what is no case: suggestions, what is on covers, descriptions; few right fall short."""
    from assistant.pipeline import Assistant
    from evals.report import suggested_table
    from evals.runs import cover_attributes, descriptions, suggested

    with show.refusing():
        assistant = Assistant.open(home, model)
        ask: Callable[..., tuple[Asked, ...]]
        if option == _ON_COVERS:
            questions = cover_attributes.attribute_questions(assistant.catalogue)
            ask = partial(cover_attributes.ask_attributes, assistant, questions)
            kept, least = cover_attributes.are_exact, cover_attributes.LEAST_EXACT
            count = len(questions)
        elif option == _DESCRIBED:
            told = descriptions.read_descriptions()
            ask = partial(descriptions.ask_descriptions, assistant, told)
            kept, least = descriptions.are_found, descriptions.LEAST_FIRST
            count = len(told)
        else:
            wanted = suggested.every_suggestion(assistant)
            ask = partial(suggested.ask_suggestions, assistant, wanted)
            kept, least = suggested.holds_the_promise, suggested.LEAST_RIGHT
            count = len(wanted)
        with show.asking_questions(count) as progress:
            asked = ask(progress)
    if as_json:
        show.as_json(suggested_table.suggested_record(asked, least))
    else:
        suggested_table.print_suggested(asked)
        if option == _DESCRIBED:
            first, five = descriptions.places(asked)
            show.step(f"{first} of {len(asked)} come first, {five} among the first five")
    if not kept(asked):
        raise typer.Exit(show.EXIT_FELL_SHORT)


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
