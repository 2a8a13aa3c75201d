"""Tells who is asked for by "who was on board?" behind a question on a landing."""

from __future__ import annotations

import re

from assistant.rules import Rule, as_given, rule
from corpus.lexicon import any_of, built_in

_WHO_WAS_IN_IT = re.compile(
    r"(?i)\b(?P<who>who(?: all| else)?) (?:was|were) (?:in|inside|on board|aboard|on|onboard)"
    r"(?P<behind> \(|\W*$| (?=(?-i:[A-Z])))"
)
_ALSO = ("lands", "landings", "touchdown", "descent", "undock*")
_CAME_DOWN = re.compile(rf"(?i)\b{any_of(built_in().landing, _ALSO)}\b")
_WENT_UP = re.compile(rf"(?i)\b{any_of(built_in().launching, ('lift*-off', 'lift*off'))}\b")


@rule(Rule.WHO_LANDED, as_given())
def who_landed(read_as: str, before: str) -> str:
    """A question for those on board, behind a question on a landing, as one for who landed.

    A Soyuz often brought home another crew than it had taken up.
    """
    found = _WHO_WAS_IN_IT.search(read_as)
    if found is None or not _CAME_DOWN.search(before) or _WENT_UP.search(before):
        return read_as
    landed = f"{found['who']} landed"
    behind = found["behind"]
    into = " in" if behind == " " else ""
    return f"{read_as[: found.start()]}{landed}{into}{behind}{read_as[found.end() :]}"
