"""Compares covers by the catalogue: side by side, by number, by days; and finds the oldest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Answer, Computed, Found, Item
from assistant.compose.catalogue_citing import (
    Quotes,
    in_order,
    is_complete,
    label_of,
    listed,
    names_of,
    note_on,
    stands_in,
    stated,
    stating,
)
from assistant.compose.library import Library
from assistant.plan.aspects import Aspect
from assistant.plan.plans import CoverComparison, Extreme, Rows
from assistant.plan.rows import Row, rows_of
from assistant.understand.query import Query
from corpus.catalogue.queries import by_date, date_of, newest, oldest
from corpus.catalogue.schema import Cover
from corpus.dates import in_words

# From the rarest on: the words of articles, of which the first that stands decides.
_RARITIES = ("very rare", "rare", "scarce", "not common", "common")


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a comparison: its covers, their rows, and the numbers of the quotes."""

    label: str
    covers: tuple[Cover, ...]
    rows: tuple[Row, ...]
    quotes: tuple[int, ...]


def compared(plan: CoverComparison, query: Query, library: Library) -> Answer | None:
    """The sides of a comparison, and which has more where that is asked and told."""
    quotes = Quotes(library)
    counts = plan.measure == "count" or (
        plan.measure == "more" and plan.aspect not in (Aspect.DATE, Aspect.RARITY)
    )
    sides = [_side(names, plan.aspect, quotes, library, counts=counts) for names in plan.sides]
    told = [side for side in sides if side and side.quotes]
    if len(told) < len(plan.sides):
        return None
    if plan.measure == "days":
        return _days_between(told, quotes, query, library)
    numbers = [_number(side, plan.aspect) for side in told] if counts else []
    if any(number is None for number in numbers):
        return None
    values = (
        [_counted(number or 0, plan.aspect) for number in numbers]
        if counts
        else [listed(tuple(dict.fromkeys(names_of(_distinct(side.rows))))) for side in told]
    )
    first = _leader(told, numbers, plan) if plan.measure == "more" else None
    items = tuple(
        Item(side.label, value, side.quotes) for side, value in zip(told, values, strict=True)
    )
    complete = counts or all(_is_complete(side, plan.aspect) for side in told)
    sure = complete and (plan.measure != "more" or first is not None)
    beside = "; ".join(f"{item.label}: {item.value}" for item in items)
    return Answer(
        text=first.label if first else beside,
        quotes=quotes.all,
        read_as=query.read_as,
        confidence="high" if sure else "medium",
        index=library.index,
        form="comparison",
        items=items,
        found=Found(len(items), len(items), complete),
        note=note_on([cover for side in told for cover in side.covers], plan.aspect),
    )


def _side(
    names: Sequence[str], aspect: Aspect, quotes: Quotes, library: Library, *, counts: bool
) -> _Side | None:
    """A side with its quotes; where things are counted, one that says how many comes first."""
    covers = tuple(cover for name in names if (cover := library.catalogue.cover(name)))
    rows = [row for cover in covers for row in rows_of(cover, Rows(aspect), library.catalogue)]
    if aspect is Aspect.DATE:
        rows = [row for row in rows if any(stands_in(row.name, one) for one in row.tellings)]
    copies = sum(row.copies or 0 for row in rows)
    first = stating(copies, covers[0], rows, aspect) if counts else ((), ())
    numbers = list(quotes.of_tellings(*first))
    cited = [quotes.of(row) for row in rows]
    if not cited or not all(cited):
        return None
    named = dict.fromkeys((*numbers, *(number for cited_row in cited for number in cited_row)))
    having = tuple(cover for cover in covers if any(row.cover == cover for row in rows))
    return _Side(label_of(having), having, tuple(rows), tuple(named))


def _is_complete(side: _Side, aspect: Aspect) -> bool:
    return all(
        is_complete(cover, [row for row in side.rows if row.cover == cover], aspect)
        for cover in side.covers
    )


