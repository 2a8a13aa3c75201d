"""Makes a headline whole: a span of a sentence → the span without a cut word, name or bracket.

A span that cannot be made whole, or that a negation before it turns round, is no headline; then
the sentence itself is the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.extract.typed_spans import Span
from assistant.rules import Rule, as_given, rule
from assistant.understand.negation import NEGATOR
from corpus.dates import find_dates
from corpus.lexicon import any_of, built_in, one_or_more_of
from corpus.record.missions import MissionRecord
from index.words import STOP_WORDS, words

_PAIRS = {"(": ")", "[": "]", "\u201c": "\u201d"}
# What belongs to a word: "So-yeon", "Gagarin's", "26.5".
_INNER = "-'\u2019.\u2011"
# So far a bracket or a quotation may reach beyond a span.
MAX_REACH = 60
# "Without a crew" is no crew.
_DENIED = re.compile(rf"(?i)\b{NEGATOR}\s+(?:(?:an?|any|the|its|his|her|their)\s+)?$")
_LEXICON = built_in()
_NUMBER = re.compile(rf"(?i)(?:\d[\d.,]*|{any_of(_LEXICON.units, _LEXICON.tens)})")
_MEASURES = (_LEXICON.durations, _LEXICON.date_parts, _LEXICON.lengths, _LEXICON.money)
_UNIT = re.compile(rf"\s{one_or_more_of(*_MEASURES)}\b")
_NAME_AFTER = re.compile(r" [A-Z][\w'\u2019-]*")
_NAME_BEFORE = re.compile(r"[A-Z][\w'\u2019-]* $")


def whole(text: str, span: Span, record: MissionRecord) -> Span | None:
    """The span grown until it cuts nothing; None where that is not possible.

    >>> record = MissionRecord.load()
    >>> text = "Peggy Whitson and So-yeon Yi landed without a crew (of three)."
    >>> text[slice(*whole(text, (21, 28), record))]
    'So-yeon Yi'
    >>> whole(text, (44, 50), record) is None
    True
    """
    grown = _over_mentions(text, _over_words(text, span), record)
    grown = _over_names(text, grown)
    balanced = _balanced(text, _with_unit(text, grown))
    if balanced is None or _DENIED.search(text[: balanced[0]]):
        return None
    telling = [one for one in words(text[slice(*balanced)]) if one not in STOP_WORDS]
    return balanced if telling else None


def _over_words(text: str, span: Span) -> Span:
    """Grow over the rest of a word, hyphens and apostrophes inside it included."""
    start, end = span
    while start > 0 and _joined(text, start):
        start -= 1
    while end < len(text) and _joined(text, end):
        end += 1
    return start, end


def _joined(text: str, place: int) -> bool:
    """Whether the characters on both sides of a place belong to one word."""
    before, behind = text[place - 1], text[place]
    if before.isalnum() and behind.isalnum():
        return True
    if behind in _INNER and before.isalnum():
        return place + 1 < len(text) and text[place + 1].isalnum()
    return before in _INNER and behind.isalnum() and place > 1 and text[place - 2].isalnum()


@rule(Rule.WHOLE_MENTIONS, as_given(1))
def _over_mentions(text: str, span: Span, record: MissionRecord) -> Span:
    """Grow over every name or date that the span has only a part of."""
    named: Sequence[Span] = [
        *((one.start, one.end) for one in record.find(text)),
        *((one.start, one.end) for one in record.find_people(text)),
        *((one.start, one.end) for one in find_dates(text)),
    ]
    start, end = span
    for first, last in named:
        if first < end and start < last:
            start, end = min(start, first), max(end, last)
    return start, end


@rule(Rule.WHOLE_NAMES, as_given(1))
def _over_names(text: str, span: Span) -> Span:
    """Grow over capitalised words that go on a name: "Gagarin" before "Start"."""
    start, end = span
    last = text[start:end].rsplit(" ", 1)[-1]
    while last[:1].isupper() and (found := _NAME_AFTER.match(text, end)):
        end, last = found.end(), found[0].strip()
    while text[start : start + 1].isupper() and (found := _NAME_BEFORE.search(text[:start])):
        if found[0].strip().lower() in STOP_WORDS:
            break
        start = found.start()
    return start, end


@rule(Rule.UNIT_OF_A_NUMBER, as_given(1))
def _with_unit(text: str, span: Span) -> Span:
    """A bare number with its unit: "12" of "12 days"."""
    if _NUMBER.fullmatch(text[slice(*span)]) and (unit := _UNIT.match(text, span[1])):
        return span[0], unit.end()
    return span


@rule(Rule.BRACKETS, as_given(1))
def _balanced(text: str, span: Span) -> Span | None:
    """The span with the other halves of its brackets and quotation marks."""
    start, end = span
    for opening, closing in _PAIRS.items():
        part = text[start:end]
        if part.count(opening) > part.count(closing):
            found = text.find(closing, end, end + MAX_REACH)
            if found < 0:
                return None
            end = found + 1
        elif part.count(closing) > part.count(opening):
            found = text.rfind(opening, max(0, start - MAX_REACH), start)
            if found < 0:
                return None
            start = found
    if text[start:end].count('"') % 2:
        if (found := text.find('"', end, end + MAX_REACH)) >= 0:
            return start, found + 1
        if (found := text.rfind('"', max(0, start - MAX_REACH), start)) >= 0:
            return found, end
        return None
    return start, end
