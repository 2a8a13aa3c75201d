"""Takes the third of a list, where a question asks for the third and a sentence lists in order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.extract.typed_spans import Span
from assistant.rules import Rule, never, nothing, rule
from assistant.understand.query import AnswerKind, Query
from corpus.lexicon import any_of, built_in
from corpus.record.missions import MissionRecord
from corpus.record.people import PersonMention

_ORDINALS = built_in().ordinals
_ASKED = re.compile(rf"(?i)\bthe ({any_of(_ORDINALS[1:])})\b")
_IN_ORDER = re.compile(r"\b[Tt]he first\b(?! and\b)(?:(?!\b(?:was|is)\b)[^.;:])*\b(?:are|were)\b")


@rule(Rule.THE_THIRD_OF_A_LIST, nothing)
def nth(query: Query, text: str, record: MissionRecord) -> Span | None:
    """The person at the asked place of "the first tourists were A, B and C"; else None."""
    listed, place = _in_order(query, text, record), _place(query)
    return (listed[place].start, listed[place].end) if place < len(listed) else None


@rule(Rule.UNTOLD_ORDINAL, never)
def untold(query: Query, text: str, span: Span, record: MissionRecord) -> bool:
    """Whether one by its number is asked for, and which one that is the sentence does not say."""
    asked = _ASKED.search(query.text)
    if asked is None or re.search(rf"(?i)\b{asked[1]}\b", text):
        return False
    missions = [one for one in record.find(text) if span[0] <= one.start < span[1]]
    people = [one for one in record.find_people(text) if span[0] <= one.start < span[1]]
    return len(missions) > 1 or len(_once(people)) > 1 or bool(_in_order(query, text, record))


def _place(query: Query) -> int:
    asked = _ASKED.search(query.text)
    return _ORDINALS.index(asked[1].lower()) if asked else 0


def _in_order(query: Query, text: str, record: MissionRecord) -> list[PersonMention]:
    """Whom a sentence lists from the first on, where "the third" of all flights is asked for."""
    opening = _IN_ORDER.search(text)
    if query.kind is not AnswerKind.WHO or not _place(query) or not opening:
        return []
    if query.entities.missions:
        return []
    return _once([one for one in record.find_people(text) if one.start >= opening.end()])


def _once(mentions: Sequence[PersonMention]) -> list[PersonMention]:
    """The first mention of each person, in order."""
    return list({one.names: one for one in reversed(mentions)}.values())[::-1]
