"""What a reply is: an `Answer` held by its quotes, a `Clarification`, or an `Abstention`.

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
Verdict = Literal["yes", "no"]
Form = Literal["fact", "passage", "list", "overview", "comparison", "computed"]
# Of a fact or a passage as many as a reader would check; a list has one for each of its items.
MAX_FACT_QUOTES = 5
MAX_QUOTES = 60
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
class Item:
    """One member of a list, comparison or overview; `quotes` are numbers of the answer's quotes.

    Raises:
        ValueError: for an item that no quote holds.
    """

    label: str
    value: str
    quotes: tuple[int, ...]

    def __post_init__(self) -> None:
        """Refuse an item without a quote."""
        if not self.quotes:
            raise ValueError(f'no quote holds the item "{self.label}: {self.value}"')


@dataclass(frozen=True, slots=True)
class Found:
    """How many members of a list are shown, of how many; `complete` where no other is known."""

    shown: int
    of: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Computed:
    """A value that was worked out, and how: "1 day" from "24 April 1971 − 23 April 1971"."""

    value: str
    how: str
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the quotes say: a headline, and of forms of several facts the items.

    The first quote alone supports the text of a fact; of other forms each item has its own.

    Attributes:
        verdict: "yes" or "no" where the question is one of yes or no and a sentence settles it.
        note: a correction, a doubt or a denial on the same thing.

    Raises:
        ValueError: without a quote, with more than the form has room for, or where an item or a
            computed value names a quote that is not there.
    """

    text: str
    quotes: tuple[Quote, ...]
    read_as: str
    confidence: Confidence
    index: str
    note: str | None = None
    follow_ups: tuple[str, ...] = ()
    form: Form = "fact"
    verdict: Verdict | None = None
    items: tuple[Item, ...] = ()
    found: Found | None = None
    computed: Computed | None = None

    def __post_init__(self) -> None:
        """Refuse an answer that its quotes cannot hold."""
        most = MAX_FACT_QUOTES if self.form in ("fact", "passage") else MAX_QUOTES
        if not 1 <= len(self.quotes) <= most:
            raise ValueError(f"a {self.form} has 1 to {most} quotes, not {len(self.quotes)}")
        named = [number for item in self.items for number in item.quotes]
        named += self.computed.quotes if self.computed else ()
        if any(not 0 <= number < len(self.quotes) for number in named):
            raise ValueError(f"an item names a quote beyond the {len(self.quotes)} there are")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a question may mean, and the whole question that means it."""

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Clarification:
    """A question back: what is missing, and what it could be."""

    text: str
    choices: tuple[Choice, ...]
    read_as: str
    index: str
    follow_ups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Abstention:
    """No answer: why, in words for the reader, with the nearest passages."""

    text: str
    reason: Reason
    read_as: str
    index: str
    nearest: tuple[Quote, ...] = ()
    follow_ups: tuple[str, ...] = ()


Reply = Answer | Clarification | Abstention
