"""Finds the cover that a sentence names, where "which cover" is asked and not what is on it."""

from __future__ import annotations

import re

from assistant.extract.typed_spans import Span, mission_lists
from assistant.rules import Rule, never, rule
from assistant.understand.query import Query
from corpus.lexicon import built_in, one_or_more_of
from corpus.record.missions import MissionRecord

_COVER = one_or_more_of(built_in().covers, built_in().cards, ("set",))
_ASKED = re.compile(rf"(?i)\W*(?:(?:and|so) )?(?:on )?(?:which|what|all|list)(?: \w+)? {_COVER}\b")
_BEFORE = re.compile(
    rf"(?:\b(?:[Tt]he|[Aa]n?) (?:(?!of\b)[\w-]+ ){{0,3}})?\b{_COVER} (?:of|from|for) $"
)
_BEHIND = re.compile(rf" (?:[a-z]+ )?{_COVER}\b")


@rule(Rule.WHICH_COVER, never)
def asks_which_cover(query: Query) -> bool:
    """Whether a cover is asked for, of whatever mission."""
    return _ASKED.match(query.text) is not None and not query.entities.missions


def is_cover(text: str, span: Span, record: MissionRecord) -> bool:
    """Whether the words of a span name a cover or the mission that it is of."""
    words = text[slice(*span)]
    return bool(record.find(words)) or re.search(rf"(?i)\b{_COVER}\b", words) is not None


def named_cover(text: str, record: MissionRecord) -> Span | None:
    """The first cover named, as "the launch cover of Soyuz TMA-5" or "the Soyuz 9 covers"."""
    alone = [(one.start, one.end) for one in record.find(text)]
    lists = mission_lists(text, record)
    for start, end in sorted([*lists, *alone], key=lambda span: (span[0], -span[1])):
        before, behind = _BEFORE.search(text[:start]), _BEHIND.match(text, end)
        if before:
            return before.start(), end
        if behind:
            return start, behind.end()
    return None
