"""Reads the questions that the built-in articles do not answer, near misses above all.

One half is known to the index: whoever asks nearly the same is declined. The other half is kept
apart, so that when to decline can be fitted and measured on questions that nothing has seen.
"""

from __future__ import annotations

import tomllib
import zlib
from pathlib import Path

UNANSWERED = Path(__file__).with_name("unanswered.toml")
_HALVES = 2


def read_unanswered(path: Path = UNANSWERED) -> tuple[str, ...]:
    """All of them, of the field and of other subjects, in file order."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return (*content["in_field"], *content["elsewhere"])


def known_unanswered(path: Path = UNANSWERED) -> tuple[str, ...]:
    """Those that the index knows and the reader is trained on."""
    return tuple(text for text in read_unanswered(path) if not is_apart(text))


def unanswered_apart(path: Path = UNANSWERED) -> tuple[str, ...]:
    """Those that only fit when to decline."""
    return tuple(text for text in read_unanswered(path) if is_apart(text))


def is_apart(text: str) -> bool:
    """Whether a question is of the half that is kept apart; the same on every machine."""
    return zlib.crc32(text.encode()) % _HALVES == 0
