"""Replays ranking with fewer signals, so that each step's worth is known.

Needs no index: `retrieve` recorded every signal, and a step is a set of weights with the others
at zero.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace

from assistant.rank import Evidence, Weights, rank
from evals.gold import sentence_key

Ranking = list[str]
# What each step adds, in the order of the ladder.
STEPS: Mapping[str, str] = {
    "terms": "BM25 over sentences and passages",
    "dense": "vectors over sentences and passages",
    "fused": "both",
    "asked": "and the anticipated questions",
    "ranked": "and missions, people, dates, kind of answer",
    "read": "as the assistant has it, with its reader",
}


def _is_terms(name: str) -> bool:
    return name.endswith("_terms") and not name.startswith("questions")


def _is_dense(name: str) -> bool:
    return name.endswith("_dense") and not name.startswith("questions")


_KEPT: Mapping[str, Callable[[str], bool]] = {
    "terms": _is_terms,
    "dense": _is_dense,
    "fused": lambda name: _is_terms(name) or _is_dense(name),
    "asked": lambda name: name.endswith(("_terms", "_dense")),
    "ranked": lambda name: True,
}


def climb(evidence: Sequence[Evidence], weights: Weights) -> dict[str, Ranking]:
    """The keys of the sentences by step, best first."""
    candidates = [one.candidate for one in evidence]
    rankings = {step: _keys(rank(candidates, reduced(weights, step))) for step in _KEPT}
    return {**rankings, "read": _keys(evidence)}


def reduced(weights: Weights, step: str) -> Weights:
    """The weights of a step: those of later steps are zero."""
    kept = _KEPT[step]
    return replace(weights, **{one.name: 0.0 for one in fields(weights) if not kept(one.name)})


def _keys(evidence: Sequence[Evidence]) -> Ranking:
    return [sentence_key(one.candidate.passage.article, one.candidate.sentence.start)
            for one in evidence]
