"""Orders candidates by named, weighted signals. Pure: every weight is here, with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from math import exp

import numpy as np
from numpy.typing import NDArray

from assistant.reader.model import LearnedReading
from assistant.retrieve.candidates import Candidate, Lazy, numbers_of, table_of


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal counts in the order of candidates; words and cosines are scaled to 0..1.

    The values are fitted on the fit half of the known facts and kept in `weights.toml`.
    """

    # Anticipated questions say what people say; the text says what the article says.
    questions_dense: float
    questions_terms: float
    sentences_dense: float
    sentences_terms: float
    # A passage tells where the sentence stands, but cannot choose among its sentences.
    passages_dense: float
    passages_terms: float
    # The mission that is asked for: named in the sentence, or told by its section.
    mission_named: float
    mission_subject: float
    # A sentence about another mission answers another question, however alike the words.
    mission_other: float
    # "When did Garriott set off" is about his flight, though it names none.
    mission_of_person: float
    # "Soyuz TM-32 landed with the crew of Soyuz TM-33" tells nothing of Tito, who flew up on it.
    flight_of_others: float
    people: float
    dates: float
    stamps: float
    # How much of what the question tells, rare words most, the sentence says; its heading says;
    # the sentence, its heading or the questions it is known to answer say.
    said: float
    heading: float
    covered: float
    # Launch or landing, cachet or postmark: the event and the thing that are asked for.
    topic: float
    # A follow-up is mostly answered where the last answer stood.
    same_section: float
    same_article: float
    # A date for "when", a name for "who": without it the sentence cannot answer.
    fits: float
    # A note corrects; it answers only when nothing plainer does.
    is_note: float
    # A lead sums up what its sections tell exactly.
    is_lead: float
    # The record says of every mission what the articles say better of some.
    is_record: float
    # Without anticipated questions: a question's names, and all that it tells, stand in the
    # article that is meant, though not in the sentence: "He died in 1985."
    article_names: float = 0.0
    article_said: float = 0.0


@dataclass(frozen=True, slots=True)
class Rereading:
    """How the learned reader's judgement joins the ranking of the first candidates."""

    ranked: float
    # How well the sentence answers, and by how much its best words win over none.
    read: float
    marked: float


@dataclass(frozen=True, slots=True)
class Support:
    """Log-odds that the first candidate answers at all, from its signals before scaling.

    Fitted on facts that are answered against questions that are not: those to be declined, and
    facts whose own section was taken away.
    """

    intercept: float
    questions_dense: float
    sentences_dense: float
    covered: float
    topic: float
    fits: float
    mission_subject: float
    mission_other: float
    flight_of_others: float
    # By how much the nearest sentence and anticipated question fall short of being near at all.
    far: float
    # How near the question is to one that is known to have no answer.
    unanswered: float
    # A sentence of the record tells one fact, with little beside it to be mistaken for an answer.
    is_record: float
    # Whoever asks for a mission seldom asks for what nothing tells.
    wants_mission: float
    # What the learned reader says of the sentence: how well it answers, and by how much its best
    # words win over none; and how much of the question the sentence says, whose words make it seem
    # nearer, and better to the reader too, than it is. All are 0 without the reader.
    read: float
    marked: float
    said: float
    # The weighted sum of the first candidate, and by how much it leads the second.
    score: float
    lead: float
    # Without anticipated questions: what a question names has to stand around what answers it.
    passage_names: float = 0.0
    article_names: float = 0.0


