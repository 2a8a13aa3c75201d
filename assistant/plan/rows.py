"""Lays out what covers have as rows that can be selected and named, each with its sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from assistant.plan.aspects import Aspect
from assistant.plan.plans import Rows
from corpus.catalogue import attributes
from corpus.catalogue.normalisation import missing_words, words
from corpus.catalogue.queries import date_of
from corpus.catalogue.schema import Catalogue, Cover, Postmark, Stamp, Telling, stamp_key
from corpus.dates import in_words

Details = tuple[tuple[str, str], ...]
_REGISTERED = "registered"
# "Ten roubles" and "7.5 to 10 euros", but not "rose by an extra rouble".
_AMOUNTS = frozenset({"Price", "Postage"})
_AMOUNT = re.compile(r"^[\w.]+ \w+$|\beuros?\b|\$\d")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing on a cover.

    Attributes:
        name: what it is called ("s. 6426", "Gagarin Start postmark"), a value of its own for a
            fact ("7.5 to 10 euros").
        rest: what else is told of it, in one line.
        described: whether it is one thing that is told apart from others.
        copies: how many of it there are; None where a sentence leaves it open.
        is_fact: whether the name is a value, which two things may share.
    """

    cover: Cover
    name: str
    rest: str
    tellings: tuple[Telling, ...]
    mark: str = ""
    stamp: str = ""
    signer: str = ""
    colour: str = ""
    told_apart: str = ""
    described: bool = True
    copies: int | None = 1
    is_autograph: bool = False
    is_fact: bool = False


def rows_of(cover: Cover, wanted: Rows, catalogue: Catalogue) -> tuple[Row, ...]:
    """The rows of a cover that meet the criteria, in the order of the catalogue."""
    laid_out = _LAID_OUT[wanted.aspect](cover, catalogue)
    if wanted.marks and wanted.aspect is Aspect.POSTMARK:
        laid_out = (*laid_out, *_handstamps(cover, catalogue))
    return tuple(row for row in laid_out if _meets(row, wanted, catalogue))


def _meets(row: Row, wanted: Rows, catalogue: Catalogue) -> bool:
    told = frozenset(words(f"{row.name} {row.rest} {_shared(row, catalogue)}"))
    return (
        (not wanted.marks or row.mark in wanted.marks)
        and (not wanted.stamp or stamp_key(row.stamp) == stamp_key(wanted.stamp))
        and (not wanted.signer or _is_same_person(row.signer, wanted.signer))
        and (not wanted.colour or wanted.colour in words(row.colour))
        and not missing_words(" ".join(wanted.words), told)
    )


def _is_same_person(one: str, other: str) -> bool:
    """Whether two names have a surname and an initial in common: "Greg" is "Gregory"."""
    first, second = words(one), words(other)
    return bool(first and second) and (first[0][0], first[-1]) == (second[0][0], second[-1])


def _shared(row: Row, catalogue: Catalogue) -> str:
    """What is told of the shared stamp or mark, wherever it is struck."""
    stamp: Stamp | None = catalogue.stamp(row.stamp) if row.stamp else None
    mark: Postmark | None = catalogue.postmark(row.mark) if row.mark else None
    told = (stamp.subject, stamp.country) if stamp else ()
    if mark:
        told = (*told, *mark.wording, mark.shape, mark.motif, mark.place, mark.name)
    return " ".join(told)


def _stamps(cover: Cover, catalogue: Catalogue) -> tuple[Row, ...]:
    rows = []
    for stamp in cover.stamps:
        known = catalogue.stamp(stamp.number) if stamp.number else None
        subject = stamp.subject or (known.subject if known else "")
        borrowed = known.tellings if known and not stamp.subject and known.subject else ()
        count = f"{stamp.count} copies" if stamp.count and stamp.number else ""
        rest = (subject if stamp.number else "", stamp.country, stamp.face_value, count)
        rows.append(
            Row(
                cover,
                stamp.number or _counted(subject or "stamps", stamp.count),
                _line(rest),
                tuple(dict.fromkeys((*stamp.tellings, *borrowed))),
                stamp=stamp.number,
                told_apart=subject,
                described=bool(stamp.number or (subject and not stamp.count)),
                copies=stamp.count or 1,
            )
        )
    return tuple(rows)


def _postmarks(cover: Cover, catalogue: Catalogue) -> tuple[Row, ...]:
    told = attributes.postmarks_of(cover, catalogue)
    rows = []
    for mark, row in zip(cover.postmarks, told, strict=True):
        day = mark.date_as_printed or (in_words(mark.date) if mark.date else "")
        name = dict(row.details).get("Name", "") or (f"cancel of {day}" if day else "postmark")
        plural = name.split(" of ")[0].endswith(("marks", "cancels")) and mark.strikes is None
        rows.append(
            Row(
                cover,
                name,
                _rest(row),
                mark.tellings,
                mark=mark.mark,
                colour=mark.colour,
                told_apart=mark.motif or day or ", ".join(mark.wording) or mark.colour,
                described=bool(mark.mark or mark.wording or mark.motif or day or mark.colour),
                copies=None if plural else (mark.strikes or 1),
            )
        )
    return tuple(rows)


