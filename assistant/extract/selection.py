"""Chooses the words of a sentence that answer: typed spans, and the learned reader's own."""

from __future__ import annotations

import re

from assistant.extract.lists import widened
from assistant.extract.typed_spans import Span, nearness, spans_for
from assistant.rules import Rule, never, rule
from assistant.understand.query import AnswerKind, Query
from corpus.record.missions import MissionRecord

# The reader's words may be so much longer than the typed span that they share words with.
MAX_GROWN = 30
_HOW = re.compile(r"(?i)\W*(?:(?:and|so|but) )?how\b")
_DATES_AND_NUMBERS = (AnswerKind.WHEN, AnswerKind.HOW_MANY, AnswerKind.HOW_MUCH)


def best_span(
    query: Query, text: str, record: MissionRecord, learned: Span | None = None
) -> Span | None:
    """The span of a sentence that answers; None where no shorter one than the whole will do.

    Where several are asked for, it is all of the list that the sentence gives.
    """
    span = _one_span(query, text, record, learned)
    return None if span is None else widened(query, text, span, record)


def _one_span(query: Query, text: str, record: MissionRecord, learned: Span | None) -> Span | None:
    """The span that answers or a member of the list that does.

    The words that the learned reader marks are the answer, together with the typed span that they
    share words with, or that one alone where they go on far beyond it. A reader that marks other
    words than all typed spans is followed, but not to a word for a date or a number, nor to one
    without a number for a ship. Without a reader the typed span nearest to what the question says
    is the answer.
    """
    if learned and _misses_the_question(query, text, record, learned):
        return None
    spans = spans_for(query, text, record)
    nearest = max(spans, key=lambda span: nearness(query, text, span), default=None)
    if learned is None:
        return nearest
    shared = [span for span in spans if _share(span, learned)]
    if shared:
        typed = max(shared, key=lambda span: nearness(query, text, span))
        return _together(query, typed, learned)
    # A ship that the record does not know has a number: "Progress-33".
    no_ship = not re.search(r"\d", text[slice(*learned)])
    of_another_kind = query.kind in _DATES_AND_NUMBERS or (
        query.kind is AnswerKind.WHICH_MISSION and no_ship
    )
    return nearest if nearest and of_another_kind else learned


def asks_how(query: Query) -> bool:
    """Whether a way of doing is asked for: "how did the mail get there?", not "how many"."""
    return query.kind is AnswerKind.WHAT and _HOW.match(query.text) is not None


@rule(Rule.ANOTHER_THING_MARKED, never)
def _misses_the_question(query: Query, text: str, record: MissionRecord, learned: Span) -> bool:
    """Whether the reader marks who for how."""
    who = [(one.start, one.end) for one in record.find_people(text)]
    return asks_how(query) and learned in who


def _together(query: Query, typed: Span, learned: Span) -> Span:
    both = min(typed[0], learned[0]), max(typed[1], learned[1])
    grown = (both[1] - both[0]) - (typed[1] - typed[0])
    if grown > MAX_GROWN and query.kind is not AnswerKind.WHERE:
        return typed
    return both


def _share(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
