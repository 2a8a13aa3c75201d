"""Finds what a question takes for granted and the mission record contradicts.

"Which cachet shows Tito on TMA-1?" puts a person on a mission he did not fly. Where the articles
never speak of the two together, the reply says which mission it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.query import Query
from corpus.missions import MissionRecord

Together = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class FalsePremise:
    """A person put on a mission that the record does not have him or her on."""

    person: str
    mission: str
    flown: tuple[str, ...]

    @property
    def correction(self) -> str:
        """The contradiction in a sentence."""
        name = self.person.split(" (")[0]
        return f"{name} flew on {_listed(self.flown)}, not on {self.mission}."

    @property
    def search_text(self) -> str:
        """What finds the sentence that proves the correction."""
        return f"Who was the crew of {self.flown[0]} with {self.person.split(' (')[0]}?"


def false_premise(query: Query, record: MissionRecord, together: Together) -> FalsePremise | None:
    """The first person and mission that the question joins and nothing else does.

    `together(mission, person)` tells whether any sentence about the mission names the person.
    """
    if len(query.entities.missions) != 1:
        return None
    mission = record.get(query.entities.missions[0])
    if mission is None or not mission.crew_up:
        return None
    for names in query.entities.people:
        if len(names) != 1 or names[0] in (*mission.crew_up, *mission.crew_down):
            continue
        flown = tuple(one.name for one in record.flown_by(names[0]))
        if flown and not together(mission.name, names[0]):
            return FalsePremise(names[0], mission.name, flown)
    return None


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
