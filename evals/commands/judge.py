"""`evals judge`: serves the page on which an operator judges answers, to this machine alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.options import Home
from evals.report import terminal as show
from index.home import DEFAULT_HOME

HOST = "127.0.0.1"
DEFAULT_PORT = 8001


def judge(
    home: Home = DEFAULT_HOME,
    out: Annotated[
        Path | None,
        typer.Option(help="The file of draft cases; judged.toml in the data folder if left out."),
    ] = None,
    port: Annotated[int, typer.Option(min=1, max=65535)] = DEFAULT_PORT,
    password: Annotated[
        str,
        typer.Option(
            envvar="ASSISTANT_PASSWORD",
            help="What the page asks for, with any name; better given by the environment.",
        ),
    ] = "",
) -> None:
    """Judge answers in the browser: those with a thumb and the last batch, a key each."""
    import uvicorn

    from evals.judging.app import create_app
    from evals.judging.drafts import DRAFTS
    from evals.judging.judgeable import last_batch, rated_answers

    drafts = out or home / DRAFTS
    with show.refusing():
        found = (*rated_answers(home), *last_batch(home))
    if not found:
        show.step(
            "There is nothing to judge yet: answers get a thumb in `assistant serve`, and batches "
            "are asked by `evals batch new`. The page shows them when they are there."
        )
    app = create_app(lambda: (*rated_answers(home), *last_batch(home)), drafts, password=password)
    show.step(f"Judge at http://{HOST}:{port}, stop with Ctrl-C; drafts go to {drafts}")
    uvicorn.run(app, host=HOST, port=port, log_level="warning")