def _handstamps(cover: Cover, catalogue: Catalogue) -> tuple[Row, ...]:
    told = attributes.handstamps_of(cover, catalogue)
    return tuple(
        Row(
            cover,
            dict(row.details).get("Name", "handstamp"),
            _rest(row),
            stamp.tellings,
            mark=stamp.mark,
            colour=stamp.colour,
            told_apart=stamp.motif or ", ".join(stamp.text),
        )
        for stamp, row in zip(cover.handstamps, told, strict=True)
    )


def _registered(cover: Cover, catalogue: Catalogue) -> tuple[Row, ...]:
    """Handstamps that are called so, or where none is, those of which a sentence says so."""
    handstamps = _handstamps(cover, catalogue)
    called = tuple(row for row in handstamps if _REGISTERED in words(row.name))
    return called or tuple(
        row for row in handstamps if _REGISTERED in words(_sentences(row.tellings))
    )


def _cachets(cover: Cover, _: Catalogue) -> tuple[Row, ...]:
    if cover.cachet is None:
        return ()
    (told,) = attributes.cachet_of(cover)
    return (Row(cover, told.value, "", cover.cachet.tellings, colour=cover.cachet.colour),)


def _autographs(cover: Cover, _: Catalogue) -> tuple[Row, ...]:
    rows = []
    for signed, told in zip(cover.autographs, attributes.autographs_of(cover), strict=True):
        name = signed.person or signed.who
        rest = told.value if not name else _rest(told)
        rows.append(
            Row(
                cover,
                name or "signatures",
                rest,
                signed.tellings,
                signer=signed.person,
                described=bool(signed.person),
                copies=1 if signed.person else None,
                is_autograph=True,
            )
        )
    return tuple(rows)


def _fact(label: str) -> Callable[[Cover, Catalogue], tuple[Row, ...]]:
    """Rows of one fact of the issue, whose value is the name."""

    def laid_out(cover: Cover, _: Catalogue) -> tuple[Row, ...]:
        return tuple(
            Row(cover, row.value, "", row.tellings, is_fact=True)
            for row in attributes.issue_of(cover)
            if row.label == label and (label not in _AMOUNTS or _AMOUNT.search(row.value))
        )

    return laid_out


def _colours(cover: Cover, catalogue: Catalogue) -> tuple[Row, ...]:
    marks = (*_postmarks(cover, catalogue), *_handstamps(cover, catalogue))
    return tuple(
        replace(row, name=row.colour, rest=row.name, told_apart="", is_fact=True)
        for row in marks
        if row.colour
    )


def _letters(cover: Cover, catalogue: Catalogue) -> tuple[Row, ...]:
    marks = zip(cover.postmarks, _postmarks(cover, catalogue), strict=True)
    return tuple(
        replace(row, name=_letter(mark.letter), rest=row.name, told_apart="", is_fact=True)
        for mark, row in marks
        if mark.letter
    )


def _dates(cover: Cover, catalogue: Catalogue) -> tuple[Row, ...]:
    """The days of its postmarks; of a cover whose postmarks tell none, its own."""
    marks = zip(cover.postmarks, _postmarks(cover, catalogue), strict=True)
    rows = tuple(
        replace(
            row,
            name=mark.date_as_printed or in_words(mark.date),
            rest=row.name if mark.name or mark.mark else "",
            told_apart="",
            is_fact=True,
        )
        for mark, row in marks
        if mark.date
    )
    day = date_of(cover)
    return rows or ((Row(cover, in_words(day), "", cover.tellings, is_fact=True),) if day else ())


def _genuine(cover: Cover, _: Catalogue) -> tuple[Row, ...]:
    """Whether it is genuine, or where that is not doubted, whether it flew."""
    issue = cover.issue
    if issue is None:
        return ()
    if issue.genuine:
        return (Row(cover, issue.genuine, "", issue.tellings),)
    if issue.flown == "doubtful":
        return (Row(cover, "doubtful whether flown", "", issue.tellings[::-1]),)
    return ()


_LAID_OUT: Mapping[Aspect, Callable[[Cover, Catalogue], tuple[Row, ...]]] = MappingProxyType(
    {
        Aspect.STAMP: _stamps,
        Aspect.POSTMARK: _postmarks,
        Aspect.HANDSTAMP: _handstamps,
        Aspect.REGISTERED: _registered,
        Aspect.CACHET: _cachets,
        Aspect.AUTOGRAPH: _autographs,
        Aspect.PRICE: _fact("Price"),
        Aspect.POSTAGE: _fact("Postage"),
        Aspect.PRINTED: _fact("Printed"),
        Aspect.RARITY: _fact("Rarity"),
        Aspect.COLOUR: _colours,
        Aspect.LETTER: _letters,
        Aspect.DATE: _dates,
        Aspect.GENUINE: _genuine,
    }
)


def _rest(row: attributes.Attribute) -> str:
    """What is told in a line beside the name."""
    _, _, rest = row.value.partition(": ")
    return rest


def _letter(letter: str) -> str:
    return f'"{letter}"' if len(letter) == 1 else letter


def _counted(subject: str, count: int | None) -> str:
    return (
        f"{count} × {subject}"
        if count and subject != "stamps"
        else (f"{count} stamps" if count else subject)
    )


def _line(parts: Sequence[str]) -> str:
    return ", ".join(filter(None, parts))


def _sentences(tellings: Sequence[Telling]) -> str:
    return " ".join(telling.sentence for telling in tellings)
