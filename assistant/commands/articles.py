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
    paths: Annotated[
        list[Path], typer.Argument(help="Articles, folders of them, or pictures of one thing.")
    ],
    home: Home = DEFAULT_HOME,
    model: Model = DEFAULT_MODEL,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be read, and copy nothing.")
    ] = False,
    cover: Annotated[str, typer.Option(help="These are pictures of this cover, by its id.")] = "",
    article: Annotated[
        str, typer.Option(help="These are pictures for this article, by its slug.")
    ] = "",
    section: Annotated[str, typer.Option(help="The heading of the article's section.")] = "",
    alt: Annotated[str, typer.Option(help="What a picture shows, for who cannot see it.")] = "",
    caption: Annotated[str, typer.Option(help="What stands below a picture.")] = "",
    credit: Annotated[str, typer.Option(help="Whose picture it is.")] = "",
) -> None:
    """Copy your own articles or pictures into the data folder and index only what is new."""
    from assistant.manage.articles import add_articles
    from assistant.manage.build import build_index
    from assistant.manage.pictures import add_pictures
    from corpus.article import PictureWords
    from corpus.pictures.picture import Place
    from index.selection import Selection

    if cover and article:
        raise typer.BadParameter("a picture is shown with a cover or in an article; give one")
    if not cover and not article and (section or alt or caption or credit):
        raise typer.BadParameter("say where the picture is shown: --cover ID or --article SLUG")
    with failing():
        if cover or article:
            place, words = Place(cover, article, section), PictureWords(alt, caption, credit)
            pictures = add_pictures(home, paths, place, words, dry_run=dry_run)
            say.pictures_added(pictures, dry_run=dry_run)
            refused, is_new = pictures.refused, bool(pictures.pictures)
        else:
            adding = add_articles(home, paths, dry_run=dry_run)
            say.added(adding, dry_run=dry_run)
            refused, is_new = adding.refused, bool(adding.articles)
        if is_new and not dry_run:
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
    name: Annotated[
        str, typer.Argument(help="The slug of an added article, or its file's or picture's name.")
    ],
    home: Home = DEFAULT_HOME,
    model: Model = DEFAULT_MODEL,
) -> None:
    """Take an article or picture that you added out of the data folder and of the index."""
    from assistant.manage.articles import remove_article
    from assistant.manage.build import build_index
    from assistant.manage.pictures import remove_picture
    from index.selection import Selection

    with failing():
        if picture := remove_picture(home, name):
            say.step(f"Removed the picture {picture.file}.")
        else:
            say.removed(remove_article(home, name))
        with fresh_progress() as progress:
            report = build_index(home, Selection.of(home), model=model, progress=progress)
        say.built(report, home)
