"""Reads a question on those that were spoken of: which of them, the other, the second one."""

from __future__ import annotations

import re

from assistant.resolve.conversation import MAX_BACK, Conversation, Turn
from assistant.resolve.enumeration import (
    asks_for_the_other,
    asks_which_of_them,
    thing_of,
    which_member,
    with_member,
)
from assistant.resolve.predicates import fragment, with_other_thing
from assistant.resolve.resolution import Resolution, Subject
from assistant.resolve.substitution import with_other_subject
from assistant.rules import Rule, nothing, rule
from assistant.understand.entities import Finder

_OF = re.compile(r"(?i) (?:of|from|for) .*")


@rule(Rule.OF_THOSE_SPOKEN_OF, nothing)
def of_those(
    question: str, last: Turn, conversation: Conversation, find: Finder
) -> Resolution | None:
    """The question with the names of those that the last answers told of; None for any other."""
    pair = _pair(last, conversation, find)
    if asks_which_of_them(question):
        missions = tuple(dict.fromkeys(m for one in last.members for m in find(one).missions))
        subject = Subject(missions or last.missions, last.topic)
        text = which_member(question, last.listed or "one")
        return Resolution(question, text, subject, certain=True) if subject.name else None
    if asks_for_the_other(question) and len(pair) == 2:
        return _of_the_other(question, last, pair, find)
    member = with_member(question, _names(last))
    if member == question:
        return None
    name = next((one for one in _names(last) if one == fragment(member)), "")
    return Resolution(
        question, f"Tell me about {name}" if name else member, about=bool(name), certain=True
    )


def _names(turn: Turn) -> tuple[str, ...]:
    """The members as they are named in a sentence: "the launch cover of Soyuz 9"."""
    if turn.listed != "cover":
        return turn.members
    return tuple(
        f"the {one[:1].lower()}{one[1:]}".replace("the the ", "the ") for one in turn.members
    )


def _pair(last: Turn, conversation: Conversation, find: Finder) -> tuple[str, ...]:
    """The names of the two that were spoken of: in one list or question, or one after another."""
    if len(last.members) == 2:
        return _names(last)
    turns = conversation.turns[: -MAX_BACK - 1 : -1]
    missions = [find(turn.read_as).missions or turn.missions for turn in turns]
    apart = list(dict.fromkeys(one[0] for one in missions if len(one) == 1))
    two: tuple[str, ...] = next((one for one in missions if len(one) == 2), ())
    if not two and len(apart) < 2:
        return next((_names(one) for one in turns if len(one.members) == 2), ())
    two = two or tuple(reversed(apart[:2]))
    thing = thing_of(last.read_as)
    return tuple(f"the {thing} of {one}" if thing else one for one in two)


def _of_the_other(
    question: str, last: Turn, pair: tuple[str, ...], find: Finder
) -> Resolution | None:
    """The last question asked of the one of two that it does not name."""
    said, named = last.read_as.lower(), set(find(last.read_as).missions)
    others = [one for one in pair if one.lower().removeprefix("the ") not in said]
    if len(others) != 1:
        others = [one for one in pair if not set(find(one).missions) & named]
    if len(others) != 1:
        return None
    other = others[0]
    missions = find(other)
    if missions.missions and set(missions.missions) != named:
        return Resolution(
            question, with_other_subject(last.read_as, other, missions, find), certain=True
        )
    anew = with_other_thing(_OF.sub("", other), last.read_as)
    return Resolution(question, anew, certain=True) if anew else None
