"""Which of a run's verdicts are strangers', which the project's, and what set they are of."""

from __future__ import annotations

from evals.runs.history import Kept, Verdict
from evals.runs.meanings import STRANGERS


def cases_of(run: Kept) -> str:
    """What names the set of cases that a run asked."""
    return str(run.of.settings.get("cases", ""))


def strangers_of(run: Kept) -> list[Verdict]:
    """What strangers asked."""
    return [one for one in run.verdicts if STRANGERS in one.parts]


def own_of(run: Kept) -> list[Verdict]:
    """What the project itself asked."""
    return [one for one in run.verdicts if STRANGERS not in one.parts]
