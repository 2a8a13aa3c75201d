"""Snapshots of conversations: a page of one's own for whoever is given its address.

A snapshot holds what was asked up to then and stays so; it goes when its conversation is deleted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from web.store.conversations import PAGE_TURNS
from web.store.database import Database
from web.store.turns import TURN, KeptTurn, kept_turn, now, random_id


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A conversation as it was when it was shared, at the moment `made`."""

    id: str
    conversation: str
    title: str
    turns: int
    made: str

    @property
    def pages(self) -> int:
        """On how many pages it is shown."""
        return -(-self.turns // PAGE_TURNS)


class Shares:
    """Beside a store of conversations, in the same file; raises as it does."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime] = now,
        new_id: Callable[[], str] = random_id,
    ) -> None:
        self._database = database
        self._clock = clock
        self._new_id = new_id

    def share(self, visitor: str, conversation: str) -> str | None:
        """The id of a snapshot of a visitor's conversation as it is; None when it is not theirs.

        Where nothing was asked since the last one, that is the one.
        """
        made = self._clock().isoformat(timespec="milliseconds")
        with self._database.writing() as database:
            database.execute(
                "INSERT INTO shares SELECT ?, conversations.id, title, MAX(number), ? "
                "FROM live AS conversations JOIN turns ON turns.conversation = conversations.id "
                "WHERE conversations.id = ? AND visitor = ? GROUP BY conversations.id "
                "ON CONFLICT (conversation, turns, title) DO NOTHING",
                (self._new_id(), made, conversation, visitor),
            )
            row = database.execute(
                "SELECT shares.id FROM shares JOIN live ON live.id = conversation "
                "WHERE conversation = ? AND visitor = ? AND shares.title = live.title "
                "ORDER BY turns DESC LIMIT 1",
                (conversation, visitor),
            ).fetchone()
        return str(row["id"]) if row else None

    def snapshot(self, share: str) -> Snapshot | None:
        """What stands under an id, if anything."""
        with self._database.reading() as database:
            row = database.execute(
                "SELECT shares.* FROM shares JOIN live ON live.id = conversation "
                "WHERE shares.id = ?",
                (share,),
            ).fetchone()
        return Snapshot(**dict(row)) if row else None

    def page(self, snapshot: Snapshot, number: int) -> tuple[KeptTurn, ...]:
        """The turns of a page of it, from 1."""
        with self._database.reading() as database:
            rows = database.execute(
                TURN + "WHERE turns.conversation = ? AND number > ? AND number <= ? "
                "ORDER BY number",
                (
                    snapshot.conversation,
                    (number - 1) * PAGE_TURNS,
                    min(number * PAGE_TURNS, snapshot.turns),
                ),
            ).fetchall()
        return tuple(map(kept_turn, rows))
