"""Orders candidates by named, weighted signals. Pure: every weight is here, with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from assistant.retrieve import Candidate


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal counts. Scores of words and cosines are scaled to 0..1 per question."""

    # Anticipated questions say what people say; the text says what the article says.
    questions_dense: float = 0.30
    questions_terms: float = 0.22
    sentences_dense: float = 0.16
    sentences_terms: float = 0.16
    # A passage tells where the sentence stands, but cannot choose among its sentences.
    passages_dense: float = 0.05
    passages_terms: float = 0.05
    # The mission that is asked for: named in the sentence, or told by its section.
    mission_named: float = 0.06
    mission_subject: float = 0.12
    # A sentence about another mission answers another question, however alike the words.
    mission_other: float = -0.25
    # "When did Garriott set off" is about his flight, though it names none.
    mission_of_person: float = 0.08
    people: float = 0.08
    dates: float = 0.08
    stamps: float = 0.10
    words_covered: float = 0.08
    heading_covered: float = 0.05
    # A date for "when", a name for "who": without it the sentence cannot answer.
    fits: float = 0.08
    # A note corrects; it answers only when nothing plainer does.
    is_note: float = -0.06
    # A lead sums up what its sections tell exactly.
    is_lead: float = -0.08


SCALED = ("sentences_terms", "sentences_dense", "passages_terms", "passages_dense",
          "questions_terms", "questions_dense")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A candidate with its place: `score` is the weighted sum of its `signals`."""

    candidate: Candidate
    score: float
    signals: dict[str, float]


def rank(candidates: Sequence[Candidate], weights: Weights) -> tuple[Evidence, ...]:
    """The candidates, best first; equal scores keep the index's order."""
    names = [field.name for field in fields(weights)]
    matrix = signal_matrix(candidates, names)
    scores = matrix @ np.array([getattr(weights, name) for name in names])
    evidence = [
        Evidence(candidate, float(score), dict(zip(names, row.tolist(), strict=True)))
        for candidate, score, row in zip(candidates, scores, matrix, strict=True)
    ]
    return tuple(sorted(evidence, key=lambda one: (-one.score, one.candidate.number)))


def signal_matrix(
    candidates: Sequence[Candidate], names: Sequence[str]
) -> NDArray[np.float64]:
    """Signals of shape `(candidates, names)`, those of words and cosines scaled to 0..1.

    The scaling is min-max over the candidates, as pyserini's fusion does; all zero when all equal.
    """
    matrix = np.array(
        [[candidate.signals.get(name, 0.0) for name in names] for candidate in candidates]
    ).reshape(len(candidates), len(names))
    for column, name in enumerate(names):
        if name in SCALED and len(candidates):
            values = matrix[:, column]
            low, high = values.min(), values.max()
            matrix[:, column] = (values - low) / (high - low) if high > low else 0.0
    return matrix
