"""What was asked of late and not answered, from all conversations that are there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from assistant.answer import Abstention, Quote
from web.store.database import Database
from web.store.turns import TURN, KeptTurn, kept_turn

# Beyond these nobody reads; the latest count.
MAX_READ = 1_000


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that the articles did not answer.

    Attributes:
        times: how often it was asked, in whatever case and spacing.
        asked, turn: the last time, and the turn.
        nearest: the passages that came nearest then.
    """

    question: str
    times: int
    asked: str
    turn: str
    nearest: tuple[Quote, ...]


def unanswered(database: Database, since: datetime) -> tuple[Unanswered, ...]:
    """The questions that were declined since then, those most asked first, then the latest.

    Small talk and what lies outside the field is left out.

    Raises:
        NotRead: when the file cannot be read.
    """
    with database.reading() as connection:
        rows = connection.execute(
            TURN + "WHERE turns.asked >= ? AND json_valid(turns.reply) "
            "AND json_extract(turns.reply, '$.reply.kind') = 'abstention' "
            "ORDER BY turns.asked DESC LIMIT ?",
            (since.isoformat(timespec="milliseconds"), MAX_READ),
        ).fetchall()
    return _counted(kept_turn(row) for row in rows)


def _counted(turns: Iterable[KeptTurn]) -> tuple[Unanswered, ...]:
    latest: dict[str, KeptTurn] = {}
    times: dict[str, int] = {}
    for turn in turns:
        if isinstance(turn.reply, Abstention) and turn.reply.reason != "out-of-scope":
            key = " ".join(turn.question.casefold().split()).rstrip(" ?.!")
            latest.setdefault(key, turn)
            times[key] = times.get(key, 0) + 1
    found = [
        Unanswered(turn.question, times[key], turn.asked, turn.id, _nearest(turn))
        for key, turn in latest.items()
    ]
    return tuple(sorted(found, key=lambda one: -one.times))


def _nearest(turn: KeptTurn) -> tuple[Quote, ...]:
    return turn.reply.nearest if isinstance(turn.reply, Abstention) else ()
