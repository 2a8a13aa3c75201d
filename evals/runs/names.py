"""The names of the record in a text: where they stand, and whom and what they mean."""

from __future__ import annotations

from functools import cache

from corpus.dates import find_dates
from corpus.record.missions import MissionRecord

Span = tuple[int, int]


@cache
def mentions(text: str) -> tuple[Span, ...]:
    """Where missions, people and dates are named."""
    record = _record()
    return (
        *((one.start, one.end) for one in record.find(text)),
        *((one.start, one.end) for one in record.find_people(text)),
        *((one.start, one.end) for one in find_dates(text)),
    )


def missions_in(text: str) -> frozenset[str]:
    """The missions that a text names."""
    return frozenset(name for one in _record().find(text) for name in one.missions)


@cache
def _record() -> MissionRecord:
    return MissionRecord.load()
