"""The pages of covers, stamps and postmarks, and a selection as a file to keep."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Response

from corpus.catalogue.exporting import catalogue_to_json, csv_text
from web.state import State
from web.views.covers.choosing import CoverQuery, covers_of
from web.views.covers.cover import cover_page
from web.views.covers.grid import covers_page
from web.views.covers.identify import Seen, identify_page
from web.views.covers.postmarks import postmark_page, postmarks_page
from web.views.covers.stamps import stamp_page, stamps_page
from web.views.pages import Page, html

router = APIRouter()


class GridQuery(CoverQuery):
    """What covers to show, and which page of them."""

    page: str = ""


@router.get("/covers", include_in_schema=False)
def covers(state: State, query: Annotated[GridQuery, Query()]) -> Response:
    """The catalogue as drawings."""
    page = int(query.page) if query.page.isdecimal() and len(query.page) < 6 else 1
    return html(covers_page(state.shelf, query, page))


@router.get("/covers.csv", include_in_schema=False)
def covers_as_csv(state: State, query: Annotated[CoverQuery, Query()]) -> Response:
    """The chosen covers as a table."""
    shelf = state.shelf
    written = csv_text(shelf.catalogue, covers_of(shelf, query))
    return _file(written, "text/csv; charset=utf-8", "covers.csv")


@router.get("/covers.json", include_in_schema=False)
def covers_as_json(state: State, query: Annotated[CoverQuery, Query()]) -> Response:
    """The chosen covers with the stamps and marks that they carry, sentences included."""
    shelf = state.shelf
    content = catalogue_to_json(shelf.catalogue, covers_of(shelf, query))
    written = json.dumps(content, ensure_ascii=False, indent=1)
    return _file(written, "application/json", "covers.json")


@router.get("/covers/{cover}", include_in_schema=False)
def cover(cover: str, state: State) -> Response:
    """One cover."""
    page = cover_page(state.shelf, cover)
    card = state.card_of(f"/covers/{cover}")
    return _shown(page and replace(page, card=card), "cover of this name")


@router.get("/stamps", include_in_schema=False)
def stamps(state: State) -> Response:
    """All numbered stamps and the covers that carry them."""
    return html(stamps_page(state.shelf))


@router.get("/stamps/{number}", include_in_schema=False)
def stamp(number: str, state: State) -> Response:
    """One stamp."""
    return _shown(stamp_page(state.shelf, number), "stamp of this number")


@router.get("/postmarks", include_in_schema=False)
def postmarks(state: State) -> Response:
    """All shared marks, and all dated postmarks."""
    return html(postmarks_page(state.shelf))


@router.get("/postmarks/{mark}", include_in_schema=False)
def postmark(mark: str, state: State) -> Response:
    """One shared mark."""
    return _shown(postmark_page(state.shelf, mark), "postmark of this name")


@router.get("/identify", include_in_schema=False)
def identify(state: State, seen: Annotated[Seen, Query()]) -> Response:
    """Which cover it is, from what is seen on it."""
    return html(identify_page(state.shelf, seen))


def _file(content: str, media_type: str, name: str) -> Response:
    kept = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-cache"}
    return Response(content.encode(), media_type=media_type, headers=kept)


def _shown(page: Page | None, what: str) -> Response:
    """The page of one thing, or a refusal that says what the catalogue has not."""
    if page is None:
        raise HTTPException(404, f"The catalogue has no {what}.")
    return html(page)
