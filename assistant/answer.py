"""What a reply is: an `Answer` whose first quote supports it, or an `Abstention`.

A quote holds a passage and a span of it and derives its words, so that no path can misquote: there
is no way to make one from a string.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote as percent_encoded

from index.passages import Passage

Confidence = Literal["high", "medium", "low"]
Reason = Literal["nothing-found", "too-weak", "out-of-scope"]
MAX_QUOTES = 5
MAX_FOLLOW_UPS = 3


@dataclass(frozen=True, slots=True)
class Citation:
    """What a forum post or a reference manager needs to name the article."""

    author: str
    title: str
    updated: str

    @property
    def year(self) -> str:
        """The year of the article's last change; empty when it is not known."""
        return self.updated[:4]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article; `start`, `end` and `highlight` are offsets in the article's text.

    Raises:
        ValueError: for a span that is empty or leaves the passage, or a highlight that leaves it.
    """

    passage: Passage
    start: int
    end: int
    highlight: tuple[int, int] | None
    citation: Citation

    def __post_init__(self) -> None:
        """Refuse a span that is not in the passage."""
        if not self.passage.start <= self.start < self.end <= self.passage.end:
            raise ValueError(f"{self.start}:{self.end} is no span of passage {self.passage.id}")
        if self.highlight:
            first, last = self.highlight
            if not self.start <= first < last <= self.end:
                raise ValueError(f"highlight {first}:{last} is outside {self.start}:{self.end}")

    @property
    def text(self) -> str:
        """The article's own words."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]

    @property
    def highlighted(self) -> str:
        """The words that answer; empty when none are marked."""
        if self.highlight is None:
            return ""
        first, last = self.highlight
        return self.passage.text[first - self.passage.start : last - self.passage.start]

    @property
    def url(self) -> str:
        """The path of the article's page with these words marked."""
        return passage_href(self.passage, self.start, self.end)


def passage_href(passage: Passage, start: int, end: int) -> str:
    """The path of an article's page with a span of it marked: by passage, then by offsets in it.

    A passage is named after its words, so these offsets cannot mark others when the article
    around it has changed.
    """
    name = passage.anchor.removeprefix("p-")
    marked = f"{name}:{start - passage.start}:{end - passage.start}"
    return f"/articles/{percent_encoded(passage.article)}?quote={marked}#{passage.anchor}"


@dataclass(frozen=True, slots=True)
class Answer:
    """A short answer with the quotes that hold it; the first quote alone supports the text."""

    text: str
    quotes: tuple[Quote, ...]
    read_as: str
    confidence: Confidence
    index: str
    note: str | None = None
    follow_ups: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an answer without a quote or with more than a reader would check."""
        if not 1 <= len(self.quotes) <= MAX_QUOTES:
            raise ValueError(f"an answer has 1 to {MAX_QUOTES} quotes, not {len(self.quotes)}")


@dataclass(frozen=True, slots=True)
class Abstention:
    """No answer: why, in words for the reader, with the nearest passages."""

    text: str
    reason: Reason
    read_as: str
    index: str
    nearest: tuple[Quote, ...] = ()
    follow_ups: tuple[str, ...] = ()


Reply = Answer | Abstention
