"""Turns a `Reply` into its JSON, into text for a terminal, or into Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, assert_never

from assistant.answer import Abstention, Answer, Quote, Reply
from assistant.render.citable import NO_TEXTS, clean, clean_lines, dated, listed
from assistant.render.citations import cite_answer, cite_quotes
from assistant.render.links import page_link
from assistant.render.markup import escaped_markdown

# How the words that answer are marked where there is neither colour nor bold type.
MARK = "*"


def as_json(reply: Reply) -> dict[str, Any]:
    """The contract of `ask --json`, `--batch` and `/api/ask`: every key in both kinds."""
    match reply:
        case Answer():
            return {
                "kind": "answer",
                "text": reply.text,
                "quotes": [_quote_json(quote) for quote in reply.quotes],
                "read_as": reply.read_as,
                "confidence": reply.confidence,
                "note": reply.note,
                "reason": None,
                "nearest": [],
                "follow_ups": list(reply.follow_ups),
                "index": reply.index,
            }
        case Abstention():
            return {
                "kind": "abstention",
                "text": reply.text,
                "quotes": [],
                "read_as": reply.read_as,
                "confidence": None,
                "note": None,
                "reason": reply.reason,
                "nearest": [_quote_json(quote) for quote in reply.nearest],
                "follow_ups": list(reply.follow_ups),
                "index": reply.index,
            }
        case _:
            assert_never(reply)


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
            paragraphs = [
                clean(reply.text),
                *(_quote_text(quote, base_url) for quote in reply.quotes),
                _remarks(("Note", note), ("Read as", read_as), ("Confidence", reply.confidence)),
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
    reply: Reply, asked: str, base_url: str = "", texts: Mapping[str, str] = NO_TEXTS
) -> str:
    """Markdown for a chat window: the answer cited, or the reason with the nearest passages.

    `asked` is the question as it was typed; `texts` as in `citations.cite`.
    """
    match reply:
        case Answer():
            cited = cite_answer(reply, "markdown", base_url, texts=texts)
        case Abstention():
            before = [reply.text, "Nearest passages:" if reply.nearest else ""]
            cited = cite_quotes(reply.nearest, "markdown", base_url, texts=texts, paragraphs=before)
        case _:
            assert_never(reply)
    read_as = escaped_markdown(clean(completed(reply, asked)))
    return f"{cited.text}\n\nRead as: {read_as}" if read_as else cited.text


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


def _quote_text(quote: Quote, base_url: str) -> str:
    lines = clean_lines(_marked(quote))
    source = dated(
        listed([clean(quote.citation.author), clean(quote.citation.title)]),
        clean(quote.citation.year),
    )
    section = clean(quote.passage.section)
    return "\n".join(
        [
            *(f"  > {line}" for line in lines),
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
