"""What permalinks and copy menus show: an answer as given, and its citation in every form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from assistant.answer import Answer, Reply
from assistant.render.citable import NO_SOURCES
from assistant.render.citations import FORMS, Cited, cite, cite_answer, cite_quotes
from web.store.replies import quotes_of
from web.views.parts import TurnView


@dataclass(frozen=True, slots=True)
class FormOption:
    """One form of citation in the menu."""

    name: str
    label: str


FORM_OPTIONS = tuple(FormOption(name, form.label) for name, form in FORMS.items())


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """A permalink; `ask_again` is empty while the generation that answered still serves.

    `public` says whether the links of citations begin with a server's address.
    """

    template: ClassVar[str] = "answer.html"
    title: str
    current: str
    turn: TurnView
    forms: tuple[FormOption, ...]
    public: bool
    max_question: int
    asked: str
    index: str
    ask_again: str
    card: str


@dataclass(frozen=True, slots=True)
class CitePage:
    """What the copy menu shows, as a page of its own for visitors without script."""

    template: ClassVar[str] = "cite.html"
    title: str
    current: str
    forms: tuple[FormOption, ...]
    chosen: str
    quote: int
    text: str
    altered: bool
    public: bool
    action: str
    permalink: str


class NoSuchQuote(LookupError):
    """A quote beyond those that a reply has."""


def cite_reply(
    reply: Reply,
    form: str,
    number: int,
    base_url: str,
    texts: Mapping[str, str],
    sources: Mapping[str, Sequence[str]] = NO_SOURCES,
) -> Cited:
    """One quote of a reply, counted from one, or with 0 all that it has to say, as of today.

    `texts` are the articles' as they are served, by slug, and `sources` what they were made from.

    Raises:
        UnknownForm: for a name that is not in `FORMS`.
        NoSuchQuote: when there are fewer quotes.
    """
    quotes, today = quotes_of(reply), date.today()
    if number > len(quotes):
        count = "1 quote" if len(quotes) == 1 else f"{len(quotes)} quotes"
        raise NoSuchQuote(f"This answer has {count}.")
    if number:
        return cite(quotes[number - 1], form, base_url, today, texts, sources)
    if isinstance(reply, Answer):
        return cite_answer(reply, form, base_url, today, texts, sources)
    return cite_quotes(quotes, form, base_url, today, texts, sources)
