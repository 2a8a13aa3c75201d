"""The `assistant catalogue` commands: check covers, draft rows of them, export a selection."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.options import Home
from assistant.commands.terminal import (
    EXIT_FAILED,
    EXIT_NO_ANSWER,
    console,
    errors,
    failing,
    say,
)
from index.files import write_whole
from index.home import DEFAULT_HOME

if TYPE_CHECKING:
    from corpus.catalogue.queries import Criteria

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="The covers that articles describe: check them, draft rows, export a selection.",
)

Text = Annotated[str, typer.Option(help="As the filter of the page /covers of this name.")]


@app.command()
def check(
    covers: Annotated[
        Path | None,
        typer.Option(
            help="This folder of covers, beside the articles of --home, not the built-in."
        ),
    ] = None,
    missing: Annotated[
        bool,
        typer.Option(
            "--missing", help="List stamp numbers, dates, wordings and signers that no row has."
        ),
    ] = False,
    home: Home = DEFAULT_HOME,
) -> None:
    """Name every file that cannot be read and every value that its sentences do not tell."""
    from assistant.manage.cataloguing import check_catalogue

    with failing():
        found = check_catalogue(home, covers)
    for problem in found.problems:
        say.problem(str(problem))
    if missing:
        for line in found.missing:
            console.print(line, markup=False)
    holds = f"{found.covers} covers, {found.stamps} stamps and {found.postmarks} marks"
    wrong = f"{len(found.problems)} wrong" if found.problems else "nothing wrong"
    left = f"{len(found.missing)} values told that no row has"
    hint = "" if missing or not found.missing else " (--missing lists them)"
    errors.print(f"{found.folder}: {holds}, {wrong}, {left}{hint}.", markup=False)
    if found.problems:
        raise typer.Exit(EXIT_FAILED)


@app.command()
def draft(
    slug: Annotated[str, typer.Argument(help="The article, by its slug.")],
    every: Annotated[
        bool, typer.Option("--all", help="Draft the sections too that have a cover already.")
    ] = False,
    home: Home = DEFAULT_HOME,
) -> None:
    """Print rows for the covers of an article, made of what its sentences name, for you to keep.

    No index and no model is needed; save what is true as covers/SLUG.toml in the data folder.
    """
    from assistant.manage.cataloguing import articles_of, catalogue_of
    from assistant.manage.cover_drafting import drafted
    from corpus.record.missions import MissionRecord

    with failing(), _nothing_to_draft():
        article = articles_of(home).get(slug)
        if article is None:
            say.problem(f'There is no article "{slug}"; add it first, or mend the slug.')
            raise typer.Exit(EXIT_FAILED)
        text = drafted(article, catalogue_of(home).catalogue, MissionRecord.load(), every=every)
        typer.echo(text)


@app.command()
def export(
    home: Home = DEFAULT_HOME,
    as_json: Annotated[
        bool, typer.Option("--json", help="JSON with all sentences; else CSV.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(help="Where to write; to the terminal when left out.")
    ] = None,
    q: Text = "",
    programme: Text = "",
    mission: Text = "",
    kind: Text = "",
    year: Annotated[int | None, typer.Option(min=1, max=9999, help="As on /covers.")] = None,
    mark: Text = "",
    stamp: Text = "",
    country: Text = "",
    colour: Text = "",
    signer: Text = "",
    genuine: Text = "",
    flown: Text = "",
    sort: Annotated[str, typer.Option(help="oldest, newest or title.")] = "oldest",
) -> None:
    """Write the covers that meet every filter, by default all of them."""
    from assistant.manage.cataloguing import SORTS
    from corpus.catalogue.exporting import BYTE_ORDER_MARK
    from corpus.catalogue.queries import Criteria

    if sort not in SORTS:
        raise typer.BadParameter(f"covers are sorted by one of {', '.join(SORTS)}")
    criteria = Criteria(
        kind=kind,
        mission=mission,
        year=year,
        stamp=stamp,
        mark=mark,
        colour=colour,
        country=country,
        signer=signer,
        flown=flown,
        text=q,
    )
    with failing():
        text = _exported(
            home, criteria, programme=programme, genuine=genuine, sort=sort, as_json=as_json
        )
        if out:
            write_whole(out, text)
            say.step(f"Wrote {out}.")
        else:
            typer.echo(text.removeprefix(BYTE_ORDER_MARK), nl=False)


def _exported(
    home: Path, criteria: Criteria, *, programme: str, genuine: str, sort: str, as_json: bool
) -> str:
    from assistant.manage.cataloguing import catalogue_of, selected
    from corpus.catalogue.exporting import catalogue_to_json, csv_text

    served = catalogue_of(home)
    for problem in served.refused:
        say.problem(str(problem))
    catalogue = served.catalogue
    covers = selected(catalogue, criteria, programme=programme, genuine=genuine, sort=sort)
    if not covers:
        say.problem("No cover of the catalogue meets all these filters.")
        raise typer.Exit(EXIT_NO_ANSWER)
    if as_json:
        return json.dumps(catalogue_to_json(catalogue, covers), ensure_ascii=False, indent=1) + "\n"
    return csv_text(catalogue, covers)


@contextlib.contextmanager
def _nothing_to_draft() -> Iterator[None]:
    from assistant.manage.cover_drafting import NothingToDraft

    try:
        yield
    except NothingToDraft as error:
        say.problem(str(error))
        raise typer.Exit(EXIT_FAILED) from None
