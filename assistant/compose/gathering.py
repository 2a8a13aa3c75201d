"""Chooses the evidence that a reply quotes: one sentence, one a side, or one a member of a list."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from assistant.answer import MAX_FACT_QUOTES
from assistant.rank.ranking import Evidence
from assistant.understand.query import AnswerKind, Query

# Scores are log-odds up to a constant: a sentence this far behind the first is e^2.5, twelve
# times, less likely to answer, and no member of the list.
MAX_BEHIND = 2.5
# A sentence that names this many missions is a list by itself.
MIN_LISTED = 2


@dataclass(frozen=True, slots=True)
class Gathered:
    """The evidence to quote, best first, and how much there was to choose from."""

    chosen: tuple[Evidence, ...]
    found: int


def gathered(query: Query, evidence: Sequence[Evidence]) -> Gathered:
    """The evidence to quote; the first alone unless several are asked for."""
    match query.kind:
        case AnswerKind.COMPARE:
            sides = _one_a_side(query, evidence)
            return Gathered(sides, len(sides))
        case AnswerKind.LIST:
            return _list(query, evidence)
        case _:
            return Gathered(tuple(evidence[:1]), 1)


def _one_a_side(query: Query, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The best sentence, and the best one for each mission that it is not about."""
    chosen = [evidence[0]]
    for name in query.entities.missions:
        if any(name in one.candidate.sentence.missions for one in chosen):
            continue
        about = (one for one in evidence if name in one.candidate.sentence.missions)
        if (other := next(about, None)) is not None:
            chosen.append(other)
    return tuple(chosen[:MAX_FACT_QUOTES])


def _list(query: Query, evidence: Sequence[Evidence]) -> Gathered:
    """The best sentence if it lists several missions, else the likely ones, one a thing.

    A question about named missions has all its answers in sentences about these, of which each
    that speaks of the asked thing is a member. How many there are is known where each is about
    another thing, and the first that is none was judged as they were.
    """
    wanted = {*query.entities.missions, *query.flights}
    first = evidence[0]
    if not wanted and len(first.candidate.sentence.missions) >= MIN_LISTED:
        return Gathered((first,), 1)
    likely = [one for one in evidence if one.score >= first.score - MAX_BEHIND]
    if wanted:
        members = [one for one in likely if one is first or _of_the_asked_thing(one, wanted)]
    else:
        members = _one_a_thing(likely)
    chosen = tuple(members[: MAX_FACT_QUOTES - 1])
    counted = not wanted and all((first.read is None) == (one.read is None) for one in likely)
    return Gathered(chosen, len(members) if counted else len(chosen))


def _one_a_thing(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences that are each about a mission, or else a section, that none before is about."""
    seen: set[object] = set()
    members = []
    for one in evidence:
        passage = one.candidate.passage
        missions = one.candidate.sentence.missions
        things: set[object] = {*missions} if missions else {(passage.article, passage.section)}
        if not things <= seen:
            members.append(one)
            seen |= things
    return members


def _of_the_asked_thing(one: Evidence, wanted: Set[str]) -> bool:
    """Whether a sentence on the named missions speaks of the thing that is asked for."""
    candidate = one.candidate
    plain = candidate.passage.kind == "text" and candidate.passage.section != ""
    told = candidate.signals.topic == 1.0 and not wanted.isdisjoint(candidate.sentence.missions)
    return plain and told
