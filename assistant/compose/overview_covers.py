"""Gathers what the catalogue tells of covers, postmarks and stamps, for an overview."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.compose.items import Items, introducing, quoted, sentences_of, told_by
from corpus.catalogue.schema import (
    Catalogue,
    Cover,
    Postmark,
    Stamp,
    Telling,
    stamp_key,
)

Row = tuple[str, str, Sequence[Telling]]


def add_covers(covers: Sequence[Cover], items: Items) -> None:
    """Each cover by the sentence that introduces it; of one alone what is on it."""
    if len(covers) == 1:
        _add_cover(covers[0], items)
        return
    for cover in covers:
        for quote in introducing(cover, items.library)[:1]:
            items.add(cover.title, "" if items.quoted(quote) else quote.text, quote)


def add_mark(mark: Postmark, items: Items, catalogue: Catalogue) -> None:
    """The sentences on a postmark, those of its section, and the covers that carry it."""
    for quote in told_by(items.library, mark.tellings):
        items.add_sentence(mark.name, quote)
    for place in sentences_of(items.library, mark.article, mark.section):
        items.add_sentence(mark.section or mark.name, quoted(items.library, place))
    for cover in catalogue.with_mark(mark.id):
        tellings = [one.tellings for one in cover.postmarks if one.mark == mark.id]
        tellings += [one.tellings for one in cover.handstamps if one.mark == mark.id]
        for told in tellings[:1]:
            _add_told(cover.title, told[:1], items)


def add_stamp(stamp: Stamp, items: Items, catalogue: Catalogue) -> None:
    """The sentences on a stamp, and the covers that carry it."""
    told = told_by(items.library, stamp.tellings)
    for quote in sorted(told, key=lambda one: stamp.number not in one.text):
        items.add_sentence(stamp.number, quote)
    for cover in catalogue.with_stamp(stamp.number):
        of_number = [
            one for one in cover.stamps if stamp_key(one.number) == stamp_key(stamp.number)
        ]
        for one in of_number[:1]:
            _add_told(cover.title, one.tellings[:1], items)


def _add_cover(cover: Cover, items: Items) -> None:
    for quote in introducing(cover, items.library):
        items.add_sentence(cover.title, quote)
    for label, value, tellings in _rows(cover):
        quotes = told_by(items.library, tellings)
        if quotes and value:
            items.add(label, value, quotes[0])
        for quote in () if value else quotes:
            items.add_sentence(label, quote)


def _rows(cover: Cover) -> Iterator[Row]:
    """What is on a cover and told of it: stamps by their numbers, the rest by its sentences."""
    for stamp in cover.stamps:
        yield "Stamp", stamp.number or stamp.subject, stamp.tellings
    for postmark in cover.postmarks:
        yield "Postmark", "", postmark.tellings
    for handstamp in cover.handstamps:
        yield "Handstamp", "", handstamp.tellings
    if cover.cachet:
        yield "Cachet", "", cover.cachet.tellings
    for autograph in cover.autographs:
        yield "Autograph", "", autograph.tellings
    for label in cover.labels:
        yield "Label", "", label.tellings
    if cover.issue:
        yield "Issue", "", cover.issue.tellings
    for note in cover.notes:
        yield "Note", "", note.tellings


def _add_told(label: str, tellings: Sequence[Telling], items: Items) -> None:
    """An item with its sentence, whose words are not said again where they are quoted already."""
    for quote in told_by(items.library, tellings)[:1]:
        items.add(label, "" if items.quoted(quote) else quote.text, quote)
