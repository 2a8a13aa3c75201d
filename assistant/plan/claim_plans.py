"""The claims of yes or no that the mission record or the articles' subjects settle, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.plan.overview import Overview
from assistant.plan.record_plans import Event, Moment
from corpus.dates import DateMention

# Each person is all whom a name may mean.
Names = tuple[str, ...]
Bound = Literal["", "before", "after"]


@dataclass(frozen=True, slots=True)
class Aboard:
    """That people were on missions, at the launch or landing where that is said."""

    people: tuple[Names, ...]
    missions: tuple[str, ...]
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class Flew:
    """That somebody was launched so often, on a flight of a programme where one is named."""

    person: Names
    at_least: int = 1
    programme: str = ""


@dataclass(frozen=True, slots=True)
class FlewTogether:
    """That people were on one flight, at its launch or landing."""

    people: tuple[Names, ...]
    event: Event = "launch"


@dataclass(frozen=True, slots=True)
class Commanded:
    """That somebody was the commander of a mission."""

    person: Names
    mission: str


@dataclass(frozen=True, slots=True)
class OnDay:
    """That a launch or landing was on a day, in a month or year, or before or after it."""

    moment: Moment
    date: DateMention
    bound: Bound = ""


@dataclass(frozen=True, slots=True)
class Sooner:
    """That the first mission was launched or landed before the second."""

    missions: tuple[str, str]
    event: Event


@dataclass(frozen=True, slots=True)
class WentTo:
    """That a mission flew to a station."""

    mission: str
    station: str


@dataclass(frozen=True, slots=True)
class Docked:
    """That two missions docked with each other."""

    missions: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Crewed:
    """That a mission was launched with a crew, or without one."""

    mission: str
    crewed: bool


@dataclass(frozen=True, slots=True)
class Survived:
    """That the crew of a mission came back alive, or that it did not."""

    mission: str
    alive: bool


@dataclass(frozen=True, slots=True)
class LandedIn:
    """That the crew launched on the first mission landed with the second."""

    missions: tuple[str, str]


@dataclass(frozen=True, slots=True)
class CalledBy:
    """That a mission had a call sign."""

    mission: str
    call_sign: str


@dataclass(frozen=True, slots=True)
class Covered:
    """That the articles tell of a subject."""

    subject: Overview


CrewClaim = Aboard | Flew | FlewTogether | Commanded | Crewed | Survived | LandedIn
FlightClaim = OnDay | Sooner | WentTo | Docked | CalledBy
Claim = CrewClaim | FlightClaim | Covered
