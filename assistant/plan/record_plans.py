"""What can be taken from the mission record: flights, people, days, orders and comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.lexicon import built_in

Event = Literal["launch", "landing"]
Pick = Literal["all", "first", "last"]


@dataclass(frozen=True, slots=True)
class Criteria:
    """Which flights are meant; an empty criterion asks nothing.

    Attributes:
        event: what the years, month and day are of.
        years: the first and the last.
        people: all of whom were on it at the event.
        stations: one of which it was bound for.
        series: how its name begins ("Soyuz TMA") before its number.
        nation, woman, tourist: of somebody who was on it at the event.
        outcome: "aborted" or "lost".
        docked: whether it docked with the station.
        exchanged: whether it landed with another crew than it was launched with.
        uncrewed: whether nobody was on it at the event.
        told: whether an article must tell of it.
    """

    event: Event = "launch"
    years: tuple[int, int] | None = None
    month: int | None = None
    day: int | None = None
    people: tuple[str, ...] = ()
    call_sign: str = ""
    stations: tuple[str, ...] = ()
    programme: str = ""
    series: str = ""
    nation: str = ""
    woman: bool = False
    tourist: bool = False
    outcome: Literal["", "aborted", "lost"] = ""
    docked: bool = False
    exchanged: bool = False
    uncrewed: bool = False
    told: bool = False


@dataclass(frozen=True, slots=True)
class Flights:
    """The flights that meet criteria: all of them or the first or last, listed or counted."""

    criteria: Criteria
    pick: Pick = "all"
    count: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """Those who were launched on the flights that meet criteria, at least so often."""

    criteria: Criteria
    pick: Pick = "all"
    count: bool = False
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class Moment:
    """A launch or landing of a mission."""

    mission: str
    event: Event


@dataclass(frozen=True, slots=True)
class Span:
    """The days from one moment to another; of somebody's flight, with whom it was."""

    start: Moment
    end: Moment
    person: str = ""


@dataclass(frozen=True, slots=True)
class Return:
    """When those landed who were launched on a mission, in whichever ships."""

    mission: str


@dataclass(frozen=True, slots=True)
class Order:
    """Which of some missions was launched or landed first, or last."""

    missions: tuple[str, ...]
    event: Event
    last: bool = False


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two missions by what the record has of both."""

    missions: tuple[str, str]


RecordPlan = Flights | People | Span | Return | Order | SideBySide

# Of these programmes and stations the record has every crewed flight.
_WHOLE_PROGRAMMES = built_in().programmes
_PARTLY_KNOWN_STATIONS = ("ISS",)


def is_whole(criteria: Criteria) -> bool:
    """Whether the record has every flight that could meet the criteria."""
    stations = criteria.stations
    return bool(
        criteria.told
        or criteria.call_sign
        or criteria.series
        or criteria.programme in _WHOLE_PROGRAMMES
        or (stations and not set(stations) & set(_PARTLY_KNOWN_STATIONS))
    )
