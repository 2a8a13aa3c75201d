"""Composes lists and counts of covers, or of their missions, that a plan has found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import MAX_QUOTES, Answer, Computed, Found, Item
from assistant.compose.catalogue_citing import (
    Quotes,
    follow_ups_on,
    in_order,
    label_of,
    listed,
    names_of,
)
from assistant.compose.library import Library
from assistant.plan.aspects import Aspect
from assistant.plan.plans import CoverListing, Rows
from assistant.plan.rows import Row, rows_of
from assistant.understand.query import Query
from corpus.catalogue.schema import Cover, Telling
from corpus.dates import in_words

# Groups of a list by value, in this order; any other value after them.
_VALUES = ("forged", "fantasy", "doubtful")


def listing(plan: CoverListing, query: Query, library: Library) -> Answer | None:
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
        follow_ups=follow_ups_on(covers, None, library),
    )


def count_of_covers(plan: CoverListing, query: Query, library: Library) -> Answer | None:
    """How many covers or missions were found, with the list of them."""
    found = listing(plan, query, library)
    if found is None:
        return None
    number = len(found.items)
    value = f"{number} {plan.listed}{'' if number == 1 else 's'}"
    named = tuple(dict.fromkeys(one for item in found.items for one in item.quotes))
    return replace(found, text=value, form="computed", computed=Computed(value, found.text, named))


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
    order = sorted(groups, key=lambda value: _VALUES.index(value) if value in _VALUES else 9)
    return ". ".join(f"{value.capitalize()}: {'; '.join(groups[value])}" for value in order)


def _lists_all(plan: CoverListing, library: Library) -> bool:
    """Whether no cover that was looked at can be another member, for all that is described."""
    if plan.rows is None:
        return not plan.dated
    if plan.rows == Rows(plan.rows.aspect):
        return True
    if _named_together(plan, library):
        return True
    if plan.rows.colour or plan.rows.words:
        return False
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
