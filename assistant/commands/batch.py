"""Answers JSON Lines of questions in order, keeping each conversation by its id."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from assistant.pipeline import Assistant
from assistant.render.forms import as_json
from assistant.resolve.conversation import Conversation
from assistant.understand.query import QuestionError


def answer_lines(lines: Iterable[str], assistant: Assistant) -> Iterator[dict[str, Any]]:
    """A record `{"question", "conversation", "reply"}` for each line, as soon as it is answered.

    A line that cannot be answered gives `{"line", "error"}` in its place; the rest goes on.
    """
    conversations: dict[str, Conversation] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            question, key = _parsed(line)
            before = conversations.get(key, Conversation()) if key else Conversation()
            reply = assistant.ask(question, before)
        except QuestionError as error:
            yield {"line": number, "error": str(error)}
            continue
        if key:
            conversations[key] = before.then(assistant.turn(reply))
        yield {"question": question, "conversation": key, "reply": as_json(reply)}


def _parsed(line: str) -> tuple[str, str | None]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict) or not isinstance(record.get("question"), str):
        raise QuestionError('not a JSON object with a text "question"; write one to a line')
    key = record.get("conversation")
    if key is not None and not isinstance(key, str):
        raise QuestionError('"conversation" must be a text')
    if key is not None and any("\ud800" <= char <= "\udfff" for char in key):
        raise QuestionError(
            '"conversation" holds broken characters (lone surrogates); give another name'
        )
    return record["question"], key
