"""Replays ranking with fewer signals, so that each step's worth is known.

Needs no index: `retrieve` recorded every signal, and a step is a set of weights with the others
at zero. The last step is the order that the assistant made of it with its reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace

import numpy as np

from assistant.rank.ranking import Evidence, Weights, signal_matrix
from assistant.retrieve.candidates import numbers_of
from evals.cases.gold import sentence_key
from evals.runs.retrieval import DEPTH

Ranking = list[str]
# What each step adds, in the order of the ladder.
STEPS: Mapping[str, str] = {
    "terms": "the words of sentences and passages (BM25)",
    "dense": "their meaning alone, as vectors",
    "fused": "words and meaning",
    "asked": "and the questions that sentences answer",
    "ranked": "and missions, people, dates, kind of answer",
    "read": "and the first six read by the learned reader",
}
_NAMES = tuple(field.name for field in fields(Weights))


def _is_terms(name: str) -> bool:
    return name.endswith("_terms") and not name.startswith("questions")


def _is_dense(name: str) -> bool:
    return name.endswith("_dense") and not name.startswith("questions")


_KEPT: Mapping[str, Callable[[str], bool]] = {
    "terms": _is_terms,
    "dense": _is_dense,
    "fused": lambda name: _is_terms(name) or _is_dense(name),
    "asked": lambda name: name.endswith(("_terms", "_dense")),
    "ranked": lambda _name: True,
}


def climb(evidence: Sequence[Evidence], weights: Weights) -> dict[str, Ranking]:
    """The keys of the sentences by step, best first, as deep as is measured.

    As `rank` orders them, but for its records: the signals are the same for every step.
    """
    candidates = [one.candidate for one in evidence]
    keys = [sentence_key(one.passage.article, one.sentence.start) for one in candidates]
    numbers = numbers_of(candidates)
    matrix = signal_matrix(candidates, _NAMES)
    rankings = {}
    for step in _KEPT:
        lighter = reduced(weights, step)
        scores = matrix @ np.array([getattr(lighter, name) for name in _NAMES])
        order = np.lexsort((numbers, -scores))[:DEPTH]
        rankings[step] = [keys[place] for place in order]
    return {**rankings, "read": keys[:DEPTH]}


def reduced(weights: Weights, step: str) -> Weights:
    """The weights of a step: those of later steps are zero."""
    kept = _KEPT[step]
    return replace(weights, **{one.name: 0.0 for one in fields(weights) if not kept(one.name)})
