"""The options that several commands of `evals` share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EVALS = Path(__file__).parents[1]
DEFAULT_FACTS = EVALS / "facts"

Corpus = Annotated[
    Path | None,
    typer.Option("--corpus", help="Ask these articles instead, indexed aside without questions."),
]
Facts = Annotated[Path, typer.Option("--facts", help="The folder of cases.")]
Raw = Annotated[
    bool, typer.Option("--raw", help="The articles are the raw sources: judge by the words alone.")
]
Tags = Annotated[
    list[str] | None,
    typer.Option(
        "--tag",
        help="Only cases with this kind, style, source, writer, form, topic or mission.",
    ),
]
Ids = Annotated[list[str] | None, typer.Option("--id", help="Only this case; repeatable.")]
Kinds = Annotated[list[str] | None, typer.Option("--kind", help="Only this kind; repeatable.")]
Split = Annotated[str, typer.Option("--split", help="Only one side: fit, held or strangers.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
