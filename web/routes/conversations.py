"""A visitor's conversations: list, rename, delete and put back, export, share.

Every change works without script.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse

from assistant.render.citable import sources_of
from assistant.render.forms import as_json, as_markdown
from assistant.render.markup import escaped_markdown
from corpus.article import visible
from web.guards.forms import FormFields
from web.guards.visitor import Visitor
from web.state import AppState, State, WithinRate
from web.store.conversations import GONE, MAX_TITLE_CHARACTERS, ConversationEntry
from web.store.deletions import DeletedEntry
from web.store.turns import KeptTurn
from web.views.pages import html
from web.views.timeline import day_in_words

router = APIRouter(prefix="/conversations", include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ConversationLine:
    """One line of the list."""

    id: str
    title: str
    href: str
    about: str


@dataclass(frozen=True, slots=True)
class ConversationsPage:
    """The list."""

    template: ClassVar[str] = "conversations.html"
    title: str
    current: str
    conversations: tuple[ConversationLine, ...]
    deleted: tuple[DeletedEntry, ...]
    max_title: int


@router.get("")
def conversations(state: State, visitor: Visitor) -> Response:
    """The visitor's conversations, the latest first."""
    lines = tuple(map(_line, state.conversations.entries(visitor)))
    deleted = state.deletions.entries(visitor)
    return html(
        ConversationsPage("Conversations", "/conversations", lines, deleted, MAX_TITLE_CHARACTERS)
    )


@router.post("/{conversation}/rename", dependencies=[WithinRate])
def rename(conversation: str, form: FormFields, state: State, visitor: Visitor) -> Response:
    """Give a conversation another title; an empty one keeps the old."""
    title = " ".join(visible(form.get("title", "")).split())
    if title and not state.conversations.rename(visitor, conversation, title):
        raise HTTPException(404, GONE)
    return RedirectResponse("/conversations", 303)


@router.post("/{conversation}/delete", dependencies=[WithinRate])
def delete(conversation: str, state: State, visitor: Visitor) -> Response:
    """Delete a conversation with its permalinks; for a while it can be put back."""
    if not state.deletions.delete(visitor, conversation):
        raise HTTPException(404, GONE)
    return RedirectResponse("/conversations", 303)


@router.post("/{conversation}/restore", dependencies=[WithinRate])
def restore(conversation: str, state: State, visitor: Visitor) -> Response:
    """Put a deleted conversation back."""
    if not state.deletions.restore(visitor, conversation):
        raise HTTPException(404, "This conversation is gone for good; it was deleted too long ago.")
    return RedirectResponse("/conversations", 303)


@router.post("/{conversation}/share", dependencies=[WithinRate])
def share(conversation: str, state: State, visitor: Visitor) -> Response:
    """Make a page of the conversation as it is, and show it."""
    snapshot = state.shares.share(visitor, conversation)
    if snapshot is None:
        raise HTTPException(404, GONE)
    return RedirectResponse(f"/shared/{snapshot}", 303)


@router.get("/{conversation}/export", dependencies=[WithinRate])
def export(
    conversation: str,
    state: State,
    visitor: Visitor,
    form: Literal["markdown", "json"] = "markdown",
) -> Response:
    """The whole conversation as a file."""
    entry = state.conversations.entry(visitor, conversation)
    if entry is None:
        raise HTTPException(404, GONE)
    turns = state.conversations.turns(visitor, conversation)
    if form == "json":
        response: Response = JSONResponse(_as_record(entry, turns))
    else:
        text = _as_markdown(entry, turns, state)
        response = PlainTextResponse(text, media_type="text/markdown")
    suffix = "json" if form == "json" else "md"
    response.headers["Content-Disposition"] = f'attachment; filename="conversation.{suffix}"'
    return response


def _line(entry: ConversationEntry) -> ConversationLine:
    questions = "1 question" if entry.turns == 1 else f"{entry.turns} questions"
    return ConversationLine(
        entry.id, entry.title, f"/?c={entry.id}", f"{questions} · {day_in_words(entry.updated)}"
    )


def _as_record(entry: ConversationEntry, turns: tuple[KeptTurn, ...]) -> dict[str, object]:
    return {
        "title": entry.title,
        "updated": entry.updated,
        "turns": [
            {
                "id": turn.id,
                "asked": turn.asked,
                "question": turn.question,
                "reply": as_json(turn.reply),
            }
            for turn in turns
        ],
    }


def _as_markdown(entry: ConversationEntry, turns: tuple[KeptTurn, ...], state: AppState) -> str:
    base_url, index = state.settings.public_url, state.assistant.index
    sources = sources_of(index.articles)
    parts = [f"# {_one_line(entry.title)}"]
    for turn in turns:
        parts += [
            f"## {_one_line(turn.question)}",
            as_markdown(turn.reply, turn.question, base_url, index.texts, sources),
        ]
    return "\n\n".join(parts) + "\n"


def _one_line(text: str) -> str:
    return escaped_markdown(" ".join(visible(text).split()))
