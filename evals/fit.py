"""Fits the numbers of `assistant/weights.toml` on the fit half of the known facts.

Ranking and rereading are conditional logits: among a question's candidates, those that hold the
answer should have the most weight. Support is a logistic regression of answered facts against
questions without an answer: those to be declined, and facts whose own section is taken away.
Each fact counts twice, with the anticipated questions and without, as an operator's articles are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.conversation import Conversation
from assistant.fitted import Fitted, Judgement, Thresholds
from assistant.pipeline import READ_AT_ONCE, Assistant, Reader, read_evidence
from assistant.query import Query
from assistant.rank import (
    Evidence,
    Rereading,
    Support,
    Weights,
    rank,
    reread,
    signal_matrix,
    support,
    support_signals,
)
from assistant.reading import LearnedReading
from assistant.retrieve import Candidate
from evals.cases import Case
from evals.matching import missing, stated
from index.store import Index, Layer
from index.terms import TermIndex
from index.vectors import VectorIndex

Matrix = NDArray[np.float64]
RANKING = tuple(field.name for field in fields(Weights))
SUPPORT = tuple(field.name for field in fields(Support))
# Chosen by five-fold cross-validation over sections of the fit half; see evals/README.md.
RANKING_PENALTY = 0.003
SUPPORT_PENALTY = 1.0
# A fact without its section often has a second home, so it is weak evidence of having no answer;
# the questions to be declined are few and weigh more.
SECTIONLESS_WEIGHT, DECLINED_WEIGHT = 0.35, 3.0
# At most this share of answerable questions may be declined.
FALSE_REFUSALS = 0.04
# The shares of answerable questions that are not called medium, and not called high.
MEDIUM_FROM, HIGH_FROM = 0.25, 0.5
HEADER = """\
# What was fitted on the fit half of the known facts; written by: evals fit
# What each number weighs is said in rank.py (ranking, support) and fitted.py (thresholds).
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A case with its candidates and which of them answer it."""

    case: Case
    query: Query
    candidates: tuple[Candidate, ...]
    right: frozenset[int]

    def without_answer(self) -> tuple[Candidate, ...]:
        """The candidates left when every section that holds the answer is taken away."""
        homes = {(one.passage.article, one.passage.section)
                 for one in self.candidates if one.number in self.right}
        groups = stated(self.case.says)
        return tuple(one for one in self.candidates
                     if (one.passage.article, one.passage.section) not in homes
                     and missing(one.text, groups))


Order = Callable[[Query, Sequence[Candidate]], tuple[Evidence, ...]]


def examples(
    assistant: Assistant, cases: Sequence[Case], progress: Callable[[int], None] | None = None
) -> list[Example]:
    """Retrieve the candidates of every case that stands alone and has one sentence to find."""
    found = []
    for number, case in enumerate(cases, start=1):
        if not case.after and not case.premise and not case.gathered:
            query = assistant.understand(case.ask, Conversation())
            candidates = assistant.candidates(query)
            right = frozenset(one.number for one in candidates if _answers(case, one))
            if right or case.abstains:
                found.append(Example(case, query, candidates, right))
        if progress:
            progress(number)
    return found


def without_questions(index: Index) -> Index:
    """The same index as if no question had been anticipated, as an operator's own articles are."""
    layer = index.layers["questions"]
    none = Layer(TermIndex.build([]), VectorIndex(layer.vectors.vectors[:0]), layer.keys[:0])
    return replace(index, questions=(), layers={**index.layers, "questions": none})


def fit(
    data: Sequence[Example], usual: Sequence[Example], reader: Reader | None, before: Fitted
) -> Fitted:
    """All numbers: weights from `data`, thresholds from `usual`, the examples as users meet them.

    Without a reader those that belong to it are kept from `before`.
    """
    ranking = _fit_ranking(data)

    def plain(_: Query, candidates: Sequence[Candidate]) -> tuple[Evidence, ...]:
        return rank(candidates, ranking)

    judged = _judgement(data, usual, plain)
    if reader is None:
        return Fitted(ranking, before.rereading, before.with_reader, judged)
    read = _Read(reader, ranking)
    rereading = _fit_rereading(data, read)

    def with_reader(query: Query, candidates: Sequence[Candidate]) -> tuple[Evidence, ...]:
        return reread(rank(candidates, ranking), read(query, candidates), rereading)

    return Fitted(ranking, rereading, _judgement(data, usual, with_reader), judged)


class _Read:
    """Reads the first candidates of a query, each set of them once."""

    def __init__(self, reader: Reader, ranking: Weights) -> None:
        self._reader = reader
        self._ranking = ranking
        self._kept: dict[tuple[str, tuple[int, ...]], list[LearnedReading]] = {}

    def __call__(self, query: Query, candidates: Sequence[Candidate]) -> list[LearnedReading]:
        first = rank(candidates, self._ranking)[:READ_AT_ONCE]
        key = query.text, tuple(one.candidate.number for one in first)
        if key not in self._kept:
            self._kept[key] = read_evidence(self._reader, query, first)
        return self._kept[key]


