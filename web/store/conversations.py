"""Keeps conversations, their turns and what readers thought of them, in one SQLite file.

A conversation belongs to the visitor whose cookie began it; a turn is public to whoever has its
permalink. Ids are random and long enough not to be guessed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from assistant.answer import Reply
from assistant.resolve.conversation import Conversation, Turn
from web.store.ageing import oldest_kept
from web.store.database import Database, drop_oldest, questions_before
from web.store.replies import record_of
from web.store.turns import TURN, KeptTurn, context_of, kept_turn, now, random_id

# What is said of a conversation that is not there, or not theirs.
GONE = (
    "This conversation isn’t available here. It may have been deleted, or it was started in "
    "another browser."
)
MAX_TITLE_CHARACTERS = 80
MAX_WORD_CHARACTERS = 200
# A follow-up leans on the last few turns; older ones are kept to be read.
CONTEXT_TURNS = 8
# A page of a conversation; a conversation that is full goes on in a new one.
PAGE_TURNS = 50
MAX_TURNS = 1_000
# What is kept of one visitor, the latest; programs without a name for themselves are one together.
MAX_CONVERSATIONS = 200
MAX_SHARED_CONVERSATIONS = 20_000
SHARED_VISITORS = frozenset({"api:", "v1"})


@dataclass(frozen=True, slots=True)
class RatedTurn:
    """A turn that a reader rated at the moment `given`, with the questions before it."""

    turn: KeptTurn
    after: tuple[str, ...]
    given: str


@dataclass(frozen=True, slots=True)
class ConversationEntry:
    """One line of a visitor's list."""

    id: str
    title: str
    updated: str
    turns: int


