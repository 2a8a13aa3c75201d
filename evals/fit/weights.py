"""Fits the numbers of `assistant/rank/weights.toml` on the fit half of the known facts.

Ranking and rereading are conditional logits: among a question's candidates, those that hold the
answer should have the most weight. Support is a logistic regression of answered questions against
those without an answer: those to be declined, further ones on which the reader was not trained,
and facts whose own section is taken away. To the facts come questions as people ask them in a
forum, whose kin the index does not know. Support is fitted twice, with the anticipated questions
and without, as an operator's articles are; ranking on both together.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from assistant.rank.fitted import Decision, Fitted, Judgement, Thresholds
from assistant.rank.judging import READ_AT_ONCE, Reader, read_evidence
from assistant.rank.ranking import (
    Evidence,
    Rereading,
    Support,
    Weights,
    bounded,
    rank,
    reread,
    signal_matrix,
    support,
    support_signals,
)
from assistant.retrieve.candidates import Candidate
from assistant.understand.query import Query
from evals.fit.examples import Example
from evals.fit.logit import Matrix, conditional_logit

RANKING = tuple(field.name for field in fields(Weights))
REREADING = tuple(field.name for field in fields(Rereading))
SUPPORT = tuple(field.name for field in fields(Support))
# Chosen by five-fold cross-validation over the sections of the fit half.
RANKING_PENALTY = 0.003
SUPPORT_PENALTY = 1.0
# A fact without its section often has a second home, so it is weak evidence of having no answer;
# the questions to be declined are surer.
SECTIONLESS_WEIGHT, DECLINED_WEIGHT = 0.35, 1.0
# This share of the answerable questions is declined, of those that a lookup is left to: many that
# are asked as in a forum are answered by a plan before.
FALSE_REFUSALS = 0.035
# An operator's articles, which have none of the anticipated questions, are also less like what the
# weights were fitted on: there a question is declined only where little speaks for the answer.
UNASKED_FALSE_REFUSALS = 0.01
# How much less sure other articles are: on our raw sources a third of that threshold declines 11 %
# of the fit half's facts and 80 % of what is left open, a seventh 7 and 69 %, a thirtieth 4 and 47.
UNASKED_DISCOUNT = 1 / 30
# The shares of answerable questions that are not called medium, and not called high.
MEDIUM_FROM, HIGH_FROM = 0.25, 0.5


Order = Callable[[Query, Sequence[Candidate]], Sequence[Evidence]]


def fit(
    data: Sequence[Example], usual: Sequence[Example], reader: Reader | None, before: Fitted
) -> Fitted:
    """All numbers: weights from `data`; thresholds from `usual`, the examples as users meet them.

    The rest of `data` met no anticipated questions and gives the thresholds for such an index.

    Without a reader those that belong to it are kept from `before`. Sentences are read several
    times over; hand in a reader that remembers.
    """
    ranking = _fit_ranking(data)
    plain = _plainly(ranking)
    without_reader = _judgement(data, usual, plain)
    if reader is None:
        return Fitted(ranking, before.rereading, before.with_reader, without_reader)
    rereading = _fit_rereading(data, plain, reader)
    with_reader = _judgement(data, usual, _reading(ranking, rereading, reader))
    return Fitted(ranking, rereading, with_reader, without_reader)


@dataclass(frozen=True, slots=True)
class Fitness:
    """How a set of numbers does: the shares that are right first, and that are declined."""

    hit_1: float
    declined_rightly: float
    declined_wrongly: float


def fitness(
    data: Sequence[Example], fitted: Fitted, reader: Reader | None, *, asked: bool = True
) -> Fitness:
    """What examples come to with these numbers; a share of none is 0.

    `asked`: they were met in an index with anticipated questions.
    """
    order, judgement = _plainly(fitted.ranking), fitted.without_reader
    if reader:
        order = _reading(fitted.ranking, fitted.rereading, reader)
        judgement = fitted.with_reader
    decision = judgement.asked if asked else judgement.unasked
    hits: list[bool] = []
    declined: dict[bool, list[bool]] = {True: [], False: []}
    for one in data:
        evidence = order(one.query, one.candidates)
        if one.right:
            hits.append(evidence[0].candidate.number in one.right)
        supported = support(evidence, decision.support)
        declined[not one.answerable].append(supported < decision.thresholds.answer)
    return Fitness(_share(hits), _share(declined[True]), _share(declined[False]))


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0


def _plainly(ranking: Weights) -> Order:
    """The order by the signals alone."""
    return lambda _, candidates: rank(candidates, ranking)


def _reading(ranking: Weights, rereading: Rereading, reader: Reader) -> Order:
    """The order after the first were read."""

    def order(query: Query, candidates: Sequence[Candidate]) -> Sequence[Evidence]:
        ranked = rank(candidates, ranking)
        return reread(ranked, read_evidence(reader, [query], [ranked[:READ_AT_ONCE]]), rereading)

    return order


def _fit_ranking(data: Sequence[Example]) -> Weights:
    groups = [
        (
            signal_matrix(one.candidates, RANKING),
            np.array([candidate.number in one.right for candidate in one.candidates]),
        )
        for one in data
        if one.right and one.proof
    ]
    return Weights(**_rounded(RANKING, conditional_logit(groups, RANKING_PENALTY)))


def _fit_rereading(data: Sequence[Example], plain: Order, reader: Reader) -> Rereading:
    groups = []
    for one in (one for one in data if one.proof):
        first = plain(one.query, one.candidates)[:READ_AT_ONCE]
        right = np.array([evidence.candidate.number in one.right for evidence in first])
        if right.any():
            readings = read_evidence(reader, [one.query], [first])
            rows = [
                [evidence.score, reading.score, bounded(reading.span_score)]
                for evidence, reading in zip(first, readings, strict=True)
            ]
            groups.append((np.array(rows), right))
    return Rereading(**_rounded(REREADING, conditional_logit(groups, RANKING_PENALTY)))


def _judgement(data: Sequence[Example], usual: Sequence[Example], order: Order) -> Judgement:
    met = {id(one) for one in usual}
    others = [one for one in data if id(one) not in met] or usual
    asked, unasked = (
        _decision(some, order, refused)
        for some, refused in ((usual, FALSE_REFUSALS), (others, UNASKED_FALSE_REFUSALS))
    )
    other = unasked.thresholds
    answer = math.floor(10_000 * UNASKED_DISCOUNT * other.answer) / 10_000
    return Judgement(asked, replace(unasked, thresholds=replace(other, answer=answer)))


def _decision(data: Sequence[Example], order: Order, refused: float) -> Decision:
    weights = _fit_support(data, order)
    return Decision(weights, _thresholds(data, order, weights, refused))


def _thresholds(
    data: Sequence[Example], order: Order, weights: Support, refused: float
) -> Thresholds:
    """Those that decline, and call low and medium, at most fixed shares of the answerable ones."""
    sure = [support(order(one.query, one.candidates), weights) for one in data if one.answerable]
    shares = np.quantile(sure, (refused, MEDIUM_FROM, HIGH_FROM), method="lower")
    # Rounded down: a question that is just as sure as the threshold is answered.
    return Thresholds(*(math.floor(1000 * float(one)) / 1000 for one in shares))


def _fit_support(data: Sequence[Example], order: Order) -> Support:
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    rows: list[list[float]] = []
    labels: list[int] = []
    sample_weights: list[float] = []
    for one in data:
        rows.append(_support_row(order(one.query, one.candidates)))
        labels.append(int(one.answerable))
        sample_weights.append(1.0 if one.answerable else DECLINED_WEIGHT)
        rest = order(one.query, one.without_answer()) if one.right else ()
        if rest:
            rows.append(_support_row(rest))
            labels.append(0)
            sample_weights.append(SECTIONLESS_WEIGHT)
    scaler = StandardScaler()  # or a cosine would cost more than a score to be counted as much
    model = LogisticRegression(C=SUPPORT_PENALTY, max_iter=10_000)
    model.fit(scaler.fit_transform(np.array(rows)), labels, sample_weight=sample_weights)
    slopes = model.coef_[0] / scaler.scale_
    values = np.array([model.intercept_[0] - slopes @ scaler.mean_, *slopes])
    return Support(**_rounded(SUPPORT, values))


def _support_row(evidence: Sequence[Evidence]) -> list[float]:
    signals = support_signals(evidence)
    return [signals[name] for name in SUPPORT if name != "intercept"]


def _rounded(names: Sequence[str], values: Matrix) -> dict[str, float]:
    return {name: round(float(value), 3) for name, value in zip(names, values, strict=True)}
