"""Answers questions of selection over a catalogue: which covers, how many of each kind, in time.

What one cover has is for `attributes`; lookups by a single name are `Catalogue`'s own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from corpus.catalogue.attributes import describe
from corpus.catalogue.normalisation import missing_words, words
from corpus.catalogue.schema import Catalogue, Cover

# Of a cover that no sentence calls genuine, doubtful or forged.
UNQUESTIONED = "unquestioned"
_NOT_GENUINE = ("doubtful", "forged", "fantasy")
_BETWEEN_COLOURS = re.compile(r",\s*(?:and\s+)?|(?<!\s)\s+and\s+")


@dataclass(frozen=True, slots=True)
class Criteria:
    """What covers to select; an empty criterion asks nothing.

    Attributes:
        country: of one of the stamps.
        colour: of a postmark, a handstamp or the cachet.
        signer: a person who signed, by full name or surname.
        mission, stamp, mark, article: as for the lookups of `Catalogue`.
        text: words that all stand in the cover's description, in any order and inflection.
    """

    kind: str = ""
    mission: str = ""
    year: int | None = None
    stamp: str = ""
    mark: str = ""
    colour: str = ""
    country: str = ""
    signer: str = ""
    flown: str = ""
    genuine: str = ""
    article: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that `count` covers have; `label` is the value for readers."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A criterion by its field name, with the values that covers have, the commonest first."""

    name: str
    values: tuple[FacetValue, ...]


def select(catalogue: Catalogue, criteria: Criteria) -> tuple[Cover, ...]:
    """The covers that meet every criterion, in the catalogue's order."""
    wanted = criteria
    looked_up = [
        {cover.id for cover in covers}
        for given, covers in (
            (wanted.mission, catalogue.of_mission(wanted.mission)),
            (wanted.stamp, catalogue.with_stamp(wanted.stamp)),
            (wanted.mark, catalogue.with_mark(wanted.mark)),
            (wanted.article, catalogue.in_article(wanted.article)),
        )
        if given
    ]
    return tuple(
        cover
        for cover in catalogue.covers
        if all(cover.id in ids for ids in looked_up) and _meets(cover, wanted, catalogue)
    )


def facets(catalogue: Catalogue, covers: Iterable[Cover] | None = None) -> tuple[Facet, ...]:
    """What can be asked of covers, by default of all, with how many meet it; years in order."""
    among = catalogue.covers if covers is None else tuple(covers)
    return tuple(Facet(name, _counted(name, among, catalogue)) for name in _VALUES)


def date_of(cover: Cover) -> date | None:
    """The day that a cover is for, or else its earliest postmark's."""
    struck = [postmark.date for postmark in cover.postmarks if postmark.date]
    return cover.date or min(struck, default=None)


def by_date(covers: Iterable[Cover]) -> tuple[Cover, ...]:
    """The covers that have a date, the oldest first."""
    dated = [(day, cover) for cover in covers if (day := date_of(cover))]
    return tuple(cover for _, cover in sorted(dated, key=lambda pair: pair[0]))


def oldest(covers: Iterable[Cover]) -> tuple[Cover, ...]:
    """The covers of the earliest date; several where they share it, none where none has one."""
    ordered = by_date(covers)
    return tuple(cover for cover in ordered if date_of(cover) == date_of(ordered[0]))


def newest(covers: Iterable[Cover]) -> tuple[Cover, ...]:
    """The covers of the latest date, as `oldest`."""
    ordered = by_date(covers)
    return tuple(cover for cover in ordered if date_of(cover) == date_of(ordered[-1]))


def is_suspect(cover: Cover) -> bool:
    """Whether an article says that the cover is doubtful, forged or a fantasy, or its flight is."""
    issue = cover.issue
    return issue is not None and (issue.genuine in _NOT_GENUINE or issue.flown == "doubtful")


def genuineness(cover: Cover) -> str:
    """What is said of a cover in one word; "unquestioned" where nothing is said against it."""
    if cover.issue and cover.issue.genuine:
        return cover.issue.genuine
    return "doubtful" if is_suspect(cover) else UNQUESTIONED


