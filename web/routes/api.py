"""The API for programs: one question → design.md's JSON; search, articles, missions."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response

from assistant.render.forms import as_json
from assistant.understand.query import MAX_QUESTION_CHARACTERS
from web.guards.errors import documented
from web.state import AppState, State, WithinRate, client_of
from web.store.database import NotRead
from web.views.bodies import ANSWER_URL_HEADER, Asked, ReplyBody
from web.views.missions import told_of
from web.views.searching import Found
from web.views.timeline import Row, row_of

router = APIRouter(prefix="/api", tags=["Cachet"])

Searched = Annotated[
    str,
    Query(min_length=1, max_length=MAX_QUESTION_CHARACTERS, examples=["memorial cover of Soyuz 1"]),
]
Slug = Annotated[str, Path(description="An article's name in its address.", examples=["soyuz-1"])]


@router.post("/ask", dependencies=[WithinRate], responses=documented(413, 422, 429, 503))
def ask(asked: Asked, request: Request, state: State, response: Response) -> ReplyBody:
    """Answer a question. `Content-Location` names the answer's permalink, if it was kept.

    Calls with the same `conversation` are one conversation: a random one of 20 characters or more
    from anywhere, a shorter one from the same address.
    """
    asker = state.asker(client_of(request), asked.conversation)
    turn = state.ask(asker, _held_by(asker, asked.conversation, state), asked.question)
    if turn.id:
        response.headers[ANSWER_URL_HEADER] = f"/a/{turn.id}"
    return ReplyBody.model_validate(as_json(turn.reply))


@router.get("/search", dependencies=[WithinRate], responses=documented(422, 429, 503))
def find(q: Searched, state: State) -> list[Found]:
    """The sentences nearest to a question or a few words, best first."""
    return list(state.search(q))


@router.get("/articles/{slug}", responses=documented(404, 422))
def article(slug: Slug, state: State) -> dict[str, Any]:
    """An article with its text, blocks, sections and sources."""
    found = state.assistant.index.articles.get(slug)
    if found is None:
        raise HTTPException(404, "There is no article of this name.")
    return asdict(found)


@router.get("/missions")
def missions(state: State) -> list[Row]:
    """The mission record, and which missions the articles tell of."""
    told = told_of(state.assistant.index)
    return [row_of(mission, told) for mission in state.missions]


def _held_by(asker: str, named: str | None, state: AppState) -> str | None:
    """The kept conversation of a caller who named one; None while nothing can be read."""
    if named is None:
        return None
    try:
        return next((entry.id for entry in state.conversations.entries(asker)), None)
    except NotRead:
        return None
