"""Turns a `Reply` into its JSON, into text for a terminal, or into Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, assert_never

from assistant.answer import Abstention, Answer, Clarification, Computed, Item, Quote, Reply
from assistant.render.citable import NO_SOURCES, NO_TEXTS, clean, clean_lines, dated, listed
from assistant.render.citations import cite_answer, cite_quotes
from assistant.render.links import page_link
from assistant.render.markup import escaped_markdown
from assistant.render.wording import headline, item_lines

# How the words that answer are marked where there is neither colour nor bold type.
MARK = "*"


def as_json(reply: Reply) -> dict[str, Any]:
    """The contract of `ask --json`, `--batch` and `/api/ask`: every key in every kind."""
    # In this order, whatever kind it is.
    blank: dict[str, Any] = {
        "kind": None,
        "form": None,
        "text": reply.text,
        "verdict": None,
        "items": [],
        "found": None,
        "computed": None,
        "image": None,
        "choices": [],
        "quotes": [],
        "read_as": reply.read_as,
        "confidence": None,
        "note": None,
        "reason": None,
        "nearest": [],
        "follow_ups": list(reply.follow_ups),
        "index": reply.index,
    }
    match reply:
        case Answer():
            own = {
                "kind": "answer",
                "form": reply.form,
                "verdict": reply.verdict,
                "items": [_with_quotes(item) for item in reply.items],
                "found": asdict(reply.found) if reply.found else None,
                "computed": _with_quotes(reply.computed) if reply.computed else None,
                "quotes": [_quote_json(quote) for quote in reply.quotes],
                "confidence": reply.confidence,
                "note": reply.note,
            }
        case Clarification():
            choices = [asdict(choice) for choice in reply.choices]
            own = {"kind": "clarification", "choices": choices}
        case Abstention():
            nearest = [_quote_json(quote) for quote in reply.nearest]
            own = {"kind": "abstention", "reason": reply.reason, "nearest": nearest}
        case _:
            assert_never(reply)
    return {**blank, **own}


def completed(reply: Reply, asked: str) -> str:
    """How the question was read, where that is not just what was asked; else empty."""
    same = " ".join(reply.read_as.split()).casefold() == " ".join(asked.split()).casefold()
    return "" if same else reply.read_as


def as_text(reply: Reply, asked: str, base_url: str = "") -> str:
    """Text for a terminal: the words that answer between asterisks, no control characters."""
    read_as = completed(reply, asked)
    match reply:
        case Answer():
            quoted = {quote.text for quote in reply.quotes}
            note = "" if reply.note is None or reply.note in quoted else reply.note
            numbered = bool(reply.items) and len(reply.quotes) > 1
            paragraphs = [
                clean(headline(reply)),
                "\n".join(f"  {clean(line)}" for line in item_lines(reply)),
                *(
                    _quote_text(quote, base_url, number if numbered else None)
                    for number, quote in enumerate(reply.quotes, start=1)
                ),
                _remarks(("Note", note), ("Read as", read_as), ("Confidence", reply.confidence)),
            ]
        case Clarification():
            paragraphs = [
                clean(reply.text),
                "\n".join(f"  {clean(choice.question)}" for choice in reply.choices),
                _remarks(("Read as", read_as)),
            ]
        case Abstention():
            paragraphs = [
                clean(reply.text),
                "Nearest passages:" if reply.nearest else "",
                *(_quote_text(quote, base_url) for quote in reply.nearest),
                _remarks(("Read as", read_as)),
            ]
        case _:
            assert_never(reply)
    follow_ups = [f"  {clean(question)}" for question in reply.follow_ups]
    if follow_ups:
        paragraphs.append("\n".join(["You could ask:", *follow_ups]))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def as_markdown(
    reply: Reply,
    asked: str,
    base_url: str = "",
    texts: Mapping[str, str] = NO_TEXTS,
    sources: Mapping[str, Sequence[str]] = NO_SOURCES,
) -> str:
    """Markdown for a chat window: the answer cited, or the reason with the nearest passages.

    `asked` is the question as it was typed; `texts` and `sources` as in `citations.cite`.
    """
    match reply:
        case Answer():
            cited = cite_answer(reply, "markdown", base_url, texts=texts, sources=sources)
        case Clarification():
            before = [reply.text, *(choice.question for choice in reply.choices)]
            cited = cite_quotes(
                (), "markdown", base_url, texts=texts, sources=sources, paragraphs=before
            )
        case Abstention():
            before = [reply.text, "Nearest passages:" if reply.nearest else ""]
            cited = cite_quotes(
                reply.nearest, "markdown", base_url, texts=texts, sources=sources, paragraphs=before
            )
        case _:
            assert_never(reply)
    read_as = escaped_markdown(clean(completed(reply, asked)))
    return f"{cited.text}\n\nRead as: {read_as}" if read_as else cited.text


def _with_quotes(held: Item | Computed) -> dict[str, Any]:
    return {**asdict(held), "quotes": list(held.quotes)}


def _quote_json(quote: Quote) -> dict[str, Any]:
    highlight = quote.highlight
    return {
        "text": quote.text,
        "highlight": [place - quote.start for place in highlight] if highlight else None,
        "article": quote.passage.article,
        "title": quote.citation.title,
        "section": quote.passage.section,
        "passage": quote.passage.id,
        "start": quote.start,
        "end": quote.end,
        "url": quote.url,
    }


def _quote_text(quote: Quote, base_url: str, number: int | None = None) -> str:
    lines = clean_lines(_marked(quote))
    lead = "" if number is None else f"[{number}] "
    source = dated(
        listed([clean(quote.citation.author), clean(quote.citation.title)]),
        clean(quote.citation.year),
    )
    section = clean(quote.passage.section)
    return "\n".join(
        [
            *(f"  > {lead if place == 0 else ''}{line}" for place, line in enumerate(lines)),
            f"  — {listed([source, section])}: {page_link(quote, base_url)}",
        ]
    )


def _marked(quote: Quote) -> str:
    if quote.highlight is None:
        return quote.text
    first, last = (place - quote.start for place in quote.highlight)
    text = quote.text
    return f"{text[:first]}{MARK}{text[first:last]}{MARK}{text[last:]}"


def _remarks(*remarks: Sequence[str]) -> str:
    return "\n".join(f"{name}: {clean(words)}" for name, words in remarks if words)
