"""The data folder: where it lies unless told, and the command that builds an index in it."""

from __future__ import annotations

import shlex
from pathlib import Path

DEFAULT_HOME = Path(__file__).parents[1] / "var"


def build_command(home: Path, model: str | None = None) -> str:
    """What to type to build the index of a data folder, with a model when one is given."""
    parts = ["assistant", "index"]
    if home != DEFAULT_HOME:
        parts += ["--home", str(home)]
    if model is not None:
        parts += ["--model", model]
    return shlex.join(parts)
