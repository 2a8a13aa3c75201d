"""Finds the sentence that denies what a question takes for granted, among the nearest ones."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.denials import denied_words, denies
from assistant.query import Query
from assistant.rank import Evidence
from assistant.spans import mended_part
from corpus.dates import DateMention, find_dates
from index.words import normalise, stems

# "Its crew never went aboard" counts against a question when it is among the first.
MAX_PLACE = 4
# "What is the catalogue number" asks nothing of a handstamp that "has not been numbered".
_ASKING = frozenset(stems("number name date day year month"))


def refutation(query: Query, evidence: Sequence[Evidence]) -> Evidence | None:
    """The first of the nearest evidence that denies a word of the question, or mends its date."""
    if denies(query.text):
        return None
    named = {stem for name in query.entities.missions for stem in stems(name)}
    asked = {stem for stem in stems(query.text) if stem.isalpha()} - named - _ASKING
    for one in evidence[:MAX_PLACE]:
        if one.candidate.passage.kind == "note":
            if _repeats_the_slip(query, one.candidate.text):
                return one
        elif _about(query, one) and any(
                asked.intersection(stems(words))
                for words in denied_words(normalise(one.candidate.text))):
            return one
    return None


def _about(query: Query, one: Evidence) -> bool:
    return bool(query.entities.missions) and one.candidate.signals["mission_subject"] == 1.0


def _repeats_the_slip(query: Query, note: str) -> bool:
    """Whether a date of the question is the one that a note says its source has wrong."""
    right = mended_part(note)
    if right is None:
        return False
    wrong_dates = find_dates(note[: right[0]])
    right_dates = find_dates(note[right[0] : right[1]])
    return any(
        asked.agrees(wrong) and _slip_of(wrong, mended) and not asked.agrees(mended)
        for asked in query.entities.dates for wrong in wrong_dates for mended in right_dates)


def _slip_of(wrong: DateMention, right: DateMention) -> bool:
    """Whether only the day, the month or the year is another one."""
    parts = ((wrong.day, right.day), (wrong.month, right.month), (wrong.year, right.year))
    return sum(one == two for one, two in parts) == len(parts) - 1
