"""What the macros of a turn are given: a kept turn → words and links, all of them plain text.

The same `TurnView` is rendered for a stored and a script-free answer and sent, in parts, by the
stream; the script puts its fields into the elements that the same macro made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar, assert_never
from urllib.parse import urlencode

from assistant.answer import Abstention, Answer, Clarification, Quote, Reply
from assistant.render.forms import completed
from web.store.conversations import KeptTurn
from web.store.replies import quotes_of

_CONFIDENCE = {
    "high": "The articles say so.",
    "medium": "Very likely this; the quote decides.",
    "low": "Not certain: read the quote before you rely on it.",
}
_UNKEPT = (
    "There is no link to this answer, because it could not be kept: the disk may be full, or the "
    "file of conversations damaged."
)
# What the reply's own text does not say already.
_DECLINED = {
    "nothing-found": "Try other words, or the name of a mission.",
    "too-weak": "No sentence in the articles says this clearly enough to be quoted as the answer.",
    "out-of-scope": "",
}


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote in three pieces, the middle one marked, with its citation.

    `number` is what items refer to it by; empty where nothing does.
    `kind` is "quote", or "note" with a `label` that says so; `address` is what paper says of
    `href`, empty where the server has no public address.
    """

    kind: str
    label: str
    number: str
    before: str
    marked: str
    after: str
    source: str
    section: str
    href: str
    address: str
    cite_href: str


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """A question that can be asked next."""

    question: str
    href: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """A member of a list, comparison or overview, and the numbers of its quotes: "1, 3"."""

    label: str
    value: str
    references: str


@dataclass(frozen=True, slots=True)
class TurnView:
    """A question and its reply; a field that does not apply is empty.

    Attributes:
        kind: "answer", "clarification" or "abstention".
        found: how many members of a list are shown, where not all are.
        choices: what a question back offers, a question each.
        lead: the short answer, or the correction of what the question takes for granted; empty
            where it would say a whole quote twice.
        read_as: the question as it was understood, where that differs from what was typed.
        note: a correction that no quote holds as it stands, below a short answer.
        helpful: "yes", "no" or empty.
        unkept: why there is no link, nor a thumb to give.
    """

    id: str
    kind: str
    question: str
    read_as: str
    lead: str
    found: str
    confidence: str
    note: str
    nearest: str
    unkept: str
    permalink: str
    cite_href: str
    feedback_href: str
    helpful: str
    word: str
    items: tuple[ItemView, ...]
    choices: tuple[FollowUpView, ...]
    quotes: tuple[QuoteView, ...]
    follow_ups: tuple[FollowUpView, ...]


LISTS = ("items", "choices", "quotes", "follow_ups")
View = TypeVar("View", TurnView, QuoteView, FollowUpView, ItemView)


def view_of(turn: KeptTurn, conversation: str, base_url: str = "") -> TurnView:
    """A turn as it is shown; follow-ups go on in `conversation`, or begin one when it is empty.

    `base_url` is the server's public address, if it has one.
    """
    reply = turn.reply
    permalink = f"/a/{turn.id}" if turn.id else ""
    quotes = quotes_of(reply)
    lead, note = _lead(reply), _note(reply)
    unquoted = "" if any(quote.text == note for quote in quotes) else note
    said = _verdict(reply)
    if lead in ("", said):
        # A correction is the answer: "No. Dennis Tito flew on Soyuz TM-32, not on Soyuz TM-33."
        lead, unquoted = f"{said} {unquoted}".strip(), ""
    items = _items(reply)
    return TurnView(
        id=turn.id,
        kind=_kind(reply),
        question=turn.question,
        read_as=completed(reply, turn.question),
        lead=lead,
        found=_found(reply),
        confidence=_in_words(reply),
        note=unquoted,
        nearest="The nearest passages" if isinstance(reply, Abstention) and quotes else "",
        unkept="" if turn.id else _UNKEPT,
        permalink=permalink,
        cite_href=f"{permalink}/cite" if permalink and isinstance(reply, Answer) else "",
        feedback_href=f"{permalink}/feedback" if permalink else "",
        helpful="" if turn.helpful is None else ("yes" if turn.helpful else "no"),
        word=turn.word,
        items=items,
        choices=tuple(
            FollowUpView(choice.question, ask_href(choice.question, conversation))
            for choice in (reply.choices if isinstance(reply, Clarification) else ())
        ),
        quotes=tuple(
            _quote_view(
                quote,
                str(number) if items and len(quotes) > 1 else "",
                f"{permalink}/cite?quote={number}" if permalink else "",
                _label(quote, number, note),
                base_url,
            )
            for number, quote in enumerate(quotes, start=1)
        ),
        follow_ups=tuple(
            FollowUpView(question, ask_href(question, conversation))
            for question in reply.follow_ups
        ),
    )


