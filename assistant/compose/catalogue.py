"""Composes an answer from the catalogue of covers: plan → `Answer`, each item with its quotes.

None where the catalogue does not hold what is asked; then the sentences answer or decline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from assistant.answer import MAX_QUOTES, Answer, Computed, Found, Item
from assistant.compose.catalogue_citing import (
    Quotes,
    follow_ups_on,
    in_order,
    is_complete,
    listed,
    names_of,
    note_on,
    stands_in,
    stated,
    stating,
)
from assistant.compose.catalogue_comparing import compared, extreme
from assistant.compose.catalogue_listing import count_of_covers, listing
from assistant.compose.identification import identified
from assistant.compose.library import Library
from assistant.plan.aspects import Aspect
from assistant.plan.plans import (
    Attribute,
    CataloguePlan,
    Count,
    CoverComparison,
    CoverListing,
    Extreme,
    Identify,
    Rows,
    StampSubject,
)
from assistant.plan.rows import Row, rows_of
from assistant.understand.query import Query
from corpus.catalogue.schema import Cover, Telling

_FACTS = frozenset({Aspect.PRICE, Aspect.POSTAGE, Aspect.PRINTED, Aspect.RARITY, Aspect.DATE})


def answered(plan: CataloguePlan, query: Query, library: Library) -> Answer | None:
    """The answer that the catalogue gives to a plan; None where it does not hold it."""
    match plan:
        case Attribute():
            answer = _attribute(plan, query, library)
        case CoverListing():
            answer = listing(plan, query, library)
        case Count():
            answer = _count(plan, query, library)
        case CoverComparison():
            answer = compared(plan, query, library)
        case Extreme():
            answer = extreme(plan, query, library)
        case Identify():
            answer = identified(plan, query, library)
        case StampSubject():
            answer = _stamp(plan, query, library)
        case _:
            assert_never(plan)
    return answer


def _attribute(plan: Attribute, query: Query, library: Library) -> Answer | None:
    """What each of some covers has of an aspect."""
    found = _found_rows(plan, library)
    if not found:
        return None
    covers = [cover for cover, _ in found]
    if plan.rows.aspect is Aspect.AUTOGRAPH and any(map(_is_forged, covers)):
        return None
    if len(found) == 1 and _is_told_best(found[0][1], plan.rows.aspect):
        return _sentences_on(*found[0], plan.rows.aspect, query, library)
    one_value = len({listed(names_of(rows)) for _, rows in found}) == 1
    if plan.rows.aspect in _FACTS and one_value:
        answer = _fact(found, query, library)
    elif len(found) == 1:
        answer = _rows_of_one(*found[0], plan.rows.aspect, query, library)
    else:
        answer = _rows_of_each(found, plan, query, library)
    if answer is None:
        return None
    return replace(
        answer,
        note=note_on(covers, plan.rows.aspect),
        follow_ups=follow_ups_on(covers, plan.rows.aspect, library),
    )


def _found_rows(plan: Attribute, library: Library) -> list[tuple[Cover, tuple[Row, ...]]]:
    catalogue = library.catalogue
    covers = [cover for name in plan.covers if (cover := catalogue.cover(name))]
    found = [(cover, rows_of(cover, plan.rows, catalogue)) for cover in covers]
    if plan.rows.aspect is Aspect.DATE:
        found = [(cover, _told_days(rows)) for cover, rows in found]
    return [(cover, rows) for cover, rows in found if rows]


def _told_days(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The days that a sentence of their own tells."""
    return tuple(
        row for row in rows if any(stands_in(row.name, telling) for telling in row.tellings)
    )


def _fact(
    found: Sequence[tuple[Cover, Sequence[Row]]], query: Query, library: Library
) -> Answer | None:
    """One value, that all the covers have."""
    quotes = Quotes(library)
    _, rows = found[0]
    for row in rows:
        quotes.of(row, most=1 if len(rows) > 1 else 2)
    if not quotes.all:
        return None
    return Answer(
        text=listed(names_of(rows)),
        quotes=quotes.all[:2],
        read_as=query.read_as,
        confidence="high",
        index=library.index,
    )


def _is_forged(cover: Cover) -> bool:
    """Whether what stands on a cover must not be taken for what it seems to be."""
    return cover.issue is not None and cover.issue.genuine in ("forged", "doubtful")


def _is_told_best(rows: Sequence[Row], aspect: Aspect) -> bool:
    """Whether sentences say it better than parts do: a cachet, or a stamp without a number."""
    return aspect is Aspect.CACHET or (
        aspect is Aspect.STAMP and len(rows) == 1 and not rows[0].stamp
    )


