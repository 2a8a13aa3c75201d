"""The `assistant questions` commands: draft with a language model, and check what is there."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from assistant.commands.options import Home
from assistant.commands.terminal import EXIT_FAILED, console, errors, failing, progress_bar, say
from index.home import DEFAULT_HOME, build_command
from index.model_files import DEFAULT_MODEL

if TYPE_CHECKING:
    from assistant.manage.drafting import ArticleCheck

DEFAULT_TIMEOUT = 120.0
# The first of an article's list are enough to see what it lacks; --all shows the rest.
SHOWN = 10
# Outside a terminal there is no bar, and 20,000 questions take a quarter of an hour and more.
TOLD_EVERY = 1000

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="The questions that sentences are known to answer.",
)

Encoder = Annotated[
    str,
    typer.Option(
        "--encoder", envvar="ASSISTANT_MODEL", help="The sentence-transformers model of the index."
    ),
]


@app.command()
def draft(
    slug: Annotated[str, typer.Argument(help="The article, by its slug.")],
    llm: Annotated[
        str,
        typer.Option(
            help="An OpenAI-compatible service, such as http://127.0.0.1:11434/v1; its key comes "
            "from ASSISTANT_LLM_KEY."
        ),
    ],
    model: Annotated[str, typer.Option(help="The service's name for the language model.")],
    home: Home = DEFAULT_HOME,
    timeout: Annotated[
        float, typer.Option(min=0.1, help="Seconds to wait for each reply.")
    ] = DEFAULT_TIMEOUT,
    encoder: Encoder = DEFAULT_MODEL,
) -> None:
    """Draft questions to the sentences that have none, for you to edit; run again to go on."""
    from assistant.manage.build import ADDED_QUESTIONS
    from assistant.manage.drafting import draft_questions
    from assistant.manage.language_model import Endpoint
    from assistant.pipeline import Assistant

    with failing(), _drafting_fails():
        endpoint = Endpoint(llm, model, os.environ.get("ASSISTANT_LLM_KEY", "").strip(), timeout)
        assistant = Assistant.open(home, encoder)
        with _bar("Drafting questions to sentences") as progress:
            report = draft_questions(
                assistant, slug, home / ADDED_QUESTIONS, endpoint.complete, progress
            )
    if report.waiting == 0:
        errors.print(f"Every sentence of {escape(slug)} has its questions already.")
        return
    errors.print(
        f"Kept {report.kept} questions to {report.waiting} sentences and dropped "
        f"{report.dropped}, in {escape(str(report.path))}. Edit the file, then run "
        f"`{build_command(home)}`."
    )


@app.command()
def check(
    slug: Annotated[str | None, typer.Argument(help="Show this article alone.")] = None,
    home: Home = DEFAULT_HOME,
    every: Annotated[
        bool,
        typer.Option("--all", help=f"List every sentence and question, not the first {SHOWN}."),
    ] = False,
    encoder: Encoder = DEFAULT_MODEL,
) -> None:
    """Show sentences without questions, and questions that lead elsewhere.

    Every question is asked in full, about twenty a second: name an article to check it alone.
    """
    from assistant.manage.drafting import check_questions
    from assistant.pipeline import Assistant

    with failing(), _drafting_fails():
        assistant = Assistant.open(home, encoder)
        with _bar("Asking questions") as progress:
            checks = check_questions(assistant, progress, slug)
    for one in checks:
        _list(f"{one.article}: sentences without questions", one.without, every)
        _list(
            f"{one.article}: questions that lead elsewhere",
            [
                f"{stray.question} ({_place(stray.place)}, after: {stray.first})"
                for stray in one.astray
            ],
            every,
        )
    console.print(_table(checks))
    if any(one.astray for one in checks):
        raise typer.Exit(EXIT_FAILED)


@contextlib.contextmanager
def _drafting_fails() -> Iterator[None]:
    from assistant.manage.drafting import DraftingError
    from assistant.manage.language_model import LanguageModelError

    try:
        yield
    except (DraftingError, LanguageModelError) as error:
        say.problem(str(error))
        raise typer.Exit(EXIT_FAILED) from None


@contextlib.contextmanager
def _bar(description: str) -> Iterator[Callable[[int, int], None]]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with progress_bar(*columns) as bar:
        task = bar.add_task(description, total=None)

        def report(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)
            if not errors.is_terminal and (done % TOLD_EVERY == 0 or done == total):
                say.step(f"{description}: {done:,} of {total:,}")

        yield report


def _list(title: str, lines: Sequence[str], every: bool) -> None:
    if not lines:
        return
    console.print(f"[bold]{escape(title)}[/]")
    shown = lines if every else lines[:SHOWN]
    for line in shown:
        console.print(f"  {escape(line)}")
    if len(lines) > len(shown):
        console.print(f"  [dim]and {len(lines) - len(shown)} more; --all lists them[/]")


def _place(place: int) -> str:
    return f"its sentence comes at {place}" if place else "its sentence is not found"


def _table(checks: Sequence[ArticleCheck]) -> Table:
    table = Table(
        "article", "sentences", "without questions", "questions", "lead elsewhere", show_footer=True
    )
    rows = [(one.sentences, len(one.without), one.questions, len(one.astray)) for one in checks]
    for one, row in zip(checks, rows, strict=True):
        table.add_row(one.article, *map(str, row))
    table.columns[0].footer = "all"
    for column, total in zip(table.columns[1:], map(sum, zip(*rows, strict=True)), strict=False):
        column.footer = str(total)
        column.justify = "right"
    return table
