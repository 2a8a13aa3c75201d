"""Holds claims on crews against the mission record: who flew, commanded, landed and survived."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from assistant.answer import MAX_FACT_QUOTES, Quote
from assistant.compose.claims_flight import Settled, missions_of
from assistant.compose.items import quoted
from assistant.compose.library import Library
from assistant.compose.record_facts import crew_of, listed, plain, record_place, with_words
from assistant.plan.claim_plans import (
    Aboard,
    Commanded,
    CrewClaim,
    Crewed,
    Flew,
    FlewTogether,
    LandedIn,
    Names,
    Survived,
)
from assistant.plan.record_plans import Event
from corpus.lexicon import built_in
from corpus.record.missions import Mission

# Of these the record has every flight with a crew.
_WHOLE = built_in().programmes


def crew_claim(claim: CrewClaim, library: Library) -> Settled | None:
    """Yes or no with the sentences that settle it; None where the record does not."""
    match claim:
        case Aboard():
            return _aboard(claim, library)
        case Flew():
            return _flew(claim, library)
        case FlewTogether():
            return _together(claim, library)
        case Commanded():
            return _commanded(claim, library)
        case Crewed():
            return _crewed(claim, library)
        case Survived():
            return _survived(claim, library)
        case LandedIn():
            return _landed_in(claim, library)
        case _:
            assert_never(claim)


def _aboard(claim: Aboard, library: Library) -> Settled | None:
    """All of the people on all of the missions, or somebody not on one of them."""
    missions = missions_of(claim.missions, library)
    if len(missions) != len(claim.missions):
        return None
    absent = [
        (names, mission)
        for mission in missions
        for names in claim.people
        if not _was_on(names, mission, claim.event)
    ]
    if not absent:
        return "yes", [
            quote
            for mission in missions
            for names in claim.people
            for quote in _telling(names, mission, claim.event, library)
        ]
    names, mission = absent[0]
    only_down = claim.event is None and _was_on(names, mission, "landing")
    if only_down or not mission.crewed:  # brought home by it: "fly on" may mean that or not
        return None
    own = [one for one in _flown(names, library) if one != mission]
    return "no", [_crew_quote(mission, claim.event, library), *_told_of(names, own, library)]


def _flew(claim: Flew, library: Library) -> Settled | None:
    """So many flights, each told; no only of a programme that the record has whole."""
    if len(claim.person) != 1:
        return None
    flown = [
        one
        for one in _flown(claim.person, library)
        if claim.person[0] in one.crew_up and claim.programme in ("", one.programme)
    ]
    told = _told_of(claim.person, flown, library)
    if len(flown) >= claim.at_least:
        return "yes", told
    return ("no", told) if claim.programme in _WHOLE and told else None


def _together(claim: FlewTogether, library: Library) -> Settled | None:
    crews = [
        mission
        for mission in library.record.missions
        if all(not {*names}.isdisjoint(crew_of(mission, claim.event)) for names in claim.people)
    ]
    if crews:
        return "yes", [
            quote for one in crews for quote in _telling(claim.people[0], one, claim.event, library)
        ]
    own = [_flown(names, library) for names in claim.people]
    # A Shuttle flight that the record does not have may have had both.
    if not all(own) or any(one.programme not in _WHOLE for flown in own for one in flown):
        return None
    return "no", [
        _told_of(names, flown, library)[0] for names, flown in zip(claim.people, own, strict=True)
    ]


def _commanded(claim: Commanded, library: Library) -> Settled | None:
    """The first of a Soviet or Russian crew commanded it; an article's sentence is best."""
    mission = library.record.get(claim.mission)
    if mission is None or not mission.crew_up or mission.programme not in _WHOLE:
        return None
    own = not {*claim.person}.isdisjoint(mission.crew_up[:1])
    return ("yes" if own else "no"), [_crew_quote(mission, "launch", library)]


def _crewed(claim: Crewed, library: Library) -> Settled | None:
    mission = library.record.get(claim.mission)
    if mission is None:
        return None
    place = record_place(mission, "launch", library)
    quote = quoted(library, place) if place else None
    return ("yes" if claim.crewed == bool(mission.crew_up) else "no"), [quote]


def _survived(claim: Survived, library: Library) -> Settled | None:
    """By the landing: the record says of a lost crew that it did not survive."""
    mission = library.record.get(claim.mission)
    if mission is None or not mission.crew_up or mission.landing is None:
        return None
    if mission.outcome != "lost" and not mission.crew_down:
        return None
    alive = mission.outcome != "lost"
    place = record_place(mission, "landing", library)
    quote = quoted(library, place) if place else None
    return ("yes" if claim.alive == alive else "no"), [quote]


def _landed_in(claim: LandedIn, library: Library) -> Settled | None:
    """Yes where all of the first crew landed with the second mission, no where nobody did."""
    missions = missions_of(claim.missions, library)
    if len(missions) != 2 or not missions[0].crew_up or not missions[1].crew_down:
        return None
    up, down = {*missions[0].crew_up}, {*missions[1].crew_down}
    quote = _crew_quote(missions[1], "landing", library)
    if up <= down:
        return "yes", [quote, _crew_quote(missions[0], "launch", library)]
    apart = up.isdisjoint(down)
    return ("no", [quote, _crew_quote(missions[0], "launch", library)]) if apart else None


def _was_on(names: Names, mission: Mission, event: Event | None) -> bool:
    """Whether one of those whom a name may mean was on it, at its launch unless it is said."""
    return not {*names}.isdisjoint(crew_of(mission, event or "launch"))


def _flown(names: Names, library: Library) -> list[Mission]:
    """The flights of the one whom a name means, those that took somebody up first."""
    if len(names) != 1:
        return []
    flown = library.record.flown_by(names[0])
    return sorted(flown, key=lambda one: names[0] not in one.crew_up)


def _told_of(names: Names, flown: Sequence[Mission], library: Library) -> list[Quote | None]:
    return [
        with_words(one, plain(names[0], library.record), library) for one in flown[:MAX_FACT_QUOTES]
    ]


def _telling(
    names: Names, mission: Mission, event: Event | None, library: Library
) -> list[Quote | None]:
    """The sentences that have somebody on it: of a landing that one too, where it names nobody."""
    if event == "landing":
        place = record_place(mission, "landing", library)
        landing = [quoted(library, place) if place else None]
        exchanged = {*mission.crew_up} != {*mission.crew_down}
        return landing if exchanged else [*landing, _crew_quote(mission, "launch", library)]
    name = next((plain(one, library.record) for one in names if one in mission.crew_up), "")
    return [with_words(mission, name, library)]


def _crew_quote(mission: Mission, event: Event | None, library: Library) -> Quote | None:
    """The sentence that has the crew: that of the launch, unless another one landed with it."""
    exchanged = event == "landing" and {*mission.crew_up} != {*mission.crew_down}
    place = record_place(mission, "landing" if exchanged else "launch", library)
    if place is None:
        return None
    crew = mission.crew_down if exchanged else mission.crew_up
    return quoted(library, place, listed([plain(name, library.record) for name in crew]))
