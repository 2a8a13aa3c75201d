"""Keeps of the flights that a question may mean those of its date: "Chrétien's flight of 1982"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.rules import Rule, rule
from corpus.dates import DateMention
from corpus.record.mission_file import Mission, day_of
from corpus.record.missions import MissionRecord


def flown_then(flights: Iterable[Mission], dates: Sequence[DateMention]) -> list[Mission]:
    """The flights that were under way on a date of a known year; all of them where none was."""
    every = list(flights)
    then = [one for one in every if any(_under_way(one, date) for date in dates)]
    return then or every


@rule(Rule.FLOWN_THEN, lambda names, *_: tuple(names))
def people_flying_then(
    names: Sequence[str], dates: Sequence[DateMention], record: MissionRecord
) -> tuple[str, ...]:
    """Those of the possible names whose flight was under way on a date; all where nobody's was."""
    flying = {
        one.name
        for one in flown_then((one for name in names for one in record.flown_by(name)), dates)
    }
    then = [
        name for name in names if not flying.isdisjoint(one.name for one in record.flown_by(name))
    ]
    return tuple(then) or tuple(names)


def _under_way(flight: Mission, date: DateMention) -> bool:
    """Whether a day of the flight agrees with a date that names its year."""
    if date.year is None:
        return False
    first = day_of(flight.launch)
    last = day_of(flight.landing) if flight.landing else first
    begin = (date.year, date.month or 1, date.day or 1)
    end = (date.year, date.month or 12, date.day or 31)
    return (first.year, first.month, first.day) <= end and begin <= (
        last.year,
        last.month,
        last.day,
    )
