"""Composes answers from the mission record: lists, counts, first and last, differences, orders.

Every item has a sentence that tells it; what cannot be quoted whole is not answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from assistant.answer import MAX_QUOTES, Answer, Computed, Form, Found, Quote
from assistant.compose.items import Items, quoted
from assistant.compose.library import Library
from assistant.compose.record_facts import (
    crew_of,
    dated,
    day_words,
    fits,
    flights,
    listed,
    plain,
    record_place,
    scope,
    told_missions,
    with_words,
)
from assistant.plan.record_plans import (
    Criteria,
    Event,
    Flights,
    Moment,
    Order,
    People,
    RecordPlan,
    Return,
    SideBySide,
    Span,
    is_whole,
)
from assistant.understand.query import Query
from corpus.dates import in_words
from corpus.record.article import way_back
from corpus.record.mission_file import day_of
from corpus.record.missions import Mission

_STATIONS = {"ISS": "International Space Station"}


def record_answer(plan: RecordPlan, query: Query, library: Library) -> Answer | None:
    """The answer to a plan; None where nothing meets it or a sentence that tells it is missing."""
    match plan:
        case Flights():
            return _flights(plan, query, library)
        case People():
            return _people(plan, query, library)
        case Span():
            return _span(plan, query, library)
        case Return():
            return _return(plan, query, library)
        case Order():
            return _order(plan, query, library)
        case SideBySide():
            return _side_by_side(plan, query, library)
        case _:
            assert_never(plan)


def _flights(plan: Flights, query: Query, library: Library) -> Answer | None:
    """Each flight with what is asked of it: a day, a call sign, a name or another crew."""
    missions = _picked(flights(plan.criteria, library), plan)
    if len(missions) > MAX_QUOTES:  # those that the articles tell of are wanted before others
        first = told_missions(library)
        missions = sorted(missions, key=lambda one: one.name not in first)
    items = Items(library)
    for mission in missions:
        quotes = _telling(mission, plan.criteria, library)
        if not quotes:
            return None
        # Both crews are quoted where there is room for all of them.
        most = len(quotes) if len(quotes) * len(missions) <= MAX_QUOTES else 1
        items.add(mission.name, quotes[0].highlighted, *quotes[:most])
    return _answer(items, plan, query, len(missions))


def _picked(missions: Sequence[Mission], plan: Flights | People) -> Sequence[Mission]:
    """All, or the first or last by the event; several where they share its day."""
    if plan.pick == "all" or not missions:
        return missions
    event = plan.criteria.event
    days = [day_of((one.landing if event == "landing" else None) or one.launch) for one in missions]
    wanted = min(days) if plan.pick == "first" else max(days)
    return [one for one, day in zip(missions, days, strict=True) if day == wanted]


def _telling(mission: Mission, criteria: Criteria, library: Library) -> tuple[Quote, ...]:
    """The quotes that tell why a mission is in the list; of the first the value is marked."""
    record = library.record
    if criteria.exchanged:
        landing = record_place(mission, "landing", library)
        launch = record_place(mission, "launch", library)
        if landing is None or launch is None:
            return ()
        crew = [plain(name, record) for name in mission.crew_down]
        told = quoted(library, landing, listed(crew) or "without a crew")
        return (told, quoted(library, launch)) if told.highlight else ()
    first: Quote | None
    if criteria.call_sign:
        first = with_words(mission, criteria.call_sign, library)
    elif criteria.nation or criteria.woman or criteria.tourist:
        crew = [one for one in crew_of(mission, criteria.event) if fits(one, criteria, record)]
        first = with_words(mission, plain(crew[0], record), library)
    elif criteria.outcome == "lost":
        first = dated(mission, "landing", library)
    elif criteria.people or criteria.stations or criteria.outcome:
        first = with_words(mission, day_words(mission, criteria.event), library)
        if criteria.event == "landing" and first:
            place = record_place(mission, "landing", library)
            first = quoted(library, place, day_words(mission, "landing")) if place else None
    else:
        first = dated(mission, criteria.event, library)
    return (first,) if first else ()


def _people(plan: People, query: Query, library: Library) -> Answer | None:
    """Each of the people with the flights that meet the criteria."""
    criteria, record = plan.criteria, library.record
    flown: dict[str, list[Mission]] = {}
    for mission in _picked(flights(criteria, library), plan):
        for name in crew_of(mission, criteria.event):
            if fits(name, criteria, record):
                flown.setdefault(name, []).append(mission)
    those = {name: own for name, own in flown.items() if len(own) >= plan.at_least}
    items = Items(library)
    for name, own in those.items():
        quotes = [with_words(mission, plain(name, record), library) for mission in own]
        told = [one for one in quotes if one]
        if criteria.outcome == "lost":
            told += [one for mission in own if (one := dated(mission, "landing", library))]
        if len(told) < len(own):
            return None
        items.add(plain(name, record), ", ".join(mission.name for mission in own), *told)
    return _answer(items, plan, query, len(those))


def _answer(items: Items, plan: Flights | People, query: Query, of: int) -> Answer | None:
    """The list, or the count or the first of it."""
    shown = len(items.items)
    if not shown:
        return None
    labels = "; ".join(item.label for item in items.items)
    whole = is_whole(plan.criteria) or bool(plan.criteria.outcome)
    note = None if whole else scope(items.library.record)
    found = Found(shown, of, complete=shown == of)
    if plan.count:
        computed = Computed(str(of), labels, tuple(range(len(items.quotes))))
        return items.answer("computed", query, str(of), found, computed, note)
    form: Form = "list" if plan.pick == "all" else "computed"
    return items.answer(form, query, labels, found, None, note)


def _span(plan: Span, query: Query, library: Library) -> Answer | None:
    """The days from one moment to another, with the working."""
    items = Items(library)
    days = []
    for moment in (plan.start, plan.end):
        told = _moment(moment, library)
        if told is None:
            return None
        mission, quote = told
        items.add(f"{mission.name}: {moment.event}", quote.highlighted, quote)
        at = mission.landing if moment.event == "landing" else mission.launch
        days.append(day_of(at or mission.launch))
    first, last = sorted(days)
    count = (last - first).days
    if plan.person:
        _add_person(plan, items)
    if not count:  # hours, which the record's sentences do not tell
        return None
    value = f"{count} day" if count == 1 else f"{count} days"
    how = f"{in_words(last)} \u2212 {in_words(first)}"
    computed = Computed(value, how, tuple(range(len(items.quotes))))
    return items.answer("computed", query, value, computed=computed)


def _moment(moment: Moment, library: Library) -> tuple[Mission, Quote] | None:
    mission = library.record.get(moment.mission)
    quote = dated(mission, moment.event, library) if mission else None
    return (mission, quote) if mission and quote and quote.highlight else None


def _add_person(plan: Span, items: Items) -> None:
    """The sentence that has somebody on the flight, where the day's sentence does not."""
    mission = items.library.record.get(plan.start.mission)
    name = plain(plan.person, items.library.record)
    quote = with_words(mission, name, items.library) if mission else None
    if quote:
        items.add(name, plan.start.mission, quote)


