"""A turn as it is kept: a row of the database ⇄ `KeptTurn`."""

from __future__ import annotations

import contextlib
import json
import secrets
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.answer import Reply
from assistant.resolve.conversation import Turn
from web.store.database import NotRead
from web.store.replies import reply_of

# What `kept_turn` reads; nothing of a conversation that is deleted.
TURN = """
SELECT turns.id, turns.conversation, turns.question, turns.reply, turns.context, turns.asked,
       feedback.helpful, feedback.word, feedback.given
FROM turns LEFT JOIN feedback ON feedback.turn = turns.id
JOIN live AS conversations ON conversations.id = turns.conversation
"""


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A question with its reply as it was given; `helpful` is None until somebody says.

    One that could not be kept has no id.
    """

    id: str
    conversation: str
    question: str
    reply: Reply
    context: Turn
    asked: str
    helpful: bool | None = None
    word: str = ""


def random_id() -> str:
    """96 random bits: no permalink is found by trying."""
    return secrets.token_urlsafe(12)


def now() -> datetime:
    """The time of day, in UTC."""
    return datetime.now(UTC)


def unkept(conversation: str | None, question: str, reply: Reply, context: Turn) -> KeptTurn:
    """A turn that is shown once, because it could not be kept."""
    asked = now().isoformat(timespec="milliseconds")
    return KeptTurn("", conversation or "", question, reply, context, asked)


def kept_turn(row: sqlite3.Row) -> KeptTurn:
    """The turn of a row that `TURN` selected.

    Raises:
        NotRead: for a row that is damaged.
    """
    helpful = row["helpful"]
    with _undamaged():
        datetime.fromisoformat(row["asked"])
        return KeptTurn(
            id=row["id"],
            conversation=row["conversation"],
            question=row["question"],
            reply=reply_of(json.loads(row["reply"])),
            context=context_of(row["context"]),
            asked=row["asked"],
            helpful=None if helpful is None else bool(helpful),
            word=row["word"] or "",
        )


def context_of(text: str) -> Turn:
    """What a follow-up may lean on of a kept turn.

    Raises:
        NotRead: for a text that is damaged.
    """
    with _undamaged():
        record = json.loads(text)
        return Turn(
            record["read_as"],
            tuple(record["missions"]),
            tuple(record["people"]),
            record["topic"],
            record.get("article", ""),
            record.get("section", ""),
            record.get("listed"),
            tuple(record.get("members", ())),
        )


@contextlib.contextmanager
def _undamaged() -> Iterator[None]:
    """SQLite itself does not notice a byte of a text that has changed on the disk."""
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise NotRead(f"a kept turn is damaged: {error}") from error
