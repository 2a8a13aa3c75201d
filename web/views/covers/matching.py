"""Whether a cover fits what is seen: a field and its words → a check that may not know."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from corpus.catalogue.normalisation import missing_words, words
from corpus.catalogue.queries import date_of
from corpus.catalogue.schema import Catalogue, Cover
from corpus.dates import find_dates
from web.views.covers.shelf import Shelf, marks_on

Check = Callable[[Shelf, Cover], bool | None]
"""Whether a cover fits; None where the articles do not tell."""


def check_of(name: str, value: str) -> Check:
    """The check for a field of `Seen`; one that has no rule of its own is a facet."""
    match name:
        case "words":
            return lambda shelf, cover: _has_words(value, _printed(cover, shelf.catalogue))
        case "motif":
            return lambda shelf, cover: _has_words(value, _pictured(cover, shelf.catalogue))
        case "date":
            return lambda _, cover: _has_date(value, cover)
        case _:
            return lambda shelf, cover: _has_value(value, shelf.values[cover.id].get(name, ()))


def _has_value(value: str, values: Sequence[str]) -> bool | None:
    return words(value) in map(words, values) if values else None


def _has_words(value: str, texts: Sequence[str]) -> bool | None:
    known = frozenset(words(" ".join(texts)))
    return not missing_words(value, known) if known else None


def _has_date(value: str, cover: Cover) -> bool | None:
    """Whether a postmark, or else the cover, is of a date, a month or a year."""
    printed = [one.date_as_printed for one in cover.postmarks if one.date_as_printed]
    if any(value in one for one in printed):
        return True
    day = date_of(cover)
    days = {one.date for one in cover.postmarks if one.date} | ({day} if day else set())
    if not days:
        return None
    wanted = find_dates(value)
    return bool(wanted) and any(
        all(
            part is None or part == getattr(one, name)
            for name, part in (
                ("year", wanted[0].year),
                ("month", wanted[0].month),
                ("day", wanted[0].day),
            )
        )
        for one in days
    )


def _printed(cover: Cover, catalogue: Catalogue) -> list[str]:
    """All words that can be read on a cover."""
    texts: list[str] = []
    for mark in marks_on(cover):
        shared = catalogue.postmark(mark.mark)
        texts += [*(shared.wording if shared else ()), mark.name, shared.name if shared else ""]
    texts += [text for one in cover.postmarks for text in (*one.wording, one.place)]
    texts += [text for one in cover.handstamps for text in (*one.text, one.number)]
    texts += cover.cachet.text if cover.cachet else ()
    texts += [one.text or one.name for one in cover.labels]
    return [text for text in texts if text]


def _pictured(cover: Cover, catalogue: Catalogue) -> list[str]:
    """What stamps, marks and cachet show."""
    texts = [cover.cachet.motif, *cover.cachet.people] if cover.cachet else []
    for stamp in cover.stamps:
        shared = catalogue.stamp(stamp.number) if stamp.number else None
        texts += [stamp.subject, shared.subject if shared else ""]
    for mark in marks_on(cover):
        known = catalogue.postmark(mark.mark)
        texts += [mark.motif, known.motif if known else ""]
    return [text for text in texts if text]
