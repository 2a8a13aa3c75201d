"""Recognises a question for the days between two moments, or for the day of a crew's return."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.plan.record_plans import Event, Moment, Return, Span
from assistant.plan.record_question import RecordQuestion
from assistant.plan.record_words import ROLES
from assistant.rules import Rule, nothing, rule
from assistant.understand.query import AnswerKind
from corpus.dates import DateMention
from corpus.record.article import way_back
from corpus.record.missions import Mission, MissionRecord
from index.words import stem

# The roles that the words of each kind of question may have.
_TIMES = frozenset(
    "how many long days gap stay launch land fly flight glue person carry much which later "
    "sooner than pronoun".split()
)
_RETURNS = frozenset("land person pronoun glue fly".split())


@rule(Rule.DAYS_BETWEEN, nothing)
def span_of(asked: RecordQuestion, record: MissionRecord) -> Span | None:
    """The days between two moments, or of a flight, or of somebody's only flight."""
    later = asked.says("much") and asked.says("sooner", "later") and not asked.says("which")
    in_days = asked.says("how") and (asked.says("long", "days") or later)
    in_days = in_days or "duration" in said_in(asked)
    others = bool(asked.stations or asked.call_signs or asked.nations)
    others = others or bool(asked.dates and not asked.people)
    if not in_days or others or asked.programmes or not asked.only(_TIMES):
        return None
    if len(asked.missions) == 2 and asked.says("gap", "sooner", "later") and not asked.people:
        return Span(*_moments(asked))
    if len(asked.missions) > 1:
        return None
    mission = record.get(asked.missions[0]) if asked.missions else None
    if asked.people:
        return _stay(asked, mission, record)
    exchanged = mission and {*mission.crew_up} != {*mission.crew_down}
    if mission is None or mission.landing is None or (asked.says("person") and exchanged):
        return None
    return Span(Moment(mission.name, "launch"), Moment(mission.name, "landing"))


def _moments(asked: RecordQuestion) -> tuple[Moment, Moment]:
    """The two moments; an event that is said of one mission only is meant of both."""
    events = [_event(asked, number) for number in (0, 1)]
    behind = _event_in(asked.around[2])
    known = [one for one in (*events, behind) if one]
    first = events[0] or (known[0] if known else "launch")
    return Moment(asked.missions[0], first), Moment(asked.missions[1], events[1] or behind or first)


def _event(asked: RecordQuestion, number: int) -> Event | None:
    """What is said of a mission: "the launch of Soyuz 4", "Soyuz 4's launch"."""
    behind = asked.around[number + 1]
    return _event_in(behind if behind[:1] == ("s",) else asked.around[number])


def _event_in(said: Sequence[str]) -> Event | None:
    stemmed_words = {stem(word) for word in said}
    if stemmed_words & ROLES["land"]:
        return "landing"
    return "launch" if stemmed_words & ROLES["launch"] else None


def _stay(asked: RecordQuestion, mission: Mission | None, record: MissionRecord) -> Span | None:
    """From a launch to the landing that ended the flight, of those who are named.

    It is their only flight together, or the one that is named or was launched at the time.
    """
    if any(len(names) != 1 for names in asked.people):
        return None
    people = [name for (name,) in asked.people]
    flown = [
        one
        for one in record.flown_by(people[0])
        if {*people} <= {*one.crew_up}
        and (mission is None or one == mission)
        and all(_is_launched(one, day) for day in asked.dates)
    ]
    back = [way_back(name, flown[0], record) for name in people] if len(flown) == 1 else []
    if (
        not back
        or back[0] is None
        or back[0].landing is None
        or any(one != back[0] for one in back)
    ):
        return None
    return Span(Moment(flown[0].name, "launch"), Moment(back[0].name, "landing"), people[0])


def _is_launched(mission: Mission, day: DateMention) -> bool:
    """Whether a mission was launched in a year, month or on a day."""
    at = mission.launch
    return (
        day.year in (None, at.year) and day.month in (None, at.month) and day.day in (None, at.day)
    )


@rule(Rule.WAY_HOME, nothing)
def home_of(kind: AnswerKind, asked: RecordQuestion, record: MissionRecord) -> Return | None:
    """When a crew came home that did not land in the ship that took it up."""
    mission = record.get(asked.missions[0]) if len(asked.missions) == 1 else None
    if kind is not AnswerKind.WHEN or mission is None or not asked.says("land"):
        return None
    others = asked.people or asked.dates or asked.stations or asked.call_signs or asked.nations
    words = [own for word, own in asked.words if word != "when"]
    known = not others and all(not own.isdisjoint(_RETURNS) for own in words)
    of_people = "they" in said_in(asked) or asked.says("person")
    exchanged = {*mission.crew_up} != {*mission.crew_down}
    return Return(mission.name) if known and of_people and exchanged else None


def said_in(asked: RecordQuestion) -> set[str]:
    """The words of a question that are no names."""
    return {word for word, _ in asked.words}
