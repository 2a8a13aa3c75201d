"""The chat page: with script by a stream of events, without by `GET /?q=`; one macro for both."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Annotated, Any, ClassVar

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent

from assistant.understand.query import MAX_QUESTION_CHARACTERS, QuestionError
from web.guards.errors import problem_of, sentence_of
from web.guards.limits import TooBusy
from web.guards.visitor import AskingVisitor, Visitor, asking_visitor
from web.state import AppState, State, WithinRate, within_rate
from web.store.conversations import GONE, MAX_TURNS
from web.store.database import NotRead
from web.store.turns import KeptTurn, now, random_id
from web.views.bodies import Asked
from web.views.citing import FORM_OPTIONS, FormOption
from web.views.names import UNBROKEN
from web.views.pages import html
from web.views.parts import (
    FollowUpView,
    ItemView,
    LinkView,
    QuoteView,
    ReferenceView,
    TurnView,
    blank,
)
from web.views.turns import view_of
from web.views.welcome import Welcome, welcome

router = APIRouter(include_in_schema=False)
# So long after its last question a conversation is gone on with, and not begun anew, by "Ask".
RESUMED_HOURS = 12


@dataclass(frozen=True, slots=True)
class Blanks:
    """Views with every part present: what the script fills."""

    turn: TurnView
    quote: QuoteView
    follow_up: FollowUpView
    item: ItemView
    reference: ReferenceView
    told: LinkView


BLANKS = Blanks(
    blank(TurnView),
    blank(QuoteView),
    blank(FollowUpView),
    blank(ItemView),
    blank(ReferenceView),
    blank(LinkView),
)


@dataclass(frozen=True, slots=True)
class ConversationLink:
    """A conversation to go on with."""

    title: str
    href: str


@dataclass(frozen=True, slots=True)
class ChatPage:
    """A page of a conversation, or the first screen of a new one.

    `earlier` and `later` lead to other pages, or are empty; `public`: citations link to a server.
    `draft` stands in the question box; `problem` says why it could not be asked. `resumed` is the
    conversation that was asked in last.
    """

    template: ClassVar[str] = "chat.html"
    title: str
    current: str
    conversation: str
    turns: tuple[TurnView, ...]
    earlier: str
    later: str
    draft: str
    problem: str
    resumed: ConversationLink | None
    welcome: Welcome
    missions: tuple[str, ...]
    forms: tuple[FormOption, ...]
    public: bool
    blanks: Blanks
    unbroken: str
    max_question: int


@router.get("/")
def chat(
    request: Request,
    state: State,
    visitor: Visitor,
    q: str = "",
    c: Annotated[str, Query(max_length=64)] = "",
    page: Annotated[int, Query(ge=0, le=MAX_TURNS)] = 0,
) -> Response:
    """A page of a conversation, or its last; with `q` the question is answered in it first.

    A question that cannot be asked stays in the box, with what is wrong with it.
    """
    unkept: tuple[KeptTurn, ...] = ()
    problem = ""
    if q.strip():
        _check_navigation(request)
        try:
            turn = _answered(q, c, request, state)
        except QuestionError as error:
            problem = sentence_of(error)
        else:
            if turn.id:  # so that going back or loading again asks nothing again
                return RedirectResponse(f"/?c={turn.conversation}", 303)
            c, unkept = turn.conversation, (turn,)
    elif c:
        within_rate(request, state)
    number, last, kept = _kept(visitor, c, page, state, needed=not unkept and not problem)
    turns = (*kept, *unkept)
    if c and not turns and not problem:
        raise HTTPException(404, GONE)
    resumed = None if c or unkept else _resumed(visitor, state)
    shown = _page(c if turns else "", turns, number, last, state)
    shown = replace(shown, draft=q if problem else "", problem=problem, resumed=resumed)
    return html(shown, 422 if problem else 200)


@router.get("/ask")
def go_on(state: State, visitor: Visitor) -> Response:
    """The conversation that is in progress, or a new one: where "Ask" leads from every page."""
    latest = _resumed(visitor, state)
    return RedirectResponse(latest.href if latest else "/", 303)


@router.post("/api/stream", response_class=EventSourceResponse, dependencies=[WithinRate])
def stream(
    asked: Asked, request: Request, state: State, visitor: AskingVisitor
) -> Iterator[ServerSentEvent]:
    """Answer by events: status, answer, a quote at a time, done; or error.

    The status names the conversation already, so that whoever stops can go on in it.
    """
    begun = random_id()
    yield _event(
        "status",
        {"text": "Looking through the articles…", "conversation": asked.conversation or begun},
    )
    try:
        turn = state.ask(visitor, asked.conversation, asked.question, begun=begun)
    except (QuestionError, TooBusy) as error:
        yield _event("error", problem_of(error).as_json(request.state.request_id))
        return
    view = view_of(turn, turn.conversation, state.settings.public_url, state.told(turn))
    yield _event("answer", asdict(view) | {"quotes": (), "follow_ups": ()})
    for quote in view.quotes:
        yield _event("quote", asdict(quote))
    follow_ups = [asdict(one) for one in view.follow_ups]
    yield _event("done", {"conversation": turn.conversation, "follow_ups": follow_ups})


def _event(name: str, data: dict[str, Any]) -> ServerSentEvent:
    return ServerSentEvent(event=name, data=data)


def _resumed(visitor: str, state: AppState) -> ConversationLink | None:
    try:
        latest = next(iter(state.conversations.entries(visitor)), None)
    except NotRead:
        return None
    if latest is None or datetime.fromisoformat(latest.updated) < now() - timedelta(
        hours=RESUMED_HOURS
    ):
        return None
    return ConversationLink(latest.title, f"/?c={latest.id}")


def _check_navigation(request: Request) -> None:
    """Refuse a question that another site's page asks unseen, as the address of a picture."""
    headers = request.headers
    if headers.get("sec-fetch-site") == "cross-site" and (
        headers.get("sec-fetch-dest") != "document"
    ):
        raise HTTPException(403)


