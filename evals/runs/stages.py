"""Says where a reply went wrong: the first stage at which what was wanted was lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from assistant.rank.judging import READ_AT_ONCE
from assistant.rank.ranking import Evidence
from evals.cases.case import Case
from evals.runs.names import missions_in
from evals.runs.said import VERDICTS, Said
from evals.runs.scoring import Judge, lacking_of

Stage = Literal[
    "wrongly resolved",
    "not retrieved",
    "not ranked",
    "not read",
    "wrongly declined",
    "wrong form",
    "wrong span",
    "wrongly answered",
]
# In the order in which a question passes them.
STAGES: tuple[Stage, ...] = get_args(Stage)


def stage_of(case: Case, said: Said, evidence: Sequence[Evidence], judge: Judge) -> Stage:
    """The stage at which a question went wrong whose reply is not as wanted.

    Args:
        case: what was asked and wanted.
        said: the reply.
        evidence: the sentences that were found, best first; the first few as they were read.
        judge: says which of them hold the answer.
    """
    if case.judged in ("unanswerable", "clarify"):
        return "wrongly answered" if not said.declined else "wrongly declined"
    if not case.says:
        return _of_verdict(said)
    lost = _lost_before_composing(case, evidence, judge)
    if lost:
        return "wrongly resolved" if _misresolved(case, said) else lost
    if said.declined:
        return "wrongly declined"
    if case.judged == "premise":
        return "wrongly answered"
    return "wrong form" if _is_other_form(case, said) else "wrong span"


def _lost_before_composing(case: Case, evidence: Sequence[Evidence], judge: Judge) -> Stage | None:
    """Where the sentences that hold the answer were lost; None where they came through."""
    if case.gathered and _ungathered(case, evidence, judge):
        return "not retrieved"
    place = next(
        (
            number
            for number, one in enumerate(evidence)
            if judge.answers(case, one.candidate.passage, one.candidate.text)
        ),
        None,
    )
    if place is None:
        return "not retrieved"
    if place >= READ_AT_ONCE:
        return "not ranked"
    return "not read" if place else None


def _ungathered(case: Case, evidence: Sequence[Evidence], judge: Judge) -> bool:
    """Whether some of several facts stand in no sentence that was found."""
    candidates = [one.candidate for one in evidence]
    cited = [one.text for one in candidates if judge.cited(case, one.passage)]
    return bool(lacking_of(case, "\n\n".join(cited), case.proof))


def _of_verdict(said: Said) -> Stage:
    """Of a question that only wants a yes or no."""
    if said.declined:
        return "wrongly declined"
    return "not read" if said.verdict in VERDICTS else "wrong form"


def _misresolved(case: Case, said: Said) -> bool:
    """Whether a follow-up was read as a question about another mission."""
    if not case.leans:
        return False
    wanted = missions_in(case.standalone) if case.standalone else frozenset(case.missions)
    return bool(wanted) and not wanted & missions_in(said.read_as)


def _is_other_form(case: Case, said: Said) -> bool:
    """Whether one fact was given for several; a reply that names no form is one."""
    if case.form == "yes-no":
        return said.verdict not in VERDICTS
    return (said.form or "fact") != case.form and case.form != "fact"
