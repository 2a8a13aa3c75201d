"""The pictures that forums and messengers show beside a link to an answer, article and the like."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Response

from web.state import AppState, State, WithinRate
from web.views.cards import Card, answer_card, article_card, cover_card, mission_card, svg_of
from web.views.missions import mission_page

router = APIRouter(prefix="/cards", include_in_schema=False, dependencies=[WithinRate])
KEPT = {"Cache-Control": "public, max-age=86400"}
# An answer may be deleted, and what others asked is in no cache but the asker's own.
PRIVATE = {"Cache-Control": "private, no-cache"}


@router.get("/a/{answer}.png")
def answer(answer: str, state: State) -> Response:
    """The card of a permalink."""
    turn = state.conversations.turn(answer)
    card = answer_card(turn.question, turn.reply) if turn else None
    return _picture(card, state, PRIVATE)


@router.get("/articles/{slug}.png")
def article(slug: str, state: State) -> Response:
    """The card of an article."""
    index = state.assistant.index
    found = index.articles.get(slug)
    card = article_card(found, tuple(index.passages), state.shelf) if found else None
    return _picture(card, state, KEPT)


@router.get("/covers/{cover}.png")
def cover(cover: str, state: State) -> Response:
    """The card of a cover."""
    return _picture(cover_card(state.shelf, cover), state, KEPT)


@router.get("/missions/{name}.png")
def mission(name: str, state: State) -> Response:
    """The card of a mission."""
    assistant = state.assistant
    page = mission_page(name, assistant.record, assistant.index, state.shelf)
    shown = page is not None and any(one.name == page.title for one in state.missions)
    return _picture(mission_card(page) if page and shown else None, state, KEPT)


def _picture(card: Card | None, state: AppState, headers: dict[str, str]) -> Response:
    if card is None:
        raise HTTPException(404)
    return Response(state.cards.png(svg_of(card)), media_type="image/png", headers=headers)
