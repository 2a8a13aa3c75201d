"""Makes a quote ready to leave Cachet: its words without what cannot be seen, and its address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from urllib.parse import urlsplit

from assistant.answer import Quote
from assistant.render.links import deep_link
from corpus.article import HOUSE_AUTHOR, Article
from corpus.reading.folder import BUILT_IN_ARTICLES
from corpus.record.article import RECORD_SLUG

WEBSITE = "Cachet"
# What is said beside text with `Cited.altered`.
ALTERED = "Brackets altered: the quote held signs that would have ended it on this board."
NO_TEXTS: Mapping[str, str] = MappingProxyType({})
NO_SOURCES: Mapping[str, Sequence[str]] = MappingProxyType({})
# Bidirectional and zero-width controls, other controls, halves of characters.
_INVISIBLE = {"Cf", "Cc", "Cs"}


@dataclass(frozen=True, slots=True)
class Cited:
    """Text to paste; `altered` says that signs of the article's own words had to be replaced."""

    text: str
    altered: bool = False


@dataclass(frozen=True, slots=True)
class Citable:
    """A quote's words, line by line, and what names its source.

    `author` may be empty, and so is `url` where articles have no public address, and `section`
    where it would repeat the title. `sources` are what the article was written from.
    """

    id: str
    lines: tuple[str, ...]
    author: str
    title: str
    year: str
    updated: str
    url: str
    accessed: date | None
    section: str = ""
    sources: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """Title and section, as they are named together."""
        return listed([self.title, self.section])

    @property
    def named(self) -> str:
        """Author, title, section and year: all that names the article."""
        return dated(listed([self.author, self.where]), self.year)

    @property
    def written_from(self) -> str:
        """The sources in a sentence; empty where none are known."""
        return f"Written from {'; '.join(self.sources)}." if self.sources else ""

    @property
    def text(self) -> str:
        """The words as one line, for fields that hold no more."""
        return " ".join(self.lines)


def citable(
    quote: Quote,
    base_url: str,
    accessed: date | None = None,
    texts: Mapping[str, str] = NO_TEXTS,
    sources: Mapping[str, Sequence[str]] = NO_SOURCES,
) -> Citable:
    """Clean a quote and its citation.

    `texts` are articles' texts by slug, for a unique link, and `sources` what they were written
    from.
    """
    article = quote.passage.article
    title, section = clean(quote.citation.title), clean(quote.passage.section)
    return Citable(
        id=re.sub(r"[^A-Za-z0-9-]+", "-", f"cachet-{article}-{quote.start}-{quote.end}"),
        lines=clean_lines(quote.text),
        author=_author(quote, base_url),
        title=title,
        year=clean(quote.citation.year),
        updated=clean(quote.citation.updated),
        url=deep_link(quote, base_url, texts.get(article, "")) if base_url else "",
        accessed=accessed,
        section="" if section == title else section,
        sources=tuple(map(clean, sources.get(article, ()))),
    )


def sources_of(articles: Mapping[str, Article]) -> Mapping[str, tuple[str, ...]]:
    """What each article was written from, by its slug: "A. Writer, Covers"."""
    return {
        slug: tuple(listed([one.author, one.title]) for one in article.sources)
        for slug, article in articles.items()
    }


def _author(quote: Quote, base_url: str) -> str:
    """Who is cited: of an operator's article that names nobody, its site."""
    author = clean(quote.citation.author)
    if author != HOUSE_AUTHOR or quote.passage.article in _house_articles():
        return author
    return urlsplit(base_url).hostname or ""


@cache
def _house_articles() -> frozenset[str]:
    return frozenset({RECORD_SLUG, *(path.stem for path in BUILT_IN_ARTICLES.glob("*.md"))})


def clean_lines(text: str) -> tuple[str, ...]:
    """The lines that hold something to see, each with single spaces; at least one line."""
    lines = (" ".join(_visible(line).split()) for line in text.splitlines())
    return tuple(line for line in lines if line) or ("",)


def clean(text: str) -> str:
    """The text as one line."""
    return " ".join(clean_lines(text))


def listed(parts: Sequence[str]) -> str:
    """The parts that are there, with commas."""
    return ", ".join(part for part in parts if part)


def dated(title: str, year: str) -> str:
    """A title with its year, where that is known."""
    return f"{title} ({year})" if year else title


def _visible(line: str) -> str:
    return "".join(
        char for char in line if char.isspace() or unicodedata.category(char) not in _INVISIBLE
    )