# A cosine from which on a sentence or an anticipated question is about the same as the question.
NEAR = 0.75
# A lead beyond this says nothing more: the second is simply about something else.
MAX_LEAD = 3.0
# Nor does it speak against a sentence that it says nearly all of the question.
MAX_SAID = 0.7
# The span logits of a sentence far from the question are unbounded.
MAX_MARKED = 10.0
# An article with less of what a question names is about others; so much less is its sentence read.
LEAST_NAMES = 0.35
OF_OTHERS = 4.0
# The reader's words are the short answer where they are likelier than "no answer here".
MIN_MARKED = 0.0
_OF_THE_ORDER = ("intercept", "far", "read", "marked", "said", "score", "lead")
_SUPPORT_SIGNALS = tuple(field.name for field in fields(Support) if field.name not in _OF_THE_ORDER)
SCALED = (
    "sentences_terms",
    "sentences_dense",
    "passages_terms",
    "passages_dense",
    "questions_terms",
    "questions_dense",
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A candidate with its place.

    Attributes:
        score: the weighted sum of its signals, joined with the reader's judgement where it read.
        read: the reader's relevance, a logit; None where it did not read.
        marked: by how much the reader's best words win over none, within bounds.
        span: what the reader marked in the sentence; None where it read nothing or saw no answer.
    """

    candidate: Candidate
    score: float
    read: float | None = None
    marked: float = 0.0
    span: tuple[int, int] | None = None


class Ranked(Lazy[Evidence]):
    """Evidence in order, made when it is looked at, with the candidates that it is of."""

    def __init__(self, candidates: Sequence[Candidate], place: Callable[[int], Evidence]) -> None:
        super().__init__(len(candidates), place)
        self.candidates = candidates


def rank(candidates: Sequence[Candidate], weights: Weights) -> Sequence[Evidence]:
    """The candidates, best first; equal scores keep the index's order."""
    names = [field.name for field in fields(weights)]
    matrix = signal_matrix(candidates, names)
    scores = (matrix * np.array([getattr(weights, name) for name in names])).sum(1)
    order = np.lexsort((numbers_of(candidates), -scores)).tolist()

    def placed(place: int) -> Evidence:
        number = order[place]
        return Evidence(candidates[number], float(scores[number]))

    return Ranked(candidates, placed)


def reread(
    evidence: Sequence[Evidence], readings: Sequence[LearnedReading], weights: Rereading
) -> Sequence[Evidence]:
    """The first of the evidence, one for each reading, in a new order; the rest stay behind."""
    read = [
        _reread(one, reading, weights) for one, reading in zip(evidence, readings, strict=False)
    ]
    read.sort(key=lambda one: (-one.score, one.candidate.number))
    lowest = min((one.score for one in read), default=0.0)

    def placed(place: int) -> Evidence:
        return read[place] if place < len(read) else replace(evidence[place], score=lowest)

    if isinstance(evidence, Ranked):
        return Ranked(evidence.candidates, placed)
    return Lazy(len(evidence), placed)


def bounded(span_score: float) -> float:
    """A span's lead over "no answer here", within the bounds that mean something."""
    return max(min(span_score, MAX_MARKED), -MAX_MARKED)


def _reread(one: Evidence, reading: LearnedReading, weights: Rereading) -> Evidence:
    said = len(one.candidate.text)
    marked = bounded(reading.span_score)
    span = (reading.start, reading.end) if 0 <= reading.start < reading.end <= said else None
    score = weights.ranked * one.score + weights.read * reading.score + weights.marked * marked
    of_others = one.candidate.signals.article_names < LEAST_NAMES
    return replace(
        one,
        score=score - (OF_OTHERS if of_others else 0.0),
        read=reading.score,
        marked=marked,
        span=span if marked >= MIN_MARKED else None,
    )


def support(evidence: Sequence[Evidence], weights: Support) -> float:
    """The probability that the first of the evidence answers; 0 without any."""
    if not evidence:
        return 0.0
    signals = support_signals(evidence)
    odds = weights.intercept + sum(
        getattr(weights, name) * value for name, value in signals.items()
    )
    return 1.0 / (1.0 + exp(-odds))


def support_signals(evidence: Sequence[Evidence]) -> dict[str, float]:
    """What `Support` weighs, by name, for the first of the evidence."""
    first, second = evidence[0], evidence[1] if len(evidence) > 1 else None
    recorded = first.candidate.signals
    signals = {name: getattr(recorded, name) for name in _SUPPORT_SIGNALS}
    signals["far"] = max(0.0, NEAR - max(recorded.questions_dense, recorded.sentences_dense))
    signals["read"] = first.read or 0.0
    signals["marked"] = first.marked
    signals["said"] = 0.0 if first.read is None else min(recorded.said, MAX_SAID)
    signals["score"] = first.score
    signals["lead"] = min(first.score - second.score, MAX_LEAD) if second else MAX_LEAD
    return signals


def signal_matrix(candidates: Sequence[Candidate], names: Sequence[str]) -> NDArray[np.float64]:
    """Signals of shape `(candidates, names)`, those of words and cosines scaled to 0..1.

    The scaling is min-max over the candidates, as pyserini's fusion does; all zero when all equal.
    """
    matrix = table_of(candidates, names)
    for column, name in enumerate(names):
        if name in SCALED and len(candidates):
            values = matrix[:, column]
            low, high = values.min(), values.max()
            matrix[:, column] = (values - low) / (high - low) if high > low else 0.0
    return matrix
