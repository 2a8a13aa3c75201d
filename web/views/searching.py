"""A few words → the sentences nearest to them, with where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import passage_href
from assistant.pipeline import Assistant
from assistant.retrieve.candidates import Signals

MAX_FOUND = 12
# Where no word is shared, meaning alone must bring the two together. Letters of no language come as
# near as 0.63 to some question of the built-in articles; "parcels" is at 0.68 from one on mail.
NEAR = 0.65


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that a search brought up, with where it stands."""

    text: str
    source: str
    section: str
    href: str


def search(assistant: Assistant, words: str) -> tuple[Found, ...]:
    """The sentences nearest to a question or a few words, best first, one from a passage.

    Nothing, where no sentence is near.

    Raises:
        QuestionError: for words that are empty, too long or not text.
    """
    query = assistant.analyser.alone(assistant.analyser.words(words))
    (evidence,) = assistant.judge.search([query])
    if not any(_is_near(one.candidate.signals) for one in evidence):
        return ()
    first: dict[str, Found] = {}
    for one in evidence:
        passage = one.candidate.passage
        if passage.id not in first:
            sentence = one.candidate.sentence
            href = passage_href(passage, sentence.start, sentence.end)
            first[passage.id] = Found(
                passage.words_of(sentence), passage.title, passage.section, href
            )
        if len(first) == MAX_FOUND:
            break
    return tuple(first.values())


def _is_near(signals: Signals) -> bool:
    """Whether a sentence shares a word that tells, or means much the same, or answers it."""
    return signals.covered > 0 or max(signals.sentences_dense, signals.questions_dense) >= NEAR
