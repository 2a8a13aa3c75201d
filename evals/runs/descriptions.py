"""Asks what is described, and judges whether the cover that was described comes first, or in five.

The descriptions are written from the articles by people who have not seen the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer import Abstention, Answer, Quote, Reply
from assistant.pipeline import Assistant
from corpus.catalogue.schema import Catalogue, Cover, Telling
from corpus.toml_tables import read_toml
from evals.runs.suggested import Asked, Suggestion

DESCRIPTIONS = Path(__file__).parents[1] / "descriptions.toml"
# How many of a hundred must come first, and among the first five.
LEAST_FIRST, LEAST_IN_FIVE = 0.70, 0.95
PLACES = 5
_LATE = "comes after another"


@dataclass(frozen=True, slots=True)
class Description:
    """What is asked, and the ids of the covers that it may be."""

    question: str
    covers: tuple[str, ...]


def read_descriptions(path: Path = DESCRIPTIONS) -> tuple[Description, ...]:
    """The descriptions of a file.

    Raises:
        CorpusError: with file and line, for a key that is unknown or missing.
    """
    file = read_toml(path)
    file.only_known({"description"})
    found = []
    for table in file.tables("description"):
        table.only_known({"ask", "covers"})
        found.append(Description(table.text("ask"), table.text_or_texts("covers")))
    return tuple(found)


def ask_descriptions(
    assistant: Assistant,
    wanted: Sequence[Description],
    progress: Callable[[str], None] | None = None,
) -> tuple[Asked, ...]:
    """Ask each once, with nothing before it."""
    asked = []
    for one in wanted:
        reply = assistant.ask(one.question)
        why = _wrong(one, reply, assistant.catalogue)
        asked.append(Asked(Suggestion("description", one.question), reply, why))
        if progress:
            progress("description")
    return tuple(asked)


def are_found(asked: Sequence[Asked]) -> bool:
    """Whether enough are found at once, and nearly all among the first few."""
    first, five = places(asked)
    return first >= LEAST_FIRST * len(asked) and five >= LEAST_IN_FIVE * len(asked)


def places(asked: Sequence[Asked]) -> tuple[int, int]:
    """How many come first, and how many among the first five."""
    first = sum(not one.why for one in asked)
    return first, first + sum(one.why == _LATE for one in asked)


def _wrong(wanted: Description, reply: Reply, catalogue: Catalogue) -> str:
    told = _told(reply, catalogue)[:PLACES]
    right = [bool(one.intersection(wanted.covers)) for one in told]
    if isinstance(reply, Answer) and right[:1] == [True]:
        return ""
    return _LATE if any(right) else "is not found"


def _told(reply: Reply, catalogue: Catalogue) -> list[set[str]]:
    """The ids of the covers that each item, or each quote, of a reply is about."""
    if isinstance(reply, Answer) and reply.items:
        return [
            {cover.id for cover in catalogue.covers if cover.title in (item.label, item.value)}
            or set().union(*(_about(reply.quotes[at], catalogue) for at in item.quotes))
            for item in reply.items
        ]
    quotes = reply.quotes if isinstance(reply, Answer) else ()
    nearest = reply.nearest if isinstance(reply, Abstention) else ()
    return [_about(quote, catalogue) for quote in (*quotes, *nearest)]


def _about(quote: Quote, catalogue: Catalogue) -> set[str]:
    """The covers of which a quote tells something, or else those of its section."""
    place = quote.passage.article, quote.passage.section
    telling = {
        cover.id
        for cover in catalogue.covers
        if any(one.article == place[0] and one.sentence in quote.text for one in _tellings(cover))
    }
    return telling or {cover.id for cover in catalogue.in_article(*place)}


def _tellings(cover: Cover) -> tuple[Telling, ...]:
    rows: tuple[Any, ...] = (
        *cover.stamps,
        *cover.postmarks,
        *cover.handstamps,
        *cover.autographs,
        *cover.labels,
        *cover.notes,
        *([cover.cachet] if cover.cachet else []),
        *([cover.issue] if cover.issue else []),
    )
    return (*cover.tellings, *(one for row in rows for one in row.tellings))
