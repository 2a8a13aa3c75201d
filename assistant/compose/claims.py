"""Answers a claim of yes or no from the mission record, with the sentence that settles it."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import MAX_FACT_QUOTES, Answer
from assistant.compose.claims_crew import crew_claim
from assistant.compose.claims_flight import flight_claim
from assistant.compose.library import Library
from assistant.compose.overview import overview
from assistant.plan.claim_plans import Claim, Commanded, Covered, CrewClaim
from assistant.understand.query import Query

_FIRST_IS_COMMANDER = "The mission record names the commander of a crew first."


def claim_answer(claim: Claim, query: Query, library: Library) -> Answer | None:
    """Yes or no with its sentences; None where the record does not settle it."""
    if isinstance(claim, Covered):
        told = overview(claim.subject, query, library, library.catalogue)
        return replace(told, verdict="yes") if told else None
    if isinstance(claim, CrewClaim):
        settled = crew_claim(claim, library)
    else:
        settled = flight_claim(claim, library)
    if settled is None:
        return None
    verdict, quotes = settled
    # Of one sentence the first quote stays, whatever of it is marked.
    first = {(one.passage.id, one.start): one for one in reversed(quotes) if one}
    shown = tuple(reversed(first.values()))[:MAX_FACT_QUOTES]
    if not shown or quotes[0] is None:
        return None
    return Answer(
        text=shown[0].text,
        quotes=shown,
        read_as=query.read_as,
        confidence="high",
        index=library.index,
        note=_FIRST_IS_COMMANDER if isinstance(claim, Commanded) else None,
        verdict=verdict,
    )
