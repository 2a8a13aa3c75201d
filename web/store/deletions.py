"""Deletes conversations so that it can be undone for a while: hidden at once, gone in an hour.

With a conversation go its turns, permalinks, shared pages and feedback; all of them are back when
it is put back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from web.store.database import Database
from web.store.turns import now

UNDO_HOURS = 1


@dataclass(frozen=True, slots=True)
class DeletedEntry:
    """A conversation that can still be put back."""

    id: str
    title: str


class Deletions:
    """Beside a store of conversations, in the same file; raises as it does."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = now) -> None:
        self._database = database
        self._clock = clock

    def delete(self, visitor: str, conversation: str) -> bool:
        """Whether there was such a conversation of this visitor to delete."""
        return self._changed(
            "INSERT INTO deletions SELECT id, ? FROM live WHERE id = ? AND visitor = ?",
            (self._clock().isoformat(timespec="milliseconds"), conversation, visitor),
        )

    def restore(self, visitor: str, conversation: str) -> bool:
        """Whether there was such a deletion of this visitor to undo."""
        return self._changed(
            "DELETE FROM deletions WHERE deleted >= ? AND conversation IN "
            "(SELECT id FROM conversations WHERE id = ? AND visitor = ?)",
            (self._oldest(), conversation, visitor),
        )

    def entries(self, visitor: str) -> tuple[DeletedEntry, ...]:
        """What a visitor can put back, the latest deleted first."""
        with self._database.reading() as database:
            rows = database.execute(
                "SELECT id, title FROM conversations JOIN deletions ON conversation = id "
                "WHERE visitor = ? AND deleted >= ? ORDER BY deleted DESC, id",
                (visitor, self._oldest()),
            ).fetchall()
        return tuple(DeletedEntry(row["id"], row["title"]) for row in rows)

    def purge(self) -> int:
        """Delete for good what nobody has put back in time; how many there were."""
        with self._database.reading() as database:
            due = database.execute(
                "SELECT conversation FROM deletions WHERE deleted < ?", (self._oldest(),)
            ).fetchall()
        if not due:  # the usual case, which need not wait for a lock
            return 0
        with self._database.writing() as database:
            return database.execute(
                "DELETE FROM conversations WHERE id IN "
                "(SELECT conversation FROM deletions WHERE deleted < ?)",
                (self._oldest(),),
            ).rowcount

    def _oldest(self) -> str:
        oldest = self._clock() - timedelta(hours=UNDO_HOURS)
        return oldest.isoformat(timespec="milliseconds")

    def _changed(self, statement: str, values: tuple[str, ...]) -> bool:
        with self._database.writing() as database:
            return database.execute(statement, values).rowcount > 0
