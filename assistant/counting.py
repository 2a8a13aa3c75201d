"""Counts on from what was spoken of: the next mission, the second one, "and the last?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.leaning import MAX_BARE_WORDS, PERSON, QUESTION_WORD, THING
from corpus.missions import MissionRecord

NEXT = re.compile(r"(?i)\b(?:the )?(?:next|following) (?:one|flight|mission|launch|cover)\b|"
                  r"\bthe (?:one|flight|mission) after(?: (?:that|it))?\b")
PREVIOUS = re.compile(r"(?i)\b(?:the )?previous (?:one|flight|mission|launch|cover)\b|"
                      r"\bthe (?:one|flight|mission) before(?: (?:that|it))?\b")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
_ORDINAL = re.compile(rf"(?i)(?<=\bthe )({'|'.join(_ORDINALS[:-1])})\b")
_ONE_AFTER = re.compile(r"(?i)\b(?:next|following) one\b|\bthe one after\b|\bthe (?:very )?last\b")
# "And the second one, who was that?"
_THE_NTH = re.compile(
    rf"(?i)^(?:\W*(?:and|but|so|what about|how about)\b)*\W*the ({'|'.join(_ORDINALS)}|last)"
    r"(?: one)?(?:\W+(?:who|what|which)(?: one)? (?:was|is|were|are) (?:that|it|he|she|they))?\W*$|"
    rf"^(?:\W*(?:and|but|so)\b)*\W*(?:who|which|what) (?:was|is) the ({'|'.join(_ORDINALS)}|last)"
    r"(?: one)?\W*$")
# "The second one" of "five Mir postmarks".
_NTH_ONE = re.compile(rf"(?i)\b(the (?:{'|'.join(_ORDINALS)}|other)) one\b")
COUNTED_PERSON = re.compile(
    rf"(?i)\bthe (?:{'|'.join(_ORDINALS)}|last) (?:[\w-]+ )?{PERSON}")


def counted_on(question: str, before: str) -> str | None:
    """The question before with the next ordinal: "And the next one?" after "the first of five"."""
    if (counted := _THE_NTH.search(question)) and _ORDINAL.search(before):
        return _ORDINAL.sub((counted[1] or counted[2]).lower(), before, count=1)
    asked_on = _ONE_AFTER.search(question)
    bare = len(question.split()) <= MAX_BARE_WORDS + 1 and not QUESTION_WORD.search(question)
    if not asked_on or not bare or not _ORDINAL.search(before):
        return None
    def following(found: re.Match[str]) -> str:
        if "last" in asked_on[0].lower():
            return "last"
        return _ORDINALS[_ORDINALS.index(found[0].lower()) + 1]
    return _ORDINAL.sub(following, before, count=1)


def with_thing(question: str, before: str) -> str:
    """The question with the thing that "the second one" is, as the question before has it."""
    things = [found[0] for found in THING.finditer(before)]
    thing = next((one for one in things if one.endswith("s")), things[-1] if things else "")
    return _NTH_ONE.sub(lambda found: f"{found[1]} {thing.removesuffix('s')}", question,
                        count=1) if thing else question


def neighbour(question: str, missions: Sequence[str], record: MissionRecord) -> str | None:
    """The mission that "the next one" or "the flight before" names, behind or before all."""
    known = sorted(filter(None, map(record.get, missions)), key=record.missions.index)
    other = None
    if known and NEXT.search(question):
        other = record.next(known[-1])
    elif known and PREVIOUS.search(question):
        other = record.previous(known[0])
    return other.name if other else None
