"""Which covers are chosen, and what else could be: a query's parameters → covers and facets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from pydantic import BaseModel, Field

from corpus.catalogue.normalisation import missing_words, words
from corpus.catalogue.queries import UNQUESTIONED, Criteria, date_of, select
from corpus.catalogue.schema import Cover
from web.views.covers.shelf import Shelf

MAX_LETTERS = 200
FACETS = (
    ("programme", "Programme"),
    ("mission", "Mission"),
    ("kind", "Kind"),
    ("year", "Year"),
    ("mark", "Postmark"),
    ("stamp", "Stamp"),
    ("country", "Country of a stamp"),
    ("colour", "Colour"),
    ("signer", "Signed by"),
    ("genuine", "Genuine or doubtful"),
    ("flown", "Flown"),
    ("picture", "Picture"),
)
SORTS = {"oldest": "Oldest first", "newest": "Newest first", "title": "By title"}
_LABELS = {
    ("genuine", UNQUESTIONED): "nothing said against it",
    ("flown", "yes"): "said to have flown",
    ("flown", "no"): "said not to have flown",
    ("flown", "doubtful"): "flight in doubt",
    ("picture", "yes"): "has a picture",
    ("picture", "no"): "drawn from its description",
}


class CoverQuery(BaseModel):
    """What covers to choose; an empty parameter asks nothing, and all that are given must hold."""

    q: str = Field(
        "", max_length=MAX_LETTERS, description="Words that all stand in a cover's description."
    )
    programme: str = Field("", max_length=MAX_LETTERS, description="Soyuz, Shuttle …")
    mission: str = Field("", max_length=MAX_LETTERS, description="A mission's name.")
    kind: str = Field("", max_length=MAX_LETTERS, examples=["launch cover"])
    year: str = Field("", max_length=MAX_LETTERS, description="Of the event or the cancel.")
    mark: str = Field("", max_length=MAX_LETTERS, description="A shared postmark, by its id.")
    stamp: str = Field("", max_length=MAX_LETTERS, description="A stamp's number: s. 6777.")
    country: str = Field("", max_length=MAX_LETTERS, description="Of one of the stamps.")
    colour: str = Field(
        "", max_length=MAX_LETTERS, description="Of a postmark, a handstamp or the cachet."
    )
    signer: str = Field("", max_length=MAX_LETTERS, description="Who signed: a name or a surname.")
    genuine: str = Field(
        "", max_length=MAX_LETTERS, description=f"doubtful, forged, fantasy or {UNQUESTIONED}."
    )
    flown: str = Field("", max_length=MAX_LETTERS, description="yes, no or doubtful.")
    picture: str = Field("", max_length=MAX_LETTERS, description="yes or no: has a picture.")
    sort: str = Field("oldest", max_length=MAX_LETTERS, description="oldest, newest or title.")

    def given(self) -> dict[str, str]:
        """The facets that are asked for, with their values."""
        told = ((name, getattr(self, name).strip()) for name, _ in FACETS)
        return {name: value for name, value in told if value}

    def href(self, path: str = "/covers", **changes: str) -> str:
        """An address of the same choice with some parameters changed; an empty one is left out."""
        now = {"q": self.q.strip(), **self.given(), "sort": self.sort} | changes
        kept = {name: value for name, value in now.items() if value and value != "oldest"}
        return f"{path}?{urlencode(kept)}" if kept else path


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet; `href` chooses it, or takes it back when it is chosen."""

    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """One facet; `chosen` is the label of its chosen value, empty where none is."""

    name: str
    label: str
    chosen: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The covers that were asked for, in the order that was asked for.

    Attributes:
        problems: sentences on what no cover has.
    """

    covers: tuple[Cover, ...]
    facets: tuple[FacetView, ...]
    problems: tuple[str, ...]


def choose(shelf: Shelf, query: CoverQuery) -> Chosen:
    """The covers that meet all of a query, and of each facet what the others leave."""
    meeting, worded = _asked(shelf, query)
    facets = tuple(
        _facet(shelf, query, name, label, _common(shelf, meeting, worded, without=name))
        for name, label in FACETS
    )
    problems = [_none(name, query.given()[name]) for name, found in meeting.items() if not found]
    if query.sort not in SORTS:
        problems.append(f"Covers cannot be sorted by “{query.sort}”; they are sorted by date.")
    found = _common(shelf, meeting, worded)
    return Chosen(_sorted(found, query.sort), facets, tuple(problems))


def covers_of(shelf: Shelf, query: CoverQuery) -> tuple[Cover, ...]:
    """Only the covers, without what else could be chosen."""
    meeting, worded = _asked(shelf, query)
    return _sorted(_common(shelf, meeting, worded), query.sort)


def _asked(
    shelf: Shelf, query: CoverQuery
) -> tuple[dict[str, frozenset[str]], frozenset[str] | None]:
    """The ids that meet each criterion alone, and those with the words."""
    meeting = {name: _meeting(shelf, name, value) for name, value in query.given().items()}
    return meeting, _worded(shelf, query.q)


def _meeting(shelf: Shelf, name: str, value: str) -> frozenset[str]:
    """The ids of the covers that meet one criterion."""
    if name in ("programme", "genuine", "picture"):
        wanted = words(value)
        return frozenset(
            cover
            for cover, values in shelf.values.items()
            if wanted in [words(one) for one in values[name]]
        )
    if name == "year":
        if not (value.isascii() and value.isdecimal() and 0 < int(value[:6]) < 10_000):
            return frozenset()
        return _ids(shelf, Criteria(year=int(value)))
    criterion: dict[str, Any] = {name: value}
    return _ids(shelf, Criteria(**criterion))


def _ids(shelf: Shelf, criteria: Criteria) -> frozenset[str]:
    return frozenset(cover.id for cover in select(shelf.catalogue, criteria))


def _worded(shelf: Shelf, text: str) -> frozenset[str] | None:
    """The ids of the covers with all words of a text; None where there is no word."""
    if not words(text):
        return None
    return frozenset(
        cover for cover, known in shelf.described.items() if not missing_words(text, known)
    )


def _common(
    shelf: Shelf,
    meeting: Mapping[str, frozenset[str]],
    worded: frozenset[str] | None,
    without: str = "",
) -> tuple[Cover, ...]:
    sets = [ids for name, ids in meeting.items() if name != without]
    if worded is not None:
        sets.append(worded)
    return tuple(cover for cover in shelf.catalogue.covers if all(cover.id in ids for ids in sets))


def _facet(
    shelf: Shelf, query: CoverQuery, name: str, label: str, among: tuple[Cover, ...]
) -> FacetView:
    counts = Counter(value for cover in among for value in shelf.values[cover.id].get(name, ()))
    given = query.given().get(name, "")
    options = []
    for value in _ordered(name, counts):
        chosen = words(value) == words(given)
        href = query.href(**{name: "" if chosen else value})
        options.append(Option(label_of(shelf, name, value), counts[value], href, chosen))
    shown = next((one.label for one in options if one.chosen), given)
    return FacetView(name, label, shown, tuple(options))


def label_of(shelf: Shelf, name: str, value: str) -> str:
    """A facet's value for readers."""
    return _LABELS.get((name, value)) or shelf.labels.get((name, value), value)


def _ordered(name: str, counts: Counter[str]) -> list[str]:
    """Years and missions in their own order, other values the commonest first."""
    if name in ("year", "mission"):
        return sorted(counts, key=in_number_order)
    return sorted(counts, key=lambda value: (-counts[value], in_number_order(value)))


def in_number_order(text: str) -> list[tuple[int, str]]:
    """A key that puts Soyuz 9 before Soyuz 10."""
    parts = re.split(r"(\d+)", text.casefold())
    return [(int(part[:18]), "") if part.isdecimal() else (0, part) for part in parts]


def _sorted(covers: tuple[Cover, ...], sort: str) -> tuple[Cover, ...]:
    if sort == "title":
        return tuple(sorted(covers, key=lambda cover: in_number_order(cover.title)))
    dated = [(day, cover) for cover in covers if (day := date_of(cover))]
    ordered = sorted(dated, key=lambda pair: pair[0], reverse=sort == "newest")
    return (
        *(cover for _, cover in ordered),
        *(cover for cover in covers if date_of(cover) is None),
    )


def _none(name: str, value: str) -> str:
    label = dict(FACETS)[name].lower()
    return f"No cover of the catalogue has the {label} “{value}”."
