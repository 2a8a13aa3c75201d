"""Finds dates in a text and keeps their precision: a day, a month or a year.

`23-April-1967`, `April 23, 1967`, `1967-04-23`, `23.04.67` and `23rd of April 1967` are one date.
A number that only looks like a year ("6005", "1000 covers") is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.lexicon import built_in

_MONTHS = tuple(month.lower() for month in built_in().months)
# Four letters of a month name are enough to know it with a typo in the rest ("Janaury").
_MONTH = r"(?P<month>[a-z]{3,10})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_GAP = r"[\s,/-]*"
_FORMS = tuple(
    re.compile(rf"(?<![\w.]){form}(?![\w]|\.\d)", re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<month_number>\d\d)-(?P<day>\d\d)",
        r"(?P<day>\d{1,2})[./](?P<month_number>\d{1,2})[./](?P<year>(?:19|20)\d\d|\d\d)",
        rf"{_DAY}{_GAP}(?:of\s+)?{_MONTH}{_GAP}{_YEAR}",
        rf"{_MONTH}{_GAP}{_DAY}{_GAP}{_YEAR}",
        rf"{_MONTH}{_GAP}(?:of\s+)?{_YEAR}",
        rf"{_DAY}{_GAP}(?:of\s+)?{_MONTH}",
        rf"{_MONTH}{_GAP}{_DAY}",
        _YEAR,
    )
)
# Spaceflight's dates: before 1950 and after 2049 a two-digit year is not read.
_FIRST_YEAR, _LAST_YEAR = 1950, 2049


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at `text[start:end]`; what the text leaves out is None."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None

    def agrees(self, other: DateMention) -> bool:
        """Whether both can be the same day: no part that both name differs."""
        parts = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        shared = [(one, two) for one, two in parts if one is not None and two is not None]
        return bool(shared) and all(one == two for one, two in shared)


def in_words(day: date) -> str:
    """Write "23 April 1967", in English whatever the locale."""
    return f"{day.day} {_MONTHS[day.month - 1].capitalize()} {day.year}"


def find_dates(text: str) -> tuple[DateMention, ...]:
    """The dates of a text in order, the fullest reading of each."""
    found: list[DateMention] = []
    taken: set[int] = set()
    for form in _FORMS:
        for match in form.finditer(text):
            date = _read(match)
            if date and taken.isdisjoint(range(date.start, date.end)):
                found.append(date)
                taken.update(range(date.start, date.end))
    return tuple(sorted(found, key=lambda date: date.start))


def _read(match: re.Match[str]) -> DateMention | None:
    parts = match.groupdict()
    month = _month(parts)
    if month is None and ("month" in parts or "month_number" in parts):
        return None
    day = int(parts["day"]) if parts.get("day") else None
    if day is not None and month is not None and month > 12 >= day:  # 04/23/1967
        month, day = day, month
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    year = _year(parts.get("year"))
    if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    return DateMention(match.start(), match.end(), year, month, day)


def _year(digits: str | None) -> int | None:
    if digits is None:
        return None
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= _FIRST_YEAR % 100 else 2000)


def _month(parts: dict[str, str | None]) -> int | None:
    if number := parts.get("month_number"):
        return int(number)
    name = (parts.get("month") or "").lower()
    return next(_months_like(name), None)


def _months_like(name: str) -> Iterator[int]:
    for number, month in enumerate(_MONTHS, start=1):
        abbreviated = month.startswith(name) and len(name) >= 3
        mistyped = len(name) >= 5 and name[:3] == month[:3] and set(name) == set(month)
        if abbreviated or mistyped or (name == "sept" and number == 9):
            yield number
