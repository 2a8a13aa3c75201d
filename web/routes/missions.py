"""The mission pages: the timeline, its list, and one mission."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Response

from corpus.article import anchor_of
from web.state import State
from web.views.missions import mission_page, missions_page
from web.views.pages import html

router = APIRouter()


@router.get("/missions", include_in_schema=False)
def missions(state: State) -> Response:
    """The timeline, for those who would rather look than read."""
    return html(missions_page(state.missions, state.assistant.index, listed=False))


@router.get("/missions/list", include_in_schema=False)
def mission_list(state: State) -> Response:
    """What the timeline shows, in words."""
    return html(missions_page(state.missions, state.assistant.index, listed=True))


@router.get("/missions/{name}", include_in_schema=False)
def mission(name: str, state: State) -> Response:
    """One mission by the slug of its name."""
    page = mission_page(name, state.assistant.record, state.assistant.index, state.shelf)
    if page is None or all(anchor_of(one.name) != name for one in state.missions):
        raise HTTPException(404, "The record has no mission of this name.")
    return html(page)