def colours_of(cover: Cover) -> tuple[str, ...]:
    """The colours of its postmarks, handstamps and cachet, each once: "blue and black" are two."""
    told = (
        *(one.colour for one in cover.postmarks),
        *(one.colour for one in cover.handstamps),
        cover.cachet.colour if cover.cachet else "",
    )
    apart = (part.strip() for colours in told for part in _BETWEEN_COLOURS.split(colours))
    return tuple(dict.fromkeys(filter(None, apart)))


def countries_of(cover: Cover, catalogue: Catalogue) -> tuple[str, ...]:
    """The countries of its stamps, each once."""
    shared = (catalogue.stamp(one.number) for one in cover.stamps if one.number)
    told = (*(one.country for one in cover.stamps), *(one.country for one in shared if one))
    return tuple(dict.fromkeys(filter(None, told)))


def signers_of(cover: Cover) -> tuple[str, ...]:
    """The people who signed it, each once."""
    return tuple(dict.fromkeys(one.person for one in cover.autographs if one.person))


def _meets(cover: Cover, wanted: Criteria, catalogue: Catalogue) -> bool:
    day = date_of(cover)
    return (
        (not wanted.year or (day is not None and day.year == wanted.year))
        and all(
            words(given) in map(words, _VALUES[name](cover, catalogue))
            for name, given in (
                ("kind", wanted.kind),
                ("colour", wanted.colour),
                ("country", wanted.country),
                ("flown", wanted.flown),
                ("genuine", wanted.genuine),
            )
            if given
        )
        and (not wanted.signer or _signed(cover, wanted.signer))
        and (
            not wanted.text
            or not missing_words(wanted.text, frozenset(words(describe(cover, catalogue))))
        )
    )


def _signed(cover: Cover, name: str) -> bool:
    """Whether one signer has every word of a name: "Tito" is "Dennis Tito"."""
    return any(set(words(name)).issubset(words(signer)) for signer in signers_of(cover))


def _counted(name: str, covers: Iterable[Cover], catalogue: Catalogue) -> tuple[FacetValue, ...]:
    counts = Counter(value for cover in covers for value in _VALUES[name](cover, catalogue))
    ordered = (
        sorted(counts.items())
        if name == "year"
        else sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))
    )
    return tuple(
        FacetValue(value, _label(name, value, catalogue), count) for value, count in ordered
    )


def _label(name: str, value: str, catalogue: Catalogue) -> str:
    if name == "mark" and (postmark := catalogue.postmark(value)):
        return postmark.name
    if name == "stamp" and (stamp := catalogue.stamp(value)) and stamp.subject:
        return f"{value}, {stamp.subject}"
    return value


def _years(cover: Cover) -> tuple[str, ...]:
    day = date_of(cover)
    return (str(day.year),) if day else ()


def _stamp_numbers(cover: Cover, catalogue: Catalogue) -> tuple[str, ...]:
    """The numbers as the catalogue's stamps write them, each once."""
    numbers = (one.number for one in cover.stamps if one.number)
    shared = ((catalogue.stamp(number), number) for number in numbers)
    return tuple(dict.fromkeys(stamp.number if stamp else number for stamp, number in shared))


def _marks(cover: Cover) -> tuple[str, ...]:
    marks = (*(one.mark for one in cover.postmarks), *(one.mark for one in cover.handstamps))
    return tuple(dict.fromkeys(filter(None, marks)))


_VALUES: Mapping[str, Callable[[Cover, Catalogue], tuple[str, ...]]] = MappingProxyType(
    {
        "kind": lambda cover, _: (cover.kind,),
        "mission": lambda cover, _: tuple(dict.fromkeys(cover.missions)),
        "year": lambda cover, _: _years(cover),
        "stamp": _stamp_numbers,
        "mark": lambda cover, _: _marks(cover),
        "colour": lambda cover, _: colours_of(cover),
        "country": countries_of,
        "signer": lambda cover, _: signers_of(cover),
        "flown": lambda cover, _: (cover.issue.flown,) if cover.issue and cover.issue.flown else (),
        "genuine": lambda cover, _: (
            (cover.issue.genuine,) if cover.issue and cover.issue.genuine else ()
        ),
    }
)