def blank(kind: type[View]) -> View:
    """A view in which every part is present, for the script to fill or take out."""
    values: dict[str, Any] = {
        field.name: () if field.name in LISTS else "#" for field in fields(kind)
    }
    return kind(**values)


def ask_href(question: str, conversation: str = "") -> str:
    """The page that answers a question without script."""
    where = {"c": conversation} if conversation else {}
    return "/?" + urlencode({"q": question} | where)


def _quote_view(quote: Quote, number: str, cite_href: str, label: str, base_url: str) -> QuoteView:
    first, last = quote.highlight or (quote.end, quote.end)
    text = quote.text
    return QuoteView(
        kind="note" if label else "quote",
        label=label,
        number=number,
        before=text[: first - quote.start],
        marked=quote.highlighted,
        after=text[last - quote.start :],
        source=quote.citation.title,
        section=quote.passage.section,
        href=quote.url,
        address=base_url and base_url + quote.url,
        cite_href=cite_href,
    )


def _label(quote: Quote, number: int, note: str) -> str:
    """What a quote is set apart as, where it is the note; one of the article's own comes first."""
    if quote.text != note:
        return ""
    if quote.passage.kind == "note":
        return "Editor’s note"
    return "Note" if number > 1 else ""


def _lead(reply: Reply) -> str:
    """The headline; where it would only repeat whole quotes, the yes or no before it."""
    if not isinstance(reply, Answer):
        return reply.text
    said = _verdict(reply)
    whole = f"{said} {reply.text}".strip()
    sentences = [quote for quote in reply.quotes if quote.text != reply.note] or reply.quotes
    if reply.items or all(quote.highlight for quote in sentences):
        return whole
    first = sentences[0]
    repeated = reply.text.startswith((first.highlighted or first.text).rstrip("."))
    return said if repeated or first.text.startswith(reply.text) else whole


def _verdict(reply: Reply) -> str:
    said = reply.verdict if isinstance(reply, Answer) else None
    return f"{said.capitalize()}." if said else ""


def _kind(reply: Reply) -> str:
    match reply:
        case Answer():
            return "answer"
        case Clarification():
            return "clarification"
        case Abstention():
            return "abstention"
        case _:
            assert_never(reply)


def _items(reply: Reply) -> tuple[ItemView, ...]:
    """The items; the working of a computed value is one of them."""
    if not isinstance(reply, Answer):
        return ()
    items = [ItemView(item.label, item.value, _numbers(item.quotes)) for item in reply.items]
    if reply.computed:
        items.append(ItemView("", reply.computed.how, _numbers(reply.computed.quotes)))
    return tuple(items)


def _numbers(quotes: Sequence[int]) -> str:
    return ", ".join(str(number + 1) for number in quotes)


def _found(reply: Reply) -> str:
    found = reply.found if isinstance(reply, Answer) else None
    return f"{found.shown} of {found.of} found." if found and found.shown < found.of else ""


def _note(reply: Reply) -> str:
    return reply.note or "" if isinstance(reply, Answer) else ""


def _in_words(reply: Reply) -> str:
    match reply:
        case Answer():
            return _CONFIDENCE[reply.confidence]
        case Clarification():
            return ""
        case Abstention():
            return _DECLINED[reply.reason]
        case _:
            assert_never(reply)
