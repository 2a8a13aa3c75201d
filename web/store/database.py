"""The SQLite file of conversations: its tables, and a connection for each transaction.

A file that is lost while it serves, deleted or emptied, is made anew; one that is damaged, or that
is somebody else's, is left as it is for its owner, and nothing is kept until it is gone.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
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
CREATE TABLE IF NOT EXISTS clock (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seen TEXT NOT NULL,
  steady_since TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS feedback (
  turn TEXT PRIMARY KEY REFERENCES turns (id) ON DELETE CASCADE,
  helpful INTEGER NOT NULL,
  word TEXT NOT NULL,
  given TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS deletions (
  conversation TEXT PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
  deleted TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS shares (
  id TEXT PRIMARY KEY,
  conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  turns INTEGER NOT NULL,
  made TEXT NOT NULL,
  UNIQUE (conversation, turns, title)
) STRICT;
CREATE VIEW IF NOT EXISTS live AS
SELECT * FROM conversations WHERE id NOT IN (SELECT conversation FROM deletions);
"""


# What every reading and writing needs; other tables of the same names lack some of it.
_NEEDED = """
SELECT conversations.id, visitor, conversations.title, created, updated, turns.id, number,
       question, reply, context, asked, feedback.turn, helpful, word, given, deleted,
       shares.turns, made
FROM live AS conversations JOIN turns ON turns.conversation = conversations.id
JOIN feedback ON feedback.turn = turns.id
JOIN shares ON shares.conversation = conversations.id
JOIN deletions ON deletions.conversation = conversations.id LIMIT 1
"""


class NotKept(Exception):
    """The file cannot be written: the disk is full or read-only, the file damaged or busy."""


class NotRead(Exception):
    """What was kept cannot be read: the file is damaged, or another program's."""


class Database:
    """The file of conversations; every transaction has a connection of its own."""

    def __init__(self, path: Path) -> None:
        """Make the file, and what is missing in it, if that can be done; `problem` says whether."""
        self._path = path
        self._lock = threading.Lock()
        self._held: sqlite3.Connection | None = None
        with contextlib.suppress(sqlite3.Error, OSError):
            self._make_tables()

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A transaction that changes nothing.

        Raises:
            NotRead: when the file cannot be read.
        """
        try:
            with self._connected() as database:
                yield database
        except (sqlite3.Error, OSError) as error:
            raise NotRead(str(error)) from error

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that changes something.

        Raises:
            NotKept: when the file cannot be written.
        """
        try:
            with self._connected() as database:
                yield database
        except (sqlite3.Error, OSError) as error:
            raise NotKept(str(error)) from error

    def problem(self) -> str:
        """Why nothing can be kept at the moment; empty when all is well."""
        try:
            with self._connected() as database:
                database.execute("BEGIN IMMEDIATE")
                database.execute(_NEEDED).fetchall()
        except (sqlite3.Error, OSError) as error:
            return str(error)
        return ""

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Keep SQLite's files beside the database: without room to make them nothing is read."""
        with self._lock:
            self._hold()
        try:
            yield
        finally:
            with self._lock:
                self._let_go()

    @contextlib.contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        if self._is_lost():
            self._make_anew()
        connection = sqlite3.connect(self._path, isolation_level="IMMEDIATE")
        with contextlib.closing(connection) as database:
            database.row_factory = sqlite3.Row
            database.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
            database.execute("PRAGMA foreign_keys = ON")
            # In WAL mode this survives a killed process; only a power cut may cost the last turn.
            database.execute("PRAGMA synchronous = NORMAL")
            with database:
                yield database

    def _is_lost(self) -> bool:
        try:
            return self._path.stat().st_size == 0
        except FileNotFoundError:
            return True

    def _make_anew(self) -> None:
        """Make a file that was deleted or emptied.

        What lies beside it belonged to the old one, and letting go of that writes parts of it back.
        """
        with self._lock:
            if not self._is_lost():
                return
            holding = self._held is not None
            self._let_go()
            for beside in ("", "-wal", "-shm"):
                self._path.with_name(self._path.name + beside).unlink(missing_ok=True)
            self._make_tables()
            if holding:
                self._hold()

    def _make_tables(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.closing(sqlite3.connect(self._path)) as database, database:
            database.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
            database.execute("PRAGMA journal_mode = WAL")
            database.executescript(_SCHEMA)

    def _hold(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._held = sqlite3.connect(self._path, check_same_thread=False)
            self._held.execute("SELECT 1 FROM turns LIMIT 1").fetchall()

    def _let_go(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None


def drop_oldest(database: sqlite3.Connection, visitor: str, kept: int) -> None:
    """Delete a visitor's conversations but for the latest `kept`."""
    database.execute(
        "DELETE FROM conversations WHERE visitor = ? AND updated < ("
        "SELECT updated FROM conversations WHERE visitor = ? ORDER BY updated DESC "
        "LIMIT 1 OFFSET ?)",
        (visitor, visitor, kept - 1),
    )


def questions_before(database: sqlite3.Connection, turn_id: str) -> tuple[str, ...]:
    """What was asked in a turn's conversation before it."""
    rows = database.execute(
        "SELECT earlier.question FROM turns JOIN turns AS earlier "
        "ON earlier.conversation = turns.conversation AND earlier.number < turns.number "
        "WHERE turns.id = ? ORDER BY earlier.number",
        (turn_id,),
    ).fetchall()
    return tuple(row["question"] for row in rows)
