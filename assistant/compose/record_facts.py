"""Selects flights and people of the mission record, and finds the sentence that tells each fact.

A fact is told by an article's own sentence where one states it plainly, else by the record's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answer import Quote
from assistant.compose.items import Place, quoted, record_sentences, sentences_of
from assistant.compose.library import Library
from assistant.plan.record_plans import Criteria, Event
from corpus.dates import in_words
from corpus.record.article import RECORD_SLUG
from corpus.record.mission_file import day_of
from corpus.record.missions import Mission, MissionRecord


def flights(criteria: Criteria, library: Library) -> list[Mission]:
    """The flights that meet all criteria, by launch."""
    told = told_missions(library) if criteria.told else None
    return [
        mission
        for mission in library.record.missions
        if (told is None or mission.name in told)
        and _at_the_time(mission, criteria)
        and _is_bound(mission, criteria)
        and _is_crewed(mission, criteria, library.record)
        and (not criteria.outcome or mission.outcome == criteria.outcome)
        and (not criteria.exchanged or {*mission.crew_up} != {*mission.crew_down})
    ]


def told_missions(library: Library) -> set[str]:
    """The missions that articles beside the record are about."""
    articles: Iterable[tuple[str, Sequence[str]]] = (
        (slug, article.missions) for slug, article in library.articles.items()
    )
    return {name for slug, names in articles if slug != RECORD_SLUG for name in names}


def fits(name: str, criteria: Criteria, record: MissionRecord) -> bool:
    """Whether somebody is of the nation, a woman and a tourist, where that is asked."""
    person = record.person(name)
    return person is not None and (
        criteria.nation in ("", person.nation)
        and (person.woman or not criteria.woman)
        and (person.tourist or not criteria.tourist)
    )


def crew_of(mission: Mission, event: Event) -> Sequence[str]:
    """Who was on it at its launch or landing."""
    return mission.crew_down if event == "landing" else mission.crew_up


def day_words(mission: Mission, event: Event) -> str:
    """The day of its launch or landing, as the record's sentence has it; empty without one."""
    moment = mission.landing if event == "landing" else mission.launch
    return in_words(day_of(moment)) if moment else ""


def plain(name: str, record: MissionRecord) -> str:
    """A name without the country of namesakes."""
    person = record.person(name)
    return person.plain_name if person else name


def listed(names: Sequence[str]) -> str:
    """Names with commas and an "and" before the last, as the record's sentences have them."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if names[1:] else "".join(names)


def dated(mission: Mission, event: Event, library: Library) -> Quote | None:
    """The sentence that tells the day of a launch or landing, with the day marked."""
    day = day_words(mission, event)
    verb = "landed" if event == "landing" else "was launched"
    own = (
        place
        for slug, article in library.articles.items()
        if slug != RECORD_SLUG and mission.name in article.missions
        for place in sentences_of(library, slug)
        if place[0].words_of(place[1]).startswith(f"{mission.name} {verb} on {day}")
    )
    told = next(own, None) or record_place(mission, event, library)
    return quoted(library, told, day) if told and day else None


def record_place(mission: Mission, event: Event, library: Library) -> Place | None:
    """The record's sentence on a launch or landing."""
    places = record_sentences(mission, library)
    number = 1 if event == "landing" else 0
    return places[number] if len(places) > number and (number == 0 or mission.landing) else None


def with_words(mission: Mission, words: str, library: Library) -> Quote | None:
    """The record's first sentence on a mission that has some words, which are marked."""
    for place in record_sentences(mission, library):
        if words and words in place[0].words_of(place[1]):
            return quoted(library, place, words)
    return None


def scope(record: MissionRecord) -> str:
    """What the record has, for a note under an answer that it may not hold the whole of."""
    programmes = listed(list(dict.fromkeys(one.programme for one in record.missions)))
    years = sorted(one.launch.year for one in record.missions)
    return f"The mission record has flights of {programmes} from {years[0]} to {years[-1]}."


def _at_the_time(mission: Mission, criteria: Criteria) -> bool:
    moment = mission.landing if criteria.event == "landing" else mission.launch
    if criteria.years is None:
        return moment is not None
    return (
        moment is not None
        and criteria.years[0] <= moment.year <= criteria.years[1]
        and criteria.month in (None, moment.month)
        and criteria.day in (None, moment.day)
    )


def _is_bound(mission: Mission, criteria: Criteria) -> bool:
    stations = criteria.stations
    docked = not criteria.docked or not {*stations}.isdisjoint(mission.docked_with)
    return (
        (not stations or mission.station in stations)
        and docked
        and criteria.programme in ("", mission.programme)
        and (not criteria.series or _is_of(mission.name, criteria.series))
        and criteria.call_sign in ("", mission.call_sign)
    )


def _is_of(name: str, series: str) -> bool:
    """Whether a series and a number are the name: "Soyuz TMA-20M" is of another than TMA."""
    return name.startswith(f"{series}-") and name.removeprefix(f"{series}-").isdigit()


def _is_crewed(mission: Mission, criteria: Criteria, record: MissionRecord) -> bool:
    """Whether those were on it who are asked for: by name, nation, woman or tourist."""
    crew = crew_of(mission, criteria.event)
    if not {*criteria.people} <= {*crew} or (criteria.uncrewed and crew):
        return False
    return not (criteria.nation or criteria.woman or criteria.tourist) or any(
        fits(name, criteria, record) for name in crew
    )
