"""The whole assistant: resolve, analyse, plan, retrieve and rank, verify, compose."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Abstention, Answer, Reply
from assistant.compose.library import Library
from assistant.compose.planned import lacks_members, planned_answer
from assistant.compose.reply import compose
from assistant.compose.side_by_side import covers_all, one_each, side_by_side
from assistant.plan.analysis import Analyser
from assistant.plan.planner import Plan, Planner
from assistant.plan.subjects import Topics
from assistant.rank.attempts import Attempt, best_attempt
from assistant.rank.fitted import Fitted
from assistant.rank.judging import Judge, Judged, Reader
from assistant.reader.model import LearnedReader, ReaderUnusable
from assistant.resolve.conversation import Conversation, Turn
from assistant.resolve.followup import resolve
from assistant.resolve.resolution import Resolution
from assistant.resolve.turns import turn_of
from assistant.retrieve.retriever import Retriever
from assistant.understand.query import Query
from assistant.verify.corrections import Correction, Corrector
from corpus.catalogue.schema import Catalogue
from corpus.catalogue.serving import served_catalogue
from corpus.record.missions import MissionRecord
from corpus.record.serving import served_record
from index.encoder import DEFAULT_MODEL, Encoder, SentenceTransformerEncoder, model_digest
from index.selection import Selection, SelectionUnusable
from index.store import Index, load

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Trace:
    """How a reply came about: what each stage made of the question.

    A plan that catalogue, record or articles answer needs no attempt at a lookup.
    """

    question: str
    resolution: Resolution
    analysis: Query
    plan: Plan | None
    attempt: Attempt | None
    correction: Correction | None
    reply: Reply


class Assistant:
    """Answers from one generation of the index; safe to use from several threads."""

    def __init__(
        self,
        index: Index,
        encoder: Encoder,
        record: MissionRecord,
        reader: Reader | None = None,
        fitted: Fitted | None = None,
        catalogue: Catalogue | None = None,
    ) -> None:
        self.index = index
        self.record = record
        self.catalogue = catalogue or Catalogue()
        self.analyser = Analyser(index, record)
        retriever = Retriever(index, record, self.analyser.names.find)
        self.judge = Judge(retriever, encoder, reader, fitted or Fitted.load())
        self._thresholds = self.judge.thresholds(asked=bool(index.questions))
        self._corrector = Corrector(index, record, retriever, self.analyser.names.find)
        self._library = Library.of_index(index, record, self.catalogue)
        topics = Topics.of(self._library.passages, self.catalogue)
        self._planner = Planner(self.catalogue, record, topics)

    @classmethod
    def open(cls, home: Path, model: str = DEFAULT_MODEL) -> Assistant:
        """Open the current index of a data folder with its encoder.

        Raises:
            IndexUnusable: when the index is missing, damaged or built with another encoder.
            EncoderUnusable: when the model is missing or changed.
        """
        index = load(home, model, model_digest(model))
        return cls(
            index,
            SentenceTransformerEncoder.load(model),
            _served_record(home),
            open_reader(),
            catalogue=served_catalogue(index.articles),
        )

    def ask(self, question: str, conversation: Conversation | None = None) -> Reply:
        """Answer a question, or say that the articles do not.

        Raises:
            QuestionError: for a question that is empty, too long or not text.
        """
        return self.trace(question, conversation).reply

    def trace(self, question: str, conversation: Conversation | None = None) -> Trace:
        """Answer a question, and show what each stage made of it; raises as `ask`."""
        before = conversation or Conversation()
        resolution, query = self.understand(question, before)
        plan = self._plan(query, completed=resolution.completed and not resolution.about)
        if plan and (answer := planned_answer(plan, query, self._library)):
            return Trace(question, resolution, query, plan, None, None, answer)
        attempt = best_attempt(
            resolution,
            query,
            before,
            self.analyser,
            self.judge,
            self._thresholds,
            self._companions_of,
        )
        correction = self._correction(attempt)
        reply = self._reply(attempt, correction)
        read = attempt.best.query
        if correction is None and lacks_members(read, reply):
            plan = self._planner.loose_plan(read, declined=isinstance(reply, Abstention))
            whole = planned_answer(plan, read, self._library) if plan else None
            reply = whole if isinstance(whole, Answer) and whole.items else reply
        return Trace(question, resolution, read, plan, attempt, correction, reply)

    def understand(self, question: str, conversation: Conversation) -> tuple[Resolution, Query]:
        """What the question leans on, and the question as it is then analysed; raises as `ask`."""
        asked = self.analyser.words(question)
        resolution = resolve(asked, conversation, self.analyser.names.find, self.record)
        return resolution, self.analyser.analysed(resolution)

    def turn(self, reply: Reply) -> Turn:
        """What a follow-up needs to know of a reply."""
        return turn_of(reply, self.analyser.names.find, self.record)

    def _plan(self, query: Query, *, completed: bool) -> Plan | None:
        """The plan of a question that takes nothing false for granted."""
        wrong = self._corrector.premise(query)
        return None if wrong else self._planner.plan(query, completed=completed)

    def _companions_of(self, query: Query) -> Sequence[Query]:
        """What is asked beside a question: a premise's proof, or each of several missions."""
        wrong = self._corrector.premise(query)
        proof = [self._corrector.proof_of(query, wrong)] if wrong else []
        sides = one_each(query, self.record).values()
        return [*proof, *(self.analyser.alone(one) for one in sides)]

    def _correction(self, attempt: Attempt) -> Correction | None:
        query = attempt.best.query
        wrong = self._corrector.premise(query)
        if wrong is None:
            return None
        proof = attempt.companions[0]
        return self._corrector.correction(query, wrong, proof.evidence)

    def _reply(self, attempt: Attempt, correction: Correction | None) -> Reply:
        reply = self._composed(attempt.best, correction)
        if correction is not None:
            return reply
        return self._of_each(attempt, reply) or reply

    def _of_each(self, attempt: Attempt, reply: Reply) -> Reply | None:
        """The answers for each of several missions, where the reply does not tell of them all."""
        query = attempt.best.query
        names = () if covers_all(reply, query, self.record) else one_each(query, self.record)
        sides = attempt.companions[len(attempt.companions) - len(names) :]
        replies = [self._composed(one) for one in sides]
        return side_by_side(query, dict(zip(names, replies, strict=True)))

    def _composed(self, judged: Judged, correction: Correction | None = None) -> Reply:
        return compose(
            judged.query,
            judged.evidence,
            judged.supported,
            self._library,
            self._thresholds,
            correction,
        )


def open_reader() -> Reader | None:
    """The built-in reader; without it answers go on by the signals alone, and the log says so."""
    try:
        return LearnedReader.load()
    except ReaderUnusable as error:
        log.warning("answering without the learned reader: %s", error)
        return None


def _served_record(home: Path) -> MissionRecord:
    """The record that the data folder was indexed with."""
    try:
        selection = Selection.of(home)
    except SelectionUnusable:
        # The index serves on though the folder that it was made of has gone.
        return MissionRecord.load()
    return served_record(selection.folders, selection.places(home))[0]
