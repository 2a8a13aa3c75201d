"""Recognises a question for the difference between two subjects: `Query` → `Contrast`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.plan.aspects import KIND_NOUNS
from assistant.plan.overview import Overview, overview_of
from assistant.plan.record_words import STEMS
from assistant.plan.references import of_kinds, of_missions
from assistant.plan.subjects import CoversSubject, Topics
from assistant.plan.tagging import Role, tagged
from assistant.rules import Rule, nothing, rule
from assistant.understand.query import AnswerKind, Query
from corpus.record.missions import MissionRecord
from index.words import normalise, stem, words

_CUE = re.compile(
    r"(?i)^.*?\b(?:differences?|distinction|compare|comparison)\b"
    r"(?:\s+(?:is|are|was|were))?(?:\s+(?:there|between|of|the))*\s+"
)
_DIFFERS = re.compile(
    r"(?i)^\W*how (?:do|does|did|is|are)\s+(.+?)\s+(?:differ|different)\s+from\s+"
)
_PARTING = re.compile(r"(?i)(?<!\s)\s+(?:and|vs\.?|versus|with|to|or)\s+")


_OF_COVERS = frozenset(
    {Role.ASK, Role.FILLER, Role.COMPARE, Role.COVER, Role.KIND, Role.MISSION, Role.ASPECT}
    | {Role.JOIN, Role.DEGREE}
)


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two subjects side by side, and what the question calls them."""

    first: Overview
    second: Overview
    names: tuple[str, str]


@rule(Rule.DIFFERENCE_OF_TWO, nothing)
def contrast_of(query: Query, topics: Topics, record: MissionRecord) -> Contrast | None:
    """The two subjects whose difference is asked for; None where either is not known."""
    if query.kind is not AnswerKind.COMPARE:
        return None
    if both := _two_covers(query, topics, record):
        return both
    sides = _sides(query.text.strip(" ?!."))
    if sides is None:
        return None
    sides = _of_the_same_kind(sides, topics, record)
    found = [
        overview_of(replace(query, text=f"tell me about {side}"), topics, record) for side in sides
    ]
    first, second = found
    return Contrast(first, second, sides) if first and second else None


def _of_the_same_kind(
    sides: tuple[str, str], topics: Topics, record: MissionRecord
) -> tuple[str, str]:
    """The sides with the covers of both, which "the covers of TM-33 and TM-34" says once."""
    first, second = sides
    named = record.find(first)
    bare = [one for one in record.find(second) if (one.start, one.end) == (0, len(second))]
    if len(named) != 1 or not bare or topics.covers(named[0].missions, STEMS["cover"]) is None:
        return sides
    before = first[: named[0].start]
    if not {stem(word) for word in words(normalise(before))} & (STEMS["cover"] | KIND_NOUNS.keys()):
        return sides
    return first, f"{before}{second}{first[named[0].end :]}"


def _two_covers(query: Query, topics: Topics, record: MissionRecord) -> Contrast | None:
    """The two covers of a mission of which it is asked how they differ, where it has two."""
    if len(query.entities.missions) != 1:
        return None
    tokens = [one for one in tagged(query, topics.catalogue, record) if one.text != "about"]
    if any(one.role not in _OF_COVERS for one in tokens):
        return None
    if not any(one.role in (Role.COVER, Role.ASPECT) for one in tokens):
        return None
    kinds = [kind for one in tokens if one.role in (Role.KIND, Role.COVER) for kind in one.values]
    covers = of_kinds(of_missions(query.entities.missions, topics.catalogue), kinds)
    if len(covers) != 2:
        return None
    first, second = (Overview(CoversSubject((one.id,))) for one in covers)
    return Contrast(first, second, (covers[0].title, covers[1].title))


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
