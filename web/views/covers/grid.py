"""What `/covers` shows: the chosen covers as a grid of drawings, beside what else can be chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from corpus.catalogue.queries import date_of
from corpus.catalogue.schema import Cover
from corpus.dates import in_words
from web.views.covers.choosing import SORTS, CoverQuery, FacetView, choose
from web.views.covers.shelf import Shelf, cover_href
from web.views.drawing.cover import Drawing
from web.views.pictures import PictureView

# As many drawings as are rendered and sent at once.
PAGE = 36


@dataclass(frozen=True, slots=True)
class CoverEntry:
    """A cover in a grid; its drawing is shown where it has no picture."""

    id: str
    title: str
    href: str
    about: str
    drawing: Drawing
    picture: PictureView | None


@dataclass(frozen=True, slots=True)
class SortView:
    """One way to sort."""

    name: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """A criterion that is in force; `href` takes it back."""

    label: str
    value: str
    href: str


@dataclass(frozen=True, slots=True)
class CoversPage:
    """The grid.

    Attributes:
        of: how many covers the catalogue has; none where the articles tell of none.
        hidden: what the search form passes on of the other parameters.
        earlier, later: the pages of the grid before and after, empty where there is none.
    """

    template: ClassVar[str] = "covers.html"
    title: str
    current: str
    searched: str
    of: int
    found: int
    covers: tuple[CoverEntry, ...]
    facets: tuple[FacetView, ...]
    taken: tuple[Taken, ...]
    sorts: tuple[SortView, ...]
    hidden: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]
    earlier: str
    later: str
    csv_href: str
    json_href: str


def covers_page(shelf: Shelf, query: CoverQuery, page: int = 1) -> CoversPage:
    """The covers that a query chooses; a page beyond the last is the last."""
    chosen = choose(shelf, query)
    last = max(-(-len(chosen.covers) // PAGE), 1)
    page = min(max(page, 1), last)
    shown = chosen.covers[(page - 1) * PAGE : page * PAGE]
    given = query.given()
    return CoversPage(
        title="Covers",
        current="/covers",
        searched=query.q.strip(),
        of=len(shelf.catalogue.covers),
        found=len(chosen.covers),
        covers=entries(shelf, shown),
        facets=tuple(facet for facet in chosen.facets if facet.options),
        taken=tuple(
            Taken(facet.label, facet.chosen, query.href(**{facet.name: ""}))
            for facet in chosen.facets
            if facet.name in given
        ),
        sorts=tuple(SortView(name, label, name == query.sort) for name, label in SORTS.items()),
        hidden=tuple(given.items()),
        problems=chosen.problems,
        earlier=query.href(page=str(page - 1)) if page > 1 else "",
        later=query.href(page=str(page + 1)) if page < last else "",
        csv_href=query.href("/covers.csv"),
        json_href=query.href("/covers.json"),
    )


def entries(shelf: Shelf, covers: Iterable[Cover]) -> tuple[CoverEntry, ...]:
    """Covers with their drawings, and with a picture those that have one."""
    return tuple(
        CoverEntry(
            cover.id,
            cover.title,
            cover_href(cover),
            about(cover),
            shelf.drawings[cover.id],
            next(iter(shelf.pictures.get(cover.id, ())), None),
        )
        for cover in covers
    )


def about(cover: Cover) -> str:
    """Kind and day in a line."""
    day = date_of(cover)
    return f"{cover.kind}, {in_words(day)}" if day else cover.kind
