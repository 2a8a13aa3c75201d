"""Finds what sentences tell of covers and the catalogue lacks: stamps, days, words and signers.

The other way round, values that no sentence tells, is for `checking`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.catalogue.normalisation import missing_words, words
from corpus.catalogue.schema import Catalogue, Cover, Postmark, stamp_key
from corpus.dates import find_dates, in_words
from corpus.lexicon import built_in
from corpus.record.missions import MissionRecord

# "s. 6432 and 6874c", "s. 6425 to s. 6432", and a bare "6874c": no other number has such a letter.
_NUMBERS = re.compile(r"\bs\. ?\d+[a-z]?(?:(?:, | and | or | to )(?:s\. ?)?\d{3,4}[a-z]?\b)*")
_LETTERED = re.compile(r"\b\d{4}[a-e]\b")
_NUMBER = re.compile(r"\d+[a-z]?")
_QUOTED = re.compile(r'"([^"]+)"')
# A serial number or postcode in a mark; a year is none, nor what has a point, a dash or a unit.
_SERIAL = re.compile(r"(?<![\w.,-])(?!(?:19|20)\d\d\b)\d{3,6}(?![\w.,-]*\w)")
_CALL_SIGN = re.compile(r"\bcall signs?\b")
_ASPECTS = built_in().cover_aspects
_MARKING = frozenset((*_ASPECTS["postmark"], "dated", "date", "marks"))
_LETTERING = frozenset(
    (
        *_ASPECTS["postmark"],
        *_ASPECTS["handstamp"],
        *_ASPECTS["cachet"],
        "mark",
        "reads",
        "pictorial",
        "rubber",
        "prefix",
        "inscribed",
        "cancels",
        "postmarks",
        "stamp",
        "handstamps",
    )
)
_SIGNING = frozenset((*_ASPECTS["autograph"], "autographs", "signatures", "signers"))


@dataclass(frozen=True, slots=True)
class ArticleSentence:
    """A sentence and where it stands; `section` is a heading, empty for the lead."""

    article: str
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A value that a sentence tells of covers and that none of them, nor a shared mark, has."""

    kind: Literal["stamp", "date", "words", "signer"]
    value: str
    told: ArticleSentence

    def __str__(self) -> str:
        """One line: where, what and which sentence."""
        place = f'{self.told.article}, "{self.told.section}"'
        return f"{place}: {self.kind} {self.value} is in no row: {self.told.text}"


def gaps(
    catalogue: Catalogue, sentences: Iterable[ArticleSentence], record: MissionRecord
) -> tuple[Gap, ...]:
    """Every stamp number, postmark date, quoted wording and signer that is not catalogued.

    A sentence of a section that is a cover's own must be met by the covers of that section; one of
    another section by those that refer to it or are of a mission that it names; where there are
    none, by whatever the catalogue has.
    """
    return tuple(
        gap for told in sentences for gap in _gaps(_scope(catalogue, told, record), told, record)
    )


@dataclass(frozen=True, slots=True)
class _Scope:
    """The covers and marks that a sentence can be about."""

    catalogue: Catalogue
    covers: tuple[Cover, ...]
    marks: tuple[Postmark, ...]

    def stamps(self) -> set[str]:
        carried = {stamp_key(one.number) for cover in self.covers for one in cover.stamps}
        return carried or {stamp_key(stamp.number) for stamp in self.catalogue.stamps}

    def days(self) -> set[date]:
        struck = [one for cover in self.covers for one in cover.postmarks]
        printed = (found for one in struck for found in find_dates(one.date_as_printed))
        read = (_day(found.year, found.month, found.day) for found in printed)
        told = (*(one.date for one in struck), *(cover.date for cover in self.covers), *read)
        return set(filter(None, told))

    def printed(self) -> frozenset[str]:
        """The words of everything that is printed or struck, and of what it is called."""
        texts = [text for cover in self.covers for text in _printed(cover)]
        shared = {one.mark for cover in self.covers for one in cover.postmarks}
        shared |= {one.mark for cover in self.covers for one in cover.handstamps}
        marks = (*self.marks, *filter(None, map(self.catalogue.postmark, sorted(shared))))
        texts += [
            text for one in marks for text in (one.name, *one.also_called, *one.wording, one.motif)
        ]
        return frozenset(words(" ".join(texts)))

    def signers(self) -> frozenset[str]:
        rows = [one for cover in self.covers for one in cover.autographs]
        return frozenset(words(" ".join(f"{one.person} {one.who}" for one in rows)))


