"""The last whole run of the evals that a data folder keeps, read from their history."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

# What `evals run` writes; the two packages know each other's files and nothing else.
HISTORY = "evals.db"


@dataclass(frozen=True, slots=True)
class LastRun:
    """When the known questions were asked, of which index, and the share answered as wanted.

    `low` and `high` are the bounds of its 95 % interval.
    """

    date: str
    generation: str
    share: float
    low: float
    high: float
    cases: int


def last_run(home: Path) -> LastRun | None:
    """The last run of all cases; None where there is none that can be read."""
    path = home / HISTORY
    if not path.is_file():
        return None
    try:
        address = f"{path.resolve().as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as database:
            row = database.execute(
                "SELECT date, generation, figures FROM runs WHERE selection = '{}' "
                "ORDER BY id DESC LIMIT 1"
            ).fetchone()
        if row is None:
            return None
        date, generation, figures = row
        wanted = json.loads(figures)["wanted"]
        return LastRun(
            date, generation, wanted["value"], wanted["low"], wanted["high"], wanted["count"]
        )
    except (sqlite3.Error, ValueError, LookupError, TypeError):
        return None
