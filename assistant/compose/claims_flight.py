"""Holds claims on flights against the mission record: days, orders, stations, call signs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import assert_never

from assistant.answer import Quote, Verdict
from assistant.compose.items import quoted, sentences_of
from assistant.compose.library import Library
from assistant.compose.record_facts import dated, with_words
from assistant.plan.claim_plans import CalledBy, Docked, FlightClaim, OnDay, Sooner, WentTo
from assistant.understand.negation import denied_words
from corpus.dates import DateMention
from corpus.record.mission_file import day_of
from corpus.record.missions import Mission
from index.words import normalise, words

# What settles a claim, and the sentences for it: without the first it is not answered.
Settled = tuple[Verdict, Sequence[Quote | None]]

_STATIONS = {"ISS": "International Space Station"}


def flight_claim(claim: FlightClaim, library: Library) -> Settled | None:
    """Yes or no with the sentences that settle it; None where the record does not."""
    match claim:
        case OnDay():
            return _on_day(claim, library)
        case Sooner():
            return _sooner(claim, library)
        case WentTo():
            return _went_to(claim, library)
        case Docked():
            return _docked(claim, library)
        case CalledBy():
            return _called(claim, library)
        case _:
            assert_never(claim)


def missions_of(names: Iterable[str], library: Library) -> list[Mission]:
    """The missions of the record that names mean."""
    return [one for name in names if (one := library.record.get(name))]


def _on_day(claim: OnDay, library: Library) -> Settled | None:
    """The day by the calendar of UTC or the place; both are told where they differ."""
    mission = library.record.get(claim.moment.mission)
    if mission is None:
        return None
    landing = claim.moment.event == "landing"
    moment = mission.landing if landing else mission.launch
    local = mission.landing_local if landing else mission.launch_local
    if moment is None:
        return None
    days = [day_of(one) for one in (moment, local) if one is not None]
    said = {_fits(day, claim.date, claim.bound) for day in days}
    if None in said or (len(said) > 1 and claim.bound):
        return None
    return ("yes" if True in said else "no"), [dated(mission, claim.moment.event, library)]


def _fits(day: date, asked: DateMention, bound: str) -> bool | None:
    """Whether a day is the asked one, or before or after it; None where that is not certain."""
    parts = [(day.year, asked.year), (day.month, asked.month), (day.day, asked.day)]
    known = [(one, other) for one, other in parts if other is not None]
    if not bound:
        return all(one == other for one, other in known)
    if asked.year is None:
        return None
    one, other = tuple(one for one, _ in known), tuple(other for _, other in known)
    return one < other if bound == "before" else one > other


def _sooner(claim: Sooner, library: Library) -> Settled | None:
    missions = missions_of(claim.missions, library)
    if len(missions) != 2:
        return None
    moments = [one.landing if claim.event == "landing" else one.launch for one in missions]
    first, second = (_key(one) for one in moments)
    if first is None or second is None or first == second:
        return None
    quotes = [dated(one, claim.event, library) for one in missions]
    return ("yes" if first < second else "no"), quotes if all(quotes) else [None]


def _key(moment: date | datetime | None) -> date | None:
    return day_of(moment) if moment else None


def _went_to(claim: WentTo, library: Library) -> Settled | None:
    """Yes where it docked with the station, no where it docked with another one."""
    mission = library.record.get(claim.mission)
    if mission is None or mission.station is None or mission.station not in mission.docked_with:
        return None
    called = _STATIONS.get(mission.station, mission.station)
    quote = with_words(mission, called, library)
    if claim.station in mission.docked_with:
        return "yes", [quote if claim.station == mission.station else None]
    return "no", [quote]


def _docked(claim: Docked, library: Library) -> Settled | None:
    """Yes by a sentence that begins with one of them, says "docked" and denies nothing."""
    missions = missions_of(claim.missions, library)
    if len(missions) != 2 or missions[1].name not in missions[0].docked_with:
        return None
    names = {one.name for one in missions}
    for slug in library.articles:
        for passage, sentence in sentences_of(library, slug):
            text = passage.words_of(sentence)
            named = library.record.find(text)
            both = names <= {name for one in named for name in one.missions}
            if both and named[0].start == 0 and _says_docked(text):
                return "yes", [quoted(library, (passage, sentence))]
    return None


def _says_docked(text: str) -> bool:
    plain_text = normalise(text)
    return "docked" in words(plain_text) and not denied_words(plain_text)


def _called(claim: CalledBy, library: Library) -> Settled | None:
    mission = library.record.get(claim.mission)
    if mission is None or not mission.call_sign:
        return None
    quote = with_words(mission, mission.call_sign, library)
    return ("yes" if mission.call_sign == claim.call_sign else "no"), [quote]