def _return(plan: Return, query: Query, library: Library) -> Answer | None:
    """The day on which each of a crew landed, with the ship; one day where they came together."""
    record = library.record
    mission = record.get(plan.mission)
    homes: dict[str, list[str]] = {}
    for name in mission.crew_up if mission else ():
        back = way_back(name, mission, record) if mission else None
        if back is None:
            return None
        homes.setdefault(back.name, []).append(plain(name, record))
    items = Items(library)
    for ship, names in homes.items():
        told = _moment(Moment(ship, "landing"), library)
        if told is None:
            return None
        items.add(f"{listed(names)} in {ship}", told[1].highlighted, told[1])
    days = dict.fromkeys(item.value for item in items.items)
    text = (
        "; ".join(days)
        if len(days) == 1
        else "; ".join(f"{item.label}: {item.value}" for item in items.items)
    )
    count = len(items.items)
    return items.answer("list", query, text, Found(count, count, complete=True)) if count else None


def _order(plan: Order, query: Query, library: Library) -> Answer | None:
    """Which was first, with the day of each."""
    items = Items(library)
    at = []
    for name in plan.missions:
        told = _moment(Moment(name, plan.event), library)
        if told is None:
            return None
        mission, quote = told
        items.add(f"{name}: {plan.event}", quote.highlighted, quote)
        moment = mission.landing if plan.event == "landing" else mission.launch
        at.append((day_of(moment or mission.launch), name))
    wanted = max(at) if plan.last else min(at)
    if [day for day, _ in at].count(wanted[0]) > 1:
        return None
    found = Found(len(items.items), len(plan.missions), complete=True)
    return items.answer("comparison", query, wanted[1], found)


def _side_by_side(plan: SideBySide, query: Query, library: Library) -> Answer | None:
    """Launch, crew, station and landing of both, in pairs."""
    items = Items(library)
    missions = [one for name in plan.missions if (one := library.record.get(name))]
    events: tuple[Event, Event] = ("launch", "landing")
    for label in ("launch", "crew", "station", "landing"):
        for mission in missions:
            if label in events:
                event = events[events.index(label)]
                quote = dated(mission, event, library)
            else:
                quote = with_words(mission, _fact(mission, label, library), library)
            if quote and quote.highlight:
                items.add(f"{mission.name}: {label}", quote.highlighted, quote)
    if not items.items:
        return None
    count = len(items.items)
    text = "; ".join(f"{one.label} {one.value}" for one in items.items[: len(missions)])
    return items.answer("comparison", query, text, Found(count, count, complete=True))


def _fact(mission: Mission, label: str, library: Library) -> str:
    if label == "station":
        return _STATIONS.get(mission.station or "", mission.station or "")
    return listed([plain(name, library.record) for name in mission.crew_up])
