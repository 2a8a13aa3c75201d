"""Finds what a question takes for granted and the mission record contradicts.

"Which cachet shows Tito on TMA-1?" puts a person on a mission he did not fly, "the cover of
Soyuz 1, launched in May 1967" a launch on another day, "when Soyuz 11 docked with Mir" a mission
at another station. Where the articles never say so either, the reply says what was.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.rules import Rule, nothing, rule
from assistant.understand.negation import Telling, denies, tells_of_change
from assistant.understand.query import AnswerKind, Query
from assistant.verify.contradictions import (
    FalsePremise,
    knows_better,
    listed,
    wrong_crew_size,
    wrong_day,
    wrong_docking,
    wrong_station,
)
from corpus.lexicon import any_of, built_in, one_or_more_of
from corpus.record.missions import Mission, MissionRecord

__all__ = ["FalsePremise", "Together", "false_premise"]

Together = Callable[[str, str], Telling | None]

_LEXICON = built_in()
# What only those do who fly; a backup may sign a cover and tell of the launch.
_FLYING = re.compile(
    rf"\b(?:as (?:the )?(?:{any_of(_LEXICON.offices)}|flight engineer)|commanded|piloted|"
    r"fl(?:y|ew|own)|launched|land(?:ed)?|return(?:ed)?|orbit|spen[dt]|aboard|on board|crew)\b"
)

# "Who landed with Tito" puts nobody on another mission.
_BESIDE = re.compile(
    r"\b(?:fl(?:y|ew|own)|launched|land(?:ed)?|return(?:ed)?|c[ao]me (?:back|down)) with\b"
)

# "Launched on TM-13" and "did he land in TM-32" speak of one leg; its words, and how it is told.
_LEGS = (
    ("was launched", rf"\b{any_of(_LEXICON.launching)}"),
    (
        "landed",
        rf"\b(?:{any_of(_LEXICON.landing)}|(?:fl(?:y|ew|own)|went|go|gone) (?:back|home))",
    ),
)
# "What did Ansari do on TMA-12?", not "on TMA-12's cover" nor "home with Yi of TMA-12".
_ON_IT = re.compile(
    r"\b(?:on|in|aboard) §"
    rf"(?!['\u2019]| {one_or_more_of(_LEXICON.covers, _LEXICON.marks, _LEXICON.imprints)}\b)"
)
_ABOARD = (
    r"(?: (?:up|down|back|home|safely|to earth|from (?:orbit|space|the station)))*"
    r" (?:on|in|aboard|with|on board) §"
)


def false_premise(query: Query, record: MissionRecord, together: Together) -> FalsePremise | None:
    """The first thing that the question takes for granted and that is not so.

    `together(mission, name)` says how the sentences about the mission speak of a person or station.
    """
    missions = [one for name in query.entities.missions if (one := record.get(name)) is not None]
    plain = _marked(query, record)
    if len(missions) != 1 or len(query.entities.missions) != 1:
        return _of_several(plain, query, record, missions, together)
    mission = missions[0]
    if not mission.crew_up:
        return None
    day = None if query.kind is AnswerKind.YES_NO else wrong_day(plain, mission)
    return (
        _wrong_person(plain, query, mission, record, together)
        or _wrong_leg(plain, query, mission, record)
        or day
        or wrong_docking(plain, missions)
        or _wrong_station(plain, mission.name, [mission], together)
        or wrong_crew_size(plain, mission)
    )


def _of_several(
    plain: str, query: Query, record: MissionRecord, missions: list[Mission], together: Together
) -> FalsePremise | None:
    """What is wrong about missions that should have met, or about all flights of one person."""
    if missions:
        return wrong_docking(plain, missions)
    flights = [one for name in query.flights if (one := record.get(name)) is not None]
    if len(query.entities.people) != 1 or len(query.entities.people[0]) != 1 or not flights:
        return None
    (name,) = query.entities.people[0]
    return _wrong_station(plain, _plain(name), flights, together, (name,))


def _wrong_station(
    plain: str,
    subject: str,
    flights: list[Mission],
    together: Together,
    people: tuple[str, ...] = (),
) -> FalsePremise | None:
    found = wrong_station(plain, subject, flights, people)
    if found is None:
        return None
    asked, wrong = found
    told = any(together(one.name, asked) == "told" for one in flights)
    return None if told else wrong


@rule(Rule.WRONG_PERSON, nothing)
def _wrong_person(
    plain: str, query: Query, mission: Mission, record: MissionRecord, together: Together
) -> FalsePremise | None:
    if knows_better(plain) or _BESIDE.search(plain):
        return None
    for names in query.entities.people:
        if len(names) != 1 or names[0] in (*mission.crew_up, *mission.crew_down):
            continue
        flown = _flights_by_likeness(names[0], mission, record)
        telling = together(mission.name, names[0])
        if not flown or telling == "told":
            continue
        alone_on_it = len(query.entities.people) == 1 and _ON_IT.search(plain)
        if telling == "elsewhere" and not alone_on_it:
            continue
        name = _plain(names[0])
        correction = f"{name} flew on {listed(flown)}, not on {mission.name}."
        if telling != "denied":
            return FalsePremise(
                correction,
                f"Who was the crew of {flown[0]} with {name}?",
                flown[:1],
                people=(names[0],),
            )
        if _FLYING.search(plain) and not tells_of_change(plain):
            return FalsePremise(
                correction,
                f"Who flew on {mission.name} in place of {name}?",
                (mission.name,),
                people=(names[0],),
                by_denial=True,
            )
    return None


def _flights_by_likeness(name: str, mission: Mission, record: MissionRecord) -> tuple[str, ...]:
    """Somebody's flights, first those he went up on, those nearest to the one asked about first.

    Which of his flights is meant is told by when; and one he went up on tells more than one that
    only brought him home.
    """
    when = record.missions.index(mission)
    flights = record.flown_by(name)
    return tuple(
        one.name
        for one in sorted(
            flights,
            key=lambda one: (name not in one.crew_up, abs(record.missions.index(one) - when)),
        )
    )


@rule(Rule.WRONG_LEG, nothing)
def _wrong_leg(
    plain: str, query: Query, mission: Mission, record: MissionRecord
) -> FalsePremise | None:
    """Somebody launched on the mission that only brought him home, or the other way round."""
    if len(query.entities.people) != 1 or len(query.entities.people[0]) != 1 or knows_better(plain):
        return None
    (name,) = query.entities.people[0]
    up, down = name in mission.crew_up, name in mission.crew_down
    for told, words in _LEGS:
        mistaken = (down and not up) if told == "was launched" else (up and not down)
        if not mistaken or not mission.crew_down or not re.search(words + _ABOARD, plain):
            continue
        others = [
            one
            for one in record.flown_by(name)
            if name in (one.crew_up if told == "was launched" else one.crew_down)
        ]
        if others:
            when = record.missions.index(mission)
            right = min(others, key=lambda one: abs(record.missions.index(one) - when)).name
            said = f"{_plain(name)} {told} on {right}"
            return FalsePremise(f"{said}, not on {mission.name}.", said, (right,), people=(name,))
    return None


def says_flying(plain: str) -> bool:
    """Whether a question has somebody fly, and knows of no change of crew."""
    return (
        _FLYING.search(plain) is not None
        and not denies(plain)
        and not tells_of_change(plain)
        and "lost" not in plain
    )


def _plain(name: str) -> str:
    return name.split(" (")[0]


def _marked(query: Query, record: MissionRecord) -> str:
    """The question in lower case with "§" for each mission that is named."""
    text = query.text
    for mention in reversed(record.find(text)):
        text = f"{text[: mention.start]}§{text[mention.end :]}"
    return " ".join(text.lower().split())
