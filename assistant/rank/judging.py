"""Judges readings of a question, all in one batch: encode, retrieve, rank, read, support."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from assistant.rank.fitted import Decision, Fitted
from assistant.rank.ranking import Evidence, rank, reread, support
from assistant.reader.context import Span, shown_question, shown_sentence
from assistant.reader.model import LearnedReading
from assistant.retrieve.candidates import Candidates
from assistant.retrieve.retriever import Retriever
from assistant.understand.query import Query
from index.encoder import Encoder
from index.passages import sentence_text_to_embed

# The right sentence is among the first five for 98 of 100 questions; eight or twelve find no fact
# more and take as much longer.
READ_AT_ONCE = 6


class Reader(Protocol):
    """What judges questions against sentences in their contexts."""

    def read_pairs(
        self, questions: Sequence[str], contexts: Sequence[str], targets: Sequence[Span] | None
    ) -> list[LearnedReading]:
        """A reading of each context for its own question; targets are the sentences judged."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A reading of a question with its evidence, and the probability that the first answers."""

    query: Query
    evidence: Sequence[Evidence]
    supported: float


class Judge:
    """Finds and weighs the evidence of one index; safe to use from several threads.

    `asked`: the index has anticipated questions.
    """

    def __init__(
        self,
        retriever: Retriever,
        encoder: Encoder,
        reader: Reader | None,
        fitted: Fitted,
        *,
        asked: bool = True,
    ) -> None:
        self.retriever = retriever
        self.encoder = encoder
        self.reader = reader
        self.fitted = fitted
        self._asked = asked

    @property
    def decision(self) -> Decision:
        """What was fitted for such an index, with or without the reader."""
        judgement = self.fitted.with_reader if self.reader else self.fitted.without_reader
        return judgement.asked if self._asked else judgement.unasked

    def judged(self, queries: Sequence[Query]) -> list[Judged]:
        """Each query with its evidence, best first: one pass of encoder and reader for all."""
        evidence = self.search(queries)
        return [
            Judged(query, found, support(found, self.decision.support))
            for query, found in zip(queries, evidence, strict=True)
        ]

    def search(self, queries: Sequence[Query]) -> list[Sequence[Evidence]]:
        """The evidence for each query, best first."""
        ranked = [rank(found, self.fitted.ranking) for found in self.candidates(queries)]
        if self.reader is None:
            return list(ranked)
        readings = iter(
            read_evidence(self.reader, queries, [found[:READ_AT_ONCE] for found in ranked])
        )
        return [
            reread(found, list(islice(readings, len(found[:READ_AT_ONCE]))), self.fitted.rereading)
            for found in ranked
        ]

    def candidates(self, queries: Sequence[Query]) -> list[Candidates]:
        """The sentences that may answer each query, with their signals, in the index's order."""
        return self.retriever.retrieve(queries, self.encoder)


def read_evidence(
    reader: Reader, queries: Sequence[Query], evidence: Sequence[Sequence[Evidence]]
) -> list[LearnedReading]:
    """Read each sentence as the reader is shown it; offsets come back in the sentence."""
    questions, contexts, targets = [], [], []
    for query, found in zip(queries, evidence, strict=True):
        question = shown_question(query.text, query.flights, query.entities.people)
        for candidate in (one.candidate for one in found):
            passage, sentence = candidate.passage, candidate.sentence
            context, target = shown_sentence(
                sentence_text_to_embed(passage, sentence),
                candidate.text,
                *passage.neighbours(sentence),
            )
            questions.append(question)
            contexts.append(context)
            targets.append(target)
    return [
        replace(reading, start=reading.start - head, end=reading.end - head)
        for reading, (head, _) in zip(
            reader.read_pairs(questions, contexts, targets), targets, strict=True
        )
    ]
