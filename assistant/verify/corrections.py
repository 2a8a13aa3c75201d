"""Corrects what a question takes for granted: the false premise and what proves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.rank.ranking import Evidence
from assistant.retrieve.retriever import Retriever
from assistant.rules import Rule, nothing, rule
from assistant.understand.entities import Finder
from assistant.understand.negation import Telling
from assistant.understand.query import AnswerKind, Query, understand
from assistant.verify.cooccurrence import of_own_flights
from assistant.verify.premises import FalsePremise, false_premise
from corpus.record.missions import MissionRecord


@dataclass(frozen=True, slots=True)
class Correction:
    """What a question got wrong, in a sentence, with the evidence for what is right."""

    text: str
    evidence: Evidence


class Corrector:
    """Holds questions against the mission record and what the articles tell."""

    def __init__(self, record: MissionRecord, retriever: Retriever, find: Finder) -> None:
        self._record = record
        self._retriever = retriever
        self._find = find

    @rule(Rule.FALSE_PREMISE, nothing)
    def premise(self, query: Query) -> FalsePremise | None:
        """What the question gets wrong about who flew where and when."""
        return false_premise(query, self._record, self._together)

    def proof_of(self, query: Query, wrong: FalsePremise) -> Query:
        """What to search for to prove what is right."""
        return understand(query.read_as, wrong.search_text, self._find(wrong.search_text))

    def correction(
        self, query: Query, wrong: FalsePremise, evidence: Sequence[Evidence]
    ) -> Correction | None:
        """The correction with the first of the evidence that proves it; None where none does.

        "When was Flade launched on TM-13?" is best put right by a sentence with a date.
        """
        proofs = [one for one in evidence if self._proves(one, wrong)]
        best = min(
            proofs,
            default=None,
            key=lambda one: (
                query.kind is AnswerKind.WHEN
                and not any(date.day for date in self._find(one.candidate.text).dates),
                one.candidate.signals.is_record,
            ),
        )
        return Correction(wrong.correction, best) if best else None

    def _together(self, mission: str, name: str) -> Telling | None:
        telling = self._retriever.together(mission, name)
        return of_own_flights(telling, mission, name, self._retriever.elsewhere, self._record)

    def _proves(self, one: Evidence, wrong: FalsePremise) -> bool:
        text = one.candidate.text
        return wrong.proved_by(one.candidate.sentence.missions, self._find(text), text)
