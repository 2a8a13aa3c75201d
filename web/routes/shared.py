"""The page of a conversation that was shared, as it was then."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Response

from web.state import State, WithinRate
from web.store.conversations import MAX_TURNS
from web.views.citing import FORM_OPTIONS
from web.views.pages import html
from web.views.shared import SharedPage
from web.views.timeline import day_in_words
from web.views.turns import view_of

router = APIRouter(include_in_schema=False)
_GONE = "There is nothing shared at this address; whoever shared it may have deleted it."


@router.get("/shared/{share}", dependencies=[WithinRate])
def shared(
    share: str, state: State, page: Annotated[int, Query(ge=1, le=MAX_TURNS)] = 1
) -> Response:
    """A page of the snapshot."""
    snapshot = state.shares.snapshot(share)
    if snapshot is None:
        raise HTTPException(404, _GONE)
    number = min(page, snapshot.pages)
    base_url = state.settings.public_url
    turns = state.shares.page(snapshot, number)
    return html(
        SharedPage(
            title=snapshot.title,
            current="",
            turns=tuple(view_of(turn, "", base_url, state.told(turn)) for turn in turns),
            made=day_in_words(snapshot.made),
            earlier=f"/shared/{share}?page={number - 1}" if number > 1 else "",
            later=f"/shared/{share}?page={number + 1}" if number < snapshot.pages else "",
            forms=FORM_OPTIONS,
            public=bool(base_url),
        )
    )
