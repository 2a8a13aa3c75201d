"""Asks the last question of another mission, person or term: "and TMA-3?", "what about Tito?"."""

from __future__ import annotations

import re

from assistant.resolve.cues import (
    CHANGES,
    DEFINITE,
    INDEFINITE,
    MAX_BARE_WORDS,
    OPENERS,
    QUESTION_WORD,
    THING,
    asks_anew,
    leans,
)
from assistant.resolve.sequence import NEXT, PREVIOUS
from assistant.resolve.topics import loosely
from assistant.rules import Rule, never, nothing, rule
from assistant.understand.entities import Entities, Finder
from index.words import normalise, stems

# "On the TMA-9 cover?" asks on for what was asked of another cover.
_PLACED = re.compile(r"(?i)(?:on|in|at|for|from|with|of)\b")
_NATIONALITY = re.compile(r"\b[Tt]he [A-Z][a-z]+(?:an|ese|ish|ch|ch(?:wo)?man)\b")
_DEFINITION = re.compile(
    r"(?i)(?<=^what )(is|are|does|do) (?:an? )?[\w-]+(?: [\w-]+)??"
    r"(?= mean\W*$|\W*$)"
)


def with_other_subject(before: str, question: str, named: Entities, find: Finder) -> str:
    """The last question asked of another mission or person."""
    new = OPENERS.sub("", question, count=1).strip(" ?.!")
    if _brings_a_thing(new, before):
        return f"{new[:1].upper()}{new[1:]}?"
    old = find(before)
    if named.missions and old.missions:
        together = r"(?:\s*,\s*|\s+and\s+|\s+or\s+)+".join(map(loosely, old.missions))
        for pattern in (together, *map(loosely, old.missions)):
            replaced, count = re.subn(
                pattern, named.missions[0], before, count=1, flags=re.IGNORECASE
            )
            if count:
                return replaced
    if named.people and old.people:
        *given, surname = map(re.escape, old.people[0][0].split(" (")[0].split())
        known = "|".join([*given, r"(?-i:[A-Z])[^\W\d_]*"])
        pattern = rf"(?:(?:{known})\s+)?{surname}"
        replaced, count = re.subn(pattern, lambda _: new, before, count=1, flags=re.IGNORECASE)
        if not count:
            replaced, count = _NATIONALITY.subn(lambda _: new, before, count=1)
        if count:
            return replaced
    return f"{before.rstrip(' ?.!')} - {new}?"


def about_neighbour(question: str, name: str, before: str, find: Finder) -> str:
    """The question of the mission that it names as the next or previous one."""
    rest = PREVIOUS.sub(name, NEXT.sub(name, question))
    if is_bare(rest, find(rest)):
        return with_other_subject(before, rest, find(rest), find)
    return rest


@rule(Rule.BARE_NAME, never)
def is_bare(question: str, named: Entities) -> bool:
    """Whether the question is only a name, perhaps behind "what about"."""
    if CHANGES.search(question) and not asks_anew(question):
        return True
    few = len(question.split()) <= MAX_BARE_WORDS
    return few and not QUESTION_WORD.search(question) and named.any and _only_names(question)


def is_only_a_name(question: str, named: Entities) -> bool:
    """Whether nothing but a mission or person is named: "and what about TM-33?"."""
    return bool(named.missions or named.people) and _only_names(question)


def _only_names(question: str) -> bool:
    """Whether every longer word is part of a name: capitals, digits or a programme's name."""
    rest = OPENERS.sub("", question, count=1).strip(" ?.!")
    return all(
        word[:1].isupper()
        or any(char.isdigit() for char in word)
        or normalise(word) in ("soyuz", "the", "and", "or", "mission", "flight", "expedition")
        for word in re.split(r"[\s,/]+", rest)
        if word
    )


def _brings_a_thing(new: str, before: str) -> bool:
    """Whether a thing is asked for that was not asked for before: "the crew of Soyuz 11"."""
    if _PLACED.match(new):
        return False
    things = set(stems(" ".join(THING.findall(new)))) - {"flight", "mission"}
    return not things <= set(stems(before))


@rule(Rule.ANOTHER_TERM, nothing)
def with_other_term(question: str, before: str) -> str | None:
    """The last question asked of another thing of that sort: "what about a cachet?"."""
    new = OPENERS.sub("", question, count=1).strip(" ?.!")
    asks_on = CHANGES.search(question) or len(new.split()) <= 2
    if not new or not asks_on or asks_anew(question) or QUESTION_WORD.search(new):
        return None
    if INDEFINITE.fullmatch(new) and INDEFINITE.search(before):
        return INDEFINITE.sub(lambda _: new, before, count=1)
    if not DEFINITE.search(new) and not THING.fullmatch(new) and not leans(new):
        defined, count = _DEFINITION.subn(lambda found: f"{found[1]} {new}", before)
        return defined if count else None
    return None
