"""Finds what a question takes for granted and the mission record contradicts.

"Which cachet shows Tito on TMA-1?" puts a person on a mission he did not fly, and "the cover of
Soyuz 1, launched in May 1967" a launch on another day. Where the articles never say so either, the
reply says what was.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.entities import Entities
from assistant.query import AnswerKind, Query
from corpus.dates import DateMention, find_dates, in_words
from corpus.mission_file import day_of
from corpus.missions import Mission, MissionRecord

Together = Callable[[str, str], bool]

@dataclass(frozen=True, slots=True)
class _Event:
    """How people say it, how it is told, and how one asks for its day."""

    words: str
    told: str
    asked: str


_LAUNCH = _Event(r"(?:launch\w*|lift\w* off|blast\w* off|t(?:ook|ake) off|went up|set off)",
                 "was launched", "When was {} launched?")
_LANDING = _Event(r"(?:land(?:ed|ing)?|came down|touch\w* down|came back|return(?:ed)?)",
                  "landed", "When did {} land?")
# "Launched with Tito on 28 April", but not "launched, and cancelled on 28 April".
_SOON = r"(?:\s+(?!(?:and|but|or|cancelled|dated)\b)[\w-]+){0,4}\s+(?:on|in)\s+(?:the\s+)?$"


@dataclass(frozen=True, slots=True)
class FalsePremise:
    """What a question has wrong: the correction in a sentence, and what finds its proof.

    The proof is a sentence about one of `missions` that names the `person` or the day.
    """

    correction: str
    search_text: str
    missions: tuple[str, ...]
    person: str | None = None
    day: DateMention | None = None

    def proved_by(self, missions: tuple[str, ...], named: Entities) -> bool:
        """Whether a sentence with these missions and names says what is right."""
        if not set(self.missions) & set(missions):
            return False
        if self.day is not None:
            return any(self.day.agrees(one) and one.day for one in named.dates)
        return any(self.person in names for names in named.people)


def false_premise(query: Query, record: MissionRecord, together: Together) -> FalsePremise | None:
    """The first thing that the question takes for granted and that is not so.

    `together(mission, person)` tells whether any sentence about the mission names the person.
    """
    if len(query.entities.missions) != 1:
        return None
    mission = record.get(query.entities.missions[0])
    if mission is None or not mission.crew_up:
        return None
    return _wrong_person(query, mission, record, together) or _wrong_day(query, mission)


def _wrong_person(
    query: Query, mission: Mission, record: MissionRecord, together: Together
) -> FalsePremise | None:
    for names in query.entities.people:
        if len(names) != 1 or names[0] in (*mission.crew_up, *mission.crew_down):
            continue
        flights = record.flown_by(names[0])
        # The flights that somebody went up on tell more than those that brought him home.
        flown = tuple(one.name for one in
                      sorted(flights, key=lambda one: names[0] not in one.crew_up))
        if flown and not together(mission.name, names[0]):
            name = names[0].split(" (")[0]
            return FalsePremise(
                f"{name} flew on {_listed(flown)}, not on {mission.name}.",
                f"Who was the crew of {flown[0]} with {name}?", flown[:1], person=names[0])
    return None


def _wrong_day(query: Query, mission: Mission) -> FalsePremise | None:
    """A launch or landing on another day, unless whether it was so is the question."""
    if query.kind is AnswerKind.YES_NO:
        return None
    plain = query.text.lower()
    for event, moments in ((_LAUNCH, (mission.launch, mission.launch_local)),
                           (_LANDING, (mission.landing, mission.landing_local))):
        days = [day_of(moment) for moment in moments if moment is not None]
        right = [_mention(day) for day in days]
        for asked in find_dates(query.text):
            told = re.search(rf"\b{event.words}{_SOON}", plain[: asked.start])
            if told and right and not any(asked.agrees(one) for one in right):
                return FalsePremise(
                    f"{mission.name} {event.told} on {in_words(days[0])}, "
                    f"not {'on' if asked.day else 'in'} {query.text[asked.start : asked.end]}.",
                    event.asked.format(mission.name), (mission.name,), day=right[0])
    return None


def _mention(day: date) -> DateMention:
    return DateMention(0, 0, day.year, day.month, day.day)


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
