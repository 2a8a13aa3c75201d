"""Reads the mission record's TOML file into missions and people, one table at a time.

Keys and types are checked here; whether the tables agree with each other, in `mission_checks`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal, get_args

from corpus.record.people import Person

Outcome = Literal["landed", "aborted", "lost"]

_TOP_KEYS = {"mission", "person", "given_names", "not_crew"}
_PROGRAMMES = {"STS": "Shuttle", "ASTP": "Apollo"}


class MissionError(Exception):
    """A mission record that cannot be used: says what is wrong, where and what to do."""

    def __init__(self, path: Path, where: str, problem: str) -> None:
        self.path = path
        self.where = where
        self.problem = problem
        super().__init__(f"{path}, {where}: {problem}")


@dataclass(frozen=True, slots=True)
class Mission:
    """One space flight. Times are UTC; a `date` where the time of day is not certain.

    Attributes:
        aliases: names of this mission alone.
        titles: names that are ordinary words too ("DELTA").
        expeditions: station crews that it carried; other missions may have carried them too.
        joint: names of an undertaking of several missions.
        launch_local, landing_local: the date in Moscow, or Florida, where it is another one.
        outcome: "aborted" reached no orbit; "lost" cost the crew their lives.
        crew_up, crew_down: commander first where known; empty for a flight without a crew.
        station: where it went or was meant to go.
        docked_with: stations and missions; empty where it docked with nothing.
        note: sentences that name the mission.
    """

    name: str
    launch: date | datetime
    landing: date | datetime | None
    crew_up: tuple[str, ...]
    crew_down: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    expeditions: tuple[str, ...] = ()
    joint: tuple[str, ...] = ()
    launch_local: date | None = None
    landing_local: date | None = None
    outcome: Outcome = "landed"
    station: str | None = None
    docked_with: tuple[str, ...] = ()
    call_sign: str | None = None
    note: str = ""

    @property
    def programme(self) -> str:
        """Vostok, Voskhod, Soyuz, Shuttle or Apollo."""
        first = re.split(r"[ -]", self.name)[0]
        return _PROGRAMMES.get(first, first)

    @property
    def crewed(self) -> bool:
        """Whether anybody flew on it, up or down."""
        return bool(self.crew_up or self.crew_down)


@dataclass(frozen=True, slots=True)
class MissionFile:
    """What the file holds; missions in the order of their launches."""

    missions: tuple[Mission, ...]
    people: tuple[Person, ...]
    given_names: tuple[tuple[str, ...], ...]
    not_crew: tuple[str, ...]


def day_of(moment: date | datetime) -> date:
    """The UTC date of a time, or the date itself."""
    return moment.date() if isinstance(moment, datetime) else moment


def read_missions(path: Path) -> MissionFile:
    """Read a mission record, table by table.

    Raises:
        MissionError: for broken TOML, an unknown or missing key, or a value of the wrong kind.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MissionError(path, "the file", f"cannot be read ({error}); mend it") from None
    top = _Table(path, "the file", content)
    top.only_known(_TOP_KEYS)
    people = tuple(_person(table) for table in top.tables("person"))
    missions = tuple(sorted(map(_mission, top.tables("mission")), key=_launch_order))
    return MissionFile(missions, people, top.groups("given_names"), top.texts("not_crew"))


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of the file with the place to name in an error."""

    path: Path
    where: str
    values: Mapping[str, Any]

    def error(self, problem: str) -> MissionError:
        return MissionError(self.path, self.where, problem)

    def only_known(self, known: Iterable[str]) -> None:
        if unknown := set(self.values) - set(known):
            keys = ", ".join(sorted(known))
            raise self.error(f'unknown key "{min(unknown)}"; known are {keys}')

    def tables(self, key: str) -> Iterator[_Table]:
        tables = self.values.get(key, [])
        if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
            raise self.error(f"write each {key} as a table [[{key}]]")
        for number, values in enumerate(tables, start=1):
            named = _Table(self.path, f"[[{key}]] number {number}", values)
            yield _Table(self.path, f'[[{key}]] "{named.text("name")}"', values)

    def text(self, key: str) -> str:
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(f'"{key}" is missing or not a text; give it in quotes')
        return value

    def optional_text(self, key: str) -> str | None:
        return self.text(key) if key in self.values else None

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self.error(f'"{key}" must be a list of texts; write ["one", "two"]')
        return tuple(value)

    def flag(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.error(f'"{key}" must be true or left out')
        return value

    def groups(self, key: str) -> tuple[tuple[str, ...], ...]:
        groups = self.values.get(key, [])
        return tuple(_Table(self.path, self.where, {key: one}).texts(key) for one in groups)

    def moment(self, key: str) -> date | datetime | None:
        value = self.values.get(key)
        if isinstance(value, datetime) and value.utcoffset() != timedelta(0):
            raise self.error(f'"{key}" must be in UTC; end the time with Z')
        if value is not None and not isinstance(value, date):
            raise self.error(f'"{key}" must be a date or a time; write 1967-04-23T00:35:00Z')
        return value


def _mission(table: _Table) -> Mission:
    table.only_known(field.name for field in fields(Mission))
    launch, name = table.moment("launch"), table.text("name")
    if launch is None:
        raise table.error('"launch" is missing; give the date')
    if "crew_up" not in table.values:
        raise table.error('"crew_up" is missing; write [] for a launch without a crew')
    outcome = table.values.get("outcome", "landed")
    if outcome not in get_args(Outcome):
        raise table.error(f'"outcome" must be one of {", ".join(get_args(Outcome))}')
    station, note = table.optional_text("station"), table.optional_text("note") or ""
    if note and name not in note:
        raise table.error(f'"note" must stand alone; name {name} in it')
    docked = "docked_with" in table.values or station is None or outcome == "aborted"
    return Mission(
        name=name,
        launch=launch,
        landing=table.moment("landing"),
        crew_up=table.texts("crew_up"),
        crew_down=table.texts("crew_down" if "crew_down" in table.values else "crew_up"),
        aliases=table.texts("aliases"),
        titles=table.texts("titles"),
        expeditions=table.texts("expeditions"),
        joint=table.texts("joint"),
        launch_local=table.moment("launch_local"),
        landing_local=table.moment("landing_local"),
        outcome=outcome,
        station=station,
        docked_with=table.texts("docked_with") if docked else (station or "",),
        call_sign=table.optional_text("call_sign"),
        note=note,
    )


def _person(table: _Table) -> Person:
    table.only_known(field.name for field in fields(Person))
    name = table.text("name")
    return Person(
        name=name,
        surname=table.optional_text("surname") or name.split()[-1],
        spellings=table.texts("spellings"),
        nation=table.optional_text("nation"),
        known_as=table.texts("known_as"),
        woman=table.flag("woman"),
        tourist=table.flag("tourist"),
        common_surname=table.flag("common_surname"),
    )


def _launch_order(mission: Mission) -> tuple[date, time]:
    """Both craft of a joint flight may leave on one day; a date alone stands before its times."""
    launch = mission.launch
    return day_of(launch), launch.time() if isinstance(launch, datetime) else time.min