def _fit_ranking(data: Sequence[Example]) -> Weights:
    groups = [
        (signal_matrix(one.candidates, RANKING),
         np.array([candidate.number in one.right for candidate in one.candidates]))
        for one in data if one.right
    ]
    return Weights(**_rounded(RANKING, _conditional_logit(groups, len(RANKING))))


def _fit_rereading(data: Sequence[Example], read: _Read) -> Rereading:
    groups = []
    for one in data:
        readings = read(one.query, one.candidates)
        first = rank(one.candidates, read._ranking)[: len(readings)]
        right = np.array([evidence.candidate.number in one.right for evidence in first])
        if right.any():
            rows = [[evidence.score, reading.score]
                    for evidence, reading in zip(first, readings, strict=True)]
            groups.append((np.array(rows), right))
    return Rereading(**_rounded(("ranked", "read"), _conditional_logit(groups, 2)))


def _judgement(data: Sequence[Example], usual: Sequence[Example], order: Order) -> Judgement:
    weights = _fit_support(data, order)
    sure = [support(order(one.query, one.candidates), weights)
            for one in usual if not one.case.abstains]
    answer, medium, high = np.quantile(sure, (FALSE_REFUSALS, MEDIUM_FROM, HIGH_FROM))
    thresholds = Thresholds(*(round(float(one), 3) for one in (answer, medium, high)))
    return Judgement(weights, thresholds)


def _fit_support(data: Sequence[Example], order: Order) -> Support:
    from sklearn.linear_model import LogisticRegression

    rows: list[list[float]] = []
    labels: list[int] = []
    sample_weights: list[float] = []
    for one in data:
        rows.append(_support_row(order(one.query, one.candidates)))
        labels.append(int(not one.case.abstains))
        sample_weights.append(DECLINED_WEIGHT if one.case.abstains else 1.0)
        rest = order(one.query, one.without_answer()) if one.right else ()
        if rest:
            rows.append(_support_row(rest))
            labels.append(0)
            sample_weights.append(SECTIONLESS_WEIGHT)
    model = LogisticRegression(C=SUPPORT_PENALTY, max_iter=10_000)
    model.fit(np.array(rows), labels, sample_weight=sample_weights)
    values = np.array([model.intercept_[0], *model.coef_[0]])
    return Support(**_rounded(SUPPORT, values))


def write(path: Path, fitted: Fitted) -> None:
    """Write the numbers as TOML: aside, then renamed."""
    tables = {"ranking": fitted.ranking, "rereading": fitted.rereading}
    text = HEADER
    for name, numbers in tables.items():
        text += _table(name, asdict(numbers))
    for name, judgement in (("with_reader", fitted.with_reader),
                            ("without_reader", fitted.without_reader)):
        text += _table(f"{name}.support", asdict(judgement.support))
        text += _table(f"{name}.thresholds", asdict(judgement.thresholds))
    aside = path.with_suffix(".new")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)


def _table(name: str, numbers: dict[str, float]) -> str:
    return f"\n[{name}]\n" + "".join(f"{key} = {value}\n" for key, value in numbers.items())


def _answers(case: Case, candidate: Candidate) -> bool:
    groups = stated(case.says)
    cited = candidate.passage.article in case.cites
    return bool(groups) and cited and not missing(candidate.text, groups)


def _support_row(evidence: Sequence[Evidence]) -> list[float]:
    signals = support_signals(evidence)
    return [signals[name] for name in SUPPORT if name != "intercept"]


def _rounded(names: Sequence[str], values: Matrix) -> dict[str, float]:
    return {name: round(float(value), 3) for name, value in zip(names, values, strict=True)}


def _conditional_logit(groups: Sequence[tuple[Matrix, NDArray[np.bool_]]], count: int) -> Matrix:
    from scipy.optimize import minimize

    result = minimize(_loss, np.zeros(count), args=(groups,), jac=True, method="L-BFGS-B")
    return np.asarray(result.x, dtype=np.float64)


def _loss(
    weights: Matrix, groups: Sequence[tuple[Matrix, NDArray[np.bool_]]]
) -> tuple[float, Matrix]:
    """Mean negative log-probability of the candidates that answer, with its gradient."""
    loss, gradient = 0.0, np.zeros_like(weights)
    for signals, right in groups:
        scores = signals @ weights
        exponentials = np.exp(scores - scores.max())
        total, answering = exponentials.sum(), exponentials[right].sum()
        loss -= float(np.log(answering / total))
        gradient -= signals.T @ (exponentials * right / answering - exponentials / total)
    count = len(groups)
    penalty = RANKING_PENALTY * float(weights @ weights) / 2
    return loss / count + penalty, gradient / count + RANKING_PENALTY * weights
