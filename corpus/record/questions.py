"""The questions that people ask of the record's facts, by kind of fact; matched and never shown.

The record has hundreds of like sentences, so their questions are made from patterns where an
article's are written one by one.
"""

from __future__ import annotations

from collections.abc import Sequence


def launch(mission: str, flown_once: Sequence[str], station: str | None) -> tuple[str, ...]:
    """Questions on when and with whom a mission went up; of people only those with one flight."""
    goal = (f"Where in orbit was {mission} going?",) if station else ()
    return (
        f"On what day did {mission} lift off?",
        f"{mission} date of launch and crew",
        f"Name the crew members of {mission}.",
        *goal,
        *(f"When did {person} go up on {mission}?" for person in flown_once),
        *(f"Which mission did {person} fly on?" for person in flown_once),
        *(f"Which ship took {person} up?" for person in flown_once),
        *(f"Who was {person} in space with?" for person in flown_once),
    )


def landing(mission: str, flown_once: Sequence[str], *, with_names: bool) -> tuple[str, ...]:
    """Questions on when a craft came down, and, where the sentence tells it, with whom."""
    crew = (f"Who was aboard {mission} when it came down?",) if with_names else ()
    return (
        f"On what day did {mission} touch down?",
        f"{mission} date of landing",
        *crew,
        *(f"When did {person} come down with {mission}?" for person in flown_once),
    )


def way_back(mission: str, people: Sequence[str]) -> tuple[str, ...]:
    """Questions on how those came home who went up on one craft and landed with another."""
    return (
        f"How did the people launched on {mission} come home?",
        *(f"Which craft brought {person} of {mission} back to Earth?" for person in people),
        *(f"When did {person} of {mission} get home?" for person in people),
    )


def call_sign(mission: str, sign: str) -> tuple[str, ...]:
    """Questions on a call sign, both ways."""
    return (
        f"What did the crew of {mission} call themselves on the radio?",
        f"{mission} radio call sign",
        f"Which crew used the call sign {sign}?",
    )


def other_names(mission: str, names: Sequence[str]) -> tuple[str, ...]:
    """Questions on a mission's other names, both ways."""
    return (
        f"What else is {mission} called?",
        *(f"Which mission goes by the name {name.removeprefix('the ')}?" for name in names),
    )


def expeditions(mission: str, names: Sequence[str]) -> tuple[str, ...]:
    """Questions on the station crews that a craft carried, both ways."""
    return (
        f"Which expedition crew did {mission} take up or bring home?",
        *(f"Which craft carried the crew of {name}?" for name in names),
    )
