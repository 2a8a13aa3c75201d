"""The field's sentences and their anticipated questions, with whole sections held apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.reader.context import shown_question
from assistant.resolve.topics import loosely
from assistant.training.data import in_slice
from assistant.understand.entities import EntityFinder, flights_of
from corpus.article import Article
from corpus.questions import SentenceQuestions
from corpus.record.missions import MissionRecord
from corpus.unanswered import is_apart
from index import anticipated, words
from index.encoder import Encoder, Vectors
from index.passages import Passage, sentence_text_to_embed, split
from index.terms import TermIndex

APART_SHARE = 10
POOL = 24


@dataclass(frozen=True, slots=True)
class FieldSentence:
    """A sentence with what stands around it; `section` names its article and heading."""

    article: str
    section: str
    heading: str
    text: str
    embedded: str
    before: str
    behind: str


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question, and as the reader is shown it; what is held `apart` is never trained on.

    `followed` is the same as a follow-up that leans on the turn before, empty for one that cannot.
    """

    text: str
    shown: str
    followed: str
    apart: bool


@dataclass(frozen=True, slots=True)
class FieldQuestion(Unanswered):
    """A question and the number of the sentence that answers it."""

    right: int


@dataclass(frozen=True, slots=True)
class Field:
    """The field's sentences and questions, and what finds the one for the other.

    `vectors` are the questions', `(questions, dimensions)`; `unanswered` have theirs behind
    those of the questions.
    """

    sentences: tuple[FieldSentence, ...]
    questions: tuple[FieldQuestion, ...]
    unanswered: tuple[Unanswered, ...]
    stems: tuple[frozenset[str], ...]
    terms: TermIndex
    vectors: Vectors

    def closeness(self, number: int) -> Vectors:
        """Cosines of one question, or of an unanswered one behind them, to all questions."""
        known: Vectors = self.vectors[: len(self.questions)] @ self.vectors[number]
        return known


def read_field(
    articles: Iterable[Article],
    records: Sequence[SentenceQuestions],
    missions: MissionRecord,
    encoder: Encoder,
    unanswered: Sequence[str] = (),
) -> Field:
    """All sentences of the articles, the questions that lead to one, and those that lead to none.

    A question that several sentences answer is left out: none of them would be a wrong one.
    """
    passages = [passage for article in articles for passage in split(article, missions)]
    sentences = tuple(one for passage in passages for one in _sentences_of(passage))
    finder = EntityFinder(missions)

    def shown(text: str) -> tuple[str, str]:
        named = finder.find(text)
        spelt = finder.spelt(text)
        question = shown_question(spelt, flights_of(named, missions), named.people)
        return question, follow_up(text, named.missions)

    found, _ = anticipated.resolve(records, passages)
    homes: dict[str, set[int]] = {}
    for one in found:
        homes.setdefault(one.text, set()).add(one.sentence)
    questions = tuple(
        FieldQuestion(text, *shown(text), in_slice(sentences[right].section, APART_SHARE), right)
        for text, (right, *others) in homes.items()
        if not others
    )
    none = tuple(Unanswered(text, *shown(text), is_apart(text)) for text in unanswered)
    stems = [words.stems(one.embedded) for one in sentences]
    return Field(
        sentences,
        questions,
        none,
        tuple(map(frozenset, stems)),
        TermIndex.build(stems),
        encoder.encode([one.text for one in (*questions, *none)]),
    )


def follow_up(text: str, missions: Sequence[str]) -> str:
    """The question as it is read behind a turn about its mission; empty where it names none.

    >>> follow_up("When was the cover of Soyuz TM-2 cancelled?", ["Soyuz TM-2"])
    'When was the cover cancelled (Soyuz TM-2)?'
    """
    if len(missions) != 1:
        return ""
    name = rf"{loosely(missions[0])}(?!['\u2019-])"
    left = text
    for pattern, pronoun in (
        (rf"(?i)\s+(?:of|for|on|in|aboard|from|to)\s+(?:the\s+)?{name}", ""),
        (rf"(?i)(?<=\bdid |\bwas ){name}", "it"),
        (rf"(?i)\s?(?:the\s+)?{name}", ""),
    ):
        left, count = re.subn(pattern, pronoun, text, count=1)
        if count:
            break
    left = left.strip(" ?.!")
    return f"{left} ({missions[0]})?" if left and left != text.strip(" ?.!") else ""


def pool(field: Field, question: Unanswered, size: int = POOL) -> list[int]:
    """The sentences that BM25 puts first for a question, best first."""
    scores = np.asarray(field.terms.scores(words.stems(question.text)))
    return [int(one) for one in np.argsort(-scores, kind="stable")[:size]]


def asked_alike(field: Field, number: int, size: int = POOL) -> list[int]:
    """The sentences whose questions are nearest to a question's vector, best first."""
    order = np.argsort(-field.closeness(number), kind="stable")[: 4 * size]
    return list(dict.fromkeys(field.questions[int(one)].right for one in order if one != number))[
        :size
    ]


def _sentences_of(passage: Passage) -> Iterable[FieldSentence]:
    for sentence in passage.sentences:
        yield FieldSentence(
            passage.article,
            f"{passage.article}#{passage.section}",
            passage.section or passage.title,
            passage.words_of(sentence),
            sentence_text_to_embed(passage, sentence),
            *passage.neighbours(sentence),
        )
