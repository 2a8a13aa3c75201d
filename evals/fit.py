"""Fits the numbers of `assistant/weights.toml` on the fit half of the known facts.

Ranking is a conditional logit: among a question's candidates, those that hold the answer should
have the most weight. Support is a logistic regression of answered facts against questions without
an answer: those to be declined, and facts whose own section is taken away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.conversation import Conversation
from assistant.pipeline import Assistant
from assistant.rank import Evidence, Support, Weights, rank, signal_matrix, support_signals
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
HEADER = """\
# What was fitted on the fit half of the known facts; written by: evals fit
# What each number weighs is said in rank.py (ranking, support) and fitted.py (thresholds).
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A case with its candidates and which of them answer it."""

    case: Case
    candidates: tuple[Candidate, ...]
    right: NDArray[np.bool_]


def examples(
    assistant: Assistant, cases: Sequence[Case], progress: Callable[[int], None] | None = None
) -> list[Example]:
    """Retrieve the candidates of every case that stands alone."""
    found = []
    for number, case in enumerate(cases, start=1):
        if not case.after and not case.premise and not case.gathered:
            candidates = assistant.candidates(assistant.understand(case.ask, Conversation()))
            right = np.array([_answers(case, one) for one in candidates], dtype=bool)
            if right.any() or case.abstains:
                found.append(Example(case, candidates, right))
        if progress:
            progress(number)
    return found


def without_questions(index: Index) -> Index:
    """The same index as if no question had been anticipated, as an operator's own articles are."""
    empty = index.layers["questions"]
    none = Layer(TermIndex.build([]), VectorIndex(empty.vectors.vectors[:0]), empty.keys[:0])
    return replace(index, questions=(), layers={**index.layers, "questions": none})


def fit_ranking(data: Sequence[Example]) -> Weights:
    """Weights under which the candidates that answer are likely to come first."""
    from scipy.optimize import minimize

    answered = [(signal_matrix(one.candidates, RANKING), one.right)
                for one in data if one.right.any()]
    result = minimize(_ranking_loss, np.zeros(len(RANKING)), args=(answered,), jac=True,
                      method="L-BFGS-B")
    return Weights(**{name: round(float(value), 3)
                      for name, value in zip(RANKING, result.x, strict=True)})


def fit_support(data: Sequence[Example], weights: Weights) -> Support:
    """Weights under which answered questions are told from those without an answer."""
    from sklearn.linear_model import LogisticRegression

    rows: list[list[float]] = []
    labels: list[int] = []
    sample_weights: list[float] = []
    for one in data:
        evidence = rank(one.candidates, weights)
        rows.append(_support_row(evidence))
        labels.append(int(not one.case.abstains))
        sample_weights.append(DECLINED_WEIGHT if one.case.abstains else 1.0)
        rest = rank(_without_section(one), weights)
        if one.right.any() and rest:
            rows.append(_support_row(rest))
            labels.append(0)
            sample_weights.append(SECTIONLESS_WEIGHT)
    model = LogisticRegression(C=SUPPORT_PENALTY, max_iter=10_000)
    model.fit(np.array(rows), labels, sample_weight=sample_weights)
    values = [float(model.intercept_[0]), *map(float, model.coef_[0])]
    return Support(**{name: round(value, 3) for name, value in zip(SUPPORT, values, strict=True)})


def answer_threshold(probabilities: Sequence[float]) -> float:
    """The threshold that declines at most `FALSE_REFUSALS` of answerable questions."""
    return round(float(np.quantile(np.array(probabilities), FALSE_REFUSALS)), 3)


def write_tables(path: Path, tables: dict[str, dict[str, float]]) -> None:
    """Write the numbers as TOML: aside, then renamed."""
    lines = [HEADER]
    for name, numbers in tables.items():
        lines.append(f"\n[{name}]\n" + "".join(f"{key} = {value}\n"
                                              for key, value in numbers.items()))
    aside = path.with_suffix(".new")
    aside.write_text("".join(lines), encoding="utf-8")
    aside.replace(path)


def _answers(case: Case, candidate: Candidate) -> bool:
    groups = stated(case.says)
    cited = candidate.passage.article in case.cites
    return bool(groups) and cited and not missing(candidate.text, groups)


def _without_section(example: Example) -> tuple[Candidate, ...]:
    """The candidates left when every section that holds the answer is taken away."""
    homes = {(one.passage.article, one.passage.section)
             for one, right in zip(example.candidates, example.right, strict=True) if right}
    groups = stated(example.case.says)
    return tuple(one for one in example.candidates
                 if (one.passage.article, one.passage.section) not in homes
                 and missing(one.text, groups))


def _support_row(evidence: Sequence[Evidence]) -> list[float]:
    signals = support_signals(evidence)
    return [signals[name] for name in SUPPORT if name != "intercept"]


def _ranking_loss(
    weights: Matrix, answered: Sequence[tuple[Matrix, NDArray[np.bool_]]]
) -> tuple[float, Matrix]:
    """Mean negative log-probability of the candidates that answer, with its gradient."""
    loss, gradient = 0.0, np.zeros_like(weights)
    for signals, right in answered:
        scores = signals @ weights
        exponentials = np.exp(scores - scores.max())
        total, answering = exponentials.sum(), exponentials[right].sum()
        loss -= float(np.log(answering / total))
        gradient -= signals.T @ (exponentials * right / answering - exponentials / total)
    count = len(answered)
    penalty = RANKING_PENALTY * float(weights @ weights) / 2
    return loss / count + penalty, gradient / count + RANKING_PENALTY * weights
