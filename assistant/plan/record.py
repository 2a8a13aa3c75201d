"""Recognises a question that the mission record answers whole: `Query` → `RecordPlan`.

Lists, counts, first and last, differences and orders. Every word must be a name of the record or
one of the words of such questions; a question with any other asks for more, and is left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.plan.record_plans import (
    Criteria,
    Event,
    Flights,
    Order,
    People,
    Pick,
    RecordPlan,
    SideBySide,
    is_whole,
)
from assistant.plan.record_question import RecordQuestion, read_question
from assistant.plan.record_spans import home_of, said_in, span_of
from assistant.plan.record_words import BOUNDS
from assistant.rules import Rule, nothing, rule
from assistant.understand.query import AnswerKind, Query
from corpus.dates import DateMention
from corpus.record.missions import MissionRecord

MAX_ORDERED = 5

# The roles that the words of each kind of question may have.
_SELECTS = frozenset(
    "which who how many flight times person woman tourist nation programme series launch land fly "
    "dock sign carry first last told glue station without twice most than lost aborted".split()
)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z]\w+")
_LOOSELY = frozenset("which who person woman tourist nation programme station glue".split())
_EXCHANGES = _SELECTS | {"other", "pronoun"}
_ORDERS = frozenset(
    "which first last sooner later launch land fly flight glue how much than gap".split()
)
_COMPARES = frozenset("compare which flight glue gap other how".split())
_UNCREWED = frozenset(("uncrewed", "unmanned", "crewless"))
_SENT = ("sent", "bound")
_DEFINITE = ("the", "this", "that")
# "Flights in 1971" asks for a list without saying so.
_FLIGHTS_AS_WRITTEN = ("flights", "missions", "launches", "landings")
_FLIGHTS = ("flight", "programme", "times")
_PEOPLE = ("who", "person", "woman", "tourist", "nation")


def record_plan(query: Query, record: MissionRecord) -> RecordPlan | None:
    """What to take from the record; None where a question asks for anything else."""
    if query.kind in (AnswerKind.YES_NO, AnswerKind.WHY):
        return None
    asked = read_question(query.text, record)
    if len(asked.missions) > MAX_ORDERED:
        return None
    if asked.missions:
        return (
            home_of(query.kind, asked, record)
            or _side_by_side(asked)
            or span_of(asked, record)
            or _order(asked)
        )
    return span_of(asked, record) or _selection(asked)


@rule(Rule.LOOSE_LIST_OF_PEOPLE, nothing)
def loose_record_plan(query: Query, record: MissionRecord) -> People | None:
    """A list of tourists, women or people of a nation, with words that say nothing passed over.

    For a question that the sentences do not answer: "every spaceflight participant on the covers,
    please, I count eight".
    """
    asked = read_question(query.text, record)
    # "Which American city" asks for no people, and a name that the record lacks is of another.
    selects = asked.says("tourist", "woman") or (asked.says("nation") and asked.says("person"))
    unknown = {word for word, own in asked.words if not own}
    selects = selects and unknown.isdisjoint(map(str.lower, _NAME.findall(query.text)))
    named = asked.missions or asked.people or asked.dates or asked.call_signs
    asks = asked.says("which", "who") or query.kind is AnswerKind.LIST
    if not selects or not asks or named or asked.says("first", "last", "without", "other"):
        return None
    known = tuple(one for one in asked.words if not one[1].isdisjoint(_LOOSELY))
    criteria = _criteria(replace(asked, words=known))
    return People(criteria) if criteria else None


@rule(Rule.SIDE_BY_SIDE, nothing)
def _side_by_side(asked: RecordQuestion) -> SideBySide | None:
    if len(asked.missions) != 2 or not asked.says("compare") or not asked.only(_COMPARES):
        return None
    others = asked.people or asked.dates or asked.stations
    return None if others else SideBySide((asked.missions[0], asked.missions[1]))


@rule(Rule.ORDER, nothing)
def _order(asked: RecordQuestion) -> Order | None:
    """Which was first or last: with one word for that, and of launches or of landings."""
    first, last = asked.says("first", "sooner"), asked.says("last", "later")
    if len(asked.missions) < 2 or first == last or not asked.only(_ORDERS):
        return None
    if asked.people or asked.dates or (asked.says("launch") and asked.says("land")):
        return None
    if asked.says("how") and not asked.says("which"):
        return None
    event: Event = "landing" if asked.says("land") else "launch"
    return Order(tuple(dict.fromkeys(asked.missions)), event, last)


@rule(Rule.SELECTION, nothing)
def _selection(asked: RecordQuestion) -> Flights | People | None:
    """A list or count of flights or people, or the first or last of them."""
    criteria = _criteria(asked)
    first, last = asked.says("first"), asked.says("last")
    if criteria is None or (first and last):
        return None
    pick: Pick = "first" if first else "last" if last else "all"
    count = asked.says("how") and asked.says("many", "times")
    named = not said_in(asked).isdisjoint(_FLIGHTS_AS_WRITTEN)
    if not (count or first or last or named or asked.says("which", "who")):
        return None
    if pick != "all" and (count or not is_whole(criteria)):
        return None
    subject = "who" if asked.says("who") else asked.first(*_FLIGHTS, *_PEOPLE, "launch", "land")
    if subject in _PEOPLE:
        return _people(asked, criteria, pick, count)
    if not subject or asked.says("twice", "most"):
        return None
    return Flights(criteria, pick, count)


def _people(asked: RecordQuestion, criteria: Criteria, pick: Pick, count: bool) -> People | None:
    """The people of the flights; "the first flight" picks no person."""
    more_than_once = {"more", "than", "once"} <= said_in(asked)
    acts = asked.says("fly", "launch", "land", "dock", "lost", "carry", "told", "twice")
    if asked.people or asked.says("times") or criteria.exchanged or criteria.uncrewed:
        return None
    if not (acts or criteria.stations or criteria.programme):
        return None
    twice = asked.says("twice") or more_than_once
    if (pick != "all" and asked.says("flight")) or (asked.says("most") and not twice):
        return None
    return People(criteria, pick, count, 2 if twice else 1)


def _criteria(asked: RecordQuestion) -> Criteria | None:
    """What the question asks of a flight; None where it asks nothing, or what is not understood."""
    exchanged = asked.says("other") and asked.says("land") and asked.says("person")
    if not _is_understood(asked, exchanged):
        return None
    dated = _dated(asked.dates)
    if dated is None:
        return None
    criteria = replace(
        dated,
        event="landing" if asked.says("land") and not exchanged else "launch",
        people=tuple(name for names in asked.people for name in names),
        call_sign="".join(asked.call_signs),
        stations=asked.stations,
        programme="".join(asked.programmes),
        series=f"Soyuz {asked.series}" if asked.series else "",
        nation="".join(asked.nations),
        woman=asked.says("woman"),
        tourist=asked.says("tourist"),
        docked=asked.says("dock") or (bool(asked.stations) and _arrives(asked)),
        outcome="lost" if asked.says("lost") else "aborted" if asked.says("aborted") else "",
        exchanged=exchanged,
        uncrewed=asked.says("without"),
        told=asked.says("told"),
    )
    return criteria if criteria != Criteria(event=criteria.event) else None


def _is_understood(asked: RecordQuestion, exchanged: bool) -> bool:
    """Whether every word and name has its place in a question of selection."""
    allowed = _EXCHANGES if exchanged else _SELECTS
    if len(asked.dates) == 2:
        allowed = allowed | {"gap"}
    names = (asked.call_signs, asked.nations, asked.programmes)
    people = len(asked.people) <= 2 and all(len(one) == 1 for one in asked.people)
    if not asked.only(allowed) or not people or any(len(one) > 1 for one in names):
        return False
    if asked.says("sign") and not asked.call_signs:
        return False
    if asked.says("without") and not (asked.says("person") or _UNCREWED & said_in(asked)):
        return False
    if (asked.says("dock") and not asked.stations) or _is_bound(asked):
        return False
    if asked.says("launch") and asked.says("land") and not exchanged:
        return False
    return exchanged or not _points(asked)


def _is_bound(asked: RecordQuestion) -> bool:
    """Whether a date is the beginning or end of the time that is asked for: "before 1970"."""
    return len(asked.dates) == 1 and not BOUNDS.isdisjoint(asked.before_dates)


def _arrives(asked: RecordQuestion) -> bool:
    """Whether it asks who flew to a station, and not what was sent there."""
    return asked.says("fly") and not asked.says("launch") and said_in(asked).isdisjoint(_SENT)


def _points(asked: RecordQuestion) -> bool:
    """Whether it asks of one thing that was spoken of, "the flight", or of the name of one."""
    said = [word for word, _ in asked.words]
    for number, (word, roles) in enumerate(asked.words):
        before, behind = said[number - 1 : number], asked.words[number + 1 : number + 2]
        plural = word.endswith(("s", "men", "people"))
        if before and before[0] in _DEFINITE and not plural:
            of_a_kind = "nation" in roles and behind and behind[0][1] & {"person", "flight"}
            if roles & {"flight", "person", "woman", "tourist", "nation"} and not of_a_kind:
                return True
        if word == "name" and number > 0 and before[0] not in ("please", "you"):
            return True
    return False


def _dated(dates: Sequence[DateMention]) -> Criteria | None:
    """The time that is asked for: a year, month or day, or from one year to another."""
    if not dates:
        return Criteria()
    first, last = dates[0], dates[-1]
    if first.year is None or last.year is None or len(dates) > 2:
        return None
    if len(dates) == 1:
        return Criteria(years=(first.year, first.year), month=first.month, day=first.day)
    plain = first.month is None and last.month is None and first.year <= last.year
    return Criteria(years=(first.year, last.year)) if plain else None
