"""Turns a follow-up into a question that stands alone, from the turns before it.

Pure: what was asked and what was answered go in, a question comes out. The topic of a turn is the
heading that its answer came from ("the launch cover of Soyuz TM-32"), so "it" has a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.entities import Entities
from corpus.missions import MissionRecord
from index.words import normalise


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as it was read, what it named, and what the answer was about.

    `missions` and `people` are those of the question, else of its answer; `topic` is the heading
    of the quote, empty after an abstention.
    """

    read_as: str
    missions: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns so far, oldest first."""

    turns: tuple[Turn, ...] = ()

    def then(self, turn: Turn) -> Conversation:
        """The conversation with one more turn."""
        return Conversation((*self.turns, turn))


Finder = Callable[[str], Entities]

_OPENERS = re.compile(
    r"^(?:(?:ok(?:ay)?|so|and|but|then|also|no|yes|thanks|hm+|right|great|nice|cool)\b[,.!]?\s*)*"
    r"(?:(?:and\s+)?(?:what|how) about|i meant?(?: to say)?|(?:and\s+)?for|same for|rather)?\s*",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|and|but|then|no|sorry|actually|hm+)\b[,.!]?\s*)*"
    r"(?:(?:what|how) about|i meant?(?: to say)?|same for|rather)\b|^(?:and|no)\b[, ]",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\b(?:the )?(?:next|following) (?:one|flight|mission|launch|cover)\b|"
                   r"\bthe (?:one|flight|mission) after(?: (?:that|it))?\b", re.IGNORECASE)
_PREVIOUS = re.compile(r"\b(?:the )?previous (?:one|flight|mission|launch|cover)\b|"
                       r"\bthe (?:one|flight|mission) before(?: (?:that|it))?\b", re.IGNORECASE)
_PERSON_PRONOUN = re.compile(r"\b(he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
_THING_PRONOUN = re.compile(
    r"\b(?:it|its|that one|this one|the same one|the same (?:cover|flight|mission)|"
    r"(?:this|that) (?:cover|envelope|flight|mission|card|spacecraft|craft|ship|capsule|crew|stamp|"
    r"postmark|landing|launch|docking)|that(?=\s*[?.!]*$))\b",
    re.IGNORECASE,
)
_THEY = re.compile(r"\b(?:they|them|their|theirs|these|those)\b", re.IGNORECASE)
_DEFINITE = re.compile(
    r"\bthe (?:cover|envelope|cachet|crew|stamps?|postmarks?|cancels?|flight|mission|landing|"
    r"launch|autographs?|signatures?|handstamps?|commander|pilot|card|franking|postage)\b|\bthere\b",
    re.IGNORECASE,
)
_QUESTION_WORD = re.compile(
    r"\b(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|did|does|do|has|have|had|"
    r"can|could|tell|show|list|name|compare)\b", re.IGNORECASE)
MAX_BARE_WORDS = 5


def stand_alone(
    question: str, conversation: Conversation, find: Finder, record: MissionRecord
) -> str:
    """The question with what it leaves to earlier turns put in; itself when nothing is left."""
    if not conversation.turns:
        return question
    last = conversation.turns[-1]
    named = find(question)
    if neighbour := _neighbour(question, last, record):
        return _about_other(question, neighbour, last, find)
    if named.any:
        if _is_bare(question, named) and (named.missions or named.people):
            return _with_other_subject(last.read_as, question, named, find)
        if named.missions or not _leans(question):
            return question
    return _with_subject(question, last, named)


def _neighbour(question: str, last: Turn, record: MissionRecord) -> str | None:
    """The mission that "the next one" or "the flight before" names."""
    if not last.missions:
        return None
    mission = record.get(last.missions[0])
    if mission is None:
        return None
    if _NEXT.search(question):
        other = record.next(mission)
    elif _PREVIOUS.search(question):
        other = record.previous(mission)
    else:
        return None
    return other.name if other else None


def _about_other(question: str, name: str, last: Turn, find: Finder) -> str:
    rest = _PREVIOUS.sub(name, _NEXT.sub(name, question))
    if _is_bare(rest, find(rest)):
        return _with_other_subject(last.read_as, rest, find(rest), find)
    return rest


def _is_bare(question: str, named: Entities) -> bool:
    """Whether the question is only a name, perhaps behind "what about"."""
    if _CHANGES.search(question) and not _asks_anew(question):
        return True
    few = len(question.split()) <= MAX_BARE_WORDS
    return few and not _QUESTION_WORD.search(question) and named.any and _only_names(question)


def _asks_anew(question: str) -> bool:
    rest = _OPENERS.sub("", question, count=1)
    return bool(_QUESTION_WORD.search(rest)) or len(rest.split()) > MAX_BARE_WORDS


def _only_names(question: str) -> bool:
    """Whether every longer word is part of a name: capitals, digits or a programme's name."""
    rest = _OPENERS.sub("", question, count=1).strip(" ?.!")
    return all(
        word[:1].isupper() or any(char.isdigit() for char in word)
        or normalise(word) in ("soyuz", "the", "and", "or", "mission", "flight", "expedition")
        for word in re.split(r"[\s,/]+", rest) if word
    )


