"""Says in words what a cover has: typed rows of label and value, and a text of all its features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

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
    Telling,
)
from corpus.dates import in_words

Aspect = Literal["stamp", "postmark", "handstamp", "cachet", "autograph", "label", "issue", "note"]
Details = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Attribute:
    """One thing on a cover, or one fact of its issue.

    Attributes:
        label: of the kind of thing ("Postmark") or fact ("Price").
        value: all that is told of it, in one line.
        details: the same in parts, each with a label ("Colour", "purple").
    """

    aspect: Aspect
    label: str
    value: str
    tellings: tuple[Telling, ...]
    details: Details = ()


def attributes(cover: Cover, catalogue: Catalogue) -> tuple[Attribute, ...]:
    """All that a cover has, in the order in which collectors describe one."""
    return (
        *stamps_of(cover),
        *postmarks_of(cover, catalogue),
        *handstamps_of(cover, catalogue),
        *cachet_of(cover),
        *autographs_of(cover),
        *labels_of(cover),
        *issue_of(cover),
        *notes_of(cover),
    )


def stamps_of(cover: Cover) -> tuple[Attribute, ...]:
    """Its stamps: "2 × s. 6777, Valentina Tereshkova, Russia"."""
    return tuple(_stamp(stamp) for stamp in cover.stamps)


def postmarks_of(cover: Cover, catalogue: Catalogue) -> tuple[Attribute, ...]:
    """Its postmarks: "Gagarin Start postmark: purple, 1 October 2005, on s. 6777"."""
    return tuple(_postmark(postmark, catalogue) for postmark in cover.postmarks)


def handstamps_of(cover: Cover, catalogue: Catalogue) -> tuple[Attribute, ...]:
    """Its handstamps that are no postmarks, as `postmarks_of`."""
    return tuple(_handstamp(handstamp, catalogue) for handstamp in cover.handstamps)


def cachet_of(cover: Cover) -> tuple[Attribute, ...]:
    """Its cachet, one or none."""
    return (_cachet(cover.cachet),) if cover.cachet else ()


def autographs_of(cover: Cover) -> tuple[Attribute, ...]:
    """Its autographs: "Charles Simonyi: below the cachet"."""
    return tuple(_autograph(autograph) for autograph in cover.autographs)


def labels_of(cover: Cover) -> tuple[Attribute, ...]:
    """Its stickers, labels and loose numbers."""
    return tuple(_label(label) for label in cover.labels)


def issue_of(cover: Cover) -> tuple[Attribute, ...]:
    """What is known of its issue, a row for each fact."""
    if cover.issue is None:
        return ()
    return tuple(
        Attribute("issue", label, value, cover.issue.tellings)
        for label, value in _issue(cover.issue)
    )


def notes_of(cover: Cover) -> tuple[Attribute, ...]:
    """Doubts and oddities, in the words of their sentences."""
    return tuple(
        Attribute("note", "Note", " ".join(one.sentence for one in note.tellings), note.tellings)
        for note in cover.notes
    )


def describe(cover: Cover, catalogue: Catalogue) -> str:
    """Everything described of a cover, a line for each thing, to be searched by description.

    What is told of a shared postmark or stamp is told of the covers that carry it.
    """
    lines = [
        cover.title,
        cover.kind,
        ", ".join(cover.missions),
        in_words(cover.date) if cover.date else "",
    ]
    lines += [f"{row.label}: {row.value}" for row in attributes(cover, catalogue)]
    marks = (*(one.mark for one in cover.postmarks), *(one.mark for one in cover.handstamps))
    for mark in dict.fromkeys(marks):
        if postmark := catalogue.postmark(mark):
            lines.append(_shared(postmark))
    for number in dict.fromkeys(one.number for one in cover.stamps if one.number):
        if stamp := catalogue.stamp(number):
            shared = (stamp.number, stamp.subject, stamp.country, stamp.face_value)
            lines.append(", ".join(filter(None, shared)))
    return "\n".join(filter(None, lines))


def _stamp(stamp: CoverStamp) -> Attribute:
    details = _told(
        ("Number", stamp.number),
        ("Subject", stamp.subject),
        ("Country", stamp.country),
        ("Face value", stamp.face_value),
        ("Count", stamp.count),
    )
    named = (stamp.number, stamp.subject, stamp.country, stamp.face_value)
    value = ", ".join(filter(None, named)) or "stamp"
    value = f"{stamp.count} × {value}" if stamp.count else value
    return Attribute("stamp", "Stamp", value, stamp.tellings, details)


def _postmark(postmark: CoverPostmark, catalogue: Catalogue) -> Attribute:
    cancels = _listed(postmark.cancels)
    day = postmark.date_as_printed or postmark.date
    features: Details = _told(
        ("Wording", _quoted(postmark.wording)),
        ("Date", day),
        ("Place", postmark.place),
        ("Colour", postmark.colour),
        ("Shape", postmark.shape),
        ("Motif", postmark.motif),
        ("Letter", _letter(postmark.letter)),
        ("Position", postmark.position),
    )
    strikes = f"struck {postmark.strikes} times" if (postmark.strikes or 1) > 1 else ""
    name = postmark.name or _mark_name(postmark.mark, catalogue)
    value = _line(
        name or "postmark", *(text for _, text in features), strikes, cancels and f"on {cancels}"
    )
    details = (*features, *_told(("Strikes", postmark.strikes), ("Cancels", cancels)))
    return Attribute(
        "postmark", "Postmark", value, postmark.tellings, (*_told(("Name", name)), *details)
    )


def _letter(letter: str) -> str:
    """A bare letter says nothing in a line of features; a text about it does."""
    return f'prefix "{letter}"' if len(letter) == 1 else letter


def _handstamp(handstamp: Handstamp, catalogue: Catalogue) -> Attribute:
    number = f"no. {handstamp.number}" if handstamp.number.isdigit() else handstamp.number
    features = _told(
        ("Text", _quoted(handstamp.text)),
        ("Number", number),
        ("Colour", handstamp.colour),
        ("Shape", handstamp.shape),
        ("Motif", handstamp.motif),
        ("Position", handstamp.position),
    )
    name = handstamp.name or _mark_name(handstamp.mark, catalogue)
    value = _line(name or "handstamp", *(text for _, text in features))
    return Attribute(
        "handstamp", "Handstamp", value, handstamp.tellings, (*_told(("Name", name)), *features)
    )


def _cachet(cachet: Cachet) -> Attribute:
    details = _told(
        ("Text", _quoted(cachet.text)),
        ("Motif", cachet.motif),
        ("People", _listed(cachet.people)),
        ("Colour", cachet.colour),
        ("Position", cachet.position),
    )
    value = "; ".join(text for _, text in details) or "cachet"
    return Attribute("cachet", "Cachet", value, cachet.tellings, details)


def _autograph(autograph: Autograph) -> Attribute:
    signer = autograph.person or autograph.who
    legible = {None: "", True: "legible", False: "illegible"}[autograph.legible]
    details = _told(
        ("Signer", signer),
        ("Inscription", autograph.inscription),
        ("Position", autograph.position),
        ("Legible", legible),
    )
    rest = [text for label, text in details if label != "Signer"]
    value = _line(signer or "autograph", *rest)
    return Attribute("autograph", "Autograph", value, autograph.tellings, details)


def _label(label: Label) -> Attribute:
    details = _told(("Name", label.name), ("Text", label.text), ("Position", label.position))
    value = ", ".join(text for _, text in details) or "label"
    return Attribute("label", "Label", value, label.tellings, details)


def _issue(issue: Issue) -> Details:
    return _told(
        ("Printed", issue.printed),
        ("Price", issue.price),
        ("Postage", issue.postage),
        ("Issuer", issue.issuer),
        ("Rarity", issue.rarity),
        ("Flown", issue.flown),
        ("Genuine", issue.genuine),
    )


def _shared(postmark: Postmark) -> str:
    named = (postmark.name, *postmark.also_called)
    told = (
        _quoted(postmark.wording),
        postmark.shape,
        *postmark.colours,
        postmark.motif,
        postmark.place,
    )
    return _line(", ".join(named), *told)


def _mark_name(mark: str, catalogue: Catalogue) -> str:
    postmark = catalogue.postmark(mark)
    return postmark.name if postmark else ""


def _told(*parts: tuple[str, str | int | date | None]) -> Details:
    """The parts that have a value, as text."""
    return tuple((label, _text(value)) for label, value in parts if value)


def _text(value: str | int | date | None) -> str:
    return in_words(value) if isinstance(value, date) else str(value)


def _line(name: str, *features: str) -> str:
    told = ", ".join(filter(None, features))
    return f"{name}: {told}" if told else name


def _quoted(texts: Sequence[str]) -> str:
    return ", ".join(f'"{text}"' for text in texts)


def _listed(texts: Sequence[str]) -> str:
    *most, last = texts or ("",)
    return f"{', '.join(most)} and {last}" if most else last
