"""For supervisors: is the process up, does it serve a verified index, and what has it done?"""

from __future__ import annotations

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_PLAIN_1_0_0

from web.state import State

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
def healthz() -> dict[str, str]:
    """The process is up."""
    return {"status": "up"}


@router.get("/readyz")
def readyz(state: State) -> dict[str, str]:
    """The index was verified when it was loaded; this is its generation.

    Answers are given whether or not they can be kept.
    """
    return {
        "status": "ready",
        "index": state.assistant.index.generation,
        "conversations": "not kept" if state.conversations.database.problem() else "kept",
    }


@router.get("/metrics")
def metrics(state: State) -> Response:
    """Counts for Prometheus, which comes with the password where there is one."""
    return Response(state.metrics.text(), media_type=CONTENT_TYPE_PLAIN_1_0_0)
