"""Turns the mission record into an article, so that its facts can be quoted like any other.

Every sentence names its mission and says one thing, because each is indexed and quoted alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from corpus.article import Article, BlockKind, Source, article_from_blocks
from corpus.dates import in_words
from corpus.questions import SentenceQuestions
from corpus.record import questions as ask
from corpus.record.mission_file import day_of
from corpus.record.missions import Mission, MissionRecord

RECORD_SLUG = "mission-record"
RECORD_TITLE = "Mission record"
_SOURCES = (
    Source("Compiled from spacefacts.de and J. McDowell's lists", "Record of crewed missions"),
)
_STATION_NAMES = {"ISS": "the International Space Station"}
_LOCAL_PLACES = {"Shuttle": "Florida", "Apollo": "Florida"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence of the record with the questions that it answers."""

    sentence: str
    questions: tuple[str, ...] = ()


def record_article(record: MissionRecord) -> Article:
    """The record as an article: one section of a few sentences for each mission, by launch."""
    blocks: list[tuple[BlockKind, str]] = []
    for mission in record.missions:
        blocks.append(("heading", _heading(mission, record)))
        facts = mission_facts(mission, record)
        blocks.append(("paragraph", " ".join(fact.sentence for fact in facts)))
    years = sorted(mission.launch.year for mission in record.missions)
    return article_from_blocks(
        slug=RECORD_SLUG,
        title=RECORD_TITLE,
        blocks=blocks,
        period=f"{years[0]}-{years[-1]}" if years else "",
        sources=_SOURCES,
    )


def record_questions(record: MissionRecord) -> tuple[SentenceQuestions, ...]:
    """The questions that the sentences of the record's article answer."""
    return tuple(
        SentenceQuestions(RECORD_SLUG, fact.sentence, fact.questions)
        for mission in record.missions
        for fact in mission_facts(mission, record)
        if fact.questions
    )


def mission_facts(mission: Mission, record: MissionRecord) -> tuple[Fact, ...]:
    """What the record knows of a mission; what it does not know is left out."""
    return (
        _launch(mission, record),
        *_landing(mission, record),
        *_returns(mission, record),
        *_call_sign(mission),
        *_other_names(mission),
        *_expeditions(mission),
        *((Fact(mission.note),) if mission.note else ()),
    )


def _heading(mission: Mission, record: MissionRecord) -> str:
    """The name with one alias, and an expedition unless it was another mission's too."""
    own = [name for name in mission.expeditions if record.get(name) == mission]
    names = [*mission.aliases[:1], *own[:1]]
    return f"{mission.name} ({', '.join(names)})" if names else mission.name


def _launch(mission: Mission, record: MissionRecord) -> Fact:
    once = [
        _plain(name, record)
        for name in mission.crew_up
        if sum(name in one.crew_up for one in record.flown_by(name)) == 1
    ]
    questions = ask.launch(mission.name, once, mission.station)
    return Fact(_launch_sentence(mission, record), questions)


def _launch_sentence(mission: Mission, record: MissionRecord) -> str:
    name, day = mission.name, _day(mission, mission.launch, mission.launch_local)
    crew = _people(mission.crew_up, record)
    station = _station(mission)
    if mission.outcome == "aborted":
        bound = f", bound for {station}," if station else ""
        return f"The launch of {name} on {day} with {crew}{bound} was aborted."
    # A flight that did not dock never was "to" its station.
    way = "to" if mission.station in mission.docked_with else "towards"
    goal = f" {way} {station}" if station else ""
    if not mission.crew_up:
        return f"{name} was launched without a crew on {day}{goal}."
    return f"{name} was launched on {day} with {crew}{goal}."


def _landing(mission: Mission, record: MissionRecord) -> Iterator[Fact]:
    if mission.landing is not None:
        same = set(mission.crew_down) == set(mission.crew_up)
        once = [
            _plain(name, record)
            for name in mission.crew_down
            if same and sum(name in one.crew_down for one in record.flown_by(name)) == 1
        ]
        sentence = _landing_sentence(mission, mission.landing, record)
        yield Fact(sentence, ask.landing(mission.name, once, with_names=not same))


