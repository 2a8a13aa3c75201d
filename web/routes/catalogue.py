"""The catalogue for programs: covers by the filters of the page, stamps and postmarks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query

from corpus.catalogue.exporting import catalogue_to_json, cover_to_json
from corpus.catalogue.schema import Catalogue
from web.guards.errors import documented
from web.state import State, WithinRate
from web.views.covers.choosing import CoverQuery, covers_of
from web.views.covers.shelf import Shelf
from web.views.pictures import PictureView

router = APIRouter(prefix="/api", tags=["Cachet"], dependencies=[WithinRate])

Chosen = Annotated[CoverQuery, Query()]


@router.get("/covers", responses=documented(422, 429))
def covers(state: State, query: Chosen) -> list[dict[str, Any]]:
    """The covers that meet all filters, each value with the sentences that tell it."""
    shelf = state.shelf
    return [
        cover_to_json(one) | _pictures(shelf.pictures.get(one.id, ()))
        for one in covers_of(shelf, query)
    ]


@router.get("/stamps", responses=documented(422, 429))
def stamps(state: State, query: Chosen) -> list[dict[str, Any]]:
    """The numbered stamps on the covers that meet all filters, with those covers' ids."""
    shelf, chosen = state.shelf, _chosen(state.shelf, query)
    return [
        {**row, "covers": [cover.id for cover in chosen.with_stamp(row["number"])]}
        for row in _exported(shelf, query, chosen)["stamps"]
    ]


@router.get("/postmarks", responses=documented(422, 429))
def postmarks(state: State, query: Chosen) -> list[dict[str, Any]]:
    """The shared postmarks and handstamps on those covers, with the covers' ids."""
    shelf, chosen = state.shelf, _chosen(state.shelf, query)
    return [
        {**row, "covers": [cover.id for cover in chosen.with_mark(row["id"])]}
        for row in _exported(shelf, query, chosen)["postmarks"]
    ]


def _pictures(pictures: Sequence[PictureView]) -> dict[str, Any]:
    """What a cover's pictures add to its data; nothing where it has none."""
    told = [
        {
            "url": one.href,
            "small": one.small,
            "width": one.width,
            "height": one.height,
            "alt": one.alt,
            "caption": one.caption,
            "credit": one.credit,
        }
        for one in pictures
    ]
    return {"pictures": told} if told else {}


def _chosen(shelf: Shelf, query: CoverQuery) -> Catalogue:
    """The covers of a query as a catalogue of their own, for its look-ups."""
    return Catalogue(covers_of(shelf, query))


def _exported(shelf: Shelf, query: CoverQuery, chosen: Catalogue) -> dict[str, Any]:
    """Everything shared where nothing is asked; else what the chosen covers carry."""
    asked = bool(query.given() or query.q.strip())
    return catalogue_to_json(shelf.catalogue, chosen.covers if asked else None)
