"""`evals batch`: asks a stranger's questions for the first time, and shows all first results."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.options import Home, Model
from assistant.commands.terminal import EXIT_FAILED
from evals.commands.options import DEFAULT_FACTS, AsJson, Facts
from evals.report import terminal as show
from index.files import write_whole
from index.home import DEFAULT_HOME
from index.model_files import DEFAULT_MODEL

if TYPE_CHECKING:
    from evals.cases.nearness import Near
    from evals.runs.batches import Batch

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Asks questions by strangers for the first time, and keeps what came of it.",
)
Batches = Annotated[
    Path | None, typer.Option("--batches", help="The file of results; evals/batches.json if none.")
]


@app.command()
def new(
    file: Annotated[Path, typer.Argument(help="JSON Lines, as strangers hand them in.")],
    writer: Annotated[str, typer.Option(help="Who wrote them, such as strangers-2.")],
    without_near: Annotated[
        bool, typer.Option("--without-near", help="Leave out near copies of known questions.")
    ] = False,
    home: Home = DEFAULT_HOME,
    facts: Facts = DEFAULT_FACTS,
    batches: Batches = None,
    model: Model = DEFAULT_MODEL,
) -> None:
    """Ask a batch once, keep its first result for ever, and file its questions as cases."""
    from evals.cases import filing, nearness
    from evals.cases.strangers import read_strangers
    from evals.commands import session
    from evals.runs import batches as first
    from evals.runs.history import keep

    path = batches or first.BATCHES
    with show.refusing():
        first.refuse_asked(writer, path)
        target = filing.file_of(writer, facts)
        fields = read_strangers(file, writer)
        world = session.opened(home, None, facts, False, model)
        if batches is None:
            session.refuse_others(world, facts)
        index = world.assistant.index
        cases = filing.read_back(
            filing.filed(fields, writer, index.articles), writer, index.articles
        )
        known = nearness.known_questions(index, world.cases)
        near = nearness.near_copies(cases, known, index, world.assistant.judge.encoder)
        asked = nearness.without(cases, near)
        _refuse_near(near, len(cases) - len(asked), without_near and bool(asked))
        kept = session.asked(world, asked, {"batch": writer, **session.selected(None, facts)})
        batch = first.batch_of(kept, writer, len(cases) - len(asked))
        first.append_batch(batch, path)
        names = {case.id for case in asked}
        filed = [one for one in fields if one["id"] in names]
        write_whole(target, filing.filed(filed, writer, index.articles))
        keep(home, kept)
    show.written(path)
    show.written(target)
    _print([batch])


@app.command("list")
def list_(batches: Batches = None, as_json: AsJson = False) -> None:
    """Show what came of every batch at its first asking, oldest first."""
    from dataclasses import asdict

    from evals.runs.batches import BATCHES, read_batches

    with show.refusing():
        kept = read_batches(batches or BATCHES)
    if as_json:
        show.as_json([asdict(one) for one in kept])
    elif kept:
        _print(kept)
    else:
        show.step("no batch was asked yet; begin with: evals batch new FILE --writer NAME")


def _refuse_near(near: tuple[Near, ...], count: int, leave_out: bool) -> None:
    """Name the near copies, and stop unless they are to be left out."""
    if not near:
        return
    for one in near:
        show.problem(
            f'{one.case}: "{one.ask}" is near to "{one.known.text}", {one.known.source} '
            f"({one.cosine:.2f})"
        )
    if leave_out:
        show.step(f"left out as near copies: {count}")
        return
    show.step(
        f"{count} questions are near copies of known ones, which would measure memory: have them "
        "put otherwise, or leave them out with --without-near. Nothing was asked."
    )
    raise typer.Exit(EXIT_FAILED)


def _print(kept: Sequence[Batch]) -> None:
    from evals.report.batch_table import print_batches

    print_batches(kept)
