"""Turns evidence into a reply: a short answer with its quotes, or an abstention.

The first quote is the best sentence and holds the short answer; an editor's note on the same fact
follows it. Too little evidence gives an abstention with the nearest passages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Confidence, Found, Reply, Verdict
from assistant.compose.abstention import declined, is_elsewhere, is_of_flights
from assistant.compose.gathering import MAX_BEHIND, gathered
from assistant.compose.headline import going_on, headline_of, marked_quote
from assistant.compose.library import Library
from assistant.compose.notes import beside
from assistant.extract.attributes import leaves_untold
from assistant.extract.selection import best_span
from assistant.rank.fitted import Thresholds
from assistant.rank.ranking import Evidence
from assistant.understand.query import AnswerKind, Query, Reading
from assistant.verify.corrections import Correction
from assistant.verify.polarity import Told, contradicted, verdict
from assistant.verify.refutation import mistaken, refutation, says_more
from index.words import normalise

# So many of the first are looked at for an article that says what the mission record says.
MAX_RECORD_LEAD_PLACES = 4
# So many of the first are looked at for one that says yes or no: as many as the reader reads.
MAX_SETTLING_PLACES = 6


def compose(
    query: Query,
    evidence: Sequence[Evidence],
    supported: float,
    library: Library,
    thresholds: Thresholds,
    correction: Correction | None = None,
) -> Reply:
    """The reply that the evidence allows: best first, `supported` the first one's probability."""
    if query.reading is Reading.SMALL_TALK:
        return declined(query, (), library)
    if correction is not None:
        return _corrected(query, correction, library)
    against = refutation(query, evidence)
    if against and (supported < thresholds.medium or says_more(against, evidence[0])):
        return _refuted(query, against, library)
    if not evidence or is_elsewhere(query, evidence[0], of_flights=is_of_flights(library)):
        return declined(query, evidence, library)
    if supported < thresholds.answer or leaves_untold(query, evidence[0].candidate.text):
        otherwise = mistaken(query, evidence)
        return (
            _refuted(query, otherwise, library) if otherwise else declined(query, evidence, library)
        )
    return _answer(query, evidence, _confidence(supported, thresholds), library)


def _answer(
    query: Query, evidence: Sequence[Evidence], confidence: Confidence, library: Library
) -> Answer:
    """What the first evidence says, or of a list all of its members."""
    evidence = _settling_first(query, evidence, library)
    several = gathered(
        query, _article_first(query, _person_first(query, evidence, library), library)
    )
    chosen = several.chosen
    quotes = [marked_quote(one, query, library) for one in chosen]
    note = beside(query, evidence, chosen, library)
    headline = headline_of(query, quotes, library.record)
    further = going_on(query, evidence, headline, library)
    known = {quote.text for quote in quotes} | ({note.text} if note else set())
    further = tuple(quote for quote in further if quote.text not in known)
    return Answer(
        text=headline.text,
        form=headline.form,
        items=headline.items,
        quotes=(*quotes, *further, note) if note else (*quotes, *further),
        read_as=query.read_as,
        confidence=confidence,
        index=library.index,
        note=note.text if note else None,
        follow_ups=library.questions_around(chosen, query.read_as),
        verdict=_settled(query, chosen[0], library),
        found=Found(len(quotes), several.found, complete=False)
        if several.found > len(quotes)
        else None,
    )


def _person_first(
    query: Query, evidence: Sequence[Evidence], library: Library
) -> Sequence[Evidence]:
    """The evidence with somebody first where "who" would be answered by a mission's name.

    "Soyuz TM-21 was the first to carry an American" does not say who; a sentence beside it does.
    """
    first = evidence[0]
    span = best_span(query, first.candidate.text, library.record, first.span)
    said = first.candidate.text[slice(*span)] if span else ""
    is_mission = [(one.start, one.end) for one in library.record.find(said)] == [(0, len(said))]
    if query.kind is not AnswerKind.WHO or not is_mission:
        return evidence
    for one in evidence[1:MAX_RECORD_LEAD_PLACES]:
        names = one.candidate.signals.fits == 1.0 and first.score - one.score < MAX_BEHIND
        if names and _place(one) == _place(first):
            return (one, *(other for other in evidence if other is not one))
    return evidence


def _place(one: Evidence) -> tuple[str, str]:
    return one.candidate.passage.article, one.candidate.passage.section


def _article_first(
    query: Query, evidence: Sequence[Evidence], library: Library
) -> Sequence[Evidence]:
    """The evidence with an article's sentence first where the record's own only says the same."""
    first = evidence[0]
    span = best_span(query, first.candidate.text, library.record, first.span)
    if not first.candidate.signals.is_record or span is None:
        return evidence
    said = normalise(first.candidate.text[slice(*span)])
    for one in evidence[1:MAX_RECORD_LEAD_PLACES]:
        candidate = one.candidate
        alike = said in normalise(candidate.text) and candidate.passage.kind == "text"
        if alike and not candidate.signals.is_record and first.score - one.score < MAX_BEHIND:
            return (one, *(other for other in evidence if other is not one))
    return evidence


def _corrected(query: Query, correction: Correction, library: Library) -> Answer:
    """The correction of a premise, with the sentence that proves it."""
    candidate = correction.evidence.candidate
    quote = library.quote(candidate.passage, candidate.sentence)
    return Answer(
        text=quote.text,
        verdict=contradicted(query),
        quotes=(quote,),
        read_as=query.read_as,
        confidence="medium",
        index=library.index,
        note=correction.text,
        follow_ups=library.questions_around([correction.evidence], query.read_as),
    )


def _refuted(query: Query, against: Evidence, library: Library) -> Answer:
    """The sentence that denies what the question takes for granted."""
    quote = marked_quote(against, query, library)
    if against.candidate.passage.kind != "note":
        quote = replace(quote, highlight=None)
    return Answer(
        text=quote.highlighted or quote.text,
        verdict=_settled(query, against, library),
        quotes=(quote,),
        read_as=query.read_as,
        confidence="low",
        index=library.index,
        note=quote.text,
        follow_ups=library.questions_around([against], query.read_as),
    )


def _settling_first(
    query: Query, evidence: Sequence[Evidence], library: Library
) -> Sequence[Evidence]:
    """The evidence with a sentence first that says yes or no, where one of the nearest does.

    Those that say both settle nothing, and the order stays.
    """
    nearest = [
        one
        for one in evidence[:MAX_SETTLING_PLACES]
        if evidence[0].score - one.score < MAX_BEHIND or one is evidence[0]
    ]
    said = {
        number: settled
        for number, one in enumerate(nearest)
        if (settled := _settled(query, one, library))
    }
    if not said or 0 in said or len(set(said.values())) > 1:
        return evidence
    settling = evidence[min(said)]
    return (settling, *(one for one in evidence if one is not settling))


def _settled(query: Query, first: Evidence, library: Library) -> Verdict | None:
    """Yes or no, where a sentence settles the question; a note settles none."""
    candidate = first.candidate
    passage = candidate.passage
    if passage.kind == "note":
        return None
    about = tuple(dict.fromkeys((*candidate.sentence.missions, *passage.subject)))
    told = Told(candidate.text, f"{passage.title} {passage.section}", about)
    return verdict(query, told, library.record)


def _confidence(supported: float, thresholds: Thresholds) -> Confidence:
    if supported >= thresholds.high:
        return "high"
    return "medium" if supported >= thresholds.medium else "low"
