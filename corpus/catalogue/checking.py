"""Checks a catalogue against the articles: values whose words no sentence has, and gaps.

Reading has made sure that the sentences exist; here is asked whether they tell the values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date

from corpus.article import Article
from corpus.catalogue.normalisation import missing_words, number_words, same_word, words
from corpus.catalogue.reading import POSTMARKS, STAMPS
from corpus.catalogue.schema import (
    Autograph,
    Cachet,
    Catalogue,
    Cover,
    CoverPostmark,
    CoverStamp,
    Handstamp,
    Issue,
    Label,
    Postmark,
    SectionReference,
    Stamp,
    Telling,
    stamp_key,
)
from corpus.dates import find_dates, in_words
from corpus.lexicon import built_in

Row = (
    Cover
    | CoverStamp
    | CoverPostmark
    | Handstamp
    | Cachet
    | Autograph
    | Label
    | Issue
    | Stamp
    | Postmark
)

# Names given by the catalogue itself, and plain facts that a sentence tells in other words.
_NOT_TOLD = frozenset(
    {
        "tellings",
        "id",
        "title",
        "kind",
        "article",
        "section",
        "missions",
        "also",
        "images",
        "mark",
        "catalogue",
        "flown",
        "genuine",
        "strikes",
        "count",
        "legible",
        "cancels",
    }
)
_SHARED_NAMES = frozenset({"name", "also_called"})
_THINGS = frozenset((*built_in().covers, *built_in().cards))
_STAMP_NUMBER = re.compile(r"\bs\. ?(\d+[a-z]?)\b")


@dataclass(frozen=True, slots=True)
class Untold:
    """A value some of whose words stand in none of its sentences.

    Attributes:
        place: the file and the table, for messages.
        missing: the words, folded; of a number or a date the whole of it.
    """

    place: str
    key: str
    value: str
    missing: tuple[str, ...]

    def __str__(self) -> str:
        """One sentence: where, what and what to do."""
        missing = ", ".join(f'"{word}"' for word in self.missing)
        return (
            f'{self.place}: no sentence tells {missing} of {self.key} "{self.value}"; add the '
            "sentence that does, or use its words"
        )


def untold_values(catalogue: Catalogue) -> tuple[Untold, ...]:
    """Every value with a word that its sentences lack; case and inflection do not matter."""
    return tuple(
        Untold(place, key, str(value), missing)
        for place, row in _rows(catalogue)
        for key, value in _values(row)
        if (missing := _missing(value, _tellings(row, key, catalogue)))
    )


def stray_cancels(catalogue: Catalogue) -> tuple[Untold, ...]:
    """Stamps that a postmark strikes though the cover is not said to carry them."""
    return tuple(
        Untold(_place(cover, f"postmark {number}"), "cancels", struck, (struck,))
        for cover in catalogue.covers
        for number, postmark in enumerate(cover.postmarks, start=1)
        for struck in postmark.cancels
        if stamp_key(struck) not in {stamp_key(stamp.number) for stamp in cover.stamps}
    )


def sections_without_cover(
    catalogue: Catalogue, articles: Iterable[Article]
) -> tuple[SectionReference, ...]:
    """The sections whose heading names a cover, card or sheet and that no cover refers to."""
    return tuple(
        SectionReference(article.slug, section.heading)
        for article in articles
        for section in article.sections
        if any(same_word(word, thing) for word in words(section.heading) for thing in _THINGS)
        and not catalogue.in_article(article.slug, section.heading)
    )


def numbers_without_stamp(
    catalogue: Catalogue, articles: Iterable[Article]
) -> tuple[tuple[str, str], ...]:
    """The stamp numbers "s. 6777" of the articles that no `Stamp` has: (article, number)."""
    return tuple(
        dict.fromkeys(
            (article.slug, f"s. {match[1]}")
            for article in articles
            for match in _STAMP_NUMBER.finditer(article.text)
            if catalogue.stamp(match[1]) is None
        )
    )


def _rows(catalogue: Catalogue) -> Iterator[tuple[str, Row]]:
    """Every table with its place for messages."""
    for cover in catalogue.covers:
        yield _place(cover), cover
        for name, rows in _tables(cover):
            for number, row in enumerate(rows, start=1):
                yield _place(cover, f"{name} {number}"), row
    yield from ((f'{STAMPS}, stamp "{stamp.number}"', stamp) for stamp in catalogue.stamps)
    yield from ((f'{POSTMARKS}, postmark "{one.id}"', one) for one in catalogue.postmarks)


def _tables(cover: Cover) -> tuple[tuple[str, Sequence[Row]], ...]:
    return (
        ("stamp", cover.stamps),
        ("postmark", cover.postmarks),
        ("handstamp", cover.handstamps),
        ("cachet", (cover.cachet,) if cover.cachet else ()),
        ("autograph", cover.autographs),
        ("label", cover.labels),
        ("issue", (cover.issue,) if cover.issue else ()),
    )


def _place(cover: Cover, table: str = "") -> str:
    return f'cover "{cover.id}"' + (f", {table}" if table else "")


def _values(row: Row) -> Iterator[tuple[str, str | int | date]]:
    exempt = _NOT_TOLD | _SHARED_NAMES if isinstance(row, Postmark) else _NOT_TOLD
    for key in (field.name for field in fields(row) if field.name not in exempt):
        value = getattr(row, key)
        if isinstance(value, str | int | date):
            yield key, value
        elif isinstance(value, tuple):
            yield from ((key, one) for one in value if isinstance(one, str))


def _tellings(row: Row, key: str, catalogue: Catalogue) -> tuple[Telling, ...]:
    """What may tell a value; the name of a shared mark is told where the mark is described."""
    mark = row.mark if key == "name" and isinstance(row, CoverPostmark | Handstamp) else ""
    shared = catalogue.postmark(mark)
    return (*row.tellings, *shared.tellings) if shared else row.tellings


def _missing(value: str | int | date, tellings: Sequence[Telling]) -> tuple[str, ...]:
    text = " ".join(telling.sentence for telling in tellings)
    known = frozenset(words(text))
    if isinstance(value, date):
        return () if _tells_day(value, text, known) else (in_words(value),)
    if isinstance(value, int):
        spelt = {str(value)} <= known or known.issuperset(number_words(value))
        return () if spelt else (str(value),)
    return missing_words(value, known)


def _tells_day(day: date, text: str, known: frozenset[str]) -> bool:
    """Whether a date of the text is this day, or its parts stand apart: "27 and 28 October"."""
    return any(
        (found.day, found.month) == (day.day, day.month) and found.year in (None, day.year)
        for found in find_dates(text)
    ) or known.issuperset(words(in_words(day)))
