"""What the command prints and how it fails: every error one sentence, every kind its exit code."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TextIO

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn
from rich.table import Table

from corpus.article import shown_path

if TYPE_CHECKING:
    from assistant.answer import Reply
    from assistant.manage.articles import Listed
    from assistant.manage.build import BuildReport
    from assistant.manage.doctor import Finding
    from assistant.manage.pictures import PicturesAdded
    from assistant.pipeline import Trace
    from corpus.reading.folder import CorpusReading

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_NO_ANSWER = 3
EXIT_INDEX_UNUSABLE = 4
# Of what stands around an article's text, the first are enough to see what it is.
MAX_LEFT_OUT = 3

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


@contextlib.contextmanager
def failing() -> Iterator[None]:
    """Turn the errors that a user can meet into a sentence and an exit code."""
    from assistant.manage.build import FilesRefused
    from assistant.rank.fitted import WeightsUnusable
    from assistant.render.citations import UnknownForm
    from assistant.understand.query import QuestionError
    from corpus.article import CorpusError
    from corpus.record.missions import MissionError
    from index.generation import IndexBusy, IndexUnusable
    from index.model_files import EncoderUnusable

    codes: tuple[tuple[type[Exception], int], ...] = (
        (IndexUnusable, EXIT_INDEX_UNUSABLE),
        (QuestionError, EXIT_USAGE),
        (UnknownForm, EXIT_USAGE),
        (CorpusError, EXIT_FAILED),
        (MissionError, EXIT_FAILED),
        (EncoderUnusable, EXIT_FAILED),
        (IndexBusy, EXIT_FAILED),
        (WeightsUnusable, EXIT_FAILED),
        (OSError, EXIT_FAILED),
    )
    try:
        yield
    except FilesRefused as error:
        say.nothing_built(error.reading)
        raise typer.Exit(EXIT_FAILED) from None
    except tuple(kind for kind, _ in codes) as error:
        say.problem(_sentence(error))
        raise typer.Exit(next(code for kind, code in codes if isinstance(error, kind))) from None


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror}"
    return str(error)


def printable_output() -> None:
    """Let what a terminal's encoding has no sign for be written as an escape, and end nothing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def standard_input() -> TextIO:
    """Standard input, in which a byte that is no text spoils its own word and ends nothing."""
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    return sys.stdin


def progress_bar(*columns: ProgressColumn) -> Progress:
    """A bar on stderr that leaves no trace; outside a terminal rich would leave a blank line."""
    return Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal)


