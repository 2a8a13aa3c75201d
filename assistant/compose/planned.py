"""Composes the answer to a plan from catalogue, record and articles; no search is needed."""

from __future__ import annotations

from assistant.answer import Answer, Clarification
from assistant.compose.catalogue import answered
from assistant.compose.claims import claim_answer
from assistant.compose.clarification import clarification
from assistant.compose.library import Library
from assistant.compose.overview import overview
from assistant.compose.record import record_answer
from assistant.plan.claim_plans import Claim
from assistant.plan.clarify import Missing
from assistant.plan.overview import Overview
from assistant.plan.planner import Plan
from assistant.plan.record_plans import RecordPlan
from assistant.understand.query import Query


def planned_answer(plan: Plan, query: Query, library: Library) -> Answer | Clarification | None:
    """What is told of what the plan asks; None where sentences have to answer or decline."""
    if isinstance(plan, Overview):
        return overview(plan, query, library, library.catalogue)
    if isinstance(plan, Missing):
        return clarification(plan, query, library, library.catalogue)
    if isinstance(plan, RecordPlan):
        return record_answer(plan, query, library)
    if isinstance(plan, Claim):
        return claim_answer(plan, query, library)
    return answered(plan, query, library)
