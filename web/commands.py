"""What the web part adds to the `assistant` command: `mcp`, and `feedback export`."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Annotated

import typer

from assistant.terminal import EXIT_FAILED, failing, say
from index.home import DEFAULT_HOME

_MODEL = "all-MiniLM-L6-v2"

feedback = typer.Typer(no_args_is_help=True, add_completion=False,
                       help="What readers thought of answers.")

Home = Annotated[Path, typer.Option("--home", envvar="ASSISTANT_HOME",
                                    help="The data folder: index, added articles, conversations.")]
Model = Annotated[str, typer.Option("--model", envvar="ASSISTANT_MODEL",
                                    help="A sentence-transformers model id or folder.")]


def mcp(home: Home = DEFAULT_HOME, model: Model = _MODEL) -> None:
    """Serve ask, search and cite to a language model's client, on stdin and stdout."""
    if importlib.util.find_spec("mcp") is None:
        say.problem("The package mcp is missing; install it with: pip install -e '.[mcp]'")
        raise typer.Exit(EXIT_FAILED)
    from web.mcp import run

    with failing():
        run(home=home, model=model)


@feedback.callback()
def _feedback() -> None:
    """What readers thought of answers."""


@feedback.command()
def export(
    home: Home = DEFAULT_HOME,
    out: Annotated[Path | None, typer.Option(
        help="Where to write; to the terminal when left out.")] = None,
) -> None:
    """Write rated answers as draft cases for `evals`, for you to complete."""
    from web.conversation_store import ConversationStore
    from web.database import DATABASE
    from web.feedback_export import export as exported

    kept = home / DATABASE
    if not kept.is_file():
        say.problem(f"No conversations in {home}; feedback comes with `assistant serve`.")
        raise typer.Exit(EXIT_FAILED)
    with failing():
        text = exported(ConversationStore(kept))
        if out:
            out.write_text(text, encoding="utf-8")
            say.step(f"Wrote {out}.")
        else:
            typer.echo(text, nl=False)