def _sentences_on(
    cover: Cover, rows: Sequence[Row], aspect: Aspect, query: Query, library: Library
) -> Answer | None:
    """The sentences on one thing."""
    quotes = Quotes(library)
    if not quotes.of(rows[0], most=4):
        return None
    return Answer(
        text=quotes.all[0].text,
        quotes=quotes.all,
        read_as=query.read_as,
        confidence="high",
        index=library.index,
        note=note_on([cover], aspect),
        follow_ups=follow_ups_on([cover], aspect, library),
        form="passage",
    )


def _stamp(plan: StampSubject, query: Query, library: Library) -> Answer | None:
    """What a stamp shows, and the covers that carry it."""
    stamp = library.catalogue.stamp(plan.number)
    if stamp is None or not stamp.subject:
        return None
    quotes = Quotes(library)
    if not quotes.of_tellings(stamp.tellings, (stamp.number,), 2):
        return None
    rows = Rows(Aspect.STAMP, stamp=stamp.number)
    items = []
    for cover in in_order(library.catalogue.with_stamp(stamp.number), library.record):
        (row, *_) = rows_of(cover, rows, library.catalogue)
        if numbers := quotes.of(row, most=1):
            items.append(Item(cover.title, listed(names_of([row])), numbers))
    return Answer(
        text=f"{stamp.number} ({stamp.subject})",
        quotes=quotes.all,
        read_as=query.read_as,
        confidence="high",
        index=library.index,
        form="list",
        items=tuple(items),
        found=Found(len(items), len(items), complete=False),
    )


def _rows_of_one(
    cover: Cover,
    rows: Sequence[Row],
    aspect: Aspect,
    query: Query,
    library: Library,
    first: tuple[tuple[Telling, ...], tuple[str, ...]] = ((), ()),
) -> Answer | None:
    """The rows of one cover, an item each; what is to be quoted `first` comes before them."""
    quotes = Quotes(library)
    quotes.of_tellings(*first)
    items = tuple(Item(row.name, row.rest, numbers) for row in rows if (numbers := quotes.of(row)))
    if len(items) < len(rows):
        return None
    complete = is_complete(cover, rows, aspect)
    most = max(len(rows), stated(cover, rows, aspect))
    return Answer(
        text=listed(names_of(rows)),
        quotes=quotes.all,
        read_as=query.read_as,
        confidence="high" if complete else "medium",
        index=library.index,
        form="list",
        items=items,
        found=Found(len(rows), most, complete),
    )


def _rows_of_each(
    found: Sequence[tuple[Cover, Sequence[Row]]], plan: Attribute, query: Query, library: Library
) -> Answer | None:
    """The rows of several covers, an item for each cover."""
    quotes = Quotes(library)
    items = []
    for cover, rows in found:
        numbers = tuple(dict.fromkeys(number for row in rows for number in quotes.of(row)))
        if numbers:
            items.append(Item(cover.title, listed(names_of(rows)), numbers))
    if len(items) < len(found) or len(quotes.all) > MAX_QUOTES:
        return None
    complete = len(found) == len(plan.covers) and all(
        is_complete(cover, rows, plan.rows.aspect) for cover, rows in found
    )
    return Answer(
        text="; ".join(f"{item.label}: {item.value}" for item in items),
        quotes=quotes.all,
        read_as=query.read_as,
        confidence="high" if complete else "medium",
        index=library.index,
        form="list",
        items=tuple(items),
        found=Found(len(items), len(plan.covers), complete),
    )


def _count(plan: Count, query: Query, library: Library) -> Answer | None:
    if isinstance(plan.of, CoverListing):
        return count_of_covers(plan.of, query, library)
    return _count_of_rows(plan.of, query, library)


def _count_of_rows(plan: Attribute, query: Query, library: Library) -> Answer | None:
    """How many of an aspect a cover has; None where its sentences leave that open."""
    found = _found_rows(plan, library)
    if len(found) > 1 and plan.rows == Rows(plan.rows.aspect):
        sides = tuple((cover.id,) for cover, _ in found)
        return compared(CoverComparison(sides, plan.rows.aspect, "count"), query, library)
    if len(found) != 1:
        return None
    cover, rows = found[0]
    said = stated(cover, rows, plan.rows.aspect)
    copies = [row.copies for row in rows if row.copies is not None]
    number = sum(copies)
    certain = said == number if plan.rows != Rows(plan.rows.aspect) else said <= number
    if len(copies) < len(rows) or not certain:
        return None
    first = stating(number, cover, rows, plan.rows.aspect)
    answer = _rows_of_one(cover, rows, plan.rows.aspect, query, library, first)
    if answer is None:
        return None
    value = f"{number} {plan.rows.aspect}{'' if number == 1 else 's'}"
    quoted = tuple(range(len(answer.quotes)))
    return replace(
        answer,
        text=value,
        form="computed",
        confidence="high" if said == number else "medium",
        computed=Computed(value, listed(names_of(rows)), quoted),
        note=note_on([cover], plan.rows.aspect),
        follow_ups=follow_ups_on([cover], plan.rows.aspect, library),
    )
