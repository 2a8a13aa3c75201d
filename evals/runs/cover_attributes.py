"""Asks what is on covers that a hash chooses, and judges if answers are complete and exact.

Unlike suggestions these are worded in ways that people ask, with the cover's title for its name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from assistant.answer import Answer, Quote, Reply
from assistant.pipeline import Assistant
from assistant.plan.aspects import Aspect
from assistant.plan.plans import Rows
from assistant.plan.rows import rows_of
from corpus.catalogue.normalisation import missing_words, words
from corpus.catalogue.schema import Catalogue, Cover, Telling
from evals.runs.suggested import Asked, Suggestion

# How many of a hundred must be complete and exact.
LEAST_EXACT = 0.95
CHOSEN = 40
_ASKED: Mapping[Aspect, tuple[str, ...]] = MappingProxyType(
    {
        Aspect.STAMP: (
            "Which stamps are on {}?",
            "What stamps does {} bear?",
            "With which stamps is {} franked?",
        ),
        Aspect.POSTMARK: (
            "Which postmarks are on {}?",
            "What cancels does {} have?",
            "How {was} {} postmarked?",
        ),
        Aspect.HANDSTAMP: (
            "Which handstamps are on {}?",
            "What handstamps does {} carry?",
        ),
        Aspect.AUTOGRAPH: (
            "Who signed {}?",
            "Which autographs are on {}?",
            "Whose signatures does {} have?",
        ),
        Aspect.CACHET: (
            "What does the cachet of {} show?",
            "Describe the cachet on {}.",
            "What cachet does {} have?",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class AttributeQuestion:
    """What is asked of a cover, and the sentences of each row that the answer must quote."""

    question: str
    cover: Cover
    aspect: Aspect
    rows: tuple[tuple[Telling, ...], ...]


def attribute_questions(catalogue: Catalogue, count: int = CHOSEN) -> tuple[AttributeQuestion, ...]:
    """As many questions, of all that covers have, those whose hash comes first."""
    asked = sorted(_all(catalogue), key=lambda one: _hash(one.cover.id, one.aspect.value))
    return tuple(asked[:count])


def ask_attributes(
    assistant: Assistant,
    wanted: Sequence[AttributeQuestion],
    progress: Callable[[str], None] | None = None,
) -> tuple[Asked, ...]:
    """Ask each once, with nothing before it."""
    asked = []
    for one in wanted:
        reply = assistant.ask(one.question)
        suggestion = Suggestion(one.aspect.value, one.question, rows=one.rows)
        asked.append(Asked(suggestion, reply, _wrong(one, reply)))
        if progress:
            progress(one.aspect.value)
    return tuple(asked)


def are_exact(asked: Sequence[Asked]) -> bool:
    """Whether enough is answered completely and exactly."""
    return sum(not one.why for one in asked) >= LEAST_EXACT * len(asked)


def _all(catalogue: Catalogue) -> Iterator[AttributeQuestion]:
    for cover in catalogue.covers:
        name = asked_name(cover, catalogue)
        for aspect, ways in _ASKED.items():
            rows = rows_of(cover, Rows(aspect), catalogue)
            if rows:
                way = ways[_hash("way", cover.id, aspect.value)[0] % len(ways)]
                told = tuple(row.tellings for row in rows)
                was = "were" if name.split(" of ")[0].split(" with ")[0].endswith("s") else "was"
                yield AttributeQuestion(way.format(name, was=was), cover, aspect, told)


def asked_name(cover: Cover, catalogue: Catalogue) -> str:
    """A cover's title in a sentence, without what stands behind a comma where that is enough."""
    short = cover.title.partition(",")[0]
    alike = [one for one in catalogue.covers if not missing_words(short, words(one.title))]
    title = short if alike == [cover] else cover.title
    first, _, rest = title.partition(" ")
    introduced = {word for telling in cover.tellings for word in telling.sentence.split()}
    if first.lower() in introduced or first.lower() in cover.kind.split():
        title = f"{first.lower()} {rest}"
    return title if title.lower().startswith("the ") else f"the {title}"


def _wrong(wanted: AttributeQuestion, reply: Reply) -> str:
    if not isinstance(reply, Answer):
        return "is not answered"
    unquoted = sum(not any(_quotes(one, reply.quotes) for one in row) for row in wanted.rows)
    if unquoted:
        return f"quotes {len(wanted.rows) - unquoted} of {len(wanted.rows)} rows"
    own = [one for row in wanted.rows for one in row]
    strange = [quote for quote in reply.quotes if not any(_quotes(one, [quote]) for one in own)]
    if strange:
        return f'quotes "{strange[0].text}", which tells no {wanted.aspect.value} of it'
    if len(reply.items) > len(wanted.rows):
        return f"lists {len(reply.items)} for {len(wanted.rows)} rows"
    return ""


def _quotes(telling: Telling, quotes: Sequence[Quote]) -> bool:
    return any(
        telling.article == quote.passage.article and telling.sentence in quote.text
        for quote in quotes
    )


def _hash(*parts: str) -> bytes:
    return hashlib.sha256("\n".join(parts).encode()).digest()
