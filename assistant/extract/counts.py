"""Counts the members of a list where a sentence gives the list and no number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.extract.typed_spans import Span, mission_lists, name_lists, spans_for
from assistant.rules import Rule, nothing, rule
from assistant.understand.query import AnswerKind, Query
from corpus.lexicon import built_in, several_of
from corpus.record.missions import MissionRecord

_LEXICON = built_in()
_MANY = several_of(_LEXICON.journeys, _LEXICON.spacecraft, ("launch", "crew", "cover"))
_MISSIONS = re.compile(rf"(?i)\bhow many (?:[\w-]+ ){{0,2}}{_MANY}\b")
_CREW = re.compile(
    r"(?i)\bhow many (?:[\w-]+ )?(?:people|men|persons|crew members|members|were|flew|went|"
    rf"{several_of(_LEXICON.fliers)})\b"
)
_CREW_LIST = re.compile(r"\b(?:[Tt]he crew of|was launched on|landed on)\b")
# A list that says so may leave some out.
_NOT_ALL = re.compile(
    r"(?i)\b(?:first|last|later|earlier|among|includ\w+|such as|others?|also(?! spelt)|more|some|"
    r"few|for example|e\.g|at least|as well|rest|both|not|but|between|before|after)\b"
)


@dataclass(frozen=True, slots=True)
class Tally:
    """A list in a sentence, and of how many members it is."""

    span: Span
    count: int


@rule(Rule.COUNTED_LIST, nothing)
def tally(query: Query, text: str, record: MissionRecord) -> Tally | None:
    """The one list of what is asked for, where the sentence has no number and leaves none out."""
    if query.kind is not AnswerKind.HOW_MANY or _NOT_ALL.search(text):
        return None
    if spans_for(query, text, record):
        return None
    if _MISSIONS.search(query.text) and not query.entities.missions:
        return _of_missions(text, record)
    if _CREW.search(query.text) and _CREW_LIST.search(text):
        return _of_crew(text, record)
    return None


def _of_missions(text: str, record: MissionRecord) -> Tally | None:
    mentions = record.find(text)
    lists = mission_lists(text, record)
    whole = [(mentions[0].start, mentions[-1].end)] if mentions else []
    if not whole or list(lists) != whole or any(len(one.missions) != 1 for one in mentions):
        return None
    return Tally(lists[0], len({name for one in mentions for name in one.missions}))


def _of_crew(text: str, record: MissionRecord) -> Tally | None:
    lists = name_lists(text, record)
    if len(lists) != 1:
        return None
    named = {one.names for one in record.find_people(text)}
    return Tally(lists[0], len(named)) if len(named) > 1 else None