def _landing_sentence(mission: Mission, landing: date, record: MissionRecord) -> str:
    name, day = mission.name, _day(mission, landing, mission.landing_local)
    crew = _people(mission.crew_down, record)
    alone = len(mission.crew_down) == 1
    if mission.outcome == "lost":
        fate = f"{crew} did not survive" if alone else "none of its crew survived"
        return f"{name} came down on {day}, and {fate}."
    if not mission.crew_down:
        return f"{name} landed without a crew on {day}."
    if set(mission.crew_down) != set(mission.crew_up):
        return f"{name} landed on {day} with {crew}."
    if alone:
        return f"{crew} returned to Earth from {name} on {day}."
    return f"The crew of {name} landed on {day}."


def _returns(mission: Mission, record: MissionRecord) -> Iterator[Fact]:
    """How those came back who were launched on this mission and landed with another."""
    landed_with: dict[str, list[str]] = {}
    for person in mission.crew_up:
        back = way_back(person, mission, record)
        if back is not None and back != mission:
            landed_with.setdefault(back.name, []).append(person)
    for other_name, people in landed_with.items():
        other = record.get(other_name)
        if other is not None and other.landing is not None:
            day = _day(other, other.landing, other.landing_local)
            crew = _people(people, record)
            sentence = f"{crew}, launched on {mission.name}, landed with {other_name} on {day}."
            yield Fact(
                sentence, ask.way_back(mission.name, [_plain(name, record) for name in people])
            )


def way_back(person: str, mission: Mission, record: MissionRecord) -> Mission | None:
    """The mission that somebody next landed with, unless they were launched again before.

    Yuri Gidzenko went up on Soyuz TM-31, came back by a Shuttle that is not in the record, and
    the next landing that the record has is that of his next flight.
    """
    if person in mission.crew_down:
        return mission
    flights = record.flown_by(person)
    landings = [
        (day_of(one.landing), one)
        for one in flights
        if person in one.crew_down and one.landing and day_of(one.landing) > day_of(mission.launch)
    ]
    if not landings:
        return None
    day, back = min(landings, key=lambda landing: landing[0])
    again = any(
        person in one.crew_up and day_of(mission.launch) < day_of(one.launch) < day
        for one in flights
    )
    return None if again else back


def _call_sign(mission: Mission) -> Iterator[Fact]:
    if mission.call_sign:
        yield Fact(
            f"The call sign of {mission.name} was {mission.call_sign}.",
            ask.call_sign(mission.name, mission.call_sign),
        )


def _other_names(mission: Mission) -> Iterator[Fact]:
    names = [
        name if any(map(str.isdigit, name)) else f"the {name} mission"
        for name in (*mission.aliases, *mission.titles)
    ]
    if names:
        yield Fact(
            f"{mission.name} is also known as {_listed(names)}.",
            ask.other_names(mission.name, names),
        )


def _expeditions(mission: Mission) -> Iterator[Fact]:
    if mission.expeditions:
        mir = "the Mir expeditions " if len(mission.expeditions) > 1 else "the Mir expedition "
        kind = mir if mission.station == "Mir" else ""
        yield Fact(
            f"{mission.name} carried members of {kind}{_listed(mission.expeditions)}.",
            ask.expeditions(mission.name, mission.expeditions),
        )


def _station(mission: Mission) -> str:
    if mission.station is None:
        return ""
    return _STATION_NAMES.get(mission.station, f"the {mission.station} space station")


def _people(names: Sequence[str], record: MissionRecord) -> str:
    return _listed([_plain(name, record) for name in names])


def _plain(name: str, record: MissionRecord) -> str:
    """A name without the country of namesakes: the mission says which of them it is."""
    person = record.person(name)
    return person.plain_name if person else name


def _listed(names: Sequence[str]) -> str:
    """Names with commas and an "and" before the last."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _day(mission: Mission, moment: date | datetime, local: date | None) -> str:
    """A date in words, with the local one where the calendar there shows another."""
    day = day_of(moment)
    if local is None:
        return in_words(day)
    place = _LOCAL_PLACES.get(mission.programme, "Moscow")
    return f"{in_words(day)} UTC ({in_words(local).rpartition(' ')[0]} in {place})"
