"""Reads a sentence for a query: which of its words answer."""

from __future__ import annotations

from assistant.query import Query
from assistant.spans import Span, spans_for
from corpus.missions import MissionRecord
from index.words import STOP_WORDS, stems, words

# Words that say what is asked for, not what the sentence must say near the answer.
_ASKING = frozenset(stems("when who where which what many much date day year name named called"))


def read(query: Query, text: str, record: MissionRecord) -> Span | None:
    """The span of a sentence that answers; None where no shorter span than the whole will do."""
    spans = spans_for(query, text, record)
    return max(spans, key=lambda span: _nearness(query, text, span), default=None)


def _nearness(query: Query, text: str, span: Span) -> tuple[float, int]:
    """How closely the question's words stand around a span; earlier spans win a tie."""
    asked = set(stems(query.text)) - _ASKING - STOP_WORDS
    score = 0.0
    position = 0
    for word in words(text):
        position = text.lower().find(word, position)
        if position < 0:
            break
        stem = stems(word)
        if stem and stem[0] in asked and not span[0] <= position < span[1]:
            distance = span[0] - position if position < span[0] else position - span[1]
            score += 1.0 / (4.0 + max(distance, 0) ** 0.5)
    return score, -span[0]
