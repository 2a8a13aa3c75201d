"""A few words → the sentences nearest to them, with where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import passage_href
from assistant.conversation import Conversation
from assistant.pipeline import Assistant

MAX_FOUND = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that a search brought up, with where it stands."""

    text: str
    source: str
    section: str
    href: str


def search(assistant: Assistant, words: str) -> tuple[Found, ...]:
    """The sentences nearest to a question or a few words, best first, one from a passage.

    Raises:
        QuestionError: for words that are empty, too long or not text.
    """
    evidence = assistant.search(assistant.understand(words, Conversation()))
    first: dict[str, Found] = {}
    for one in evidence:
        passage = one.candidate.passage
        if passage.id not in first:
            sentence = one.candidate.sentence
            href = passage_href(passage, sentence.start, sentence.end)
            first[passage.id] = Found(passage.words_of(sentence), passage.title, passage.section,
                                      href)
        if len(first) == MAX_FOUND:
            break
    return tuple(first.values())
