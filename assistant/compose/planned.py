"""Composes the answer to a plan from catalogue, record and articles; no search is needed."""

from __future__ import annotations

from typing import assert_never

from assistant.answer import Abstention, Answer, Clarification, Reply
from assistant.compose.catalogue import answered
from assistant.compose.claims import claim_answer
from assistant.compose.clarification import clarification
from assistant.compose.contrast import contrast
from assistant.compose.library import Library
from assistant.compose.overview import overview
from assistant.compose.record import record_answer
from assistant.plan.claim_plans import Claim
from assistant.plan.clarify import Missing
from assistant.plan.contrast import Contrast
from assistant.plan.overview import Overview
from assistant.plan.planner import Plan
from assistant.plan.record_plans import RecordPlan
from assistant.understand.query import AnswerKind, Query, Reading


def planned_answer(plan: Plan, query: Query, library: Library) -> Answer | Clarification | None:
    """What is told of what the plan asks; None where sentences have to answer or decline."""
    if isinstance(plan, Overview):
        return overview(plan, query, library, library.catalogue)
    if isinstance(plan, Contrast):
        return contrast(plan, query, library)
    if isinstance(plan, Missing):
        return clarification(plan, query, library, library.catalogue)
    if isinstance(plan, RecordPlan):
        return record_answer(plan, query, library)
    if isinstance(plan, Claim):
        return claim_answer(plan, query, library)
    return answered(plan, query, library)


def lacks_members(query: Query, reply: Reply) -> bool:
    """Whether a reply declines, or gives one sentence for a list."""
    match reply:
        case Abstention():
            return query.reading is Reading.QUESTION
        case Answer():
            return query.kind is AnswerKind.LIST and len(reply.items) < 2
        case Clarification():
            return False
        case _:
            assert_never(reply)
