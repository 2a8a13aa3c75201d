"""`evals collections`: asks collections of other fields, indexed as an operator's articles are."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.commands.options import Home, Model
from evals.commands.options import EVALS, AsJson
from evals.report import terminal as show
from index.home import DEFAULT_HOME
from index.model_files import DEFAULT_MODEL


def collections(
    only: Annotated[
        list[str] | None, typer.Option(help="A collection's name; all when left out.")
    ] = None,
    home: Home = DEFAULT_HOME,
    write: Annotated[
        bool, typer.Option("--write", help="Put the table into evals/README.md.")
    ] = False,
    as_json: AsJson = False,
    model: Model = DEFAULT_MODEL,
) -> None:
    """Ask the collections of other fields: no anticipated questions, no record, no catalogue."""
    from evals.report import collections_table
    from evals.report.readme import fill
    from evals.runs import collections as asking

    with show.refusing():
        names = asking.collections()
        if unknown := sorted(set(only or ()) - set(names)):
            raise typer.BadParameter(
                f'there is no collection "{unknown[0]}"; known are {", ".join(names)}'
            )
        found = {}
        for name in only or names:
            world = asking.open_collection(name, home, model)
            with show.asking(len(world.cases)) as progress:
                found[name] = asking.ask_collection(world, progress)
        if write:
            fill(
                EVALS / "README.md",
                collections_table.collections_markdown(found),
                collections_table.BEGIN,
            )
            show.written(EVALS / "README.md")
    if as_json:
        show.as_json(collections_table.collections_record(found))
    else:
        collections_table.print_collections(found)
