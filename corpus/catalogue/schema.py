"""The types of the catalogue: covers, what is on them, and the stamps and postmarks they share.

A text or list that no sentence tells is empty; a number, day or flag that none tells is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from corpus.catalogue.images import CoverImage
from corpus.record.naming import name_key

Kind = Literal[
    "launch cover",
    "docking cover",
    "landing cover",
    "event cover",
    "first day cover",
    "memorial cover",
    "flown cover",
    "souvenir cover",
    "anniversary cover",
    "maxicard",
    "postcard",
    "souvenir card",
    "miniature sheet",
    "postal stationery",
    "cover",
    "souvenir",
]
Flown = Literal["yes", "no", "doubtful"]
Genuine = Literal["genuine", "doubtful", "forged", "fantasy"]

# "s.", "Scott" and "Sc." are one catalogue; another one's prefix stays part of the number.
_SCOTT = re.compile(r"^(?:scott|sc|s)[.\s]*(?=\d)")


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence of an article that tells a value; the text is the article's, word for word."""

    article: str
    sentence: str


@dataclass(frozen=True, slots=True)
class SectionReference:
    """A section of an article by its heading, which is empty for the lead."""

    article: str
    section: str


@dataclass(frozen=True, slots=True)
class CoverStamp:
    """A stamp on a cover; `number` as the articles write it ("s. 6777"), `count` of copies."""

    tellings: tuple[Telling, ...]
    number: str = ""
    subject: str = ""
    country: str = ""
    face_value: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class CoverPostmark:
    """A postmark on a cover.

    Attributes:
        mark: id of the shared `Postmark` that it is a strike of.
        wording: its texts, as printed.
        date_as_printed: where the print differs from `date` or is wrong.
        letter: prefix or letter below the date.
        strikes: how often it is struck.
        cancels: numbers of the stamps that it strikes.
    """

    tellings: tuple[Telling, ...]
    mark: str = ""
    name: str = ""
    wording: tuple[str, ...] = ()
    date: date | None = None
    date_as_printed: str = ""
    place: str = ""
    colour: str = ""
    shape: str = ""
    motif: str = ""
    letter: str = ""
    strikes: int | None = None
    position: str = ""
    cancels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Handstamp:
    """A rubber stamp that is no postmark: registered mail, control, docking, mission."""

    tellings: tuple[Telling, ...]
    name: str = ""
    mark: str = ""
    text: tuple[str, ...] = ()
    number: str = ""
    colour: str = ""
    shape: str = ""
    motif: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Cachet:
    """The design that names the event; `people` in the order told."""

    tellings: tuple[Telling, ...]
    text: tuple[str, ...] = ()
    motif: str = ""
    people: tuple[str, ...] = ()
    colour: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Autograph:
    """A signature of a `person`, or of those that `who` says ("the crew of Soyuz TM-24")."""

    tellings: tuple[Telling, ...]
    person: str = ""
    who: str = ""
    position: str = ""
    legible: bool | None = None
    inscription: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A sticker, a registration label or a loose number."""

    tellings: tuple[Telling, ...]
    text: str = ""
    name: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """How a cover was made and sold, and whether it flew and is genuine; `printed` in copies."""

    tellings: tuple[Telling, ...]
    printed: int | None = None
    price: str = ""
    postage: str = ""
    issuer: str = ""
    rarity: str = ""
    flown: Flown | None = None
    genuine: Genuine | None = None


@dataclass(frozen=True, slots=True)
class CoverNote:
    """A doubt or an oddity, told by its sentences alone."""

    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """A cover, card, sheet or souvenir.

    Attributes:
        id: lower case words joined by hyphens; never changes.
        date: of the event or the cancel that it is for.
        section: heading of the section of `article` that describes it, empty for the lead;
            `also` are other sections that do.
        tellings: what introduces it.
    """

    id: str
    title: str
    kind: Kind
    article: str
    section: str
    tellings: tuple[Telling, ...]
    missions: tuple[str, ...] = ()
    date: date | None = None
    also: tuple[SectionReference, ...] = ()
    images: tuple[CoverImage, ...] = ()
    stamps: tuple[CoverStamp, ...] = ()
    postmarks: tuple[CoverPostmark, ...] = ()
    handstamps: tuple[Handstamp, ...] = ()
    cachet: Cachet | None = None
    autographs: tuple[Autograph, ...] = ()
    labels: tuple[Label, ...] = ()
    issue: Issue | None = None
    notes: tuple[CoverNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp by its catalogue number, whichever covers carry it."""

    number: str
    tellings: tuple[Telling, ...]
    catalogue: str = ""
    country: str = ""
    subject: str = ""
    face_value: str = ""


