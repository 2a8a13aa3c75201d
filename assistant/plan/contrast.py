"""Recognises a question for the difference between two subjects: `Query` → `Contrast`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.plan.overview import Overview, overview_of
from assistant.plan.subjects import Topics
from assistant.understand.query import AnswerKind, Query
from corpus.record.missions import MissionRecord

_CUE = re.compile(
    r"(?i)^.*?\b(?:differences?|distinction|compare|comparison)\b"
    r"(?:\s+(?:is|are|was|were))?(?:\s+(?:there|between|of|the))*\s+"
)
_DIFFERS = re.compile(
    r"(?i)^\W*how (?:do|does|did|is|are)\s+(.+?)\s+(?:differ|different)\s+from\s+"
)
_PARTING = re.compile(r"(?i)(?<!\s)\s+(?:and|vs\.?|versus|with|to|or)\s+")


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two subjects side by side, and what the question calls them."""

    first: Overview
    second: Overview
    names: tuple[str, str]


def contrast_of(query: Query, topics: Topics, record: MissionRecord) -> Contrast | None:
    """The two subjects whose difference is asked for; None where either is not known."""
    if query.kind is not AnswerKind.COMPARE:
        return None
    sides = _sides(query.text.strip(" ?!."))
    if sides is None:
        return None
    found = [
        overview_of(replace(query, text=f"tell me about {side}"), topics, record) for side in sides
    ]
    first, second = found
    return Contrast(first, second, sides) if first and second else None


def _sides(text: str) -> tuple[str, str] | None:
    """What stands on both sides of the word that parts them.

    >>> _sides("What is the difference between a cachet and a postmark")
    ('a cachet', 'a postmark')
    >>> _sides("cachet vs postmark")
    ('cachet', 'postmark')
    """
    differs = _DIFFERS.match(text)
    if differs:
        return differs[1], text[differs.end() :]
    rest = _CUE.sub("", text, count=1)
    parts = _PARTING.split(rest)
    return (parts[0], parts[1]) if len(parts) == 2 and all(parts) else None