def _scope(catalogue: Catalogue, told: ArticleSentence, record: MissionRecord) -> _Scope:
    covers = catalogue.in_article(told.article, told.section)
    if all((one.article, one.section) != (told.article, told.section) for one in covers):
        named = (name for mention in record.find(told.text) for name in mention.missions)
        flown = [cover for name in named for cover in catalogue.of_mission(name)]
        covers = tuple(dict.fromkeys((*covers, *flown))) if flown else ()
    marks = tuple(
        one
        for one in catalogue.postmarks
        if (one.article, one.section) == (told.article, told.section)
    )
    return _Scope(catalogue, covers or catalogue.covers, marks or catalogue.postmarks)


def _gaps(scope: _Scope, told: ArticleSentence, record: MissionRecord) -> Iterator[Gap]:
    has = frozenset(words(told.text))
    for number in stamp_numbers(told.text):
        if stamp_key(number) not in scope.stamps():
            yield Gap("stamp", number, told)
    if has & _MARKING:
        yield from (Gap("date", day, told) for day in _uncatalogued_days(scope, told.text))
    if has & _LETTERING:
        known = scope.printed()
        serials = set(_SERIAL.findall(told.text)).difference(stamp_numbers(told.text))
        for wording in (*_QUOTED.findall(told.text), *sorted(serials)):
            if missing_words(wording, known):
                yield Gap("words", wording, told)
    if frozenset(words(_CALL_SIGN.sub("", told.text))) & _SIGNING:
        yield from (Gap("signer", name, told) for name in _strangers(scope, told.text, record))


def _strangers(scope: _Scope, text: str, record: MissionRecord) -> Iterator[str]:
    """The people of a sentence on signatures who signed none of the covers, as it writes them."""
    signers = scope.signers()
    for mention in record.find_people(text):
        written = text[mention.start : mention.end]
        if not signers.intersection(words(" ".join((written, *mention.names)))):
            yield written


def stamp_numbers(text: str) -> tuple[str, ...]:
    """The stamp numbers of a text, without their prefix, each once.

    >>> stamp_numbers("two numbers, s. 6432 and 6874c, and the 8674d of the source")
    ('6432', '6874c', '8674d')
    """
    named = [number for run in _NUMBERS.findall(text) for number in _NUMBER.findall(run)]
    return tuple(dict.fromkeys((*named, *_LETTERED.findall(text))))


def _uncatalogued_days(scope: _Scope, text: str) -> Iterator[str]:
    """The days of a text that no postmark has and no cover is for."""
    days = scope.days()
    known = {(day.day, day.month, year) for day in days for year in (day.year, None)}
    for found in find_dates(text):
        if found.day and found.month and (found.day, found.month, found.year) not in known:
            day = _day(found.year, found.month, found.day)
            yield in_words(day) if day else text[found.start : found.end]


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    return date(year, month, day) if year and month and day else None


def _printed(cover: Cover) -> Iterator[str]:
    for stamp in cover.stamps:
        yield stamp.subject
    for postmark in cover.postmarks:
        yield from (postmark.name, *postmark.wording, postmark.letter, postmark.motif)
    for handstamp in cover.handstamps:
        yield from (handstamp.name, *handstamp.text, handstamp.number, handstamp.motif)
    for label in cover.labels:
        yield from (label.text, label.name)
    for autograph in cover.autographs:
        yield from (autograph.person, autograph.who, autograph.inscription)
    if cover.cachet:
        yield from (*cover.cachet.text, cover.cachet.motif)
