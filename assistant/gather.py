"""Chooses the evidence that a reply quotes: one sentence, one a side, or one a member of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import MAX_QUOTES
from assistant.query import AnswerKind, Query
from assistant.rank import Evidence

# Scores are log-odds up to a constant: a sentence this far behind the first is e^2.5, twelve
# times, less likely to answer, and no member of the list.
MAX_BEHIND = 2.5
# A sentence that names this many missions is a list by itself.
MIN_LISTED = 2
_DENIAL = re.compile(
    r"\b(?:not|never|no|nobody|none|failed|without|instead of|rather than)\b|n't\b", re.IGNORECASE
)


def denies(text: str) -> bool:
    """Whether a sentence says that something was not so."""
    return _DENIAL.search(text) is not None


def gathered(query: Query, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The evidence to quote, best first; the first alone unless several are asked for."""
    match query.kind:
        case AnswerKind.COMPARE:
            return _one_a_side(query, evidence)
        case AnswerKind.LIST:
            return _members(query, evidence)
        case _:
            return tuple(evidence[:1])


def _one_a_side(query: Query, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The best sentence, and the best one for each mission that it is not about."""
    chosen = [evidence[0]]
    for name in query.entities.missions:
        if any(name in one.candidate.sentence.missions for one in chosen):
            continue
        about = (one for one in evidence if name in one.candidate.sentence.missions)
        if (other := next(about, None)) is not None:
            chosen.append(other)
    return tuple(chosen[:MAX_QUOTES])


def _members(query: Query, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The best sentence if it lists several missions, else the likely ones, one a mission.

    A question about named missions has all its answers in sentences about these.
    """
    wanted = set(query.entities.missions)
    first = evidence[0]
    if len(first.candidate.sentence.missions) >= MIN_LISTED:
        return (first,)
    chosen: list[Evidence] = []
    seen: set[tuple[str, ...]] = set()
    for one in evidence:
        missions = one.candidate.sentence.missions
        if one.score < first.score - MAX_BEHIND or len(chosen) == MAX_QUOTES - 1:
            break
        if missions not in seen and (not wanted or wanted & set(missions)):
            seen.add(missions)
            chosen.append(one)
    return tuple(chosen)
