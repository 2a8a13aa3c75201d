"""Holds what a question says of a flight against the mission record: days, station and crew.

Each rule is pure and gives the `FalsePremise`, or None where the record does not contradict.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.rules import Rule, never, nothing, rule
from assistant.understand.entities import Entities
from assistant.understand.negation import denies, tells_of_change
from corpus.dates import DateMention, find_dates, in_words
from corpus.lexicon import any_of, built_in, several_of
from corpus.record.mission_file import day_of
from corpus.record.missions import Mission


@dataclass(frozen=True, slots=True)
class FalsePremise:
    """What a question has wrong: the correction in a sentence, and what finds its proof.

    The proof is a sentence about one of `missions` that names all `people` and the day, has the
    words `said`, and where `by_denial` denies something or tells of a change of crew.
    """

    correction: str
    search_text: str
    missions: tuple[str, ...]
    people: tuple[str, ...] = ()
    day: DateMention | None = None
    said: str = ""
    by_denial: bool = False

    def proved_by(self, missions: tuple[str, ...], named: Entities, text: str) -> bool:
        """Whether a sentence with these missions and names says what is right."""
        if not set(self.missions) & set(missions):
            return False
        change = bool(self.people) and tells_of_change(text)
        if self.by_denial and not (denies(text) or change):
            return False
        if self.day is not None and not any(
            self.day.agrees(one) and one.day for one in named.dates
        ):
            return False
        here = {name for names in named.people for name in names}
        return here.issuperset(self.people) and re.search(self.said, text) is not None


@dataclass(frozen=True, slots=True)
class _Event:
    """How people say it, how it is told, and how one asks for its day."""

    words: str
    told: str
    asked: str


_LEXICON = built_in()
_LAUNCH = _Event(
    any_of(_LEXICON.launching, ("set off",)),
    "was launched",
    "When was {} launched?",
)
_LANDING = _Event(
    any_of(_LEXICON.landing),
    "landed",
    "When did {} land?",
)
# "Launched with Tito on 28 April", "launched 2001"; not "launched, and cancelled on 28 April".
_SOON = (
    r"(?:(?:\s+(?!(?:and|but|or|cancelled|dated)\b)[\w-]+){0,4}\s+(?:on|in)\s+(?:the\s+)?|"
    r"\s+)$"
)
# "Soyuz 1, launched" and "the Soyuz 1 cover, launched", but not "Soyuz 1 and Zarya, launched".
_OF_THE_MISSION = (
    rf"§(?:'s)?,?(?: (?:{any_of(_LEXICON.covers, _LEXICON.journeys)}|crew|was|were|that|which|"
    r"who|had|itself|safely|finally),?)* "
)
# The flight itself around its date, the mission's name as "§".
_FLOWN_THEN = re.compile(
    r"(?:\b(?:flight|mission) of §|§ (?:flew|orbited|flight|mission|took place)|"
    r"\b(?:fly|flew|flown) (?:on |in |aboard )?§) (?:in|on|of) (?:the )?$"
)
_THEN_FLOWN = re.compile(r"^ (?:flight|mission|voyage) (?:of|on|by) §")
_STATION = re.compile(rf"\b(?:salyut[\s-]*\d|{any_of(_LEXICON.stations)})\b")
_GOING = (
    r"\b(?:dock|link|join|fl(?:y|ew|own|ight)|launch|sent|send|go|went|travel|visit|arriv|"
    r"reach|enter|board|aboard|live|stay|undock|carr|lea[vf]|left|depart)\w*(?:\s+[\w§-]+){0,3}\s+"
)
# "Was Tito on Mir?", but not "was his cover postmarked on Mir".
_BEING = (
    r"\b(?:was|were)\s+(?:[\w-]+\s+){1,3}(?:ever\s+|once\s+)?(?:on|aboard)\s+(?:board\s+)?|"
    r"\bbeen\s+(?:on|aboard|to)\s+(?:board\s+)?"
)
_DOCKING = re.compile(
    r"\b(?:(?:un)?dock(?:ed|s)?|link(?:ed)? up|docking (?:of|with))\b|"
    r"\b(?:(?:chang|cross|mov|climb|went|go)\w* (?:over|across)|transfer\w*|switch\w*) from § to §"
)
_KNOWING = re.compile(
    r"\b(?:before|earlier|previous\w*|former\w*|later|after|instead|rather|than|since|until|would|"
    r"should|could|can|cannot|plan\w*|replac\w*|like|or|fail\w*|tr(?:y|ied|ies)|attempt\w*|meant|"
    r"supposed|able|un\w*able|abandon\w*|near|almost|nearly|shares?|same|both|was to|were to|"
    r"soft)\b"
)
_NUMBERS = ("no", *_LEXICON.units[:10])
_NUMBER = rf"(?:[1-9]|10|{any_of(_NUMBERS[1:])})"
_CREW_SIZE = re.compile(
    rf"\b({_NUMBER})[\s-](?:{any_of(_LEXICON.humans)}|person|member) crew\b|"
    rf"\bcrew of ({_NUMBER})\b(?! (?:people|flights))"
)
_FLIERS = re.compile(
    rf"\b({_NUMBER}) (?:\w+ )?(?:{several_of(_LEXICON.fliers)}|men|crewmen|crew members|people)"
    r"(?= (?:on|of|in|aboard) (?:board )?(?:the )?§)"
)


@rule(Rule.WRONG_DAY, nothing)
def wrong_day(plain: str, mission: Mission) -> FalsePremise | None:
    """A launch, landing or flight on another day.

    `plain` is the question in lower case, the mission's name as "§".
    """
    launches = _days(mission.launch, mission.launch_local)
    landings = _days(mission.landing, mission.landing_local)
    for asked in find_dates(plain):
        for event, days in ((_LAUNCH, launches), (_LANDING, landings)):
            told = re.search(
                rf"(?:{_OF_THE_MISSION}{event.words}|\b{event.words} of §){_SOON}",
                plain[: asked.start],
            )
            if told and days and not any(asked.agrees(_mention(day)) for day in days):
                return _another_day(mission, event, days, plain, asked)
        then = _FLOWN_THEN.search(plain[: asked.start]) or _THEN_FLOWN.search(plain[asked.end :])
        if then and not _flying(asked, launches, landings):
            return _another_day(mission, _LAUNCH, launches, plain, asked)
    return None


@rule(Rule.WRONG_STATION, nothing)
def wrong_station(
    plain: str, subject: str, flights: Sequence[Mission], people: tuple[str, ...] = ()
) -> tuple[str, FalsePremise] | None:
    """A station that none of the flights went to, as it is called in the question."""
    going = rf"(?:{_GOING}|{_BEING})" if people else _GOING
    found = next(
        (
            one
            for one in _STATION.finditer(plain)
            if re.search(rf"{going}(?:the )?$", plain[: one.start()])
        ),
        None,
    )
    if found is None or knows_better(plain):
        return None
    asked = _station_name(found[0])
    right = list(
        dict.fromkeys(
            place for one in flights for place in (one.station, *one.docked_with) if place
        )
    )
    if not all(one.station for one in flights) or any(
        f"{place} ".startswith(f"{asked} ") for place in right
    ):
        return None
    said = "ISS|International Space Station" if right[0] == "ISS" else rf"\b{right[0]}\b"
    return asked, FalsePremise(
        f"{subject} flew to {listed([_called(one) for one in right])}, not to {_called(asked)}.",
        f"When did {flights[0].name} fly to {_called(right[0])}?",
        tuple(one.name for one in flights),
        people=people,
        said=said,
    )


@rule(Rule.WRONG_DOCKING, nothing)
def wrong_docking(plain: str, missions: Sequence[Mission]) -> FalsePremise | None:
    """A docking of missions that docked with nothing."""
    if (
        not missions
        or any(one.docked_with for one in missions)
        or not _DOCKING.search(plain)
        or knows_better(plain)
    ):
        return None
    names = tuple(one.name for one in missions)
    return FalsePremise(
        f"{listed(names)} did not dock.",
        f"Why did {listed(names)} not dock?",
        names,
        said=r"\b[Dd]ock",
        by_denial=True,
    )


@rule(Rule.WRONG_SIZE_OF_CREW, nothing)
def wrong_crew_size(plain: str, mission: Mission) -> FalsePremise | None:
    """A crew of another size, or more people of it than there were."""
    sizes = {len(mission.crew_up), len(mission.crew_down)}
    exact = [_number(one or two) for one, two in _CREW_SIZE.findall(plain)]
    at_most = [_number(one) for one in _FLIERS.findall(plain)]
    wrong = next(
        (one for one in exact if one not in sizes),
        next((one for one in at_most if one > max(sizes)), 0),
    )
    if not wrong:
        return None
    right = len(mission.crew_up)
    said = _NUMBERS[right] if right < len(_NUMBERS) else str(right)
    return FalsePremise(
        f"The crew of {mission.name} numbered {said}, not {_NUMBERS[wrong]}.",
        f"Who was the crew of {mission.name}?",
        (mission.name,),
        people=mission.crew_up,
    )


@rule(Rule.KNOWS_BETTER, never)
def knows_better(plain: str) -> bool:
    """Whether a question may know how it really was, or speak of another time or flight."""
    return denies(plain) or _KNOWING.search(plain) is not None


def listed(names: Sequence[str]) -> str:
    """Names with commas and an "and" before the last."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _another_day(
    mission: Mission, event: _Event, days: Sequence[date], plain: str, asked: DateMention
) -> FalsePremise:
    asked_day = re.sub(
        r"\b[a-z]{3,}", lambda word: word[0].capitalize(), plain[asked.start : asked.end]
    )
    return FalsePremise(
        f"{mission.name} {event.told} on {in_words(days[0])}, "
        f"not {'on' if asked.day else 'in'} {asked_day}.",
        event.asked.format(mission.name),
        (mission.name,),
        day=_mention(days[0]),
    )


def _flying(asked: DateMention, launches: Sequence[date], landings: Sequence[date]) -> bool:
    """Whether the mission was under way at some time of the asked date."""
    if any(asked.agrees(_mention(day)) for day in (*launches, *landings)) or asked.year is None:
        return True
    last = landings[-1] if landings else launches[-1]
    first = (launches[0].year, launches[0].month, launches[0].day)
    month, day = asked.month or launches[0].month, asked.day or launches[0].day
    return first <= (asked.year, month, day) <= (last.year, last.month, last.day)


def _days(*moments: date | None) -> list[date]:
    return [day_of(moment) for moment in moments if moment is not None]


def _mention(day: date) -> DateMention:
    return DateMention(0, 0, day.year, day.month, day.day)


def _station_name(said: str) -> str:
    if said in ("iss", "international space station"):
        return "ISS"
    number = re.sub(r"\D", "", said)
    return f"Salyut {number}".strip() if said.startswith("salyut") else said.capitalize()


def _called(station: str) -> str:
    return "the ISS" if station == "ISS" else station


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _NUMBERS.index(said)
