"""What `/covers/<id>` shows: the drawing, each attribute with its sentences, and what is near."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, get_args

from corpus.catalogue.attributes import Attribute, attributes
from corpus.catalogue.queries import is_suspect
from corpus.catalogue.schema import Cover, Kind, Telling
from corpus.lexicon import built_in
from web.views.covers.grid import CoverEntry, about, entries
from web.views.covers.shelf import QuotedSentence, Shelf, marks_on, stamp_slug
from web.views.drawing.cover import Drawing
from web.views.parts import FollowUpView, ask_href
from web.views.pictures import PictureView

MOST_NEAR = 6
# First words of titles that are no names.
_PLAIN = frozenset(
    {word for kind in get_args(Kind) for word in kind.split()}
    | set(
        "the covers series return definitive joint signed wrong-date items special pseudo alleged "
        "destroyed set pictured propaganda wide cachet card other patches".split()
    )
    | set(built_in().ordinals[1:4])
)


@dataclass(frozen=True, slots=True)
class Link:
    """A name that leads to a page, or alone where `href` is empty."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class AttributeView:
    """A thing on the cover or a fact of its issue.

    Attributes:
        number: of the thing in the drawing; 0 for what is not drawn.
        also: the page of the stamp or mark that other covers have too.
    """

    number: int
    label: str
    value: str
    quotes: tuple[QuotedSentence, ...]
    also: Link | None


@dataclass(frozen=True, slots=True)
class CoverPage:
    """One cover; `doubts` are its notes, with what is said of its being genuine."""

    template: ClassVar[str] = "cover.html"
    title: str
    current: str
    id: str
    about: str
    missions: tuple[Link, ...]
    described: tuple[Link, ...]
    introduced: tuple[QuotedSentence, ...]
    drawing: Drawing
    pictures: tuple[PictureView, ...]
    things: tuple[AttributeView, ...]
    facts: tuple[AttributeView, ...]
    suspect: bool
    doubts: tuple[QuotedSentence, ...]
    questions: tuple[FollowUpView, ...]
    same_mission: tuple[CoverEntry, ...]
    same_mark: tuple[CoverEntry, ...]
    card: str = ""


def cover_page(shelf: Shelf, cover_id: str) -> CoverPage | None:
    """The page of a cover; None where the catalogue has none of this id."""
    cover = shelf.catalogue.cover(cover_id)
    if cover is None:
        return None
    rows = attributes(cover, shelf.catalogue)
    things = [row for row in rows if row.aspect not in ("issue", "note")]
    of_mission, of_mark = _near(shelf, cover)
    return CoverPage(
        title=cover.title,
        current="/covers",
        id=cover.id,
        about=about(cover),
        missions=tuple(Link(name, shelf.missions.get(name, "")) for name in cover.missions),
        described=_described(shelf, cover),
        introduced=shelf.quotes(cover.tellings),
        drawing=shelf.drawings[cover.id],
        pictures=shelf.pictures.get(cover.id, ()),
        things=tuple(
            AttributeView(number, row.label, row.value, shelf.quotes(row.tellings), also)
            for number, (row, also) in enumerate(
                zip(things, _shared(shelf, cover, len(things)), strict=True), start=1
            )
        ),
        facts=tuple(
            AttributeView(0, row.label, row.value, shelf.quotes(row.tellings), None)
            for row in rows
            if row.aspect == "issue"
        ),
        suspect=is_suspect(cover),
        doubts=shelf.quotes(_doubts(cover)),
        questions=_questions(cover, things),
        same_mission=entries(shelf, of_mission),
        same_mark=entries(shelf, of_mark),
    )


def _described(shelf: Shelf, cover: Cover) -> tuple[Link, ...]:
    """The sections of articles that describe it, its own first."""
    places = [(cover.article, cover.section), *((one.article, one.section) for one in cover.also)]
    return tuple(
        Link(
            section or shelf.articles[article].title,
            shelf.section_href(article, section),
        )
        for article, section in dict.fromkeys(places)
        if article in shelf.articles
    )


def _shared(shelf: Shelf, cover: Cover, count: int) -> list[Link | None]:
    """For each thing the page of its stamp or mark, in the order of `attributes`."""
    links: list[Link | None] = []
    for stamp in cover.stamps:
        found = shelf.catalogue.stamp(stamp.number) if stamp.number else None
        links.append(
            Link(f"All covers with {found.number}", f"/stamps/{stamp_slug(found)}")
            if found
            else None
        )
    for mark in marks_on(cover):
        shared = shelf.catalogue.postmark(mark.mark)
        links.append(Link(shared.name, f"/postmarks/{shared.id}") if shared else None)
    return links + [None] * (count - len(links))


def _questions(cover: Cover, things: Iterable[Attribute]) -> tuple[FollowUpView, ...]:
    """Questions that the catalogue knows an answer to."""
    name = cover.title
    if name.split(" ")[0].casefold() in _PLAIN:
        name = name[:1].lower() + name[1:]
    has = {row.aspect for row in things}
    name = name.removeprefix("the ")
    asked = [f"Tell me about the {name}"]
    asked += [f"Which stamps are on the {name}?"] if "stamp" in has else []
    asked += [f"Which postmarks are on the {name}?"] if "postmark" in has else []
    asked += [f"Who signed the {name}?"] if "autograph" in has else []
    return tuple(FollowUpView(one, ask_href(one)) for one in asked)


def _near(shelf: Shelf, cover: Cover) -> tuple[tuple[Cover, ...], tuple[Cover, ...]]:
    """Other covers of its missions, and others with its marks; none twice."""
    catalogue = shelf.catalogue
    seen = {cover.id}

    def fresh(covers: Iterable[Cover]) -> tuple[Cover, ...]:
        found: list[Cover] = []
        for one in covers:
            if one.id not in seen and len(found) < MOST_NEAR:
                seen.add(one.id)
                found.append(one)
        return tuple(found)

    of_mission = fresh(one for name in cover.missions for one in catalogue.of_mission(name))
    marks = dict.fromkeys(one.mark for one in marks_on(cover) if one.mark)
    return of_mission, fresh(one for mark in marks for one in catalogue.with_mark(mark))


def _doubts(cover: Cover) -> Iterator[Telling]:
    """What says that the cover is forged or doubtful, and its notes."""
    if is_suspect(cover) and cover.issue:
        yield from cover.issue.tellings
    yield from (telling for note in cover.notes for telling in note.tellings)
