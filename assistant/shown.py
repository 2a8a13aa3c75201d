"""What the learned reader is shown of a question and of a sentence, in training as in answering.

A sentence stands behind its missions: its words are judged, what stands around them only helps.
"""

from __future__ import annotations

from collections.abc import Sequence

# Somebody who flew more often than this is not told by his flights.
MAX_FLIGHTS = 3

Span = tuple[int, int]


def shown_question(text: str, flights: Sequence[str]) -> str:
    """The question, with the flights of whom it names behind it where they are few."""
    return f"{text} ({', '.join(flights)})" if 0 < len(flights) <= MAX_FLIGHTS else text


def shown_sentence(embedded: str, sentence: str) -> tuple[str, Span]:
    """The context, and the place in it of the sentence that is judged.

    `embedded` is the sentence behind the names that it leaves unsaid.
    """
    return embedded, (len(embedded) - len(sentence), len(embedded))
