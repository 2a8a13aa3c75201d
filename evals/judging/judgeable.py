"""Gathers what an operator can judge: answers that readers gave a thumb, and the last batch.

The web app's conversations are read by their tables, because `web` and `evals` do not know each
other; nothing is written to them.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from evals.runs.history import HistoryError, Kept, Verdict, run_of, runs

Source = Literal["answers", "batch"]
SOURCES: tuple[Source, ...] = get_args(Source)
CONVERSATIONS = "conversations.db"
# The answers that were given a thumb last.
MOST_ANSWERS = 200
# What replies of the first edition lack.
_BLANK: Mapping[str, Any] = {
    "form": None,
    "verdict": None,
    "items": (),
    "choices": (),
    "quotes": (),
    "note": None,
    "nearest": (),
}
_RATED = """
SELECT turns.id, turns.question, turns.reply, turns.conversation, turns.number,
       feedback.helpful, feedback.word, feedback.given
FROM turns JOIN feedback ON feedback.turn = turns.id
ORDER BY feedback.given DESC, turns.id LIMIT ?
"""
_BEFORE = "SELECT question FROM turns WHERE conversation = ? AND number < ? ORDER BY number"


@dataclass(frozen=True, slots=True)
class Judgeable:
    """A question with its reply as it was given.

    Attributes:
        name: what it is called among those of its source: a turn's id, or a case's.
        after: the earlier questions of the conversation.
        reply: as JSON has it.
        told: what is known of it already: a reader's thumb, or how its words were graded.
        expected: what the case wants; empty for an answer, of which nobody has said yet.
    """

    source: Source
    name: str
    question: str
    after: tuple[str, ...]
    reply: Mapping[str, Any]
    told: str
    expected: str = ""

    @property
    def key(self) -> str:
        """What names it among all that can be judged."""
        return f"{self.source}/{self.name}"

    @property
    def declined(self) -> bool:
        """Whether nothing was answered."""
        return bool(self.reply["kind"] == "abstention")


def rated_answers(home: Path) -> tuple[Judgeable, ...]:
    """The answers with a thumb, the last one first; none where the app keeps no conversations.

    Raises:
        HistoryError: for conversations that cannot be read.
    """
    path = home / CONVERSATIONS
    if not path.is_file():
        return ()
    try:
        address = f"{path.resolve().as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as database:
            database.row_factory = sqlite3.Row
            rows = database.execute(_RATED, (MOST_ANSWERS,)).fetchall()
            return tuple(_of_turn(row, database) for row in rows)
    except (sqlite3.Error, ValueError, KeyError) as error:
        raise HistoryError(f"{path} cannot be read: {error}") from error


def last_batch(home: Path) -> tuple[Judgeable, ...]:
    """The replies of the last batch at its first asking, the wrong ones first; none without one."""
    last = max((one.id for one in runs(home) if "batch" in one.of.selection), default=None)
    if last is None:
        return ()
    run: Kept = run_of(home, last)
    return tuple(map(_of_case, sorted(run.verdicts, key=lambda one: one.passed)))


def _of_turn(row: sqlite3.Row, database: sqlite3.Connection) -> Judgeable:
    before = database.execute(_BEFORE, (row["conversation"], row["number"])).fetchall()
    thumb = "helpful" if row["helpful"] else "not helpful"
    word = f": {row['word']}" if row["word"] else ""
    return Judgeable(
        "answers",
        row["id"],
        row["question"],
        tuple(one["question"] for one in before),
        {**_BLANK, **json.loads(row["reply"])["reply"]},
        f"A reader found it {thumb} on {row['given'][:10]}{word}",
    )


def _of_case(verdict: Verdict) -> Judgeable:
    graded = "right" if verdict.passed else f"wrong: {verdict.why}"
    case = verdict.case
    return Judgeable(
        "batch",
        verdict.id,
        case["ask"],
        tuple(case.get("after", ())),
        {**_BLANK, **verdict.reply},
        f"By its words it was graded {graded}",
        verdict.expected,
    )
