"""Plans the answer to an analysed question: a few typed plans, or None for a plain lookup."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.plan.ambiguity import which_of_kind, which_person
from assistant.plan.catalogue import loose_plan_of, plan_of
from assistant.plan.claim_plans import Claim
from assistant.plan.claims import claim_plan
from assistant.plan.clarify import Missing, what_is_missing
from assistant.plan.contrast import Contrast, contrast_of
from assistant.plan.description import described_loosely
from assistant.plan.overview import Overview, is_about, mission_overview, overview_of, own_overview
from assistant.plan.plans import Attribute, CataloguePlan
from assistant.plan.record import loose_record_plan, record_plan
from assistant.plan.record_plans import Flights, People, RecordPlan
from assistant.plan.subjects import CoversSubject, Topics
from assistant.rules import Rule, nothing, rule
from assistant.understand.query import Query
from corpus.catalogue.schema import Catalogue
from corpus.record.missions import MissionRecord

Plan = CataloguePlan | RecordPlan | Claim | Contrast | Overview | Missing


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans over the catalogue of covers, the mission record and the articles' subjects."""

    catalogue: Catalogue
    record: MissionRecord
    topics: Topics

    def plan(self, query: Query, *, completed: bool) -> Plan | None:
        """The plan that understands every word of the question; None where none does.

        `completed`: earlier turns said what the question is about.
        """
        return (
            what_is_missing(query, completed=completed)
            or (None if completed else self._meant(query))
            or self._whole_cover(query)
            or plan_of(query, self.catalogue, self.record)
            or claim_plan(query, self.record, self.topics)
            or self._record_plan(query)
            or contrast_of(query, self.topics, self.record)
            or self._overview(query, completed=completed)
        )

    def _whole_cover(self, query: Query) -> Overview | None:
        """The overview of one cover that is to be told of; the list of it would be its name."""
        found = overview_of(query, self.topics, self.record) if is_about(query.text) else None
        one = found and isinstance(found.subject, CoversSubject) and len(found.subject.covers) == 1
        return found if one else None

    def _meant(self, query: Query) -> Missing | None:
        """What to ask back where one name means several."""
        return which_person(query, self.record, self.topics.told) or which_of_kind(
            query, self.catalogue, self.record
        )

    def own_subject(self, query: Query) -> Overview | None:
        """The overview of a subject that a question names itself, so that it leans on nothing."""
        return own_overview(query, self.topics, self.record)

    @rule(Rule.WHAT_SENTENCES_LACK, nothing)
    def loose_plan(self, query: Query, *, declined: bool) -> Plan | None:
        """A plan for what the sentences do not answer whole.

        A first or last of the record is worth less than a sentence that says so. What the
        sentences do not tell of one cover, its rows do not either: where the question would be
        `declined`, only a list over all covers is better.
        """
        if declined and (
            plan := record_plan(query, self.record)
            or loose_record_plan(query, self.record)
            or mission_overview(query)
        ):
            return plan
        if declined and (described := described_loosely(query, self.catalogue, self.record)):
            return described
        loose = loose_plan_of(query, self.catalogue, self.record)
        return None if declined and isinstance(loose, Attribute) else loose

    def _overview(self, query: Query, *, completed: bool) -> Overview | None:
        """An overview; of what earlier turns spoke of only where it is asked for."""
        if completed and not is_about(query.text):
            return None
        return overview_of(query, self.topics, self.record)

    def _record_plan(self, query: Query) -> RecordPlan | None:
        """A plan over the record; of a first or last only among what the articles tell."""
        plan = record_plan(query, self.record)
        if isinstance(plan, Flights | People) and plan.pick != "all" and not plan.criteria.told:
            return None
        return plan
