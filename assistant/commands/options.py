"""The options that several commands share, defined once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Home = Annotated[
    Path,
    typer.Option(
        "--home",
        envvar="ASSISTANT_HOME",
        help="The data folder: index, added articles, conversations.",
    ),
]
Model = Annotated[
    str,
    typer.Option(
        "--model", envvar="ASSISTANT_MODEL", help="A sentence-transformers model id or folder."
    ),
]
