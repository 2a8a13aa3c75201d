"""The options that several commands share, defined once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.terminal import EXIT_FAILED, say
from corpus.article import CorpusError
from corpus.lexicon import bring
from index.selection import Selection, SelectionUnusable


def bring_lexicon(home: Path, selection: Selection | None = None) -> Path:
    """Bring the words of the collection that a command is for, before anything has patterns."""
    try:
        bring((selection or Selection.of(home)).places(home))
    except SelectionUnusable:
        # For the command to refuse, in its own words.
        pass
    except CorpusError as error:
        say.problem(str(error))
        raise typer.Exit(EXIT_FAILED) from None
    return home


def _bring_lexicon(home: Path) -> Path:
    return bring_lexicon(home)


Home = Annotated[
    Path,
    typer.Option(
        "--home",
        envvar="ASSISTANT_HOME",
        callback=_bring_lexicon,
        help="The data folder: index, added articles, conversations.",
    ),
]
Model = Annotated[
    str,
    typer.Option(
        "--model", envvar="ASSISTANT_MODEL", help="A sentence-transformers model id or folder."
    ),
]
