"""Fits what only articles without anticipated questions need, on collections of other fields.

The weights of the order stay as they are; how much an article's names count is fitted beside them,
and when its best sentence is called an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.pipeline import Assistant
from assistant.rank.fitted import Decision, Fitted, Judgement, Thresholds
from assistant.rank.judging import READ_AT_ONCE, Reader, read_evidence
from assistant.rank.ranking import (
    Evidence,
    Support,
    Weights,
    rank,
    reread,
    signal_matrix,
    support,
    support_signals,
)
from assistant.retrieve.candidates import Candidate
from assistant.understand.query import Query
from evals.cases.case import Case
from evals.cases.matching import missing
from evals.fit.logit import conditional_logit
from evals.runs.running import Conversations

# What is fitted of the order, and of support; all else of support is 0.
RANKING = ("article_names", "article_said")
SUPPORT = ("read", "marked", "lead", "covered", "fits", "passage_names")
RANKING_PENALTY = 0.02
SUPPORT_PENALTY = 0.3
# This share of the questions that can be answered is declined.
FALSE_REFUSALS = 0.05
# From which probability on an answer is called medium and high.
MEDIUM, HIGH = 0.5, 0.85


@dataclass(frozen=True, slots=True)
class Asked:
    """A question over a collection: its candidates, and those that answer; none to be declined."""

    query: Query
    candidates: Sequence[Candidate]
    right: frozenset[int]
    declined: bool


def asked_of(assistant: Assistant, cases: Sequence[Case]) -> list[Asked]:
    """The cases that one sentence answers, and those to be declined."""
    found, conversation = [], Conversations(assistant)
    for case in cases:
        if not case.abstains and (case.form != "fact" or not case.says):
            continue
        _, query = assistant.understand(case.ask, conversation(case.after))
        (candidates,) = assistant.judge.candidates([query])
        right = frozenset(
            one.number
            for one in candidates
            if case.says and one.passage.article in case.cites and not missing(one.text, case.proof)
        )
        if right or case.abstains:
            found.append(Asked(query, candidates, right, case.abstains))
    return found


def fit_unasked(data: Sequence[Asked], before: Fitted, reader: Reader | None) -> Fitted:
    """The numbers with those of articles without anticipated questions fitted anew."""
    ranking = _ranking(data, before.ranking)
    found = replace(before, ranking=ranking)
    orders = [[rank(one.candidates, ranking) for one in data]]
    if reader:
        orders.append(
            [_read(one, order, found, reader) for one, order in zip(data, orders[0], strict=True)]
        )
    without = _judgement(data, orders[0], before.without_reader)
    read = _judgement(data, orders[1], before.with_reader) if reader else before.with_reader
    return replace(found, with_reader=read, without_reader=without)


def _ranking(data: Sequence[Asked], before: Weights) -> Weights:
    """The weights of the article's names and words, beside the others as one sum."""
    plain = replace(before, **dict.fromkeys(RANKING, 0.0))
    groups = []
    for one in data:
        if not one.right:
            continue
        numbers = {each.candidate.number: each.score for each in rank(one.candidates, plain)}
        base = np.array([[numbers[each.number]] for each in one.candidates])
        signals = np.hstack([base, signal_matrix(one.candidates, RANKING)])
        right = np.array([each.number in one.right for each in one.candidates])
        groups.append((signals, right))
    scale, *values = conditional_logit(groups, RANKING_PENALTY)
    found = {
        name: round(float(value / scale), 3) for name, value in zip(RANKING, values, strict=True)
    }
    return replace(before, **found)


def _read(
    one: Asked, order: Sequence[Evidence], fitted: Fitted, reader: Reader
) -> Sequence[Evidence]:
    readings = read_evidence(reader, [one.query], [order[:READ_AT_ONCE]])
    return reread(order, readings, fitted.rereading)


def _judgement(
    data: Sequence[Asked], orders: Sequence[Sequence[Evidence]], before: Judgement
) -> Judgement:
    """When the first of the evidence answers, fitted on whether it is right."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    rows = [[support_signals(order)[name] for name in SUPPORT] for order in orders]
    labels = [
        order[0].candidate.number in one.right for one, order in zip(data, orders, strict=True)
    ]
    scaler = StandardScaler()
    model = LogisticRegression(C=SUPPORT_PENALTY, max_iter=10_000)
    model.fit(scaler.fit_transform(np.array(rows)), labels)
    slopes = model.coef_[0] / scaler.scale_
    weights = dict.fromkeys(Support.__dataclass_fields__, 0.0)
    weights |= {name: round(float(one), 3) for name, one in zip(SUPPORT, slopes, strict=True)}
    weights["intercept"] = round(float(model.intercept_[0] - slopes @ scaler.mean_), 3)
    found = Support(**weights)
    sure = [
        support(order, found) for one, order in zip(data, orders, strict=True) if not one.declined
    ]
    answer = round(float(np.quantile(sure, FALSE_REFUSALS, method="lower")) - 0.0005, 3)
    return replace(before, unasked=Decision(found, Thresholds(answer, MEDIUM, HIGH)))
