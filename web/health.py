"""For supervisors: is the process up, and does it serve a verified index?"""

from __future__ import annotations

from fastapi import APIRouter

from web.state import State

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
def healthz() -> dict[str, str]:
    """The process is up."""
    return {"status": "up"}


@router.get("/readyz")
def readyz(state: State) -> dict[str, str]:
    """The index was verified when it was loaded; this is its generation."""
    return {"status": "ready", "index": state.assistant.index.generation}
