"""Makes a quote ready to leave Cachet: its words without what cannot be seen, and its address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from assistant.answer import Quote
from assistant.render.links import deep_link

WEBSITE = "Cachet"
# What is said beside text with `Cited.altered`.
ALTERED = "Brackets altered: the quote held signs that would have ended it on this board."
NO_TEXTS: Mapping[str, str] = MappingProxyType({})
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

    `author` may be empty, and so is `url` where articles have no public address.
    """

    id: str
    lines: tuple[str, ...]
    author: str
    title: str
    year: str
    updated: str
    url: str
    accessed: date | None

    @property
    def text(self) -> str:
        """The words as one line, for fields that hold no more."""
        return " ".join(self.lines)


def citable(
    quote: Quote,
    base_url: str,
    accessed: date | None = None,
    texts: Mapping[str, str] = NO_TEXTS,
) -> Citable:
    """Clean a quote and its citation; `texts` are articles' texts by slug, for a unique link."""
    article = quote.passage.article
    return Citable(
        id=re.sub(r"[^A-Za-z0-9-]+", "-", f"cachet-{article}-{quote.start}-{quote.end}"),
        lines=clean_lines(quote.text),
        author=clean(quote.citation.author),
        title=clean(quote.citation.title),
        year=clean(quote.citation.year),
        updated=clean(quote.citation.updated),
        url=deep_link(quote, base_url, texts.get(article, "")) if base_url else "",
        accessed=accessed,
    )


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
