"""Composes the answer to a plan from catalogue, record and articles; no search is needed."""

from __future__ import annotations

from assistant.answer import Answer
from assistant.compose.catalogue import answered
from assistant.compose.library import Library
from assistant.compose.overview import overview
from assistant.plan.overview import Overview
from assistant.plan.planner import Plan
from assistant.understand.query import Query


def planned_answer(plan: Plan, query: Query, library: Library) -> Answer | None:
    """What is told of what the plan asks; None where sentences have to answer or decline."""
    if isinstance(plan, Overview):
        return overview(plan, query, library, library.catalogue)
    return answered(plan, query, library)
