"""Says whether a question is near to anything that is indexed, by cosines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.rank.ranking import LEAST_NAMES, Evidence, Ranked
from assistant.retrieve.candidates import Signals, table_of
from assistant.understand.query import Query

# A question whose nearest sentence and nearest anticipated question are farther than this, as
# cosines, and that names nothing of the field, is about something else.
FAR = 0.6
# Sentences that nobody has asked for are met by their own words alone, which are never so near.
FAR_UNASKED = 0.45


def is_far(query: Query, evidence: Sequence[Evidence]) -> bool:
    """Whether a question names nothing of the field and all evidence is far from it."""
    return not _any_near(evidence) and not names_a_thing(query)


def is_near(signals: Signals) -> bool:
    """Whether a question is near a sentence, or near one that it is known to answer."""
    said, asked = signals.sentences_dense, signals.questions_dense
    return max(said, asked) >= (FAR_UNASKED if asked == said else FAR)


def _any_near(evidence: Sequence[Evidence]) -> bool:
    if not isinstance(evidence, Ranked):
        return any(is_near(one.candidate.signals) for one in evidence)
    said, asked = table_of(evidence.candidates, ("sentences_dense", "questions_dense")).T
    bound = np.where(asked == said, FAR_UNASKED, FAR)
    return bool((np.maximum(said, asked) >= bound).any())


def names_a_thing(query: Query) -> bool:
    """Whether something of the field is named; a date is of every field."""
    named = query.entities
    return bool(named.missions or named.people or named.stations or named.stamps)


def is_of_others(signals: Signals) -> bool:
    """Whether the article of a sentence has little of what a question names: other ships, people.

    That is known of articles without anticipated questions alone.
    """
    return signals.article_names < LEAST_NAMES


def is_unasked(signals: Signals) -> bool:
    """Whether a sentence has no anticipated questions and stands in for its own."""
    return signals.questions_dense == signals.sentences_dense
