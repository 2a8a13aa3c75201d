"""The whole assistant: resolve, analyse, plan, retrieve and rank, verify, compose."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.answer import Abstention, Answer, Clarification, Reply
from assistant.compose.in_parts import in_parts
from assistant.compose.library import Library
from assistant.compose.overview import overview
from assistant.compose.planned import lacks_members, planned_answer
from assistant.compose.reply import compose
from assistant.compose.side_by_side import covers_all, one_each, side_by_side
from assistant.compose.suggestions import suggested
from assistant.plan.analysis import Analyser
from assistant.plan.condensation import condensed
from assistant.plan.overview import overview_at
from assistant.plan.parts import parts_of
from assistant.plan.planner import Plan, Planner
from assistant.plan.record_plans import People
from assistant.plan.subjects import Topics
from assistant.rank.attempts import Attempt, best_attempt
from assistant.rank.fitted import Fitted
from assistant.rank.judging import Judge, Judged, Reader
from assistant.reader.model import LearnedReader, ReaderUnusable
from assistant.resolve.conversation import Conversation, Turn
from assistant.resolve.followup import resolve
from assistant.resolve.resolution import Resolution
from assistant.resolve.turns import turn_of
from assistant.retrieve.annotating import annotated, made_by
from assistant.retrieve.retriever import Retriever
from assistant.understand.query import Query
from assistant.verify.corrections import Correction, Corrector
from corpus.catalogue.schema import Catalogue
from corpus.record.missions import MissionRecord
from corpus.record.serving import served_record
from index.annotations import Annotations
from index.encoder import Encoder, SentenceTransformerEncoder
from index.model_files import DEFAULT_MODEL, model_digest
from index.selection import Selection, SelectionUnusable
from index.store import Index, load

log = logging.getLogger(__name__)

Planned = tuple[Plan, Query, Answer | Clarification]


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
        self.catalogue = index.catalogue if catalogue is None else catalogue
        known = index.annotations
        if known is None or known.made_by != made_by(record):
            if known:
                log.warning("rules or names have changed: a slow start until `assistant index` ran")
            known = annotate(index, record)
        self.analyser = Analyser(index, record, known.vocabulary)
        retriever = Retriever(index, known)
        self.judge = Judge(
            retriever, encoder, reader, fitted or Fitted.load(), asked=bool(index.questions)
        )
        self._thresholds = self.judge.decision.thresholds
        self._corrector = Corrector(record, retriever, self.analyser.names.find)
        self._library = Library.of_index(index, record, self.catalogue, known)
        topics = Topics.of(self._library.passages, self.catalogue, index, known)
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
            index, SentenceTransformerEncoder.load(model), _served_record(home), open_reader()
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
        completed = resolution.completed and not resolution.about
        planned = self._planned(query, completed=completed) or self._of_its_own(resolution)
        if planned:
            plan, read, answer = planned
            return Trace(question, resolution, read, plan, None, None, answer)
        told = self._in_parts(query, before)
        if told and told.form == "list" and told.confidence != "low":
            return Trace(question, resolution, query, None, None, None, told)
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
        if correction is None and (more := self._told_more(read, reply)):
            plan, read, reply = more
            return Trace(question, resolution, read, plan, attempt, correction, reply)
        reply = told if told and isinstance(reply, Abstention) else reply
        return Trace(question, resolution, read, None, attempt, correction, reply)

    def understand(self, question: str, conversation: Conversation) -> tuple[Resolution, Query]:
        """What the question leans on, and the question as it is then analysed; raises as `ask`."""
        asked = self.analyser.words(question)
        resolution = resolve(asked, conversation, self.analyser.names.find, self.record)
        return resolution, self.analyser.analysed(resolution)

    def turn(self, reply: Reply) -> Turn:
        """What a follow-up needs to know of a reply."""
        return turn_of(reply, self.analyser.names.find, self.record)

    def _planned(self, query: Query, *, completed: bool) -> Planned | None:
        """The first plan that finds something, of the question or of what it asks in few words.

        None where the question takes something false for granted.
        """
        if self._corrector.premise(query):
            return None
        for read in (query, *self._condensed(query)):
            plan = self._planner.plan(read, completed=completed)
            if plan and (answer := planned_answer(plan, read, self._library)):
                return plan, read, answer
        return None

    def _in_parts(self, query: Query, before: Conversation) -> Answer | None:
        """The answers to several questions of one text, each as a follow-up of the one before."""
        parts, replies = parts_of(query.text), []
        for part in parts:
            replies.append(self.trace(part, before).reply)
            before = before.then(self.turn(replies[-1]))
        return in_parts(query, parts, replies) if parts else None

    def _of_its_own(self, resolution: Resolution) -> Planned | None:
        """The overview of a subject that the question names itself, where it was completed."""
        if not resolution.completed or resolution.about:
            return None
        query = self.analyser.alone(resolution.asked)
        plan = self._planner.own_subject(query)
        answer = planned_answer(plan, query, self._library) if plan else None
        return (plan, query, answer) if plan and answer else None

    def _condensed(self, query: Query) -> Iterator[Query]:
        """Shorter readings of a question; each is shown as the question was read."""
        for text in condensed(query.text, self.analyser.names.find):
            short = self.analyser.alone(text)
            yield replace(short, read_as=query.read_as, leant_on=query.leant_on)

    def _told_more(self, query: Query, reply: Reply) -> Planned | None:
        """What tells more than a reply from single sentences: all of a list, or of a section."""
        plan: Plan | None = None
        if lacks_members(query, reply):
            plan = self._planner.loose_plan(query, declined=isinstance(reply, Abstention))
        elif isinstance(reply, Answer):
            best = reply.quotes[0]
            plan = overview_at(query, best.passage.article, best.passage.section)
            if plan and (told := overview(plan, query, self._library, self.catalogue, best)):
                # Where nobody has asked, only the best sentence says that this is the place.
                sure = told.confidence if self._library.asked else reply.confidence
                return plan, query, replace(told, confidence=sure)
            return None
        answer = planned_answer(plan, query, self._library) if plan else None
        if not plan or not isinstance(answer, Answer) or not answer.items:
            return None
        if isinstance(plan, People) and answer.found:
            # Words were passed over, so there may be members that the plan does not ask for.
            answer = replace(answer, found=replace(answer.found, complete=False))
        return plan, query, answer

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


def annotate(index: Index, record: MissionRecord) -> Annotations:
    """All that is known of an index's sentences before any question."""
    told = suggested(index, record)
    return replace(
        annotated(index, record), suggested=tuple((*key, asked) for key, asked in told.items())
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
