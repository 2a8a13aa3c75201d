"""Counts at which stage the failures of a run went wrong, by the form that was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from evals.cases.case import FORMS
from evals.runs.history import Verdict

PREMISE = "premise"


def form_of(verdict: Verdict) -> str:
    """What was wanted; what takes something false for granted is counted apart."""
    return PREMISE if verdict.judged == "premise" else str(verdict.case["form"])


def by_stage(failing: Iterable[Verdict]) -> dict[str, Counter[str]]:
    """For each form with a failure, how many went wrong at each stage."""
    counts: dict[str, Counter[str]] = {}
    for one in failing:
        if one.stage:
            counts.setdefault(form_of(one), Counter())[one.stage] += 1
    return {form: counts[form] for form in (*FORMS, PREMISE) if form in counts}
