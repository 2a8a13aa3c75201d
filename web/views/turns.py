"""What the macros of a turn are given: a kept turn → words and links, all of them plain text.

The same `TurnView` is rendered for a stored and a script-free answer and sent, in parts, by the
stream; the script puts its fields into the elements that the same macro made.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from assistant.answer import Abstention, Answer, Clarification, Quote, Reply
from assistant.render.forms import completed
from web.store.replies import quotes_of
from web.store.turns import KeptTurn
from web.views.leads import (
    capitalised,
    certainty_of,
    found_of,
    lead_of,
    note_of,
    verdict_of,
)
from web.views.parts import (
    FollowUpView,
    ItemView,
    QuoteView,
    ReferenceView,
    TurnView,
    ask_href,
)
from web.views.told import NOTHING_TOLD, Told

_UNKEPT = (
    "There is no link to this answer, because it could not be kept: the disk may be full, or the "
    "file of conversations damaged."
)
# So many quotes stand open below items; more open at a touch.
MAX_OPEN = 3


def view_of(
    turn: KeptTurn, conversation: str, base_url: str = "", told: Told = NOTHING_TOLD
) -> TurnView:
    """A turn as it is shown; follow-ups go on in `conversation`, or begin one when it is empty.

    `base_url` is the server's public address, if it has one; `told` is shown with an abstention.
    """
    reply = turn.reply
    permalink = f"/a/{turn.id}" if turn.id else ""
    quotes = quotes_of(reply)
    lead, unquoted = _lead_and_note(reply, told)
    items = _items(reply, turn.id)
    return TurnView(
        id=turn.id,
        anchor=f"a-{turn.id}",
        kind=_kind(reply),
        question=turn.question,
        read_as=completed(reply, turn.question),
        lead=lead,
        leads=_leads(reply, turn.id) if lead else (),
        found=found_of(reply),
        confidence=certainty_of(reply),
        note=unquoted,
        held=_counted(quotes) if items else "",
        open="" if items and len(quotes) > MAX_OPEN else "open",
        unkept="" if turn.id else _UNKEPT,
        permalink=permalink,
        cite_href=_cite_href(reply, permalink, headed=bool(lead or items)),
        feedback_href=f"{permalink}/feedback" if permalink else "",
        helpful="" if turn.helpful is None else ("yes" if turn.helpful else "no"),
        word=turn.word,
        items=items,
        told=told.sections if _kind(reply) == "abstention" else (),
        choices=tuple(
            FollowUpView(choice.question, ask_href(choice.question, conversation))
            for choice in (reply.choices if isinstance(reply, Clarification) else ())
        ),
        quotes=_quote_views(turn, bool(lead or items), base_url),
        follow_ups=tuple(
            FollowUpView(question, ask_href(question, conversation))
            for question in reply.follow_ups
        ),
    )


def _cite_href(reply: Reply, permalink: str, *, headed: bool) -> str:
    """Where the answer is cited: a quote that alone is the answer without a headline before it."""
    if not permalink or not isinstance(reply, Answer):
        return ""
    return f"{permalink}/cite" if headed or len(reply.quotes) > 1 else f"{permalink}/cite?quote=1"


def _lead_and_note(reply: Reply, told: Told) -> tuple[str, str]:
    """The headline, and the note where no quote holds it.

    A correction is the headline: "No. Dennis Tito flew on Soyuz TM-32, not on Soyuz TM-33."
    """
    lead, note, said = lead_of(reply, told.missions), note_of(reply), verdict_of(reply)
    unquoted = "" if any(quote.text == note for quote in quotes_of(reply)) else note
    if lead in ("", said):
        return f"{said} {unquoted}".strip(), ""
    return lead, unquoted


def _quote_views(turn: KeptTurn, headed: bool, base_url: str) -> tuple[QuoteView, ...]:
    """The quotes; one alone without a headline is the answer, which has a copy button already."""
    quotes, note = quotes_of(turn.reply), note_of(turn.reply)
    numbered = len(quotes) > 1 and bool(_items(turn.reply, turn.id))
    alone = isinstance(turn.reply, Answer) and len(quotes) == 1 and not headed
    return tuple(
        _quote_view(
            quote,
            turn.id,
            number,
            numbered,
            bool(turn.id) and not alone,
            _label(quote, number, note),
            base_url,
        )
        for number, quote in enumerate(quotes, start=1)
    )


def from_answer(href: str, turn: str) -> str:
    """The address of a quote's article that also says from which answer it was come."""
    return href.replace("#", f"&answer={turn}#", 1) if turn else href


def _quote_view(
    quote: Quote, turn: str, number: int, numbered: bool, cited: bool, label: str, base_url: str
) -> QuoteView:
    first, last = quote.highlight or (quote.end, quote.end)
    text = quote.text
    return QuoteView(
        anchor=quote_anchor(turn, number),
        kind="note" if label else "quote",
        label=label,
        number=str(number) if numbered else "",
        before=text[: first - quote.start],
        marked=quote.highlighted,
        after=text[last - quote.start :],
        source=quote.citation.title,
        section=quote.passage.section,
        href=from_answer(quote.url, turn),
        address=base_url and base_url + quote.url,
        cite_href=f"/a/{turn}/cite?quote={number}" if cited else "",
    )


def _label(quote: Quote, number: int, note: str) -> str:
    """What a quote is set apart as, where it is the note; one of the article's own comes first."""
    if quote.text != note:
        return ""
    if quote.passage.kind == "note":
        return "Editor’s note"
    return "Note" if number > 1 else ""


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


def _items(reply: Reply, turn: str) -> tuple[ItemView, ...]:
    """The items; the working of a computed value is one of them."""
    if not isinstance(reply, Answer):
        return ()
    items = [
        ItemView(capitalised(item.label), item.value, _references(item.quotes, turn))
        for item in reply.items
    ]
    if reply.computed:
        computed = reply.computed
        items.append(ItemView("", computed.how, _references(computed.quotes, turn)))
    return tuple(items)


def _leads(reply: Reply, turn: str) -> tuple[ReferenceView, ...]:
    """The quotes that no item has, which are then those of the headline."""
    if not isinstance(reply, Answer) or not reply.items:
        return ()
    held = {number for item in reply.items for number in item.quotes}
    held |= {*reply.computed.quotes} if reply.computed else set()
    free = [
        number
        for number, quote in enumerate(reply.quotes)
        if number not in held and quote.text != reply.note
    ]
    return _references(free, turn)


def _references(quotes: Sequence[int], turn: str) -> tuple[ReferenceView, ...]:
    return tuple(
        ReferenceView(str(number), f"#{quote_anchor(turn, number)}", f"Quote {number}")
        for number in (quote + 1 for quote in quotes)
    )


def quote_anchor(turn: str, number: int) -> str:
    """The place in a page of a turn's quote, counted from one."""
    return f"q-{turn}-{number}"


def _counted(quotes: Sequence[Quote]) -> str:
    return "The quote that says so" if len(quotes) == 1 else f"The {len(quotes)} quotes"
