"""What `/stamps` and `/stamps/<number>` show: on which covers a stamp is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from corpus.catalogue.queries import by_date, date_of
from corpus.catalogue.schema import Cover, Stamp, stamp_key
from corpus.dates import in_words
from web.views.covers.choosing import in_number_order
from web.views.covers.grid import CoverEntry, entries
from web.views.covers.shelf import QuotedSentence, Shelf, cover_href, stamp_slug
from web.views.parts import FollowUpView, ask_href


@dataclass(frozen=True, slots=True)
class StampRow:
    """A stamp in the list."""

    number: str
    href: str
    about: str
    covers: int


@dataclass(frozen=True, slots=True)
class CarrierRow:
    """A cover in the table: for each stamp, in order, how many it has; "" for none."""

    title: str
    href: str
    day: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StampsPage:
    """All stamps that have a number; the table has a column for each that a cover carries."""

    template: ClassVar[str] = "stamps.html"
    title: str
    current: str
    stamps: tuple[StampRow, ...]
    columns: tuple[StampRow, ...]
    carriers: tuple[CarrierRow, ...]


@dataclass(frozen=True, slots=True)
class StampPage:
    """One stamp."""

    template: ClassVar[str] = "stamp.html"
    title: str
    current: str
    facts: tuple[tuple[str, str], ...]
    quotes: tuple[QuotedSentence, ...]
    covers: tuple[CoverEntry, ...]
    questions: tuple[FollowUpView, ...]


def stamps_page(shelf: Shelf) -> StampsPage:
    """Stamps by number, covers by date."""
    stamps = sorted(shelf.catalogue.stamps, key=lambda one: in_number_order(one.number))
    carrying = {
        cover.id: cover for stamp in stamps for cover in shelf.catalogue.with_stamp(stamp.number)
    }
    dated = by_date(carrying.values())
    undated = tuple(cover for cover in carrying.values() if date_of(cover) is None)
    rows = tuple(_row(shelf, one) for one in stamps)
    carried = [one for one in stamps if shelf.catalogue.with_stamp(one.number)]
    return StampsPage(
        title="Stamps",
        current="/covers",
        stamps=rows,
        columns=tuple(row for row in rows if row.covers),
        carriers=tuple(_carrier(cover, carried) for cover in (*dated, *undated)),
    )


def stamp_page(shelf: Shelf, slug: str) -> StampPage | None:
    """The page of a stamp; None where no stamp has this number."""
    stamp = next((one for one in shelf.catalogue.stamps if stamp_slug(one) == slug), None)
    if stamp is None:
        return None
    told = (
        ("Catalogue", stamp.catalogue),
        ("Subject", stamp.subject),
        ("Country", stamp.country),
        ("Face value", stamp.face_value),
    )
    asked = (f"Which covers carry the stamp {stamp.number}?", f"What does {stamp.number} show?")
    return StampPage(
        title=f"Stamp {stamp.number}",
        current="/covers",
        facts=tuple((label, value) for label, value in told if value),
        quotes=shelf.quotes(stamp.tellings),
        covers=entries(shelf, shelf.catalogue.with_stamp(stamp.number)),
        questions=tuple(FollowUpView(one, ask_href(one)) for one in asked),
    )


def stamp_href(stamp: Stamp) -> str:
    """The page of a stamp."""
    return f"/stamps/{stamp_slug(stamp)}"


def _row(shelf: Shelf, stamp: Stamp) -> StampRow:
    about = ", ".join(filter(None, (stamp.subject, stamp.country, stamp.face_value)))
    carried = len(shelf.catalogue.with_stamp(stamp.number))
    return StampRow(stamp.number, stamp_href(stamp), about, carried)


def _carrier(cover: Cover, stamps: list[Stamp]) -> CarrierRow:
    counts: dict[str, int] = {}
    for one in cover.stamps:
        counts[stamp_key(one.number)] = counts.get(stamp_key(one.number), 0) + (one.count or 1)
    day = date_of(cover)
    return CarrierRow(
        cover.title,
        cover_href(cover),
        in_words(day) if day else "",
        tuple(str(counts.get(stamp_key(stamp.number), "")) for stamp in stamps),
    )