def _distinct(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows without what another cover of the side has in the same words."""
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        seen = found.get((row.name, row.told_apart))
        if seen is None or seen.cover == row.cover:
            found[(row.name, f"{row.told_apart}{len(found) if seen else ''}")] = row
    return tuple(found.values())


def _number(side: _Side, aspect: Aspect) -> int | None:
    """How many one cover has; None for several covers, and where its sentences leave it open."""
    copies = [row.copies for row in side.rows if row.copies is not None]
    if len(side.covers) != 1 or len(copies) < len(side.rows):
        return None
    number = sum(copies)
    return number if stated(side.covers[0], side.rows, aspect) <= number else None


def _counted(number: int, aspect: Aspect) -> str:
    return f"{number} {aspect}{'' if number == 1 else 's'}"


def _leader(
    sides: Sequence[_Side], numbers: Sequence[int | None], plan: CoverComparison
) -> _Side | None:
    """The side with more of what is compared; None where two are alike or one is not told."""
    if numbers:
        ranks: list[float | None] = [-(number or 0) for number in numbers]
    elif plan.aspect is Aspect.RARITY:
        ranks = [_rarity(side) for side in sides]
    else:
        ranks = [_first_day(side) for side in sides]
    known = [rank for rank in ranks if rank is not None]
    if len(known) < len(sides) or known.count(min(known)) > 1:
        return None
    return sides[known.index(min(known))]


def _rarity(side: _Side) -> float | None:
    told = " ".join(row.name for row in side.rows).lower()
    return next((place for place, word in enumerate(_RARITIES) if word in told), None)


def _first_day(side: _Side) -> float | None:
    days = [day for cover in side.covers if (day := date_of(cover))]
    return min(days).toordinal() if days else None


def _days_between(
    sides: Sequence[_Side], quotes: Quotes, query: Query, library: Library
) -> Answer | None:
    """How many days two covers are apart, with the working."""
    days = [{row.name for row in side.rows} for side in sides]
    if any(len(told) != 1 for told in days):
        return None
    dated = sorted(((_day(side), side) for side in sides), key=lambda pair: pair[0])
    (first, _), (last, _) = dated
    number = (last - first).days
    value = f"{number} day{'' if number == 1 else 's'}"
    how = f"{in_words(last)} \u2212 {in_words(first)}"
    return Answer(
        text=value,
        quotes=quotes.all,
        read_as=query.read_as,
        confidence="high",
        index=library.index,
        form="computed",
        items=tuple(Item(side.label, in_words(day), side.quotes) for day, side in dated),
        computed=Computed(value, how, tuple(range(len(quotes.all)))),
    )


def _day(side: _Side) -> date:
    """The one day of a side's rows."""
    name = side.rows[0].name
    days = (date_of(cover) for cover in side.covers)
    marks = (mark.date for cover in side.covers for mark in cover.postmarks)
    return next(day for day in (*days, *marks) if day and in_words(day) == name)


def extreme(plan: Extreme, query: Query, library: Library) -> Answer | None:
    """The oldest or newest of some covers, or the one with the most or fewest of an aspect."""
    found = [library.catalogue.cover(name) for name in plan.of.covers]
    covers = in_order((cover for cover in found if cover), library.record)
    if plan.aspect is Aspect.DATE:
        return _by_day(plan, covers, query, library)
    rows = Rows(plan.aspect)
    counted = []
    for cover in covers:
        having = rows_of(cover, rows, library.catalogue)
        copies = sum(row.copies or 0 for row in having)
        counted.append((max(copies, stated(cover, having, plan.aspect)), cover))
    if not counted:
        return None
    best = (max if plan.which == "most" else min)(number for number, _ in counted)
    leading = [cover for number, cover in counted if number == best]
    value = _counted(best, plan.aspect)
    quotes = Quotes(library)
    numbers = []
    for cover in leading:
        having = rows_of(cover, rows, library.catalogue)
        said = quotes.of_tellings(*stating(best, cover, having, plan.aspect))
        numbers.append(said or tuple(dict.fromkeys(at for row in having for at in quotes.of(row))))
    how = f"the {plan.which} of {len(counted)} covers"
    return _leading(leading, numbers, quotes, value, how, query, library)


def _by_day(
    plan: Extreme, covers: Sequence[Cover], query: Query, library: Library
) -> Answer | None:
    leading = (newest if plan.which == "newest" else oldest)(covers)
    if not leading:
        return None
    day = in_words(date_of(leading[0]) or date.max)
    quotes = Quotes(library)
    numbers = []
    for cover in leading:
        marks = (telling for mark in cover.postmarks for telling in mark.tellings)
        told = [one for one in dict.fromkeys((*cover.tellings, *marks)) if stands_in(day, one)]
        numbers.append(quotes.of_tellings(told, (day,), 1))
    how = f"the {plan.which} of {len(by_date(covers))} covers with a date"
    return _leading(leading, numbers, quotes, day, how, query, library)


def _leading(
    covers: Sequence[Cover],
    numbers: Sequence[tuple[int, ...]],
    quotes: Quotes,
    value: str,
    how: str,
    query: Query,
    library: Library,
) -> Answer | None:
    """The covers that lead with the value they have; None where one has no quote of it."""
    if not all(numbers):
        return None
    items = tuple(
        Item(cover.title, value, quoted) for cover, quoted in zip(covers, numbers, strict=True)
    )
    label = label_of(covers)
    return Answer(
        text=f"{label} ({value})",
        quotes=quotes.all,
        read_as=query.read_as,
        confidence="medium",
        index=library.index,
        form="computed",
        items=items,
        computed=Computed(label, how, tuple(range(len(quotes.all)))),
    )