@dataclass(frozen=True, slots=True)
class Postmark:
    """A postmark or handstamp that several covers carry, or that has a name of its own.

    `place` is the town in it; `article` and `section` are where it is described.
    """

    id: str
    name: str
    article: str
    section: str
    tellings: tuple[Telling, ...]
    also_called: tuple[str, ...] = ()
    wording: tuple[str, ...] = ()
    shape: str = ""
    colours: tuple[str, ...] = ()
    motif: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything catalogued, in the order of the files; looked up by names in any spelling."""

    covers: tuple[Cover, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    postmarks: tuple[Postmark, ...] = ()
    _covers_by: Mapping[tuple[str, ...], tuple[Cover, ...]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        covers_by: dict[tuple[str, ...], tuple[Cover, ...]] = {}
        for cover in self.covers:
            for key in dict.fromkeys(_keys(cover)):
                covers_by[key] = (*covers_by.get(key, ()), cover)
        object.__setattr__(self, "_covers_by", MappingProxyType(covers_by))

    def cover(self, cover_id: str) -> Cover | None:
        """The cover of an id."""
        return next(iter(self._covers_by.get(("id", cover_id), ())), None)

    def stamp(self, number: str) -> Stamp | None:
        """The stamp of a catalogue number: "s. 6777", "6777" and "Scott 6777" are one."""
        key = stamp_key(number)
        return next((stamp for stamp in self.stamps if stamp_key(stamp.number) == key), None)

    def postmark(self, mark: str) -> Postmark | None:
        """The shared postmark of an id."""
        return next((postmark for postmark in self.postmarks if postmark.id == mark), None)

    def of_mission(self, name: str) -> tuple[Cover, ...]:
        """The covers of a mission; case, spaces and hyphens of the name do not matter."""
        return self._covers_by.get(("mission", name_key(name)), ())

    def with_stamp(self, number: str) -> tuple[Cover, ...]:
        """The covers that carry a stamp; `number` is as for `stamp`."""
        return self._covers_by.get(("stamp", stamp_key(number)), ())

    def with_mark(self, mark: str) -> tuple[Cover, ...]:
        """The covers that carry a shared postmark or handstamp, by its id."""
        return self._covers_by.get(("mark", mark), ())

    def in_article(self, article: str, section: str | None = None) -> tuple[Cover, ...]:
        """The covers that an article describes, or one section of it ("" is the lead)."""
        key = ("article", article) if section is None else ("section", article, section)
        return self._covers_by.get(key, ())


def stamp_key(number: str) -> str:
    """A catalogue number without what spellings differ in.

    >>> stamp_key("s. 6874c") == stamp_key("Scott 6874C") == stamp_key("6874c")
    True
    """
    return "".join(_SCOTT.sub("", number.strip().lower()).split())


def _keys(cover: Cover) -> Iterator[tuple[str, ...]]:
    yield "id", cover.id
    yield from (("mission", name_key(name)) for name in cover.missions)
    yield from (("stamp", stamp_key(stamp.number)) for stamp in cover.stamps if stamp.number)
    yield from (("mark", postmark.mark) for postmark in cover.postmarks if postmark.mark)
    yield from (("mark", handstamp.mark) for handstamp in cover.handstamps if handstamp.mark)
    for described in (SectionReference(cover.article, cover.section), *cover.also):
        yield "article", described.article
        yield "section", described.article, described.section
