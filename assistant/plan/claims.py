"""Recognises a question of yes or no that the mission record settles: `Query` → `Claim`.

Every word must be a name of the record or one of the words of such questions; a question with any
other claims more, and is left to the sentences.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.plan.claim_plans import (
    Aboard,
    Bound,
    CalledBy,
    Claim,
    Commanded,
    Covered,
    Crewed,
    Docked,
    Flew,
    FlewTogether,
    LandedIn,
    OnDay,
    Sooner,
    Survived,
    WentTo,
)
from assistant.plan.overview import overview_of
from assistant.plan.record_plans import Event, Moment
from assistant.plan.record_question import RecordQuestion, read_question
from assistant.plan.record_words import stemmed
from assistant.plan.subjects import Topics
from assistant.rules import Rule, nothing, rule
from assistant.understand.negation import denied_words
from assistant.understand.query import AnswerKind, Query, asks_twice
from corpus.lexicon import built_in
from corpus.record.missions import MissionRecord
from index.words import normalise, stem

# What the words of a claim may be, beside names, by role.
_WORDS = frozenset(
    "flight person launch land fly dock glue carry pronoun programme station told".split()
)
_SAID = built_in().claim_words
_MANY = frozenset(_SAID["many"])
_COMMANDING = stemmed(_SAID["commanding"])
_SURVIVING = stemmed(_SAID["surviving"])
_DYING = stemmed(_SAID["dying"])
_CREWLESS = stemmed(_SAID["crewless"])
_CREWED = stemmed(_SAID["crewed"])
_TOGETHER = stemmed(_SAID["together"])
_EACH_OTHER = stemmed(_SAID["each_other"])
_FREE = stemmed(_SAID["free"])
_EARLIER = _SAID["earlier"]
_LATER = _SAID["later"]
_EITHER = re.compile(r"\b(?:or|who|whom|whose|which|what|why|how|when|where|if)\b")
# "Is it in the articles?", "do you have anything on it?": what the request is about is `subject`.
_IN_THE_ARTICLES = (
    re.compile(
        r"(?i)^\W*(?:and |so |but )?(?:is|are|was|were)(?: there)? (?P<subject>.+?) (?:covered |"
        r"mentioned |described |told |included |treated )?(?:in|by|among|part of) (?:the |your |"
        r"these |this )?(?:articles?|collection|texts?|corpus)\b\W*$"
    ),
    re.compile(
        r"(?i)^\W*(?:and |so |but )?(?:do you|have you|is there|are there|do the articles)(?: "
        r"(?:have|got|know|hold|say|cover|tell))? (?:anything|something|any information|any info|"
        r"any articles?|an article) (?:on|about|of|for) (?P<subject>.+?)\W*$"
    ),
    re.compile(
        r"(?i)^\W*(?:and |so |but )?(?:do|does) (?:you|the articles?|your articles?) (?:cover|"
        r"mention|describe|treat|include) (?P<subject>.+?)\W*$"
    ),
)


def claim_plan(query: Query, record: MissionRecord, topics: Topics) -> Claim | None:
    """The claim of a question; None where it is none, or not one that the record settles."""
    plain = normalise(query.text)
    if query.kind is not AnswerKind.YES_NO or asks_twice(query) or denied_words(plain):
        return None
    if covered := _covered(query, record, topics):
        return covered
    if _EITHER.search(plain):
        return None
    asked = read_question(query.text, record)
    said = {stem(word) for word, _ in asked.words}
    for reading in (_commanded, _survived, _crewed, _called, _on_day, _sooner):
        if claim := reading(asked, said):
            return claim
    return (
        _landed_in(asked, said)
        or _docked(asked, said)
        or _went_to(asked, said)
        or _aboard(asked, said)
    )


@rule(Rule.TOLD_OF, nothing)
def _covered(query: Query, record: MissionRecord, topics: Topics) -> Covered | None:
    """Whether the articles tell of what a question names."""
    for pattern in _IN_THE_ARTICLES:
        found = pattern.match(query.text)
        if found:
            subject = f"tell me about {found['subject']}"
            overview = overview_of(replace(query, text=subject), topics, record)
            return Covered(overview) if overview else None
    return None


def _is_only(asked: RecordQuestion, said: set[str], *beside: frozenset[str]) -> bool:
    """Whether every word has a role of claims, or is one of some more."""
    more = _FREE.union(*beside)
    return all(not own.isdisjoint(_WORDS) or stem(word) in more for word, own in asked.words)


@rule(Rule.COMMAND, nothing)
def _commanded(asked: RecordQuestion, said: set[str]) -> Commanded | None:
    fits = len(asked.people) == 1 and len(asked.missions) == 1 and not _others(asked)
    if not fits or said.isdisjoint(_COMMANDING) or not _is_only(asked, said, _COMMANDING):
        return None
    return Commanded(asked.people[0], asked.missions[0])


@rule(Rule.SURVIVAL, nothing)
def _survived(asked: RecordQuestion, said: set[str]) -> Survived | None:
    alive, dead = bool(said & _SURVIVING), bool(said & _DYING)
    if alive == dead or len(asked.missions) != 1 or asked.people or _others(asked):
        return None
    one = _is_only(asked, said, _SURVIVING, _DYING)
    return Survived(asked.missions[0], alive) if one else None


@rule(Rule.CREWED, nothing)
def _crewed(asked: RecordQuestion, said: set[str]) -> Crewed | None:
    """Whether there was a crew: "was it crewed", "did it carry a crew", "was anybody on it"."""
    if len(asked.missions) != 1 or asked.people or _others(asked):
        return None
    words = {word for word, _ in asked.words}
    without = bool(said & _CREWLESS) or bool(words & {"unmanned", "uncrewed"})
    crewed = bool(words & {"crewed", "manned"})
    carried = "crew" in words and bool(words & {"carry", "have", "a"}) and "the" not in words
    anybody = bool(words & {"anyone", "anybody"}) and bool(words & {"aboard", "on", "in"})
    if not (without or crewed or carried or anybody) or asked.says("dock", "land"):
        return None
    if not _is_only(asked, said, _CREWLESS, _CREWED):
        return None
    return Crewed(asked.missions[0], crewed=not without)


@rule(Rule.CALL_SIGN, nothing)
def _called(asked: RecordQuestion, said: set[str]) -> CalledBy | None:
    one = len(asked.missions) == 1 and len(asked.call_signs) == 1 and not asked.people
    fits = one and not asked.dates and not asked.stations and {"call", "sign"} <= said
    if not fits or not _is_only(asked, said, frozenset(("call", "sign"))):
        return None
    return CalledBy(asked.missions[0], asked.call_signs[0])


@rule(Rule.DAY, nothing)
def _on_day(asked: RecordQuestion, said: set[str]) -> OnDay | None:
    """That it was launched or landed then; a flight may have been under way for months."""
    fits = len(asked.missions) == 1 and len(asked.dates) == 1 and not asked.people
    if not fits or asked.stations or asked.call_signs or asked.nations or asked.series:
        return None
    bounds = frozenset(map(stem, (*_EARLIER, *_LATER, "than", "on")))
    event = _event(asked)
    moved = event is not None and asked.says("launch", "land")
    if not moved or not _is_only(asked, said, bounds) or asked.says("dock", "carry"):
        return None
    assert event is not None
    words = [word for word, _ in asked.words]
    return OnDay(Moment(asked.missions[0], event), asked.dates[0], _bound(words))


@rule(Rule.SOONER, nothing)
def _sooner(asked: RecordQuestion, said: set[str]) -> Sooner | None:
    """That one mission was before the other, by the word between their names."""
    if len(asked.missions) != 2 or asked.people or _others(asked):
        return None
    bounds = frozenset(map(stem, (*_EARLIER, *_LATER, "than")))
    event, bound = _event(asked), _bound(list(asked.around[1]))
    if event is None or not bound or not _is_only(asked, said, bounds):
        return None
    first, second = asked.missions
    return Sooner((first, second) if bound == "before" else (second, first), event)


@rule(Rule.SHIP_OF_LANDING, nothing)
def _landed_in(asked: RecordQuestion, said: set[str]) -> LandedIn | None:
    """That a crew came back in another ship: "did the crew of TMA-1 land in TM-34?"."""
    if len(asked.missions) != 2 or asked.people or _others(asked) or not asked.says("land"):
        return None
    behind = asked.around[1][-1:] and asked.around[1][-1] in ("in", "on", "aboard", "with")
    first, second = asked.missions
    return LandedIn((first, second)) if behind and _is_only(asked, said) else None


@rule(Rule.DOCKING, nothing)
def _docked(asked: RecordQuestion, said: set[str]) -> Docked | None:
    if len(asked.missions) != 2 or asked.people or _others(asked) or not asked.says("dock"):
        return None
    first, second = asked.missions
    return Docked((first, second)) if _is_only(asked, said, _EACH_OTHER) else None


@rule(Rule.STATION, nothing)
def _went_to(asked: RecordQuestion, said: set[str]) -> WentTo | None:
    if len(asked.missions) != 1 or len(asked.stations) != 1 or asked.people or asked.dates:
        return None
    going = asked.says("dock", "fly") and not asked.says("land")
    return WentTo(asked.missions[0], asked.stations[0]) if going and _is_only(asked, said) else None


@rule(Rule.ABOARD, nothing)
def _aboard(asked: RecordQuestion, said: set[str]) -> Aboard | Flew | FlewTogether | None:
    """That people were on missions, on one flight, on any, or on more than one."""
    flying = asked.says("fly", "launch", "land", "carry", "person", "flight") or asked.missions
    if not asked.people or _others(asked) or not flying:
        return None
    event = _event(asked)
    if asked.missions:
        moved = asked.says("launch", "land")
        fits = _is_only(asked, said, _TOGETHER - {"same"}) and not (moved and event is None)
        aboard = Aboard(asked.people, asked.missions, event if moved else None)
        return aboard if fits and not asked.says("dock") and not asked.programmes else None
    if len(asked.people) > 1:
        together = bool(said & _TOGETHER) and _is_only(asked, said, _TOGETHER)
        return FlewTogether(asked.people, event or "launch") if together else None
    return _flew(asked, said)


def _flew(asked: RecordQuestion, said: set[str]) -> Flew | None:
    """That somebody flew at all, or more than once."""
    many = _MANY & {word for word, _ in asked.words}
    often = bool(many & {"once", "twice", "several"}) or {"more", "than"} <= many
    if not _is_only(asked, said, frozenset(map(stem, _MANY)), frozenset((stem("one"),))):
        return None
    if asked.says("land") or not asked.says("fly", "launch", "flight"):
        return None
    return Flew(asked.people[0], 2 if often else 1, "".join(asked.programmes))


def _event(asked: RecordQuestion) -> Event | None:
    """Launch or landing; None where both are spoken of."""
    launch, land = asked.says("launch"), asked.says("land")
    if launch and land:
        return None
    if land:
        return "landing"
    return "launch" if launch or asked.says("fly") or asked.people else None


def _bound(said: list[str]) -> Bound:
    if not set(_EARLIER).isdisjoint(said):
        return "before"
    return "after" if not set(_LATER).isdisjoint(said) else ""


def _others(asked: RecordQuestion) -> bool:
    """Whether it names what such a claim has no place for."""
    return bool(asked.dates or asked.stations or asked.call_signs or asked.nations or asked.series)
