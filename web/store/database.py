"""The SQLite file of conversations: its tables, and a connection for each transaction."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

DATABASE = "conversations.db"
BUSY_MILLISECONDS = 5_000

_SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
  id TEXT PRIMARY KEY,
  visitor TEXT NOT NULL,
  title TEXT NOT NULL,
  created TEXT NOT NULL,
  updated TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS conversations_of_visitor ON conversations (visitor, updated);
CREATE INDEX IF NOT EXISTS conversations_by_age ON conversations (updated);
CREATE TABLE IF NOT EXISTS turns (
  id TEXT PRIMARY KEY,
  conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  question TEXT NOT NULL,
  reply TEXT NOT NULL,
  context TEXT NOT NULL,
  asked TEXT NOT NULL,
  UNIQUE (conversation, number)
) STRICT;
CREATE TABLE IF NOT EXISTS feedback (
  turn TEXT PRIMARY KEY REFERENCES turns (id) ON DELETE CASCADE,
  helpful INTEGER NOT NULL,
  word TEXT NOT NULL,
  given TEXT NOT NULL
) STRICT;
"""


class NotKept(Exception):
    """The file cannot be written: the disk is full, read-only or busy for too long."""


def make_tables(path: Path) -> None:
    """Make the file, and what is missing in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with connected(path) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.executescript(_SCHEMA)


@contextlib.contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction on a connection of its own, so threads need no lock."""
    connection = sqlite3.connect(path, isolation_level="IMMEDIATE")
    with contextlib.closing(connection) as database:
        database.row_factory = sqlite3.Row
        database.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        database.execute("PRAGMA foreign_keys = ON")
        # In WAL mode this survives a killed process; only a power cut may cost the last turn.
        database.execute("PRAGMA synchronous = NORMAL")
        with database:
            yield database


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Keep SQLite's files beside the database: without room to make them nothing can be read."""
    with contextlib.closing(sqlite3.connect(path, check_same_thread=False)) as database:
        database.execute("SELECT 1 FROM turns LIMIT 1").fetchall()
        yield


@contextlib.contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A transaction that changes something.

    Raises:
        NotKept: when the file cannot be written.
    """
    try:
        with connected(path) as database:
            yield database
    except sqlite3.OperationalError as error:
        raise NotKept(str(error)) from error
