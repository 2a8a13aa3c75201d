"""The article pages: a list with search, and one article with its passages to link to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar

from fastapi import APIRouter, HTTPException, Query, Request, Response

from assistant.pipeline import Assistant
from assistant.understand.query import MAX_QUESTION_CHARACTERS
from corpus.article import Article, Source, anchor_of
from web.guards.visitor import Visitor
from web.state import AppState, State, within_rate
from web.store.database import NotRead
from web.views.article_list import articles_page, found_page
from web.views.articles import SectionView, quoted_span, sections_of
from web.views.covers.grid import CoverEntry, entries
from web.views.covers.shelf import Shelf
from web.views.pages import html
from web.views.timeline import written

router = APIRouter()


@dataclass(frozen=True, slots=True)
class MissionLink:
    """A mission that an article tells of; `href` is empty when the record does not know it."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article.

    `arrived` is "marked", "gone" or empty; `section` is that of the marked words, and `back` leads
    to the answer that quotes them.
    """

    template: ClassVar[str] = "article.html"
    title: str
    current: str
    author: str
    updated: str
    period: str
    sections: tuple[SectionView, ...]
    sources: tuple[Source, ...]
    missions: tuple[MissionLink, ...]
    covers: tuple[CoverEntry, ...]
    illustrated: bool
    arrived: str
    section: str
    back: str
    card: str = ""


@router.get("/articles", include_in_schema=False)
def articles(
    request: Request,
    state: State,
    q: Annotated[str, Query(max_length=MAX_QUESTION_CHARACTERS)] = "",
) -> Response:
    """The list, or with `q` what a search finds."""
    searched = q.strip()
    if searched:
        within_rate(request, state)
        found = state.search(searched)
        return html(found_page(searched, found, state.assistant.index))
    return html(articles_page(state.assistant.index, state.shelf))


@router.get("/articles/{slug}", include_in_schema=False)
def article(
    slug: str,
    state: State,
    visitor: Visitor,
    quote: Annotated[str, Query(max_length=64)] = "",
    answer: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """One article; `quote` names the words to mark, `answer` the turn from which one comes."""
    assistant = state.assistant
    found = assistant.index.articles.get(slug)
    if found is None:
        raise HTTPException(404, "There is no article of this name; it may have been renamed.")
    page = _page(found, assistant, state.shelf, quote)
    back = _back(answer, visitor, state) if answer else ""
    return html(replace(page, back=back, card=state.card_of(f"/articles/{found.slug}")))


def _back(answer: str, visitor: str, state: AppState) -> str:
    """Where an answer stands: in its asker's conversation, for others at its permalink."""
    try:
        place = state.conversations.place(visitor, answer)
        if place:
            return f"/?c={place[0]}&page={place[1]}#a-{answer}"
        return f"/a/{answer}" if state.conversations.turn(answer) else ""
    except NotRead:
        return ""


def _page(found: Article, assistant: Assistant, shelf: Shelf, quote: str) -> ArticlePage:
    passages = [one for one in assistant.index.passages if one.article == found.slug]
    marked = quoted_span(quote, passages) if quote else None
    pictures = [one for one in assistant.index.pictures.pictures if one.place.article == found.slug]
    return ArticlePage(
        title=found.title,
        current="/articles",
        author=found.author,
        updated=_day(found.updated),
        period=found.period,
        sections=sections_of(found, passages, marked, pictures),
        sources=found.sources,
        missions=tuple(_mission(name, assistant) for name in found.missions),
        covers=entries(shelf, shelf.catalogue.in_article(found.slug)),
        illustrated=bool(pictures),
        arrived="" if not quote else ("marked" if marked else "gone"),
        section=found.section_at(marked[0]).heading if marked else "",
        back="",
    )


def _day(updated: str) -> str:
    """A date in words; anything else as the article's front matter has it."""
    try:
        return written(date.fromisoformat(updated))
    except ValueError:
        return updated


def _mission(name: str, assistant: Assistant) -> MissionLink:
    known = assistant.record.get(name)
    return MissionLink(name, f"/missions/{anchor_of(known.name)}" if known else "")
