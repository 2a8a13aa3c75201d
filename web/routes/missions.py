"""The mission pages: the timeline, its list, and one mission."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Response

from corpus.article import anchor_of
from web.state import AppState, State
from web.views.missions import MissionsPage, mission_page, missions_page
from web.views.pages import html

router = APIRouter()


Programme = Annotated[str, Query(max_length=100)]


@router.get("/missions", include_in_schema=False)
def missions(state: State, programme: Programme = "") -> Response:
    """The timeline, for those who would rather look than read."""
    return html(_page(state, programme, listed=False))


@router.get("/missions/list", include_in_schema=False)
def mission_list(state: State, programme: Programme = "") -> Response:
    """What the timeline shows, in words."""
    return html(_page(state, programme, listed=True))


@router.get("/missions/{name}", include_in_schema=False)
def mission(name: str, state: State) -> Response:
    """One mission by the slug of its name."""
    page = mission_page(name, state.assistant.record, state.assistant.index, state.shelf)
    if page is None or all(anchor_of(one.name) != name for one in state.missions):
        raise HTTPException(404, "The record has no mission of this name.")
    return html(replace(page, card=state.card_of(f"/missions/{name}")))


def _page(state: AppState, programme: str, *, listed: bool) -> MissionsPage:
    index = state.assistant.index
    return missions_page(state.missions, index, state.shelf, listed=listed, programme=programme)
