"""The commands for an operator's own articles: add them, list them, take them away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.options import Home, Model
from assistant.commands.terminal import EXIT_FAILED, failing, fresh_progress, say
from index.home import DEFAULT_HOME
from index.model_files import DEFAULT_MODEL


def add(
    paths: Annotated[list[Path], typer.Argument(help="Articles, or folders of them.")],
    home: Home = DEFAULT_HOME,
    model: Model = DEFAULT_MODEL,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be read, and copy nothing.")
    ] = False,
) -> None:
    """Copy your own articles into the data folder and index only what is new."""
    from assistant.manage.articles import add_articles
    from assistant.manage.build import build_index
    from index.selection import Selection

    with failing():
        adding = add_articles(home, paths, dry_run=dry_run)
        say.added(adding, dry_run=dry_run)
        refused = adding.refused
        if adding.articles and not dry_run:
            with fresh_progress() as progress:
                report = build_index(home, Selection.of(home), model=model, progress=progress)
            say.built(report, home)
            refused += report.reading.refused
    if refused:
        raise typer.Exit(EXIT_FAILED)


def articles(home: Home = DEFAULT_HOME) -> None:
    """List the articles that are indexed, each with its slug and file."""
    from assistant.manage.articles import listed_articles

    with failing():
        for listed in listed_articles(home):
            say.listed(listed)


def remove(
    name: Annotated[str, typer.Argument(help="The slug of an added article, or its file's name.")],
    home: Home = DEFAULT_HOME,
    model: Model = DEFAULT_MODEL,
) -> None:
    """Take an article that you added out of the data folder and of the index."""
    from assistant.manage.articles import remove_article
    from assistant.manage.build import build_index
    from index.selection import Selection

    with failing():
        say.removed(remove_article(home, name))
        with fresh_progress() as progress:
            report = build_index(home, Selection.of(home), model=model, progress=progress)
        say.built(report, home)
