"""What `/postmarks` and `/postmarks/<id>` show: on which covers a mark is, and since when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from corpus.catalogue.queries import date_of
from corpus.catalogue.schema import Cover, Postmark
from corpus.dates import in_words
from web.views.covers.grid import CoverEntry, entries
from web.views.covers.shelf import QuotedSentence, Shelf, cover_href
from web.views.drawing.cover import Drawing
from web.views.drawing.mark import draw_mark
from web.views.parts import FollowUpView, ask_href


@dataclass(frozen=True, slots=True)
class MarkEntry:
    """A shared mark in the grid; `known` is from when to when covers have it."""

    name: str
    href: str
    known: str
    covers: int
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class StrikeRow:
    """A dated postmark of a cover; `href` is the page of the mark, empty for one without."""

    day: str
    mark: str
    href: str
    colour: str
    cover: str
    cover_href: str


@dataclass(frozen=True, slots=True)
class PostmarksPage:
    """The shared marks by their first date, and all dated postmarks."""

    template: ClassVar[str] = "postmarks.html"
    title: str
    current: str
    marks: tuple[MarkEntry, ...]
    strikes: tuple[StrikeRow, ...]


@dataclass(frozen=True, slots=True)
class PostmarkPage:
    """One shared mark; `described` is the section on it, empty where it is not served."""

    template: ClassVar[str] = "postmark.html"
    title: str
    current: str
    facts: tuple[tuple[str, str], ...]
    described: str
    drawing: Drawing
    quotes: tuple[QuotedSentence, ...]
    covers: tuple[CoverEntry, ...]
    questions: tuple[FollowUpView, ...]


def postmarks_page(shelf: Shelf) -> PostmarksPage:
    """Marks of covers without a date come last."""
    marks = shelf.catalogue.postmarks
    ordered = sorted(marks, key=lambda one: min(_days(shelf, one), default=date.max))
    strikes = sorted(_strikes(shelf), key=lambda pair: pair[0])
    return PostmarksPage(
        title="Postmarks",
        current="/covers",
        marks=tuple(
            MarkEntry(
                one.name,
                f"/postmarks/{one.id}",
                _between(_days(shelf, one)),
                len(shelf.catalogue.with_mark(one.id)),
                draw_mark(one),
            )
            for one in ordered
        ),
        strikes=tuple(row for _, row in strikes),
    )


def postmark_page(shelf: Shelf, mark: str) -> PostmarkPage | None:
    """The page of a shared mark; None where there is none of this id."""
    found = shelf.catalogue.postmark(mark)
    if found is None:
        return None
    told = (
        ("Also called", ", ".join(found.also_called)),
        ("Wording", ", ".join(f"“{one}”" for one in found.wording)),
        ("Shape", found.shape),
        ("Colour", ", ".join(found.colours)),
        ("Motif", found.motif),
        ("Place", found.place),
        ("On covers", _between(_days(shelf, found))),
    )
    asked = (f"What is the {found.name}?", f"Which covers have the {found.name}?")
    return PostmarkPage(
        title=found.name[:1].upper() + found.name[1:],
        current="/covers",
        facts=tuple((label, value) for label, value in told if value),
        described=shelf.section_href(found.article, found.section),
        drawing=draw_mark(found),
        quotes=shelf.quotes(found.tellings),
        covers=entries(shelf, shelf.catalogue.with_mark(found.id)),
        questions=tuple(FollowUpView(one, ask_href(one)) for one in asked),
    )


def _days(shelf: Shelf, mark: Postmark) -> tuple[date, ...]:
    """The days on which covers were given a mark, or else those that the covers are for."""
    days = []
    for cover in shelf.catalogue.with_mark(mark.id):
        struck = [one.date for one in cover.postmarks if one.mark == mark.id and one.date]
        day = date_of(cover)
        days += struck or ([day] if day else [])
    return tuple(days)


def _between(days: tuple[date, ...]) -> str:
    if not days:
        return ""
    first, last = min(days), max(days)
    return in_words(first) if first == last else f"{in_words(first)} to {in_words(last)}"


def _strikes(shelf: Shelf) -> Iterator[tuple[date, StrikeRow]]:
    for cover in shelf.catalogue.covers:
        for mark in cover.postmarks:
            if mark.date:
                shared = shelf.catalogue.postmark(mark.mark)
                name = mark.name or (shared.name if shared else "") or "postmark"
                href = f"/postmarks/{shared.id}" if shared else ""
                yield mark.date, _row(mark.date, name, href, mark.colour, cover)


def _row(day: date, name: str, href: str, colour: str, cover: Cover) -> StrikeRow:
    return StrikeRow(in_words(day), name, href, colour, cover.title, cover_href(cover))
