"""A reply ⇄ the record that is kept of it, so that a permalink shows the same words later.

The record is the reply's JSON and, for each quote, the passage that it was cut from and what a
citation names. So a kept quote is still cut by offset, and does not change when its article does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, assert_never

from assistant.answer import (
    Abstention,
    Answer,
    Choice,
    Citation,
    Clarification,
    Computed,
    Found,
    Item,
    Quote,
    Reply,
)
from assistant.render.forms import as_json
from index.passages import Passage

Record = dict[str, Any]


def record_of(reply: Reply) -> Record:
    """The reply's JSON with what its quotes were cut from, in their order."""
    return {"reply": as_json(reply), "cut_from": [_cut_from(quote) for quote in quotes_of(reply)]}


def reply_of(record: Mapping[str, Any]) -> Reply:
    """The reply that a record was made of."""
    reply, cut_from = record["reply"], record["cut_from"]
    if reply["kind"] == "answer":
        return Answer(
            text=reply["text"],
            quotes=_quotes(reply["quotes"], cut_from),
            read_as=reply["read_as"],
            confidence=reply["confidence"],
            index=reply["index"],
            note=reply["note"],
            follow_ups=tuple(reply["follow_ups"]),
            # A reply of the first edition has none of these.
            form=reply.get("form") or "fact",
            verdict=reply.get("verdict"),
            items=tuple(
                Item(item["label"], item["value"], tuple(item["quotes"]))
                for item in reply.get("items", ())
            ),
            found=Found(**reply["found"]) if reply.get("found") else None,
            computed=_computed(reply.get("computed")),
        )
    if reply["kind"] == "clarification":
        return Clarification(
            text=reply["text"],
            choices=tuple(Choice(**choice) for choice in reply["choices"]),
            read_as=reply["read_as"],
            index=reply["index"],
            follow_ups=tuple(reply["follow_ups"]),
        )
    return Abstention(
        text=reply["text"],
        reason=reply["reason"],
        read_as=reply["read_as"],
        index=reply["index"],
        nearest=_quotes(reply["nearest"], cut_from),
        follow_ups=tuple(reply["follow_ups"]),
    )


def quotes_of(reply: Reply) -> tuple[Quote, ...]:
    """The quotes that hold an answer, or the nearest passages of an abstention."""
    match reply:
        case Answer():
            return reply.quotes
        case Clarification():
            return ()
        case Abstention():
            return reply.nearest
        case _:
            assert_never(reply)


def _computed(kept: Mapping[str, Any] | None) -> Computed | None:
    return Computed(kept["value"], kept["how"], tuple(kept["quotes"])) if kept else None


def _cut_from(quote: Quote) -> Record:
    return {
        "author": quote.citation.author,
        "updated": quote.citation.updated,
        "kind": quote.passage.kind,
        "start": quote.passage.start,
        "text": quote.passage.text,
    }


def _quotes(
    quotes: Sequence[Mapping[str, Any]], cut_from: Sequence[Mapping[str, Any]]
) -> tuple[Quote, ...]:
    return tuple(_quote(*pair) for pair in zip(quotes, cut_from, strict=True))


def _quote(quote: Mapping[str, Any], cut_from: Mapping[str, Any]) -> Quote:
    passage = Passage(
        id=quote["passage"],
        article=quote["article"],
        title=quote["title"],
        section=quote["section"],
        kind=cut_from["kind"],
        start=cut_from["start"],
        end=cut_from["start"] + len(cut_from["text"]),
        text=cut_from["text"],
        subject=(),
        sentences=(),
    )
    start, end = quote["start"], quote["end"]
    highlight = quote["highlight"]
    marked = (start + highlight[0], start + highlight[1]) if highlight else None
    citation = Citation(cut_from["author"], quote["title"], cut_from["updated"])
    return Quote(passage, start, end, marked, citation)
