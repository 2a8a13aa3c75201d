"""Says how the sentences about a mission speak of somebody, beyond that they name both."""

from __future__ import annotations

from collections.abc import Set

from assistant.rules import Rule, as_given, rule
from assistant.understand.negation import Telling
from corpus.record.missions import MissionRecord


@rule(Rule.OWN_FLIGHTS, as_given())
def of_own_flights(
    telling: Telling | None,
    mission: str,
    name: str,
    elsewhere: Set[tuple[str, str]],
    record: MissionRecord,
) -> Telling | None:
    """What is "told", as "elsewhere" where each sentence names a flight of the person's own too.

    `elsewhere` has the missions and people that stand together in no other sentences.
    """
    own = {one.name for one in record.flown_by(name)}
    if telling != "told" or not own or mission in own:
        return telling
    return "elsewhere" if (mission, name) in elsewhere else telling
