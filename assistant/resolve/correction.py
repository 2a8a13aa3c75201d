"""Takes a correction apart: "of Soyuz 5 I mean", "TMA-3, not TMA-2" → what is meant instead."""

from __future__ import annotations

import re

from assistant.resolve.cues import OPENERS, QUESTION_WORD, THING
from assistant.rules import Rule, as_given, rule
from assistant.understand.entities import Finder

# "Not TMA-2, TMA-3" and "TMA-3, not TMA-2".
_DENIED = re.compile(
    r"(?i)^\W*(?:(?:no|sorry|oops|pardon|wait|actually)\W+)*not\s[^,;]+(?:[,;]|\bbut\b)\s*(?:but\b\s*)?|"
    r",?\s+(?:and\s+)?not\s[^,;]+?(?=(?:,?\s+i\s+mean\w*)?\W*$)"
)
_MEANT = r"(?:that(?:'s| is)? (?:what )?)?i (?:mean|meant)(?: to (?:say|ask|write))?"
_MEANT_LAST = re.compile(rf"(?i)[\s,;.–-]*\b(?:{_MEANT}|that is|is what i meant)\W*$")
_MEANT_FIRST = re.compile(
    rf"(?i)^\W*(?:(?:no|sorry|oops|pardon|wait|actually|ah|oh|but)\b\W*)*"
    rf"(?:{_MEANT}|make (?:that|it)|i should have said|i was asking about)\b[\s,:]*"
)
_PLACED = re.compile(r"(?i)^(?:of|on|for|from|about|with|at|in|by)\s+")


@rule(Rule.MEANT_INSTEAD, as_given())
def meant_instead(question: str, find: Finder) -> str:
    """What a correction means, as one that follows "what about"; other questions as they are.

    >>> from assistant.understand.entities import Entities
    >>> meant_instead("the docking cover I mean", lambda _: Entities())
    'no, the docking cover'
    """
    meant = _MEANT_LAST.sub("", _MEANT_FIRST.sub("", question, count=1), count=1)
    corrects = meant != question
    if corrects and meant and not QUESTION_WORD.search(meant):
        kept = _without_denied(meant, find)
        rest = _PLACED.sub("", OPENERS.sub("", kept, count=1), count=1).strip(" ?.!,")
        return f"no, {rest}" if rest else question
    return question if QUESTION_WORD.search(question) else _without_denied(question, find)


def _without_denied(question: str, find: Finder) -> str:
    """A correction without what it takes back."""
    kept = _DENIED.sub("", question, count=1)
    named = find(kept)
    if named.missions or named.people:
        return kept
    return f"no, {kept.strip(' ?.!')}" if kept != question and THING.search(kept) else question
