"""Composes an answer from the catalogue of covers: plan → `Answer`, each item with its quotes.

None where the catalogue does not hold what is asked; then the sentences answer or decline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from assistant.answer import MAX_FOLLOW_UPS, MAX_QUOTES, Answer, Computed, Found, Item
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
)
from assistant.compose.catalogue_comparing import compared, extreme
from assistant.compose.identification import identified
from assistant.compose.library import Library
from assistant.compose.suggestions import questions_on
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
)
from assistant.plan.rows import Row, rows_of
from assistant.understand.query import Query
from corpus.catalogue.schema import Cover, Telling
from corpus.dates import in_words

_FACTS = frozenset({Aspect.PRICE, Aspect.POSTAGE, Aspect.PRINTED, Aspect.RARITY, Aspect.DATE})
# An answer with more than these covers is a list, which nobody reads on from cover by cover.
_MOST_ASKED_ON = 2


def answered(plan: CataloguePlan, query: Query, library: Library) -> Answer | None:
    """The answer that the catalogue gives to a plan; None where it does not hold it."""
    match plan:
        case Attribute():
            answer = _attribute(plan, query, library)
        case CoverListing():
            answer = _listing(plan, query, library)
        case Count(of=Attribute() as attribute):
            answer = _count_of_rows(attribute, query, library)
        case Count(of=CoverListing() as listing):
            answer = _count_of_covers(listing, query, library)
        case CoverComparison():
            answer = compared(plan, query, library)
        case Extreme():
            answer = extreme(plan, query, library)
        case Identify():
            answer = identified(plan, query, library)
        case _:
            assert_never(plan)
    return answer


def _attribute(plan: Attribute, query: Query, library: Library) -> Answer | None:
    """What each of some covers has of an aspect."""
    found = _found_rows(plan, library)
    if not found:
        return None
    covers = [cover for cover, _ in found]
    if plan.rows.aspect is Aspect.CACHET and len(found) == 1:
        return _cachet(*found[0], query, library)
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
        follow_ups=_follow_ups(covers, plan.rows.aspect, library),
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


def _cachet(cover: Cover, rows: Sequence[Row], query: Query, library: Library) -> Answer | None:
    """The sentences on a cachet, which say it better than its parts do."""
    quotes = Quotes(library)
    numbers = quotes.of(rows[0], most=4)
    if not numbers:
        return None
    return Answer(
        text=quotes.all[0].text,
        quotes=quotes.all,
        read_as=query.read_as,
        confidence="high",
        index=library.index,
        note=note_on([cover], Aspect.CACHET),
        follow_ups=_follow_ups([cover], Aspect.CACHET, library),
        form="passage",
    )


def _rows_of_one(
    cover: Cover, rows: Sequence[Row], aspect: Aspect, query: Query, library: Library
) -> Answer | None:
    """The rows of one cover, an item each."""
    quotes = Quotes(library)
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


def _listing(plan: CoverListing, query: Query, library: Library) -> Answer | None:
    """The covers or missions that were found, each with what makes it a member."""
    quotes = Quotes(library)
    items = _members(plan, quotes, library)
    if not items or len(quotes.all) > MAX_QUOTES:
        return None
    covers = _covers_of(plan, library)
    complete = _lists_all(plan, library)
    labels = [item.label for item in items]
    grouped = plan.rows is not None and plan.rows.aspect is Aspect.GENUINE
    text = _by_value(items) if grouped else label_of(covers)
    return Answer(
        text=listed(labels) if plan.listed == "mission" else text,
        quotes=quotes.all,
        read_as=query.read_as,
        confidence="high" if complete else "medium",
        index=library.index,
        form="list",
        items=items,
        found=Found(len(items), len(items), complete),
        follow_ups=_follow_ups(covers, None, library),
    )


def _covers_of(plan: CoverListing, library: Library) -> tuple[Cover, ...]:
    found = (library.catalogue.cover(name) for name in plan.covers)
    return in_order((cover for cover in found if cover), library.record)


def _members(plan: CoverListing, quotes: Quotes, library: Library) -> tuple[Item, ...]:
    """An item for each cover, or for each mission with its covers; none where one has no quote."""
    covers = _covers_of(plan, library)
    items: dict[str, Item] = {}
    for cover in covers:
        rows = rows_of(cover, plan.rows, library.catalogue) if plan.rows else ()
        numbers = tuple(dict.fromkeys(number for row in rows for number in quotes.of(row, 1)))
        numbers = numbers or quotes.of_tellings(*_introduced(cover), 1)
        if not numbers:
            return ()
        if plan.listed == "cover":
            value = _value(cover, rows) or _told_day(cover, quotes.all[numbers[0]].text)
            items[cover.id] = Item(cover.title, value, numbers)
            continue
        for name in cover.missions:
            before = items.get(name)
            titles = f"{before.value}; {cover.title}" if before else cover.title
            items[name] = Item(name, titles, (*(before.quotes if before else ()), *numbers))
    return tuple(items.values())


def _introduced(cover: Cover) -> tuple[tuple[Telling, ...], tuple[str, ...]]:
    """The sentences that introduce a cover and tell its day, and what is marked in them."""
    marks = (one for mark in cover.postmarks for one in mark.tellings)
    tellings = tuple(dict.fromkeys((*cover.tellings, *marks)))
    return tellings, (in_words(cover.date),) if cover.date else ()


def _told_day(cover: Cover, sentence: str) -> str:
    day = in_words(cover.date) if cover.date else ""
    return day if day in sentence else ""


def _value(cover: Cover, rows: Sequence[Row]) -> str:
    """What a cover has; of a suspect one also what the articles say of it."""
    told = listed(names_of(rows))
    genuine = cover.issue.genuine if cover.issue else None
    if genuine in ("forged", "doubtful", "fantasy") and genuine not in told:
        return f"{told} ({genuine})" if told else genuine
    return told


def _by_value(items: Sequence[Item]) -> str:
    """Members under the value that they share: "Forged: …; doubtful: …"."""
    groups: dict[str, list[str]] = {}
    for item in items:
        groups.setdefault(item.value, []).append(item.label)
    return ". ".join(f"{value.capitalize()}: {'; '.join(found)}" for value, found in groups.items())


def _lists_all(plan: CoverListing, library: Library) -> bool:
    """Whether no cover that was looked at can be another member, for all that is described."""
    if plan.rows is None:
        return not plan.dated
    if plan.rows == Rows(plan.rows.aspect):
        return True
    if _named_together(plan, library):
        return True
    among = (library.catalogue.cover(name) for name in plan.among)
    return all(
        row.described
        for cover in among
        if cover
        for row in rows_of(cover, Rows(plan.rows.aspect), library.catalogue)
    )


def _named_together(plan: CoverListing, library: Library) -> bool:
    """Whether a sentence on the mark names the missions of just these covers."""
    if plan.rows is None or plan.rows != Rows(plan.rows.aspect, plan.rows.marks):
        return False
    missions = {name for cover in _covers_of(plan, library) for name in cover.missions}
    marks = (library.catalogue.postmark(name) for name in plan.rows.marks)
    tellings = (telling for mark in marks if mark for telling in mark.tellings)
    return any(
        missions == {name for one in library.record.find(told.sentence) for name in one.missions}
        for told in tellings
    )


def _count_of_covers(plan: CoverListing, query: Query, library: Library) -> Answer | None:
    """How many covers or missions were found, with the list of them."""
    listing = _listing(plan, query, library)
    if listing is None:
        return None
    number = len(listing.items)
    value = f"{number} {plan.listed}{'' if number == 1 else 's'}"
    named = tuple(dict.fromkeys(one for item in listing.items for one in item.quotes))
    return replace(
        listing, text=value, form="computed", computed=Computed(value, listing.text, named)
    )


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
    answer = _rows_of_one(cover, rows, plan.rows.aspect, query, library)
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
        follow_ups=_follow_ups([cover], plan.rows.aspect, library),
    )


def _follow_ups(
    covers: Sequence[Cover], aspect: Aspect | None, library: Library
) -> tuple[str, ...]:
    """Questions on other aspects of the same covers, which the catalogue answers."""
    if len(covers) > _MOST_ASKED_ON:
        return ()
    asked = [
        question
        for cover in covers
        for other, question in questions_on(cover, library.catalogue).items()
        if other is not aspect
    ]
    return tuple(dict.fromkeys(asked))[:MAX_FOLLOW_UPS]
