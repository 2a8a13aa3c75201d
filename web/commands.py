"""The `assistant` command, composed: the engine's commands and `serve`, `mcp`, `feedback`."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.app import app
from assistant.commands.options import Home, Model
from assistant.commands.terminal import EXIT_FAILED, failing, printable_output, say
from index.files import write_whole
from index.home import DEFAULT_HOME
from index.model_files import DEFAULT_MODEL

if TYPE_CHECKING:
    from assistant.manage.doctor import Finding

DEFAULT_PORT = 8000

feedback = typer.Typer(
    no_args_is_help=True, add_completion=False, help="What readers thought of answers."
)


@app.command()
def serve(
    home: Home = DEFAULT_HOME,
    host: Annotated[str, typer.Option(envvar="ASSISTANT_HOST")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="ASSISTANT_PORT", min=1, max=65535)] = DEFAULT_PORT,
    model: Model = DEFAULT_MODEL,
) -> None:
    """Serve the chat page and the API."""
    from web.serving import run

    with failing():
        run(home=home, host=host, port=port, model=model, announce=say.serving, warn=say.problem)


@app.command()
def mcp(home: Home = DEFAULT_HOME, model: Model = DEFAULT_MODEL) -> None:
    """Serve ask, search, cite and covers to a language model's client, on stdin and stdout."""
    if importlib.util.find_spec("mcp") is None:
        say.problem("The package mcp is missing; install it with: pip install -e '.[mcp]'")
        raise typer.Exit(EXIT_FAILED)
    from web.routes.mcp import run

    with failing():
        run(home=home, model=model)


@feedback.callback()
def _feedback() -> None:
    """What readers thought of answers."""


@feedback.command()
def export(
    home: Home = DEFAULT_HOME,
    out: Annotated[
        Path | None, typer.Option(help="Where to write; to the terminal when left out.")
    ] = None,
) -> None:
    """Write rated answers as draft cases for `evals`, for you to complete."""
    from web.store.conversations import ConversationStore
    from web.store.database import DATABASE, NotRead
    from web.store.feedback import export as exported

    kept = home / DATABASE
    if not kept.is_file():
        say.problem(f"No conversations in {home}; feedback comes with `assistant serve`.")
        raise typer.Exit(EXIT_FAILED)
    with failing():
        try:
            text = exported(ConversationStore(kept))
        except NotRead as error:
            raise OSError(f"{kept} cannot be read: {error}") from None
        if out:
            write_whole(out, text)
            say.step(f"Wrote {out}.")
        else:
            typer.echo(text, nl=False)


app.add_typer(feedback, name="feedback")


def conversations(home: Path) -> Finding:
    """What `doctor` finds of the conversations in a data folder."""
    from assistant.manage.doctor import Finding
    from web.serving import kept_badly
    from web.store.database import DATABASE

    if not (home / DATABASE).exists():
        return Finding("conversations", True, "none yet")
    problem = kept_badly(home)
    return Finding("conversations", not problem, problem or "kept", problem and "see the message")


def main() -> None:
    """Run the command; `doctor` examines the conversations too."""
    printable_output()
    app(obj=(conversations,))
