"""The whole assistant in four steps: understand, retrieve, rank, compose."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from assistant.answer import Reply
from assistant.compose.abstention import is_far
from assistant.compose.library import Library
from assistant.compose.record_lists import listed
from assistant.compose.reply import Correction, compose
from assistant.compose.side_by_side import covers_all, one_each, side_by_side
from assistant.plan.decomposition import indirect
from assistant.rank.fitted import Fitted
from assistant.rank.ranking import Evidence, rank, reread, support
from assistant.reader.context import shown_question, shown_sentence
from assistant.reader.model import LearnedReader, LearnedReading, ReaderUnusable
from assistant.resolve.alternatives import other_readings, with_a_flight
from assistant.resolve.conversation import (
    Conversation,
    Turn,
    place_spoken_of,
    stand_alone,
)
from assistant.resolve.turns import turn_of
from assistant.retrieve.candidates import Candidates
from assistant.retrieve.retriever import Retriever
from assistant.understand.entities import EntityFinder, flights_of
from assistant.understand.expansion import with_dates_in_words, with_names, without_markup
from assistant.understand.foreign_keywords import in_english
from assistant.understand.negation import Telling
from assistant.understand.query import AnswerKind, Query, cleaned, understand
from assistant.understand.spelling import Speller, vocabulary
from assistant.verify.cooccurrence import of_own_flights
from assistant.verify.premises import FalsePremise, false_premise
from corpus.record.missions import MissionRecord
from index.encoder import (
    DEFAULT_MODEL,
    Encoder,
    SentenceTransformerEncoder,
    common_words,
    model_digest,
)
from index.passages import sentence_text_to_embed
from index.store import Index, load
from index.words import words

# The right sentence is among the first five for 98 of 100 questions; eight or twelve find no fact
# more and take as much longer.
READ_AT_ONCE = 6
MUCH = 0.5
# A word of fewer anticipated questions, and of no article, may be one that is misspelt on purpose.
MIN_ASKED = 6

log = logging.getLogger(__name__)


class Reader(Protocol):
    """What judges a question against sentences in their contexts."""

    def read(
        self, question: str, contexts: Sequence[str], targets: Sequence[tuple[int, int]] | None
    ) -> list[LearnedReading]:
        """A reading of each context; the targets are the sentences that are judged."""


def open_reader() -> Reader | None:
    """The built-in reader; without it answers go on by the signals alone, and the log says so."""
    try:
        return LearnedReader.load()
    except ReaderUnusable as error:
        log.warning("answering without the learned reader: %s", error)
        return None


def read_evidence(
    reader: Reader, query: Query, evidence: Sequence[Evidence]
) -> list[LearnedReading]:
    """Read each sentence as the reader is shown it; offsets come back in the sentence."""
    shown = [
        shown_sentence(
            sentence_text_to_embed(one.passage, one.sentence),
            one.text,
            *one.passage.neighbours(one.sentence),
        )
        for one in (each.candidate for each in evidence)
    ]
    targets = [target for _, target in shown]
    question = shown_question(query.text, query.flights, query.entities.people)
    return [
        replace(reading, start=reading.start - head, end=reading.end - head)
        for reading, (head, _) in zip(
            reader.read(question, [context for context, _ in shown], targets), targets, strict=True
        )
    ]


@dataclass(frozen=True, slots=True)
class Judged:
    """A reading of a question with its evidence, and the probability that the first answers."""

    query: Query
    evidence: Sequence[Evidence]
    supported: float


class Assistant:
    """Answers from one generation of the index; safe to use from several threads."""

    def __init__(
        self,
        index: Index,
        encoder: Encoder,
        record: MissionRecord,
        reader: Reader | None = None,
        fitted: Fitted | None = None,
    ) -> None:
        self.index = index
        self.record = record
        self._encoder = encoder
        self._reader = reader
        self._fitted = fitted or Fitted.load()
        self._judgement = self._fitted.with_reader if reader else self._fitted.without_reader
        self._thresholds = (
            self._judgement.thresholds if index.questions else self._judgement.unasked
        )
        self._names = EntityFinder(record)
        self._speller = Speller(_vocabulary(index), common_words())
        self._retriever = Retriever(index, record, self._names.find)
        self._library = Library.of_index(index, record)

    @classmethod
    def open(cls, home: Path, model: str = DEFAULT_MODEL) -> Assistant:
        """Open the current index of a data folder with its encoder.

        Raises:
            IndexUnusable: when the index is missing, damaged or built with another encoder.
            EncoderUnusable: when the model is missing or changed.
        """
        index = load(home, model, model_digest(model))
        return cls(
            index, SentenceTransformerEncoder.load(model), MissionRecord.load(), open_reader()
        )

    def ask(self, question: str, conversation: Conversation | None = None) -> Reply:
        """Answer a question, or say that the articles do not.

        Raises:
            QuestionError: for a question that is empty, too long or not text.
        """
        best = self._best_reading(question, conversation or Conversation())
        correction = self._correction(best.query)
        reply = self._composed(best, correction)
        if correction is not None:
            return reply
        return listed(best.query, reply, self._library) or self._of_each(best.query, reply) or reply

    def _composed(self, judged: Judged, correction: Correction | None = None) -> Reply:
        return compose(
            judged.query,
            judged.evidence,
            judged.supported,
            self._library,
            self._thresholds,
            correction,
        )

    def _of_each(self, query: Query, reply: Reply) -> Reply | None:
        """The answers for each of several missions, where the reply does not tell of them all."""
        asked = {} if covers_all(reply, query, self.record) else one_each(query, self.record)
        none = Conversation()
        return side_by_side(
            query,
            {
                name: self._composed(self._judged(self._understood(one, one, none)))
                for name, one in asked.items()
            },
        )

    def understand(self, question: str, conversation: Conversation) -> Query:
        """The question as it stands alone, with its names and the kind of answer it wants."""
        asked = self._words(question)
        read_as = stand_alone(asked, conversation, self._names.find, self.record)
        return self._understood(asked, read_as, conversation)

    def _words(self, question: str) -> str:
        """The question as one line of parted words, in English as far as it goes."""
        return in_english(self._speller.spaced(cleaned(question)))

    def _understood(self, asked: str, read_as: str, conversation: Conversation) -> Query:
        entities = self._names.find(read_as)
        text = self._names.spelt(self._speller.correct(without_markup(read_as)))
        text = with_names(with_dates_in_words(text), entities.missions)
        query = understand(read_as, text, entities, flights_of(entities, self.record))
        return replace(query, place=place_spoken_of(asked, read_as, conversation, self._names.find))

    def _best_reading(self, question: str, conversation: Conversation) -> Judged:
        """The question as it is read; where little speaks for that, as it is answered best.

        A question that was completed from the turns before is read otherwise only where it would
        be declined, one that was left as it is unless its answer is sure.
        """
        asked = self._words(question)
        first = self._judged(self.understand(question, conversation))
        completed = first.query.read_as != asked
        enough = self._thresholds.answer if completed else self._thresholds.high
        if first.supported >= enough:
            return first
        others = other_readings(asked, first.query.read_as, conversation, self._names.find)
        judged = [self._judged(self._understood(asked, one, conversation)) for one in others]
        if is_far(first.query, first.evidence):
            judged = [
                one
                for one in judged
                if one.evidence and _is_asked_for(one.evidence[0], first.evidence)
            ]
        best = max([first, *judged], key=lambda one: one.supported)
        if best.supported < self._thresholds.answer:
            best = self._in_two_steps(first, conversation) or first
        if best.supported >= self._thresholds.answer and not _tells_of_others(best):
            return best
        return self._of_their_flight(best, conversation) or best

    def _in_two_steps(self, first: Judged, conversation: Conversation) -> Judged | None:
        """The question with the name of "the flight that landed short", where that is told."""
        told = None if first.query.entities.missions else indirect(first.query.read_as)
        if told is None:
            return None
        which = self._judged(self._understood(told.which, told.which, Conversation()))
        missions = which.evidence[0].candidate.sentence.missions if which.evidence else ()
        if which.supported < self._thresholds.medium or len(missions) != 1:
            return None
        named = told.of(missions[0])
        found = self._judged(self._understood(named, named, conversation))
        return found if found.supported >= self._thresholds.answer else None

    def _of_their_flight(self, first: Judged, conversation: Conversation) -> Judged | None:
        """The question with a flight of whom it asks named, where that is answered as surely."""
        asked = first.query
        judged = [
            self._judged(self._understood(one, one, conversation))
            for one in with_a_flight(asked.read_as, asked.flights)
        ]
        best = max(judged, key=lambda one: one.supported, default=first)
        if best.supported < max(self._thresholds.answer, first.supported):
            return None
        return replace(best, query=replace(asked, read_as=best.query.read_as))

    def _judged(self, query: Query) -> Judged:
        evidence = self.search(query)
        return Judged(query, evidence, support(evidence, self._judgement.support))

    def search(self, query: Query) -> Sequence[Evidence]:
        """The evidence for a query, best first."""
        ranked = rank(self.candidates(query), self._fitted.ranking)
        if self._reader is None:
            return ranked
        readings = read_evidence(self._reader, query, ranked[:READ_AT_ONCE])
        return reread(ranked, readings, self._fitted.rereading)

    def candidates(self, query: Query) -> Candidates:
        """The sentences that may answer a query, with their signals, in the index's order."""
        return self._retriever.retrieve(query, self._encoder)

    def _correction(self, query: Query) -> Correction | None:
        """What the question gets wrong about who flew where and when, with the proof."""
        wrong = false_premise(query, self.record, self._together)
        if wrong is None:
            return None
        proof = understand(query.read_as, wrong.search_text, self._names.find(wrong.search_text))
        proofs = [one for one in self.search(proof) if self._proves(one, wrong)]
        # "When was Flade launched on TM-13?" is best put right by a sentence with a date.
        best = min(
            proofs,
            default=None,
            key=lambda one: (
                query.kind is AnswerKind.WHEN
                and not any(date.day for date in self._names.find(one.candidate.text).dates),
                one.candidate.signals["is_record"],
            ),
        )
        return Correction(wrong.correction, best) if best else None

    def _together(self, mission: str, name: str) -> Telling | None:
        telling = self._retriever.together(mission, name)
        return of_own_flights(telling, mission, name, self.index, self.record)

    def _proves(self, one: Evidence, wrong: FalsePremise) -> bool:
        text = one.candidate.text
        return wrong.proved_by(one.candidate.sentence.missions, self._names.find(text), text)

    def turn(self, reply: Reply) -> Turn:
        """What a follow-up needs to know of a reply."""
        return turn_of(reply, self._names.find, self.record)


def _tells_of_others(judged: Judged) -> bool:
    """Whether the first of the evidence is about none of the flights of whom is asked about."""
    told = judged.evidence[0].candidate.sentence.missions if judged.evidence else ()
    return bool(told and judged.query.flights) and not {*told} & {*judged.query.flights}


def _is_asked_for(found: Evidence, evidence: Sequence[Evidence]) -> bool:
    """Whether a sentence has much of what a question says, by the question's own evidence.

    "When did Rome fall?" is no question about the mission that was spoken of before.
    """
    covered = (
        one.candidate.signals["covered"]
        for one in evidence
        if one.candidate.number == found.candidate.number
    )
    return next(covered, 0.0) >= MUCH


def _vocabulary(index: Index) -> dict[str, int]:
    """The articles' words, and those of several questions: a slip of one is no word."""
    texts = [f"{passage.title} {passage.section} {passage.text}" for passage in index.passages]
    asked = vocabulary([question.text for question in index.questions], words)
    often = {word: count for word, count in asked.items() if count >= MIN_ASKED}
    told = vocabulary(texts, words)
    return {word: told.get(word, 0) + often.get(word, 0) for word in told | often}
