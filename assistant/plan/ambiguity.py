"""Recognises a question whose one name means several: of namesakes, or of covers of one kind.

"On which Soyuz did Volkov fly?" is asked of three men, and "the docking cover" of three flights.
As for all that is asked back, every word must be one of such a question.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from assistant.plan.record_question import read_question
from assistant.plan.references import of_kinds
from assistant.plan.tagging import Role, tagged
from assistant.rules import Rule, nothing, rule
from assistant.understand.query import Query
from corpus.catalogue.schema import Catalogue
from corpus.record.missions import MissionRecord

_ROLES = frozenset(
    "which who how many flight times person launch land fly dock carry glue programme "
    "series".split()
)
_OF_A_COVER = frozenset({Role.ASK, Role.FILLER, Role.ASPECT, Role.COVER, Role.KIND})


@dataclass(frozen=True, slots=True)
class WhichPerson:
    """Several people have the name: each with the question as it is asked of that one."""

    questions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WhichOfKind:
    """Several missions have a cover of the kind: each with the question on that one."""

    kind: str
    questions: tuple[tuple[str, str], ...]


@rule(Rule.NAMESAKES, nothing)
def which_person(query: Query, record: MissionRecord, told: Container[str]) -> WhichPerson | None:
    """The people of a name, where nothing else says who of them is meant.

    Nobody whom the articles do not name is meant: `told` has all that they do.
    """
    asked = read_question(query.text, record)
    mentions = record.find_people(query.text)
    if len(mentions) != 1 or len(mentions[0].names) < 2 or len(asked.people) != 1:
        return None
    if asked.missions or asked.dates or asked.stations or asked.call_signs or asked.nations:
        return None
    if not asked.words or not all(own & _ROLES or word == "when" for word, own in asked.words):
        return None
    found = mentions[0]
    before, behind = query.text[: found.start], query.text[found.end :]
    names = [name for name in found.names if name.split(" (")[0] in told]
    names.sort(key=lambda name: _first_flight(name, record))
    if len(names) < 2:
        return None
    return WhichPerson(tuple((name, f"{before}{name}{behind}") for name in names))


@rule(Rule.COVERS_OF_ONE_KIND, nothing)
def which_of_kind(query: Query, catalogue: Catalogue, record: MissionRecord) -> WhichOfKind | None:
    """The missions that have a cover of the one kind that is asked for, if several have."""
    if query.entities.any or not catalogue.covers:
        return None
    tokens = tagged(query, catalogue, record)
    kinds = {kind for one in tokens if one.role in (Role.KIND, Role.COVER) for kind in one.values}
    if len(kinds) != 1 or any(one.role not in _OF_A_COVER for one in tokens):
        return None
    (kind,) = kinds
    named = re.search(rf"(?i)\bthe {re.escape(kind)}\b(?!s)", query.text)
    if named is None:
        return None
    covers = [one for one in of_kinds(catalogue.covers, [kind]) if one.kind == kind]
    missions = dict.fromkeys(" and ".join(one.missions) for one in covers)
    if len(missions) < 2:
        return None
    before, behind = query.text[: named.end()], query.text[named.end() :]
    return WhichOfKind(kind, tuple((name, f"{before} of {name}{behind}") for name in missions))


def _first_flight(name: str, record: MissionRecord) -> str:
    return min((one.launch.isoformat() for one in record.flown_by(name)), default="")