@contextlib.contextmanager
def fresh_progress() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on stderr that appears with the first report."""
    columns = (TextColumn("Reading {task.description}"), BarColumn(), MofNCompleteColumn())
    with progress_bar(*columns) as bar:
        task = None

        def report(layer: str, done: int, total: int) -> None:
            nonlocal task
            if task is None:
                task = bar.add_task(layer, total=total)
            bar.update(task, completed=done, total=total, description=layer)

        yield report


class _Say:
    """One method a thing to say."""

    def problem(self, message: str) -> None:
        errors.print(f"[bold red]✗[/] {escape(message)}")

    def step(self, message: str) -> None:
        errors.print(f"[dim]{escape(message)}[/]")

    def left_out(self, reading: CorpusReading) -> None:
        for skipped in reading.skipped:
            self.step(f"skipped {skipped.path}: {skipped.reason}")
        for refused in reading.refused:
            self.problem(str(refused))

    def lost(self, reading: CorpusReading) -> None:
        """What files hold and articles do not, but for the menus and counters around a text."""
        from corpus.reading.furniture import AROUND

        for file, lines in zip(reading.files, reading.left_out, strict=True):
            for line in lines:
                if not line.startswith(AROUND):
                    self.step(f"left out of {shown_path(file)}: {shown_path(line)}")

    def nothing_built(self, reading: CorpusReading) -> None:
        self.left_out(reading)
        errors.print("The index was left as it was; mend or remove these files, then index again.")

    def built(self, report: BuildReport, home: Path) -> None:
        self.left_out(report.reading)
        self.lost(report.reading)
        for lost in report.lost_questions:
            self.problem(f'questions point at no sentence of {lost.article}: "{lost.sentence}"')
        state = "built" if report.fresh else "up to date"
        errors.print(
            f"Index {state} in {escape(str(home))}: {report.manifest.holds} "
            f"(generation {report.manifest.generation})."
        )

    def added(self, reading: CorpusReading, *, dry_run: bool = False) -> None:
        self.left_out(reading)
        verb = "Would add" if dry_run else "Added"
        for article, gone in zip(reading.articles, reading.left_out, strict=True):
            size = f": {len(article.text.split()):,} words" if dry_run else ""
            errors.print(f'{verb} "{escape(article.title)}" ({article.slug}){size}.')
            if dry_run:
                for section in filter(None, (one.heading for one in article.sections)):
                    errors.print(f"  § {escape(shown_path(section))}")
            for line in gone if dry_run else gone[:MAX_LEFT_OUT]:
                self.step(f"  left out: {shown_path(line)}")
            if not dry_run and len(gone) > MAX_LEFT_OUT:
                self.step(f"  and {len(gone) - MAX_LEFT_OUT} more; --dry-run shows all")

    def pictures_added(self, adding: PicturesAdded, *, dry_run: bool = False) -> None:
        for refused in adding.refused:
            self.problem(str(refused))
        verb = "Would add" if dry_run else "Added"
        for picture in adding.pictures:
            place = picture.place.cover or picture.place.article
            shown = f'{picture.file} to {place}: "{picture.words.alt}"'
            errors.print(f"{verb} {escape(shown)}.")

    def listed(self, listed: Listed) -> None:
        article = listed.article
        mark = "added" if listed.is_added else "corpus"
        size = f"{len(article.text.split()):,} words"
        title = escape(shown_path(article.title))
        console.print(
            f"{article.slug}  {title}  [dim]{size}, {mark}: {escape(shown_path(listed.file))}[/]",
            soft_wrap=True,
        )

    def removed(self, listed: Listed) -> None:
        title = escape(shown_path(listed.article.title))
        errors.print(f'Removed "{title}" ({listed.article.slug}).')

    def finding(self, finding: Finding) -> None:
        mark = "[green]✓[/]" if finding.well else "[bold red]✗[/]"
        remedy = f"\n  To mend it: {escape(finding.remedy)}" if finding.remedy else ""
        console.print(f"{mark} {finding.subject}: {escape(finding.message)}{remedy}")

    def serving(self, url: str) -> None:
        errors.print(f"Cachet answers at {url} (Ctrl-C stops it).")

    def prompt(self) -> str:
        """A line from the user; empty at the end of input."""
        try:
            return console.input("[bold]? [/]").strip()
        except (EOFError, KeyboardInterrupt):
            return ""

    def check_form(self, form: str) -> None:
        """Refuse an unknown citation form before anything is loaded."""
        from assistant.render.citations import FORMS, UnknownForm

        if form not in FORMS:
            raise UnknownForm(form)

    def reply(
        self,
        reply: Reply,
        asked: str,
        *,
        as_json: bool = False,
        form: str | None = None,
        base_url: str = "",
        texts: Mapping[str, str] = MappingProxyType({}),
        sources: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> bool:
        """Print a reply; whether it was an answer. `texts`, `sources` as in `citations.cite`."""
        from assistant.answer import Answer
        from assistant.render import forms as render
        from assistant.render.citable import ALTERED
        from assistant.render.citations import cite_answer

        answered = isinstance(reply, Answer)
        if as_json:
            text = json.dumps(render.as_json(reply), ensure_ascii=False, indent=1)
        elif form is not None and isinstance(reply, Answer):
            cited = cite_answer(reply, form, base_url, date.today(), texts, sources)
            if cited.altered:
                errors.print(ALTERED)
            text = cited.text
        else:
            text = render.as_text(reply, asked, base_url)
        sys.stdout.write(text.rstrip("\n") + "\n")
        return answered

    def explanation(self, trace: Trace) -> None:
        """Print how a reply came about."""
        from assistant.render.explanation import explained

        sys.stdout.write(explained(trace) + "\n")

    def figures(self, figures: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            sys.stdout.write(json.dumps(figures, indent=1) + "\n")
            return
        table = Table("figure", "measured", "aim")
        for name, figure in figures["figures"].items():
            table.add_row(name, str(figure["measured"]), str(figure["aim"]))
        for name, other in figures["alternatives"].items():
            ratio = f"ours takes {other['ours / theirs']} times as long"
            table.add_row(f"{name} alone, p50, ms", str(other["p50, ms"]), ratio)
        console.print(f"{figures['machine']}")
        console.print(f"Answers from {figures['corpus']}.")
        console.print(table)


say = _Say()
