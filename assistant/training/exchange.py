"""Changes a question: with a slip of the pen, or so that its sentence answers it no more."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

_NAME = re.compile(r"(?<=[a-z,'] )[A-Z][\w'-]+(?: [A-Z][\w'-]+)*")
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_WORD = re.compile(r"\w{3,}")
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_AUXILIARY = re.compile(r"\b(?:did|does|do|was|were|is|are|has|have|had|can|could|would|will)\b")
_OPPOSITES = (
    ("first", "last"),
    ("before", "after"),
    ("largest", "smallest"),
    ("highest", "lowest"),
    ("most", "least"),
    ("more", "fewer"),
    ("north", "south"),
    ("east", "west"),
    ("northern", "southern"),
    ("eastern", "western"),
    ("begin", "end"),
    ("began", "ended"),
    ("start", "finish"),
    ("started", "finished"),
    ("increase", "decrease"),
    ("increased", "decreased"),
    ("win", "lose"),
    ("won", "lost"),
    ("older", "younger"),
    ("oldest", "youngest"),
    ("early", "late"),
    ("born", "buried"),
    ("maximum", "minimum"),
    ("longest", "shortest"),
    ("men", "women"),
    ("male", "female"),
    ("accepted", "rejected"),
    ("allowed", "forbidden"),
    ("joined", "left"),
    ("above", "below"),
    ("inside", "outside"),
    ("buy", "sell"),
    ("bought", "sold"),
    ("import", "export"),
    ("rich", "poor"),
    ("public", "private"),
    ("opened", "closed"),
    ("success", "failure"),
    ("son", "daughter"),
    ("king", "queen"),
    ("upper", "lower"),
    ("higher", "lower"),
    ("larger", "smaller"),
    ("front", "back"),
    ("left", "right"),
    ("launched", "landed"),
    ("launch", "landing"),
    ("departed", "arrived"),
    ("built", "destroyed"),
    ("founded", "dissolved"),
    ("appointed", "dismissed"),
    ("majority", "minority"),
    ("always", "never"),
    ("old", "new"),
)
_OPPOSITE = {one: other for pair in _OPPOSITES for one, other in (pair, pair[::-1])}


def slipped(question: str, chance: random.Random) -> str:
    """The question with two neighbouring letters swapped within a long word."""
    long = [found.span() for found in _LONG_WORD.finditer(question)]
    if not long:
        return question
    start, end = chance.choice(long)
    at = chance.randrange(start + 1, end - 1)
    return question[:at] + question[at + 1] + question[at] + question[at + 2 :]


def exchanges(question: str, told: str, beside: Sequence[str], chance: random.Random) -> list[str]:
    """The question changed so that `told` answers it no more, in an order of chance.

    "When did Aaron leave Texas?" about somebody told of `beside`, or with a word turned into its
    opposite, or denied: a question about Soyuz TM-2 differs from one about TM-3 that way.
    """
    ways = [
        _with_another_name(question, told, beside, _NAME, chance),
        _with_another_name(question, told, beside, _NUMBER, chance),
        _with_the_opposite(question),
        _AUXILIARY.sub(lambda found: f"{found[0]} not", question, count=1),
    ]
    changed = [one for one in ways if one and one != question]
    chance.shuffle(changed)
    return changed


def _with_another_name(
    question: str,
    told: str,
    beside: Sequence[str],
    pattern: re.Pattern[str],
    chance: random.Random,
) -> str | None:
    """A name or number of the text exchanged for another one told of beside it."""
    for found in pattern.finditer(question):
        others = [
            other
            for text in beside
            for other in pattern.findall(text)
            if other not in told
            and other not in question
            and (pattern is _NAME or len(other) == len(found[0]))
        ]
        if found[0] in told and others:
            other: str = chance.choice(others)
            return question[: found.start()] + other + question[found.end() :]
    return None


def _with_the_opposite(question: str) -> str | None:
    for found in _WORD.finditer(question):
        if other := _OPPOSITE.get(found[0]):
            return question[: found.start()] + other + question[found.end() :]
    return None