class ConversationStore:
    """Every method is one transaction on a connection of its own, so threads need no lock.

    Those that read raise `NotRead`, and those that change something `NotKept`, when the file is in
    no state for it.
    """

    def __init__(
        self,
        path: Path,
        clock: Callable[[], datetime] = now,
        new_id: Callable[[], str] = random_id,
    ) -> None:
        self.database = Database(path)
        self._clock = clock
        self._new_id = new_id

    def add_turn(
        self,
        visitor: str,
        conversation: str | None,
        question: str,
        reply: Reply,
        context: Turn,
        begun: str | None = None,
    ) -> KeptTurn:
        """Keep a turn at the end of a conversation; begin one when it is None, full or not theirs.

        Of a visitor's conversations the oldest go when there are too many. `begun` is a random
        id for one that is begun, where it was told already.

        Raises:
            NotKept: when the file cannot be written.
        """
        asked = self._moment()
        turn_id = self._new_id()
        with self.database.writing() as database:
            theirs = database.execute(
                "UPDATE conversations SET updated = ? WHERE id = ? AND visitor = ? AND "
                "id IN (SELECT id FROM live) AND "
                "NOT EXISTS (SELECT 1 FROM turns WHERE conversation = conversations.id "
                "AND number >= ?)",
                (asked, conversation, visitor, MAX_TURNS),
            ).rowcount
            if not conversation or not theirs:
                conversation = begun or self._new_id()
                database.execute(
                    "INSERT INTO conversations VALUES (?, ?, ?, ?, ?)",
                    (conversation, visitor, question[:MAX_TITLE_CHARACTERS], asked, asked),
                )
                shared = visitor in SHARED_VISITORS
                most = MAX_SHARED_CONVERSATIONS if shared else MAX_CONVERSATIONS
                drop_oldest(database, visitor, most)
            database.execute(
                "INSERT INTO turns SELECT ?, ?, COALESCE(MAX(number), 0) + 1, ?, ?, ?, ? "
                "FROM turns WHERE conversation = ?",
                (
                    turn_id,
                    conversation,
                    question,
                    json.dumps(record_of(reply), ensure_ascii=False),
                    json.dumps(asdict(context), ensure_ascii=False),
                    asked,
                    conversation,
                ),
            )
        return KeptTurn(turn_id, conversation, question, reply, context, asked)

    def turn(self, turn_id: str) -> KeptTurn | None:
        """The turn of a permalink."""
        with self.database.reading() as database:
            row = database.execute(TURN + "WHERE turns.id = ?", (turn_id,)).fetchone()
        return kept_turn(row) if row else None

    def pages(self, visitor: str, conversation: str) -> int:
        """How many pages of `PAGE_TURNS` a visitor's conversation has; 0 when it is not theirs."""
        with self.database.reading() as database:
            [last] = database.execute(
                "SELECT COALESCE(MAX(number), 0) FROM turns "
                "JOIN live AS conversations ON conversations.id = turns.conversation "
                "WHERE turns.conversation = ? AND conversations.visitor = ?",
                (conversation, visitor),
            ).fetchone()
        return -(-int(last) // PAGE_TURNS)

    def page(self, visitor: str, conversation: str, number: int) -> tuple[KeptTurn, ...]:
        """The turns of a page, from 1, of a visitor's conversation."""
        return self.turns(visitor, conversation, (number - 1) * PAGE_TURNS, PAGE_TURNS)

    def place(self, visitor: str, turn_id: str) -> tuple[str, int] | None:
        """The conversation and the page in which a visitor's turn stands; None if not theirs."""
        with self.database.reading() as database:
            row = database.execute(
                "SELECT conversation, number FROM turns JOIN live ON live.id = conversation "
                "WHERE turns.id = ? AND visitor = ?",
                (turn_id, visitor),
            ).fetchone()
        return (row["conversation"], -(-row["number"] // PAGE_TURNS)) if row else None

    def last(self, visitor: str, conversation: str) -> KeptTurn | None:
        """The last turn of a visitor's conversation."""
        with self.database.reading() as database:
            row = database.execute(
                TURN + "WHERE turns.conversation = ? AND conversations.visitor = ? "
                "ORDER BY turns.number DESC LIMIT 1",
                (conversation, visitor),
            ).fetchone()
        return kept_turn(row) if row else None

    def turns(
        self, visitor: str, conversation: str, after: int = 0, count: int = MAX_TURNS
    ) -> tuple[KeptTurn, ...]:
        """A visitor's conversation behind its first turns; empty when it is not theirs."""
        with self.database.reading() as database:
            rows = database.execute(
                TURN + "WHERE turns.conversation = ? AND conversations.visitor = ? "
                "AND turns.number > ? ORDER BY turns.number LIMIT ?",
                (conversation, visitor, after, count),
            ).fetchall()
        return tuple(kept_turn(row) for row in rows)

    def context(self, visitor: str, conversation: str) -> Conversation:
        """What a follow-up in a visitor's conversation may lean on."""
        with self.database.reading() as database:
            rows = database.execute(
                "SELECT turns.context FROM turns "
                "JOIN live AS conversations ON conversations.id = turns.conversation "
                "WHERE turns.conversation = ? AND conversations.visitor = ? "
                "ORDER BY turns.number DESC LIMIT ?",
                (conversation, visitor, CONTEXT_TURNS),
            ).fetchall()
        return Conversation(tuple(context_of(row["context"]) for row in reversed(rows)))

    def entries(self, visitor: str) -> tuple[ConversationEntry, ...]:
        """A visitor's conversations, the latest first."""
        with self.database.reading() as database:
            rows = database.execute(
                "SELECT conversations.id, title, updated, COUNT(turns.id) AS turns "
                "FROM live AS conversations JOIN turns ON turns.conversation = conversations.id "
                "WHERE visitor = ? GROUP BY conversations.id "
                "ORDER BY updated DESC, conversations.id",
                (visitor,),
            ).fetchall()
        return tuple(ConversationEntry(**dict(row)) for row in rows)

    def entry(self, visitor: str, conversation: str) -> ConversationEntry | None:
        """One of a visitor's conversations."""
        return next((one for one in self.entries(visitor) if one.id == conversation), None)

    def rename(self, visitor: str, conversation: str, title: str) -> bool:
        """Whether there was such a conversation of this visitor to rename."""
        return self._changed(
            "UPDATE conversations SET title = ? WHERE id = ? AND visitor = ?",
            (title[:MAX_TITLE_CHARACTERS], conversation, visitor),
        )

    def forget(self, days: int) -> int:
        """Delete the conversations in which nothing was asked for so long; how many there were.

        Nothing is deleted for a day when the clock has jumped.

        Raises:
            NotKept: when the file cannot be written.
        """
        with self.database.writing() as database:
            oldest = oldest_kept(database, self._clock(), days)
            if oldest is None:
                return 0
            return database.execute(
                "DELETE FROM conversations WHERE updated < ?",
                (oldest.isoformat(timespec="milliseconds"),),
            ).rowcount

    def rate(self, turn_id: str, helpful: bool, word: str) -> bool:
        """Keep what a reader thought of a turn; the latest word counts. False without the turn."""
        return self._changed(
            "INSERT INTO feedback SELECT id, ?, ?, ? FROM turns WHERE id = ? "
            "AND conversation IN (SELECT id FROM live) "
            "ON CONFLICT (turn) DO UPDATE SET helpful = excluded.helpful, word = excluded.word, "
            "given = excluded.given",
            (int(helpful), word[:MAX_WORD_CHARACTERS], self._moment(), turn_id),
        )

    def rated(self) -> tuple[RatedTurn, ...]:
        """Every turn that a reader rated, the first rated first."""
        with self.database.reading() as database:
            rows = database.execute(
                TURN + "WHERE feedback.turn IS NOT NULL ORDER BY feedback.given, turns.id"
            ).fetchall()
            return tuple(
                RatedTurn(kept_turn(row), questions_before(database, row["id"]), row["given"])
                for row in rows
            )

    def _changed(self, statement: str, values: tuple[object, ...]) -> bool:
        with self.database.writing() as database:
            return database.execute(statement, values).rowcount > 0

    def _moment(self) -> str:
        return self._clock().isoformat(timespec="milliseconds")
