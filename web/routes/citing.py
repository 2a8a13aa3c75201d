"""Permalinks: an answer as it was given, its citation for every board, and what readers thought."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query, Response
from fastapi.responses import PlainTextResponse, RedirectResponse

from assistant.answer import MAX_QUOTES
from assistant.render.citable import sources_of
from assistant.render.citations import Cited
from assistant.understand.query import MAX_QUESTION_CHARACTERS
from web.guards.errors import documented
from web.guards.forms import FormFields
from web.state import AppState, State, WithinRate
from web.store.turns import KeptTurn
from web.views.citing import FORM_OPTIONS, AnswerPage, CitePage, NoSuchQuote, cite_reply
from web.views.pages import html
from web.views.parts import ask_href
from web.views.timeline import day_in_words
from web.views.turns import view_of

router = APIRouter()
DEFAULT_FORM = "phpbb"
# Where the text beside a copy button says that it is not the article's to the last sign.
ALTERED_HEADER = "X-Brackets-Altered"
_GONE = (
    "There is no answer at this address; its conversation may have been deleted. "
    "You can ask the question again."
)

QuoteNumber = Annotated[int, Query(ge=0, le=MAX_QUOTES, description="Which quote; 0 is all.")]
FormName = Annotated[
    str,
    Query(alias="as", max_length=32, description="A form of citation.", examples=[DEFAULT_FORM]),
]
AnswerId = Annotated[str, Path(description="The end of an answer's permalink.")]


@router.get("/a/{answer}", include_in_schema=False, dependencies=[WithinRate])
def permalink(answer: str, state: State) -> Response:
    """An answer with the words and quotes that it had when it was given."""
    turn = _turn(answer, state)
    moved_on = turn.reply.index != state.assistant.index.generation
    return html(
        AnswerPage(
            title=turn.question,
            current="",
            turn=view_of(turn, "", state.settings.public_url, state.told(turn)),
            forms=FORM_OPTIONS,
            public=bool(state.settings.public_url),
            max_question=MAX_QUESTION_CHARACTERS,
            asked=day_in_words(turn.asked),
            index=turn.reply.index,
            ask_again=ask_href(turn.question) if moved_on else "",
            card=state.card_of(f"/a/{turn.id}"),
        )
    )


@router.get("/a/{answer}/cite", include_in_schema=False, dependencies=[WithinRate])
def citation_page(
    answer: str, state: State, form: FormName = DEFAULT_FORM, quote: QuoteNumber = 0
) -> Response:
    """The citation in a box to copy from."""
    turn = _turn(answer, state)
    cited = _cited(turn, form, quote, state)
    return html(
        CitePage(
            title=f"Cite: {turn.question}",
            current="",
            forms=FORM_OPTIONS,
            chosen=form,
            quote=quote,
            text=cited.text,
            altered=cited.altered,
            public=bool(state.settings.public_url),
            action=f"/a/{turn.id}/cite",
            permalink=f"/a/{turn.id}",
        )
    )


@router.get(
    "/api/cite/{answer}",
    tags=["Cachet"],
    response_class=PlainTextResponse,
    dependencies=[WithinRate],
    responses=documented(404, 422, 429),
)
def citation(
    answer: AnswerId, state: State, form: FormName = DEFAULT_FORM, quote: QuoteNumber = 0
) -> PlainTextResponse:
    """The same text that `assistant ask --as` prints, of an answer that was given."""
    cited = _cited(_turn(answer, state), form, quote, state)
    return PlainTextResponse(cited.text, headers={ALTERED_HEADER: str(int(cited.altered))})


@router.post("/a/{answer}/feedback", include_in_schema=False, dependencies=[WithinRate])
def feedback(answer: str, form: FormFields, state: State) -> Response:
    """Keep a thumb up or down with an optional word."""
    helpful = form.get("helpful", "")
    if helpful not in ("yes", "no"):
        raise HTTPException(422)
    if not state.conversations.rate(answer, helpful == "yes", form.get("word", "").strip()):
        raise HTTPException(404, _GONE)
    return RedirectResponse(f"/a/{answer}", 303)


def _turn(answer: str, state: AppState) -> KeptTurn:
    turn = state.conversations.turn(answer)
    if turn is None:
        raise HTTPException(404, _GONE)
    return turn


def _cited(turn: KeptTurn, form: str, number: int, state: AppState) -> Cited:
    try:
        index = state.assistant.index
        sources = sources_of(index.articles)
        return cite_reply(turn.reply, form, number, state.settings.public_url, index.texts, sources)
    except NoSuchQuote as error:
        raise HTTPException(404, str(error)) from None
