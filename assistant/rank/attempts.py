"""Tries what a question may mean, in at most three batches with one stop rule.

First as it is read; where little speaks for that, every other reading at once; at last the second
step of a question in two. A batch is one pass of encoder, search and reader.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.plan.analysis import Analyser
from assistant.plan.decomposition import Indirect, indirect
from assistant.rank.fitted import Thresholds
from assistant.rank.judging import Judge, Judged
from assistant.rank.nearness import is_far
from assistant.rank.ranking import Evidence
from assistant.resolve.alternatives import other_readings, with_a_flight
from assistant.resolve.conversation import Conversation
from assistant.resolve.resolution import Resolution
from assistant.understand.query import Query

# A sentence that answers another reading has at least this share of what the question says.
MUCH = 0.5

Companions = Callable[[Query], Sequence[Query]]


@dataclass(frozen=True, slots=True)
class Attempt:
    """The reading that is answered best.

    Attributes:
        best: that reading with its evidence.
        companions: what was asked beside it: a premise's proof, each of several missions.
        tried: all readings, in the order of trying.
        batches: how many passes of encoder, search and reader that took.
    """

    best: Judged
    companions: tuple[Judged, ...]
    tried: tuple[Judged, ...]
    batches: int


def best_attempt(
    resolution: Resolution,
    query: Query,
    conversation: Conversation,
    analyser: Analyser,
    judge: Judge,
    thresholds: Thresholds,
    companions_of: Companions,
) -> Attempt:
    """The question as it is read; where little speaks for that, as it is answered best.

    A question that was completed from earlier turns is read otherwise only where it would be
    declined, one that was left as it is unless its answer is sure.
    """
    first, *companions = judge.judged([query, *companions_of(query)])
    enough = thresholds.answer if resolution.completed else thresholds.high
    if first.supported >= enough:
        return Attempt(first, tuple(companions), (first,), 1)
    readings = other_readings(resolution, conversation, analyser.names.find)
    others = [analyser.analysed(one) for one in readings]
    flights = [
        analyser.analysed(replace(one, place=resolution.place))
        for one in with_a_flight(query.read_as, query.flights)
    ]
    told = None if query.entities.missions else indirect(query.read_as)
    which = [analyser.alone(told.which)] if told else []
    if not (others or flights or which):
        return Attempt(first, tuple(companions), (first,), 1)
    judged = judge.judged([*others, *flights, *which])
    best, named = _best_of(first, judged[: len(others)]), None
    if best.supported < thresholds.answer:
        best = first
        named = _second_step(told, judged[-1], analyser, thresholds) if told else None
    if best.supported < thresholds.answer or _tells_of_others(best):
        best = _of_their_flight(best, judged[len(others) : len(others) + len(flights)], thresholds)
    kept = tuple(companions) if best.query == query else ()
    attempt = Attempt(best, kept, (first, *judged), 2)
    return _completed(attempt, named, best.query != query, judge, thresholds, companions_of)


def _completed(
    attempt: Attempt,
    named: Query | None,
    asks_beside: bool,
    judge: Judge,
    thresholds: Thresholds,
    companions_of: Companions,
) -> Attempt:
    """The attempt after the third batch: the second step, and what is asked beside either reading.

    All of it is judged at once, so that no fourth batch is needed whichever reading is the best.
    """
    step = [named, *companions_of(named)] if named else []
    beside = companions_of(attempt.best.query) if asks_beside else []
    if not (step or beside):
        return attempt
    judged = judge.judged([*step, *beside])
    attempt = replace(attempt, batches=attempt.batches + 1)
    if asks_beside:
        attempt = replace(attempt, companions=tuple(judged[len(step) :]))
    if not step:
        return attempt
    second, *companions = judged[: len(step)]
    attempt = replace(attempt, tried=(*attempt.tried, second))
    # A reading that takes the name of one of their flights is as sure where it is kept.
    better = asks_beside and attempt.best.supported >= second.supported
    if second.supported < thresholds.answer or (better and _tells_of_others(second)):
        return attempt
    return replace(attempt, best=second, companions=tuple(companions))


def _best_of(first: Judged, others: Sequence[Judged]) -> Judged:
    """The best supported reading; where the question is far from all, of those that it asks for."""
    if is_far(first.query, first.evidence):
        others = [
            one for one in others if one.evidence and _is_asked_for(one.evidence[0], first.evidence)
        ]
    return max([first, *others], key=lambda one: one.supported)


def _second_step(
    told: Indirect, which: Judged, analyser: Analyser, thresholds: Thresholds
) -> Query | None:
    """The question with the name of "the flight that landed short", where that is told."""
    missions = which.evidence[0].candidate.sentence.missions if which.evidence else ()
    if which.supported < thresholds.medium or len(missions) != 1:
        return None
    return analyser.alone(told.of(missions[0]))


def _of_their_flight(best: Judged, flights: Sequence[Judged], thresholds: Thresholds) -> Judged:
    """The question with a flight of whom it asks named, where that is answered as surely."""
    named = max(flights, key=lambda one: one.supported, default=best)
    if named.supported < max(thresholds.answer, best.supported):
        return best
    return replace(named, query=replace(best.query, read_as=named.query.read_as))


def _tells_of_others(judged: Judged) -> bool:
    """Whether the first of the evidence is about none of the flights of whom is asked about."""
    told = judged.evidence[0].candidate.sentence.missions if judged.evidence else ()
    return bool(told and judged.query.flights) and not {*told} & {*judged.query.flights}


def _is_asked_for(found: Evidence, evidence: Sequence[Evidence]) -> bool:
    """Whether a sentence has much of what a question says, by the question's own evidence.

    "When did Rome fall?" is no question about the mission that was spoken of before.
    """
    covered = (
        one.candidate.signals.covered
        for one in evidence
        if one.candidate.number == found.candidate.number
    )
    return next(covered, 0.0) >= MUCH
