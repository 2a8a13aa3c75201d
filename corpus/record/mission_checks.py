"""Checks the tables of a mission record against each other.

A mistake in a file that is edited by hand must not become a wrong answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from corpus.record.mission_file import Mission, MissionError, MissionFile, day_of
from corpus.record.naming import name_key
from corpus.record.people import Person

_SERIES_AND_NUMBER = re.compile(r"(?P<series>.+?)[ -](?P<number>\d+)(?P<generation>M?)")


def check_missions(path: Path, content: MissionFile) -> None:
    """Check what was read from `path`, which is named in errors.

    Raises:
        MissionError: for a name given twice, somebody in a crew or a docking partner who is not
            in the file, or dates that contradict each other.
    """
    check = _Check(path, content.missions, content.people)
    check.mission_names()
    check.person_names()
    check.crews()
    check.dates()
    check.dockings()


@dataclass(frozen=True, slots=True)
class _Check:
    """What one part of the file says against what another part says."""

    path: Path
    missions: tuple[Mission, ...]
    people: tuple[Person, ...]

    def error(self, mission: Mission, problem: str) -> MissionError:
        return MissionError(self.path, f'[[mission]] "{mission.name}"', problem)

    def mission_names(self) -> None:
        """A name, alias or title belongs to one mission and is no expedition's."""
        owners: dict[str, str] = {}
        for mission in self.missions:
            for name in (mission.name, *mission.aliases, *mission.titles):
                if owner := owners.get(name_key(name)):
                    raise self.error(mission, f'"{name}" also names {owner}; remove one')
                owners[name_key(name)] = mission.name
        shared = {name for one in self.missions for name in (*one.expeditions, *one.joint)}
        if both := [name for name in shared if name_key(name) in owners]:
            owner = owners[name_key(min(both))]
            problem = f'"{min(both)}" is shared and also a name of {owner}; remove one'
            raise MissionError(self.path, "expeditions and joint", problem)

    def person_names(self) -> None:
        """A name or a phrase belongs to one person; spellings and surnames may be shared."""
        called: dict[str, str] = {}
        for person in self.people:
            for phrase in (person.name, *person.known_as):
                if owner := called.get(phrase.casefold()):
                    problem = f'"{phrase}" also means {owner}; remove one'
                    raise MissionError(self.path, f'[[person]] "{person.name}"', problem)
                called[phrase.casefold()] = person.name

    def crews(self) -> None:
        """Everybody in a crew has a [[person]] table, and nobody is in a crew twice."""
        known = {person.name for person in self.people}
        for mission in self.missions:
            for crew in (mission.crew_up, mission.crew_down):
                if unknown := [name for name in crew if name not in known]:
                    problem = f'no [[person]] is named "{unknown[0]}"; add one or mend the name'
                    raise self.error(mission, problem)
                if len(set(crew)) < len(crew):
                    raise self.error(mission, "somebody is in the crew twice; remove one")

    def dates(self) -> None:
        """A landing follows its launch, and the numbers of a series follow the launches."""
        latest: dict[str, tuple[int, Mission]] = {}
        for mission in self.missions:
            self._local_dates(mission)
            if mission.landing and day_of(mission.landing) < day_of(mission.launch):
                raise self.error(mission, "it lands before its launch; mend the dates")
            match = _SERIES_AND_NUMBER.fullmatch(mission.name)
            if match is None:  # an abort keeps the number of the flight that followed: 18a, T-10-1
                continue
            series, number = match["series"] + match["generation"], int(match["number"])
            before = latest.get(series)
            if before and before[0] >= number:
                problem = f"launched after {before[1].name} in spite of its number; mend the dates"
                raise self.error(mission, problem)
            latest[series] = (number, mission)

    def _local_dates(self, mission: Mission) -> None:
        pairs = ((mission.launch, mission.launch_local), (mission.landing, mission.landing_local))
        for moment, local in pairs:
            if local and (moment is None or abs(local - day_of(moment)) != timedelta(days=1)):
                raise self.error(mission, "a local date is one day off the UTC date; mend it")

    def dockings(self) -> None:
        """Two missions that docked say so of each other; other partners are stations."""
        by_name = {mission.name: mission for mission in self.missions}
        stations = {mission.station for mission in self.missions}
        for mission in self.missions:
            for partner in mission.docked_with:
                if other := by_name.get(partner):
                    if mission.name not in other.docked_with:
                        problem = f"docked with {partner}, which does not say so; add it there"
                        raise self.error(mission, problem)
                elif partner not in stations:
                    problem = f'no mission or station is named "{partner}"; mend the name'
                    raise self.error(mission, problem)
