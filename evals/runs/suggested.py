"""Asks every question that is ever suggested to readers, each once, and judges what comes back.

A suggestion is a promise: its answer must be about what it names, sure, and where the catalogue
answers, complete by its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Quote, Reply
from assistant.compose.suggestions import questions_on, suggestions
from assistant.pipeline import Assistant
from assistant.plan.plans import Rows
from assistant.plan.rows import rows_of
from corpus.catalogue.schema import Telling
from corpus.dates import in_words
from corpus.record.mission_file import Mission, day_of
from corpus.record.missions import MissionRecord
from evals.cases.matching import holds
from evals.runs.said import said

# How many of a hundred must be answered rightly.
LEAST_RIGHT = 0.98


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggested question and what its answer must show.

    Attributes:
        kind: what it asks for: "title", "crew", "launch", "landing", or an aspect of a cover.
        article: one quote at least is of it; empty where any will do.
        mission: one quote at least is about it; empty for other subjects.
        says: words that the answer holds, a name or day each.
        rows: for each row of the catalogue the sentences of which one is quoted.
    """

    kind: str
    question: str
    article: str = ""
    mission: str = ""
    says: tuple[str, ...] = ()
    rows: tuple[tuple[Telling, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A suggestion with its reply; `why` says what is wrong, and is empty where nothing is."""

    suggestion: Suggestion
    reply: Reply
    why: str

    @property
    def unsure(self) -> bool:
        """Whether the reply is less sure than a suggestion may be, or none at all."""
        return not isinstance(self.reply, Answer) or self.reply.confidence == "low"


def every_suggestion(assistant: Assistant) -> tuple[Suggestion, ...]:
    """All that is suggested of an index, by kind as it is first met, each question once."""
    found = {one.question: one for one in _of_covers(assistant)}
    told = suggestions(assistant.index, assistant.record, assistant.catalogue)
    for (slug, _), question in told.items():
        if question not in found:
            found[question] = _of_question(question, slug, assistant)
    return tuple(found.values())


def ask_suggestions(
    assistant: Assistant,
    wanted: Sequence[Suggestion],
    progress: Callable[[str], None] | None = None,
) -> tuple[Asked, ...]:
    """Ask each once, with nothing before it."""
    asked = []
    for one in wanted:
        reply = assistant.ask(one.question)
        asked.append(Asked(one, reply, _wrong(one, reply, assistant.record)))
        if progress:
            progress(one.kind)
    return tuple(asked)


def by_kind(asked: Sequence[Asked]) -> Mapping[str, Sequence[Asked]]:
    """What was asked, by kind."""
    kinds = dict.fromkeys(one.suggestion.kind for one in asked)
    return {kind: [one for one in asked if one.suggestion.kind == kind] for kind in kinds}


def holds_the_promise(asked: Sequence[Asked]) -> bool:
    """Whether enough is answered rightly, and nothing without being sure."""
    right = sum(not one.why for one in asked)
    return right >= LEAST_RIGHT * len(asked) and not any(one.unsure for one in asked)


def _of_covers(assistant: Assistant) -> Iterator[Suggestion]:
    catalogue = assistant.catalogue
    for cover in catalogue.covers:
        for aspect, question in questions_on(cover, catalogue).items():
            rows = rows_of(cover, Rows(aspect), catalogue)
            yield Suggestion(aspect.value, question, rows=tuple(row.tellings for row in rows))


def _of_question(question: str, slug: str, assistant: Assistant) -> Suggestion:
    """What a question of a title or a flight wants."""
    named = assistant.record.find(question)
    mission = assistant.record.get(named[0].missions[0]) if named else None
    if mission is None or question.startswith("Tell me about"):
        return Suggestion("title", question, article=slug)
    kind, says = _of_flight(question, mission)
    return Suggestion(kind, question, mission=mission.name, says=says)


def _of_flight(question: str, mission: Mission) -> tuple[str, tuple[str, ...]]:
    if question.startswith("Who"):
        surnames = (name.partition(" (")[0].split()[-1] for name in mission.crew_up)
        return "crew", tuple(surnames)
    if "launch" in question or mission.landing is None:
        return "launch", (in_words(day_of(mission.launch)),)
    return "landing", (in_words(day_of(mission.landing)),)


def _wrong(wanted: Suggestion, reply: Reply, record: MissionRecord) -> str:
    if not isinstance(reply, Answer):
        return "is not answered"
    if wanted.article and all(one.passage.article != wanted.article for one in reply.quotes):
        return f"quotes nothing of {wanted.article}"
    if wanted.mission and not any(_is_about(one, wanted.mission, record) for one in reply.quotes):
        return f"quotes nothing about {wanted.mission}"
    shown = said(reply)
    text = "\n\n".join([shown.headline, *shown.items, *shown.quotes[:1]])
    if lacking := [one for one in wanted.says if not holds(text, [one])]:
        return f'does not say "{lacking[0]}"'
    unquoted = sum(not _is_quoted(tellings, reply.quotes) for tellings in wanted.rows)
    return f"quotes {len(wanted.rows) - unquoted} of {len(wanted.rows)} rows" if unquoted else ""


def _is_about(quote: Quote, mission: str, record: MissionRecord) -> bool:
    text = f"{quote.passage.title}. {quote.passage.section}. {quote.text}"
    return any(mission in one.missions for one in record.find(text))


def _is_quoted(tellings: Sequence[Telling], quotes: Sequence[Quote]) -> bool:
    """Whether one of the sentences is among the quotes; a note is quoted as a whole."""
    return any(
        one.article == quote.passage.article and one.sentence in quote.text
        for one in tellings
        for quote in quotes
    )