def _answered(question: str, conversation: str, request: Request, state: AppState) -> KeptTurn:
    """The turn that answers; a page that is loaded again asks nothing again."""
    visitor = asking_visitor(request)
    with contextlib.suppress(NotRead):
        held = conversation or _just_begun(visitor, state)
        last = state.conversations.last(visitor, held) if held else None
        if last and _still_answers(last, question, state):
            return last
    within_rate(request, state)
    return state.ask(visitor, conversation or None, question)


def _just_begun(visitor: str, state: AppState) -> str:
    """The conversation that a page without one may have begun when it was loaded before."""
    latest = next(iter(state.conversations.entries(visitor)), None)
    return latest.id if latest and latest.turns == 1 else ""


def _kept(
    visitor: str, conversation: str, page: int, state: AppState, *, needed: bool
) -> tuple[int, int, tuple[KeptTurn, ...]]:
    """Which page it is, of how many, and its turns; none while unread, unless they are needed."""
    try:
        last = state.conversations.pages(visitor, conversation) if conversation else 0
        number = min(page or last, last)
        turns = state.conversations.page(visitor, conversation, number) if number else ()
    except NotRead:
        if needed:
            raise
        return 0, 0, ()
    return number, last, turns


def _still_answers(turn: KeptTurn, question: str, state: AppState) -> bool:
    same_index = turn.reply.index == state.assistant.index.generation
    return same_index and turn.question == question


def _page(
    conversation: str, turns: tuple[KeptTurn, ...], number: int, last: int, state: AppState
) -> ChatPage:
    assistant = state.assistant
    return ChatPage(
        title=turns[0].question if turns else "Cachet",
        current="/",
        conversation=conversation,
        turns=tuple(
            view_of(turn, conversation, state.settings.public_url, state.told(turn))
            for turn in turns
        ),
        earlier=f"/?c={conversation}&page={number - 1}" if number > 1 else "",
        later=f"/?c={conversation}&page={number + 1}" if number < last else "",
        draft="",
        problem="",
        resumed=None,
        welcome=welcome(assistant, state.site),
        missions=tuple(mission.name for mission in state.missions),
        forms=FORM_OPTIONS,
        public=bool(state.settings.public_url),
        blanks=BLANKS,
        unbroken=UNBROKEN,
        max_question=MAX_QUESTION_CHARACTERS,
    )
