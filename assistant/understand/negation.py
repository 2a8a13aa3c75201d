"""Finds what a sentence denies, and the sentence that denies what a question takes for granted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from assistant.rules import Rule, never, rule

# "Told" by a sentence that says nothing to the contrary, told "elsewhere": only beside a flight of
# the person's own, or "denied": by others alone.
Telling = Literal["told", "elsewhere", "denied"]

_DENIAL = re.compile(
    r"\b(?:not|never|no|nobody|none|failed|without|instead of|rather than)\b|n't\b", re.IGNORECASE
)
# Whom such a sentence names did not fly, or not then.
_REPLACED = re.compile(
    r"\b(?:original(?:ly)?|replac\w+|lost (?:his|her|their) (?:seats?|places?)|in place of|"
    r"taken off|back-?ups?|stand-?in|reserves?|assigned|supposed|was to|were to)\b",
    re.IGNORECASE,
)
NEGATOR = r"(?:not|never|no|nobody|none|nothing|without|cannot|failed to|n't|n\u2019t)"
# "Did not dock", "no crew transfer took place": what is denied stands close behind.
_DENIED = re.compile(rf"\b{NEGATOR}\b((?:\W+\w+){{1,3}})|n['\u2019]t\b((?:\W+\w+){{1,3}})")
# "Was originally to fly", "had been scheduled for 9 October": what was meant and came otherwise.
_MEANT = r"(?:to|meant|assigned|scheduled|planned|supposed|intended|due)\b"
_CAME_OTHERWISE = re.compile(
    rf"\b(?:first|originally|initially|had been|had first been) {_MEANT}((?:\W+\w+){{1,6}})",
    re.IGNORECASE,
)
_MEANT_AT_ALL = re.compile(
    r"\b(?:meant|scheduled|planned|supposed|intended|slipped|postponed|delayed)\b", re.IGNORECASE
)
# What may have come so or not: "was planned for", "slipped".
_ONLY_MEANT = re.compile(
    r"\b(?:was|were|is|are|be|been|first) (?:meant|scheduled|planned|supposed|intended)\b|"
    r"\bslipped\b",
    re.IGNORECASE,
)


@rule(Rule.DENIALS, never)
def denies(text: str) -> bool:
    """Whether a sentence says that something was not so."""
    return _DENIAL.search(text) is not None


@rule(Rule.CHANGES_OF_CREW, never)
def tells_of_change(text: str) -> bool:
    """Whether a sentence says that somebody's place in a crew was another's in the end."""
    return _REPLACED.search(text) is not None


@rule(Rule.WHAT_WAS_MEANT, never)
def only_means(text: str) -> bool:
    """Whether a sentence tells what was meant to be, or who gave way to whom, and not what was."""
    return (
        tells_of_change(text)
        or _ONLY_MEANT.search(text) is not None
        or _CAME_OTHERWISE.search(text) is not None
    )


@rule(Rule.ASKING_WHAT_WAS_MEANT, never)
def asks_what_was_meant(question: str) -> bool:
    """Whether a question itself is about what was meant to be, or about a change."""
    return tells_of_change(question) or _MEANT_AT_ALL.search(question) is not None


def meant_words(text: str) -> Sequence[str]:
    """The words behind each telling of what was meant and came otherwise.

    Not where somebody else took the place: who is meant is then not certain.
    """
    return [] if re.search(r"\breplac|\bwhom?\b", text) else _CAME_OTHERWISE.findall(text)


def denied_words(plain: str) -> Sequence[str]:
    """The words right behind each denial of a normalised text."""
    return [first or second for first, second in _DENIED.findall(plain)]
