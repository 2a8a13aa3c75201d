"""Says how hard a question is to meet, by how it is put and what it leans on."""

from __future__ import annotations

from typing import Literal

Hardness = Literal["easy", "medium", "hard"]


def hardness(style: str, form: str, *, gathered: bool, turns_before: int) -> Hardness:
    """Easy in nearly the article's words; hard where it only hints, leans or asks for several.

    >>> hardness("plain", "fact", gathered=False, turns_before=0)
    'easy'
    >>> hardness("typo", "fact", gathered=False, turns_before=0)
    'medium'
    >>> hardness("plain", "follow-up", gathered=False, turns_before=2)
    'hard'
    """
    if style == "indirect" or form == "premise" or gathered or turns_before > 1:
        return "hard"
    return "easy" if style == "plain" and form == "fact" else "medium"
