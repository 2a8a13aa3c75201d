"""Says yes or no where a sentence settles a question; says neither where that is not certain."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from assistant.denials import denied_words
from assistant.query import AnswerKind, Query
from corpus.dates import find_dates
from index.words import STOP_WORDS, normalise, stems

Verdict = Literal["Yes", "No"]

# Words of a question that a sentence need not repeat to settle it.
_ASKING = frozenset(stems("ever really actually true correct right also there any still already"))
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


def verdict(
    query: Query, text: str, around: str, signals: Mapping[str, float]
) -> Verdict | None:
    """Yes or no, by a sentence; `around` is its heading, `signals` are those of its candidate.

    Yes needs every telling word of the question in the sentence or its heading, and all that is
    named. No needs a denial of one of these words, or a date or number that is another one.
    """
    if query.kind is not AnswerKind.YES_NO or denied_words(normalise(query.text)):
        return None
    plain = normalise(text)
    asked = _telling(query.text)
    if any(asked.intersection(stems(words)) for words in denied_words(plain)):
        return "No"
    if denied_words(plain) or signals["people"] < 1 or signals["mission_subject"] < 1:
        return None
    dates_said = signals["dates"] == 1
    others = {stem for stem in asked if not any(map(str.isdigit, stem))}
    for date in find_dates(query.text):
        others -= set(stems(query.text[date.start : date.end]))
    if not others <= {*stems(text), *stems(around)}:
        return None
    numbers = set(_NUMBER.findall(normalise(query.text)))
    numbers_said = numbers <= set(_NUMBER.findall(f"{plain} {normalise(around)}"))
    if query.entities.dates:
        return "Yes" if dates_said else "No"
    return "Yes" if numbers_said else None


def _telling(question: str) -> set[str]:
    return set(stems(question)) - STOP_WORDS - _ASKING

