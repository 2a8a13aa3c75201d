"""The `assistant` command: parses, calls, prints. Heavy imports wait inside the commands."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from assistant.commands.articles import add, articles, remove
from assistant.commands.catalogue import app as catalogue
from assistant.commands.options import Home, Model, bring_lexicon
from assistant.commands.questions import app as questions
from assistant.commands.terminal import (
    EXIT_FAILED,
    EXIT_NO_ANSWER,
    console,
    failing,
    fresh_progress,
    say,
    standard_input,
)
from index.files import write_whole
from index.home import DEFAULT_HOME
from index.model_files import DEFAULT_MODEL

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Answers about space covers, in the articles' own words.",
)


@app.command()
def index(
    home: Home = DEFAULT_HOME,
    corpus: Annotated[
        list[Path] | None,
        typer.Option(help="Index this folder instead of the built-in articles; repeatable."),
    ] = None,
    questions: Annotated[
        list[Path] | None,
        typer.Option(
            help="Anticipated questions for --corpus: a folder of .toml or a .jsonl file."
        ),
    ] = None,
    without_questions: Annotated[
        bool, typer.Option(help="Leave anticipated questions out, to see what they are worth.")
    ] = False,
    built_in: Annotated[
        bool, typer.Option(help="Go back to the built-in articles after --corpus.")
    ] = False,
    strict: Annotated[bool, typer.Option(help="Build nothing when any file is refused.")] = False,
    model: Model = DEFAULT_MODEL,
    fetch: Annotated[
        bool,
        typer.Option(
            "--fetch", help="Fetch a model id from its hub first; all else works offline."
        ),
    ] = False,
) -> None:
    """Build the index, or bring it up to date; only changed texts are encoded."""
    from index.encoder import fetch_model
    from index.selection import Selection

    if built_in or corpus:
        bring_lexicon(home, Selection(tuple(corpus or ())))
    from assistant.manage.build import build_index

    with failing():
        kept = Selection() if built_in or corpus else Selection.of(home)
        selection = kept
        if corpus or questions or without_questions or built_in:
            selection = Selection(
                tuple(corpus or kept.folders), tuple(questions or ()), not without_questions
            )
        if fetch:
            fetch_model(model)
        with fresh_progress() as progress:
            report = build_index(home, selection, model=model, strict=strict, progress=progress)
        say.built(report, home)
    if report.reading.refused:
        raise typer.Exit(EXIT_FAILED)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in your own words.")] = None,
    home: Home = DEFAULT_HOME,
    as_json: Annotated[bool, typer.Option("--json", help="Print the reply as JSON.")] = False,
    form: Annotated[
        str | None,
        typer.Option("--as", help="Print the answer as a citation: phpbb, markdown, bibtex, …"),
    ] = None,
    batch: Annotated[
        str | None,
        typer.Option(help='Answer JSON Lines {"question": …, "conversation": …} from a file or -.'),
    ] = None,
    public_url: Annotated[
        str, typer.Option(envvar="ASSISTANT_PUBLIC_URL", help="The address that links begin with.")
    ] = "",
    explain: Annotated[
        bool, typer.Option("--explain", help="Tell what each stage made of the question.")
    ] = False,
    model: Model = DEFAULT_MODEL,
) -> None:
    """Answer one question, or a batch of them."""
    from assistant.pipeline import Assistant
    from assistant.render.citable import sources_of

    if (question is None) == (batch is None):
        raise typer.BadParameter("give a question, or --batch FILE, and not both")
    if form is not None and batch is not None:
        raise typer.BadParameter("--as is for one question; leave it out with --batch")
    if explain and (batch is not None or form is not None or as_json):
        raise typer.BadParameter("--explain is for one question and its plain answer")
    if form is not None and as_json:
        raise typer.BadParameter("give --json or --as, and not both")
    with failing():
        if form is not None:
            say.check_form(form)
        if batch is not None:
            _answer_batch(batch, home, model)
            return
        assistant = Assistant.open(home, model)
        asked = question or ""
        if explain:
            say.explanation(assistant.trace(asked))
            return
        answered = say.reply(
            assistant.ask(asked),
            asked,
            as_json=as_json,
            form=form,
            base_url=public_url,
            texts=assistant.index.texts,
            sources=sources_of(assistant.index.articles),
        )
    if not answered:
        raise typer.Exit(EXIT_NO_ANSWER)


def _answer_batch(source: str, home: Path, model: str) -> None:
    from assistant.commands.batch import answer_lines
    from assistant.pipeline import Assistant

    with _lines_of(source) as lines:
        for record in answer_lines(lines, Assistant.open(home, model)):
            console.file.write(json.dumps(record, ensure_ascii=False) + "\n")
            console.file.flush()


def _lines_of(source: str) -> TextIO:
    """A file or standard input; a byte that is not UTF-8 spoils its own question, no other."""
    if source == "-":
        return standard_input()
    return Path(source).open(encoding="utf-8", errors="replace")


@app.command()
def chat(home: Home = DEFAULT_HOME, model: Model = DEFAULT_MODEL) -> None:
    """Ask and follow up in the terminal; an empty line or Ctrl-D ends."""
    from assistant.pipeline import Assistant
    from assistant.resolve.conversation import Conversation
    from assistant.understand.query import QuestionError

    with failing():
        assistant = Assistant.open(home, model)
        conversation = Conversation()
        standard_input()  # before the first question is read from it
        while question := say.prompt():
            try:
                reply = assistant.ask(question, conversation)
            except QuestionError as error:
                say.problem(str(error))
                continue
            say.reply(reply, question)
            conversation = conversation.then(assistant.turn(reply))


@app.command()
def doctor(context: typer.Context, home: Home = DEFAULT_HOME, model: Model = DEFAULT_MODEL) -> None:
    """Verify the model, the corpus and the index; say what is wrong and what mends it."""
    from assistant.manage.doctor import Finding, examine

    # What else the command that this is part of can examine in a data folder.
    others: Sequence[Callable[[Path], Finding]] = context.obj or ()
    findings = []
    with failing():
        for finding in chain(examine(home, model), (other(home) for other in others)):
            findings.append(finding)
            say.finding(finding)
    if not all(finding.well for finding in findings):
        raise typer.Exit(EXIT_FAILED)


@app.command()
def bench(
    home: Home = DEFAULT_HOME,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    write: Annotated[
        Path | None, typer.Option(help="Write the figures as JSON into this file as well.")
    ] = None,
) -> None:
    """Measure answer time, start, memory, index time and throughput on this machine."""
    from assistant.manage.bench import measure

    with failing():
        if write:
            write.parent.mkdir(parents=True, exist_ok=True)
        figures: dict[str, Any] = measure(home, say.step)
        if write:
            write_whole(write, json.dumps(figures, indent=1) + "\n")
        say.figures(figures, as_json=as_json)


for command in (add, articles, remove):
    app.command()(command)
app.add_typer(questions, name="questions")
app.add_typer(catalogue, name="catalogue")
