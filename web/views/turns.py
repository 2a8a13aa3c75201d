"""What the macros of a turn are given: a kept turn → words and links, all of them plain text.

The same `TurnView` is rendered for a stored and a script-free answer and sent, in parts, by the
stream; the script puts its fields into the elements that the same macro made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Any, TypeVar, assert_never
from urllib.parse import urlencode

from assistant.answer import Abstention, Answer, Quote, Reply
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
# What a short answer may have besides the words of its quotes.
_VERDICT = re.compile(r"(?:Yes|No)\.(?= )")
_FOUND = re.compile(r" \((\d+ of \d+ found)\)$")
# What the reply's own text does not say already.
_DECLINED = {
    "nothing-found": "Try other words, or the name of a mission.",
    "too-weak": "No sentence in the articles says this clearly enough to be quoted as the answer.",
    "out-of-scope": "",
}


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote in three pieces, the middle one marked, with its citation.

    `kind` is "quote", or "note" with a `label` that says so; `address` is what paper says of
    `href`, empty where the server has no public address.
    """

    kind: str
    label: str
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
class TurnView:
    """A question and its reply; a field that does not apply is empty.

    Attributes:
        kind: "answer" or "abstention".
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
    confidence: str
    note: str
    nearest: str
    unkept: str
    permalink: str
    cite_href: str
    feedback_href: str
    helpful: str
    word: str
    quotes: tuple[QuoteView, ...]
    follow_ups: tuple[FollowUpView, ...]


View = TypeVar("View", TurnView, QuoteView, FollowUpView)


def view_of(turn: KeptTurn, conversation: str, base_url: str = "") -> TurnView:
    """A turn as it is shown; follow-ups go on in `conversation`, or begin one when it is empty.

    `base_url` is the server's public address, if it has one.
    """
    reply = turn.reply
    permalink = f"/a/{turn.id}" if turn.id else ""
    quotes = quotes_of(reply)
    lead, note = _lead(reply), _note(reply)
    unquoted = "" if any(quote.text == note for quote in quotes) else note
    if lead in ("", "Yes.", "No."):
        # A correction is the answer: "No. Dennis Tito flew on Soyuz TM-32, not on Soyuz TM-33."
        lead, unquoted = f"{lead} {unquoted}".strip(), ""
    return TurnView(
        id=turn.id,
        kind="answer" if isinstance(reply, Answer) else "abstention",
        question=turn.question,
        read_as=completed(reply, turn.question),
        lead=lead,
        confidence=_in_words(reply),
        note=unquoted,
        nearest="The nearest passages" if isinstance(reply, Abstention) and quotes else "",
        unkept="" if turn.id else _UNKEPT,
        permalink=permalink,
        cite_href=f"{permalink}/cite" if permalink and isinstance(reply, Answer) else "",
        feedback_href=f"{permalink}/feedback" if permalink else "",
        helpful="" if turn.helpful is None else ("yes" if turn.helpful else "no"),
        word=turn.word,
        quotes=tuple(
            _quote_view(
                quote,
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
    lists = ("quotes", "follow_ups")
    values: dict[str, Any] = {
        field.name: () if field.name in lists else "#" for field in fields(kind)
    }
    return kind(**values)


def ask_href(question: str, conversation: str = "") -> str:
    """The page that answers a question without script."""
    where = {"c": conversation} if conversation else {}
    return "/?" + urlencode({"q": question} | where)


def _quote_view(quote: Quote, cite_href: str, label: str, base_url: str) -> QuoteView:
    first, last = quote.highlight or (quote.end, quote.end)
    text = quote.text
    return QuoteView(
        kind="note" if label else "quote",
        label=label,
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
    """The short answer; of one that repeats whole quotes, only a yes or no that stands before."""
    if isinstance(reply, Abstention):
        return reply.text
    sentences = [quote for quote in reply.quotes if quote.text != reply.note] or reply.quotes
    if all(quote.highlight for quote in sentences):
        return reply.text
    found = _VERDICT.match(reply.text)
    verdict = found.group() if found else ""
    rest = _FOUND.sub("", reply.text[len(verdict) :].strip())
    first = sentences[0]
    repeated = rest.startswith((first.highlighted or first.text).rstrip("."))
    return verdict if repeated or first.text.startswith(rest) else reply.text


def _note(reply: Reply) -> str:
    return reply.note or "" if isinstance(reply, Answer) else ""


def _in_words(reply: Reply) -> str:
    match reply:
        case Answer():
            found = None if _lead(reply) == reply.text else _FOUND.search(reply.text)
            return _CONFIDENCE[reply.confidence] + (f" {found[1]}." if found else "")
        case Abstention():
            return _DECLINED[reply.reason]
        case _:
            assert_never(reply)
