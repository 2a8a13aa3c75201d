"""The plans that the catalogue of covers can answer: what is asked of which covers, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.plan.aspects import Aspect

Listed = Literal["cover", "mission"]
Which = Literal["oldest", "newest", "most", "fewest"]
Measure = Literal["rows", "count", "days", "more"]
Target = Literal["cover", "mark", "mission"]


@dataclass(frozen=True, slots=True)
class Rows:
    """Which rows of a cover are meant; an empty criterion asks nothing.

    Attributes:
        marks: ids of shared postmarks, one of which the row is a strike of.
        stamp: a catalogue number.
        signer: a person who signed, by full name.
        colour: of the mark or the cachet.
        words: folded words that all stand in the row.
    """

    aspect: Aspect
    marks: tuple[str, ...] = ()
    stamp: str = ""
    signer: str = ""
    colour: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribute:
    """What covers have of an aspect: the stamps of a cover, the price of two; `covers` are ids."""

    covers: tuple[str, ...]
    rows: Rows


@dataclass(frozen=True, slots=True)
class CoverListing:
    """The covers that were found, or the missions of those covers.

    Attributes:
        covers: ids of those that meet every criterion.
        among: ids of those that were looked at: of a mission, a kind or all.
        rows: what on a cover makes it a member; None where its mission, kind or day does.
        dated: whether a day or year is a criterion, which not every cover tells.
    """

    covers: tuple[str, ...]
    among: tuple[str, ...]
    rows: Rows | None = None
    listed: Listed = "cover"
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """How many members a listing or an attribute has."""

    of: CoverListing | Attribute


@dataclass(frozen=True, slots=True)
class Extreme:
    """The oldest or newest of some covers, or the one with the most or fewest of an aspect."""

    which: Which
    of: CoverListing
    aspect: Aspect


@dataclass(frozen=True, slots=True)
class CoverComparison:
    """The same aspect of two or more sides, each of one or more covers (by id).

    `measure` is what is compared: the rows themselves, how many there are, the days between, or
    which side has more of it (is rarer, is older).
    """

    sides: tuple[tuple[str, ...], ...]
    aspect: Aspect
    measure: Measure = "rows"


@dataclass(frozen=True, slots=True)
class Identify:
    """A cover or mark by its description: folded words, the days and colours that it has."""

    target: Target
    words: tuple[str, ...]
    dates: tuple[date, ...] = ()
    colours: tuple[str, ...] = ()
    missions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StampSubject:
    """What a stamp is and which covers carry it, by its catalogue number."""

    number: str


CataloguePlan = (
    StampSubject | Attribute | CoverListing | Count | Extreme | CoverComparison | Identify
)
