"""What `/identify` shows: what is seen on a cover → the covers that fit, and what would decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import ClassVar
from urllib.parse import urlencode

from pydantic import BaseModel, Field

from corpus.catalogue.normalisation import words
from corpus.catalogue.schema import Cover
from corpus.dates import find_dates
from web.views.covers.choosing import MAX_LETTERS, label_of
from web.views.covers.grid import CoverEntry, entries
from web.views.covers.matching import check_of
from web.views.covers.shelf import Shelf

MOST_SHOWN = 24
# What is chosen from a list; the others are typed.
_LISTS = (("kind", "What it is"), ("colour", "Colour of a mark or of the cachet"),
          ("country", "Country of a stamp"))  # fmt: skip
_TYPED = (
    ("words", "Words on it", "Field Post"),
    ("date", "Date in a postmark", "12 October 2008, or 2008"),
    ("motif", "What is pictured", "rocket"),
)
# What may decide between the covers that are left, and how it is asked for.
_DECIDING = (
    ("kind", "what kind of cover it is"),
    ("year", "the year"),
    ("mission", "the mission that it names"),
    ("stamp", "the number of a stamp"),
    ("mark", "which postmark it has"),
    ("colour", "the colour of a mark or of the cachet"),
    ("country", "the country of a stamp"),
    ("signer", "who signed it"),
)
# Who can read the mission's name has found the cover: it decides only where little else does.
_WORTH = {"mission": 0.5}
NOT_TOLD = "not told"


class Seen(BaseModel):
    """What a reader sees; an empty field says nothing."""

    kind: str = Field("", max_length=MAX_LETTERS)
    colour: str = Field("", max_length=MAX_LETTERS)
    country: str = Field("", max_length=MAX_LETTERS)
    words: str = Field("", max_length=MAX_LETTERS)
    date: str = Field("", max_length=MAX_LETTERS)
    motif: str = Field("", max_length=MAX_LETTERS)
    year: str = Field("", max_length=MAX_LETTERS)
    mission: str = Field("", max_length=MAX_LETTERS)
    stamp: str = Field("", max_length=MAX_LETTERS)
    mark: str = Field("", max_length=MAX_LETTERS)
    signer: str = Field("", max_length=MAX_LETTERS)

    def given(self) -> dict[str, str]:
        """What is said, by field."""
        told = ((name, getattr(self, name).strip()) for name in type(self).model_fields)
        return {name: value for name, value in told if value}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that may be chosen from a list."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ListField:
    """A list to choose from; first of all stands "cannot say"."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class TypedField:
    """A field to type in."""

    name: str
    label: str
    example: str
    value: str


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the covers that are left; `href` chooses them, empty for those it is not told of."""

    label: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Decider:
    """What splits the covers that are left best."""

    question: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """Something said besides the form's own fields; `href` takes it back."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class IdentifyPage:
    """The form, and what fits.

    Attributes:
        said: whether anything is.
        unsure: how many more covers do not fit only because something is not told of them.
        shown: the first of the covers that fit.
    """

    template: ClassVar[str] = "identify.html"
    title: str
    current: str
    of: int
    lists: tuple[ListField, ...]
    typed: tuple[TypedField, ...]
    more: tuple[Given, ...]
    hidden: tuple[tuple[str, str], ...]
    said: bool
    problem: str
    found: int
    unsure: int
    shown: tuple[CoverEntry, ...]
    decider: Decider | None


def identify_page(shelf: Shelf, seen: Seen) -> IdentifyPage:
    """The covers that fit what is seen."""
    given = seen.given()
    checks = [check_of(name, value) for name, value in given.items()]
    answers = {
        cover.id: [check(shelf, cover) for check in checks] for cover in shelf.catalogue.covers
    }
    fitting = [one for one in shelf.catalogue.covers if all(answers[one.id])]
    unsure = [
        one
        for one in shelf.catalogue.covers
        if None in answers[one.id] and False not in answers[one.id]
    ]
    in_form = {name for name, *_ in (*_LISTS, *_TYPED)}
    besides = {name: value for name, value in given.items() if name not in in_form}
    return IdentifyPage(
        title="Identify a cover",
        current="/covers",
        of=len(shelf.catalogue.covers),
        lists=tuple(_list(shelf, name, label, given.get(name, "")) for name, label in _LISTS),
        typed=tuple(
            TypedField(name, label, example, given.get(name, "")) for name, label, example in _TYPED
        ),
        more=tuple(
            Given(label_of(shelf, name, value), _href(given, name, ""))
            for name, value in besides.items()
        ),
        hidden=tuple(besides.items()),
        said=bool(given),
        problem=_problem(given),
        found=len(fitting),
        unsure=len(unsure),
        shown=entries(shelf, fitting[:MOST_SHOWN]) if given else (),
        decider=_decider(shelf, fitting, given) if given else None,
    )


def _list(shelf: Shelf, name: str, label: str, given: str) -> ListField:
    values = dict.fromkeys(
        value for cover in shelf.catalogue.covers for value in shelf.values[cover.id].get(name, ())
    )
    return ListField(
        name,
        label,
        tuple(
            Choice(value, label_of(shelf, name, value), words(value) == words(given))
            for value in sorted(values)
        ),
    )


def _problem(given: Mapping[str, str]) -> str:
    """What cannot be used of what was typed."""
    typed = given.get("date", "")
    if typed and not find_dates(typed) and not any(letter.isdigit() for letter in typed):
        return f"“{typed}” is no date. Write it like 12 October 2008, or only the year."
    return ""


def _decider(shelf: Shelf, covers: Sequence[Cover], given: Mapping[str, str]) -> Decider | None:
    """The attribute whose values divide the covers most evenly, so that it rules out most."""
    if len(covers) < 2:
        return None
    best, question = max(
        ((name, question) for name, question in _DECIDING if name not in given),
        key=lambda pair: _split(shelf, covers, pair[0]) * _WORTH.get(pair[0], 1),
        default=("", ""),
    )
    if not best or _split(shelf, covers, best) <= 0:
        return None
    counts = Counter(
        value for cover in covers for value in shelf.values[cover.id].get(best, ()) or (NOT_TOLD,)
    )
    parts = tuple(
        Part(
            label_of(shelf, best, value),
            count,
            "" if value == NOT_TOLD else _href(given, best, value),
        )
        for value, count in sorted(counts.items(), key=lambda one: (one[0] == NOT_TOLD, -one[1]))
    )
    return Decider(question, parts)


def _split(shelf: Shelf, covers: Iterable[Cover], name: str) -> float:
    """The bits that an attribute tells on average; nothing is learnt where it is not told."""
    groups = Counter(shelf.values[cover.id].get(name, ()) for cover in covers)
    total = sum(groups.values())
    return sum(-count / total * log2(count / total) for values, count in groups.items() if values)


def _href(given: Mapping[str, str], name: str, value: str) -> str:
    changed = {key: one for key, one in {**given, name: value}.items() if one}
    return f"/identify?{urlencode(changed)}" if changed else "/identify"
