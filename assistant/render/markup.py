"""Writes quotes as Markdown, for Discourse, as HTML and as plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from assistant.render.citable import Citable, Cited, dated, listed

# A mention cannot be escaped on GitHub or Discourse, but code is left alone there.
_MENTION = r"(?<![A-Za-z0-9])@\w+(?:[.@/-]+\w+)*"
_MARKDOWN = re.compile(rf"(?P<mention>{_MENTION})|(?P<sign>[\\`*_\[\]<>&#~|^])")
# What makes a list, a rule, a heading or a table of a line that begins with it.
_LINE_START = re.compile(r"^(\d+(?=[.)])|(?=[-+=:]))")
_QUOTATION_MARKS = (("\u201c", "\u201d"), ('"', '"'))
_INNER_MARKS = str.maketrans("\u201c\u201d", "\u2018\u2019")


def markdown(citables: Sequence[Citable], paragraphs: Sequence[str]) -> Cited:
    """CommonMark, as on GitHub and Reddit."""
    return _joined([*map(escaped_markdown, paragraphs), *map(_markdown_quote, citables)])


def discourse(citables: Sequence[Citable], paragraphs: Sequence[str]) -> Cited:
    """Discourse, whose own quote would need a post."""
    return _joined([*map(escaped_markdown, paragraphs), *map(_discourse_quote, citables)])


def hypertext(citables: Sequence[Citable], paragraphs: Sequence[str]) -> Cited:
    """HTML for a page of one's own."""
    before = [f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs]
    return _joined([*before, *map(_hypertext_quote, citables)])


def plain(citables: Sequence[Citable], paragraphs: Sequence[str]) -> Cited:
    """Text for a letter: the words in quotation marks, the source on a line of its own."""
    quotes = [_plain_quote(one) for one in citables]
    text = "\n\n".join([*paragraphs, *(quote.text for quote in quotes)])
    return Cited(text, any(quote.altered for quote in quotes))


def escaped_markdown(line: str) -> str:
    """One line of text as Markdown that reads the same."""
    escaped = _MARKDOWN.sub(
        lambda found: f"`{found[0]}`" if found["mention"] else f"\\{found[0]}", line
    )
    return _LINE_START.sub(r"\1\\", escaped)


def _joined(pieces: Sequence[str]) -> Cited:
    return Cited("\n\n".join(pieces))


def _markdown_quote(one: Citable) -> str:
    # Every line is a paragraph of its own: a soft break would run names of a list together.
    lines = [*map(escaped_markdown, one.lines), *_source_lines(one, "<{}>")]
    return "\n>\n".join(f"> {line}" for line in lines)


def _discourse_quote(one: Citable) -> str:
    lines = "\n".join(f"> {escaped_markdown(line)}" for line in one.lines)
    return "\n\n".join([lines, *_source_lines(one, "{}")])


def _source_lines(one: Citable, address: str) -> list[str]:
    title = escaped_markdown(one.title)
    linked = f"[{title}]({address.format(one.url)})" if one.url else title
    parts = [escaped_markdown(one.author), linked, escaped_markdown(one.section)]
    source = dated(listed(parts), escaped_markdown(one.year))
    written_from = escaped_markdown(one.written_from)
    return [f"— {source}", *([written_from] if written_from else [])]


def _hypertext_quote(one: Citable) -> str:
    text = "<br>".join(html.escape(line) for line in one.lines)
    url, title = html.escape(one.url), html.escape(one.title)
    linked = f'<a href="{url}">{title}</a>' if url else title
    parts = [html.escape(one.author), linked, html.escape(one.section)]
    source = dated(listed(parts), html.escape(one.year))
    cite = f' cite="{url}"' if url else ""
    written_from = f" {html.escape(one.written_from)}" if one.written_from else ""
    return f"<blockquote{cite}><p>{text}</p></blockquote><cite>{source}</cite>{written_from}"


def _plain_quote(one: Citable) -> Cited:
    named = f"{one.named}: {one.url}" if one.url else one.named
    source = "\n".join(filter(None, [named, one.written_from]))
    for opening, closing in _QUOTATION_MARKS:
        if opening not in one.text and closing not in one.text:
            return Cited(f"{opening}{one.text}{closing}\n{source}")
    opening, closing = _QUOTATION_MARKS[0]
    inner = one.text.translate(_INNER_MARKS)
    return Cited(f"{opening}{inner}{closing}\n{source}", altered=True)
