"""What the macros of a turn are given, all of it plain text; the script fills the same fields."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, TypeVar
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote in three pieces, the middle one marked, with its citation.

    `number` is what items refer to it by; empty where nothing does. `anchor` is its place in the
    page.
    `kind` is "quote", or "note" with a `label` that says so; `address` is what paper says of
    `href`, empty where the server has no public address.
    """

    anchor: str
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
class LinkView:
    """A link with its name."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """The number of a quote, which leads to it."""

    number: str
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """A member of a list, comparison or overview, and the quotes that hold it."""

    label: str
    value: str
    references: tuple[ReferenceView, ...]


@dataclass(frozen=True, slots=True)
class TurnView:
    """A question and its reply; a field that does not apply is empty.

    Attributes:
        anchor: its place in the page.
        kind: "answer", "clarification" or "abstention".
        found: how many members of a list are shown, where not all are.
        choices: what a question back offers, a question each.
        lead: the short answer, or the correction of what the question takes for granted; empty
            where it would say a whole quote, or the items, twice.
        leads: the quotes that hold the short answer, where items have others.
        told: sections on what was asked about, where the question itself has no answer.
        held: what the quotes are called where they stand below items, and whether they are `open`.
        read_as: the question as it was understood, where that differs from what was typed.
        note: a correction that no quote holds as it stands, below a short answer.
        helpful: "yes", "no" or empty.
        unkept: why there is no link, nor a thumb to give.
    """

    id: str
    anchor: str
    kind: str
    question: str
    read_as: str
    lead: str
    found: str
    confidence: str
    note: str
    held: str
    open: str
    unkept: str
    permalink: str
    cite_href: str
    feedback_href: str
    helpful: str
    word: str
    leads: tuple[ReferenceView, ...]
    items: tuple[ItemView, ...]
    told: tuple[LinkView, ...]
    choices: tuple[FollowUpView, ...]
    quotes: tuple[QuoteView, ...]
    follow_ups: tuple[FollowUpView, ...]


LISTS = ("leads", "items", "told", "choices", "quotes", "follow_ups", "references")
View = TypeVar("View", TurnView, QuoteView, FollowUpView, ItemView, ReferenceView, LinkView)


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