def _with_other_subject(before: str, question: str, named: Entities, find: Finder) -> str:
    """The last question asked of another mission or person."""
    new = _OPENERS.sub("", question, count=1).strip(" ?.!")
    old = find(before)
    if named.missions and old.missions:
        for name in old.missions:
            replaced, count = re.subn(_loosely(name), named.missions[0], before, count=1,
                                      flags=re.IGNORECASE)
            if count:
                return replaced
    if named.people and old.people:
        surname = old.people[0][0].split(" (")[0].split()[-1]
        pattern = rf"(?:[^\W\d_]+\s+)?{re.escape(surname)}"
        replaced, count = re.subn(pattern, new, before, count=1, flags=re.IGNORECASE)
        if count:
            return replaced
    return f"{before.rstrip(' ?.!')} - {new}?"


def _loosely(name: str) -> str:
    """A pattern for a mission's name with or without its programme, spaces and hyphens."""
    programme, _, number = name.partition(" ")
    loose = re.escape(number).replace(r"\-", r"[\s\-]?")
    return rf"\b(?:{re.escape(programme)}[\s\-]*)?{loose}\b" if number else re.escape(name)


def _leans(question: str) -> bool:
    """Whether the question points back by a pronoun."""
    return bool(_THING_PRONOUN.search(question) or _PERSON_PRONOUN.search(question)
                or _THEY.search(question))


def _with_subject(question: str, last: Turn, named: Entities) -> str:
    """The question with its pronoun named, or with the last subject set behind it."""
    opened = question
    if last.people and not named.people and (found := _PERSON_PRONOUN.search(question)):
        name = last.people[0].split(" (")[0]
        possessive = found[0].lower() in ("his", "hers") or (
            found[0].lower() == "her" and re.match(r"\s+\w", question[found.end():]) is not None)
        named_one = f"{name}'s" if possessive else name
        return question[: found.start()] + named_one + question[found.end() :]
    topic = _topic(last)
    if not topic:
        return question
    found = _THING_PRONOUN.search(question)
    if found and not _DEFINITE.search(question[: found.start()]):
        return question[: found.start()] + _in_place_of(found[0], topic, last) + question[
            found.end() :]
    points_back = _THEY.search(question) or _DEFINITE.search(question)
    short = len(question.split()) <= MAX_BARE_WORDS
    if points_back or _CHANGES.search(question) or (short and not named.any):
        subject = ", ".join(last.missions) or topic
        return f"{opened.rstrip(' ?.!')} ({subject})?"
    return question


def _topic(last: Turn) -> str:
    return last.topic or ", ".join(last.missions)


def _in_place_of(pronoun: str, topic: str, last: Turn) -> str:
    """What a pronoun stands for: "that flight" is the mission, "it" the thing last quoted."""
    plain = pronoun.lower()
    whole = re.search(r"flight|mission|craft|ship|capsule|crew", plain)
    kind = re.search(r"cover|envelope|card|stamp|postmark", plain)
    missions = ", ".join(last.missions)
    if whole and missions:
        return f"{whole[0] if whole[0] == 'crew' else 'the flight'} of {missions}"
    if kind and missions and kind[0] not in topic.lower():
        return f"the {kind[0]} of {missions}"
    name = topic[:1].lower() + topic[1:] if topic.startswith(("The ", "A ")) else topic
    return f"{name}'s" if plain == "its" else name
