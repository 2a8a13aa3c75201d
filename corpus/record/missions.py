"""The mission record: which missions flew when and with whom, and who or what a text names.

`MissionRecord` owns what was read from `missions.toml` and answers from it. Only exact names are
known here; misspelt ones are for others to mend.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from corpus.record.mission_checks import check_missions
from corpus.record.mission_file import Mission, MissionError, MissionFile, Outcome, read_missions
from corpus.record.naming import Mention, MissionNames, name_key
from corpus.record.people import PeopleNames, Person, PersonMention

__all__ = [
    "Mention",
    "Mission",
    "MissionError",
    "MissionRecord",
    "Outcome",
    "Person",
    "PersonMention",
]

BUILT_IN_RECORD = Path(__file__).parents[1] / "missions.toml"


class MissionRecord:
    """Missions and people by any of their names; read once, never changed."""

    def __init__(self, content: MissionFile) -> None:
        """Take a file's content that has been checked; `load` reads one."""
        self.missions: tuple[Mission, ...] = content.missions
        self.people: tuple[Person, ...] = content.people
        self._by_name = MappingProxyType({mission.name: mission for mission in self.missions})
        names, titles = _names(self.missions), _titles(self.missions)
        self._by_key = {name_key(name): missions for name, missions in (names | titles).items()}
        self._mission_names = MissionNames(names, titles)
        self._people_names = PeopleNames(self.people, content.given_names, content.not_crew)
        self._person_by_name = {person.name: person for person in self.people}
        self._content = content

    @classmethod
    def load(cls, path: Path | None = None) -> MissionRecord:
        """Read a record, by default the one beside this module.

        Raises:
            MissionError: with the place in the file, the problem and what to do.
        """
        path = path or BUILT_IN_RECORD
        content = read_missions(path)
        check_missions(path, content)
        return cls(content)

    @cached_property
    def digest(self) -> str:
        """What names the content, to the letter."""
        return hashlib.sha256(repr(self._content).encode()).hexdigest()

    def named(self, name: str) -> tuple[Mission, ...]:
        """All missions of a name, alias, expedition or joint name, in launch order.

        Case, spaces and hyphens do not matter: "tma1", "Soyuz TM 32", "STS71".
        """
        return tuple(self._by_name[one] for one in self._by_key.get(name_key(name), ()))

    def get(self, name: str) -> Mission | None:
        """The one mission of a name, as in `named`; None where there is none or several."""
        missions = self.named(name)
        return missions[0] if len(missions) == 1 else None

    def previous(self, mission: Mission) -> Mission | None:
        """The crewed flight of the same programme that was launched before this one."""
        before = self.missions[: self.missions.index(mission)]
        return _first_like(mission, reversed(before))

    def next(self, mission: Mission) -> Mission | None:
        """The crewed flight of the same programme that was launched after this one."""
        return _first_like(mission, self.missions[self.missions.index(mission) + 1 :])

    def flown_by(self, name: str) -> tuple[Mission, ...]:
        """The missions that somebody was launched or landed on, in launch order.

        `name` is as for `person`; nobody, or an ambiguous name, flew none.
        """
        person = self.person(name)
        if person is None:
            return ()
        return tuple(
            mission
            for mission in self.missions
            if person.name in mission.crew_up or person.name in mission.crew_down
        )

    def person(self, name: str) -> Person | None:
        """The one person of a full name in any spelling, or of a surname; else None."""
        names = self._people_names.look_up(name)
        return self._person_by_name[names[0]] if len(names) == 1 else None

    def find(self, text: str) -> tuple[Mention, ...]:
        """The missions named in a text, in order; exact, never by likeness."""
        return self._mission_names.find(text)

    def find_people(self, text: str) -> tuple[PersonMention, ...]:
        """The people named in a text, in order; a shared surname gives all who have it."""
        return self._people_names.find(text)


def _first_like(mission: Mission, others: Iterable[Mission]) -> Mission | None:
    return next((one for one in others if one.crewed and one.programme == mission.programme), None)


def _names(missions: Iterable[Mission]) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for mission in missions:
        names |= dict.fromkeys((mission.name, *mission.aliases), (mission.name,))
        for shared in (*mission.expeditions, *mission.joint):
            names[shared] = (*names.get(shared, ()), mission.name)
    return names


def _titles(missions: Iterable[Mission]) -> dict[str, tuple[str, ...]]:
    return {title: (mission.name,) for mission in missions for title in mission.titles}
