"""Chooses the words of a sentence that answer: typed spans, and the learned reader's own."""

from __future__ import annotations

import re

from assistant.extract.attributes import (
    asks_who_is_named,
    birthplace,
    described,
    description,
    place_of_asked,
)
from assistant.extract.counts import tally
from assistant.extract.covers import asks_which_cover, is_cover, named_cover
from assistant.extract.lists import widened
from assistant.extract.ordinals import nth, untold
from assistant.extract.typed_spans import Span, nearness, sort_asked, spans_for
from assistant.rules import Rule, as_given, never, rule
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

    Where several are asked for, it is all of the list that the sentence gives; where the third is,
    the third of it, or nothing shorter than the sentence.
    """
    if (counted := nth(query, text, record)) is not None:
        return counted
    span = _one_span(query, text, record, learned)
    if span is None or untold(query, text, span, record):
        return None
    return widened(query, text, span, record)


def _one_span(query: Query, text: str, record: MissionRecord, learned: Span | None) -> Span | None:
    """The span that answers or a member of the list that does.

    Who somebody is stands beside the name alone, and whom a question describes, as "the first space
    tourist", is the one whom the record knows so. Else the words that the learned reader marks are
    the answer, together with the typed span that they share words with, or that one alone where
    they go on far beyond it. A reader that marks other words than all typed spans is followed, but
    not to a word for a date or a number, nor to one without a number for a ship. Without a reader
    the typed span nearest to what the question says is the answer.
    """
    if asks_who_is_named(query, text, record):
        return description(query, text, record)
    if (known := birthplace(query, text) or described(query, text, record)) is not None:
        return known
    if (counted := tally(query, text, record)) is not None:
        return counted.span
    if learned and _misses_the_question(query, text, record, learned):
        return named_cover(text, record) if asks_which_cover(query) else None
    if learned and asks_which_cover(query) and not record.find(text[slice(*learned)]):
        named = named_cover(text, record)
        return named if named and _share(named, learned) else _quoted(text, learned)
    # "Crew" says less than whoever is asked about.
    one_word = learned and re.fullmatch(r"[a-z]+", text[slice(*learned)])
    if query.kind is AnswerKind.YES_NO and one_word:
        return place_of_asked(query, text, record) or learned
    spans = spans_for(query, text, record)
    nearest = max(spans, key=lambda span: nearness(query, text, span), default=None)
    if learned is None:
        return nearest
    shared = [span for span in spans if _share(span, learned)]
    if shared:
        typed = max(shared, key=lambda span: nearness(query, text, span))
        return _together(query, text, typed, learned)
    # A ship that the record does not know has a number: "Progress-33".
    no_ship = sort_asked(query) is not None or not re.search(r"\d", text[slice(*learned)])
    of_another_kind = query.kind in _DATES_AND_NUMBERS or (
        query.kind is AnswerKind.WHICH_MISSION and no_ship
    )
    return nearest if nearest and of_another_kind else _quoted(text, learned)


def asks_how(query: Query) -> bool:
    """Whether a way of doing is asked for: "how did the mail get there?", not "how many"."""
    return query.kind is AnswerKind.WHAT and _HOW.match(query.text) is not None


@rule(Rule.ANOTHER_THING_MARKED, never)
def _misses_the_question(query: Query, text: str, record: MissionRecord, learned: Span) -> bool:
    """Whether the reader marks what is on a cover for the cover, or who for how."""
    if asks_which_cover(query):
        return not is_cover(text, learned, record)
    who = [(one.start, one.end) for one in record.find_people(text)]
    return asks_how(query) and learned in who


def _together(query: Query, text: str, typed: Span, learned: Span) -> Span:
    both = min(typed[0], learned[0]), max(typed[1], learned[1])
    grown = (both[1] - both[0]) - (typed[1] - typed[0])
    if grown > MAX_GROWN and query.kind is not AnswerKind.WHERE:
        return typed
    return _quoted(text, both)


def _share(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@rule(Rule.QUOTATION_MARK, as_given(1))
def _quoted(text: str, span: Span) -> Span:
    """The span without commas at its ends, with the quotation mark that it leaves alone."""
    start, end = span
    start = end - len(text[start:end].lstrip(" ,;:"))
    end = start + len(text[start:end].rstrip(" ,;:"))
    if text[start:end].count('"') % 2:
        if start and text[start - 1] == '"':
            return start - 1, end
        if text[end : end + 1] == '"':
            return start, end + 1
    return start, end
