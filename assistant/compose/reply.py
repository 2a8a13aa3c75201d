"""Turns evidence into a reply: a short answer with its quotes, or an abstention.

The first quote is the best sentence and holds the short answer; an editor's note on the same fact
follows it. Too little evidence gives an abstention with the nearest passages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Confidence, Found, Quote, Reply, Verdict
from assistant.compose.abstention import declined, is_elsewhere
from assistant.compose.gathering import MAX_BEHIND, gathered
from assistant.compose.library import Library
from assistant.compose.notes import beside
from assistant.compose.side_by_side import tells_each_apart
from assistant.extract.attributes import leaves_untold
from assistant.extract.counts import tally
from assistant.extract.covers import asks_which_cover
from assistant.extract.selection import best_span
from assistant.extract.typed_spans import mended_part
from assistant.rank.fitted import Thresholds
from assistant.rank.ranking import Evidence
from assistant.understand.query import AnswerKind, Query, Reading, asks_twice
from assistant.verify.corrections import Correction
from assistant.verify.polarity import contradicted, verdict
from assistant.verify.refutation import mistaken, refutation, says_more
from index.words import normalise, stems

# A sentence of this length can be an answer in large type; a longer one is cut to its span.
MAX_SHORT_ANSWER = 200
# So many of the first are looked at for an article that says what the mission record says.
MAX_RECORD_LEAD_PLACES = 4
_SOURCE = frozenset(stems("source"))


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
    if not evidence or is_elsewhere(query, evidence[0]):
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
    several = gathered(
        query, _article_first(query, _person_first(query, evidence, library), library)
    )
    chosen = several.chosen
    quoted = [_quote(one, query, library) for one in chosen]
    quotes = _naming_covers(query, quoted)
    found = several.found - (len(quoted) - len(quotes))
    note = beside(query, evidence, chosen, library)
    counted = _counted(query, quotes, library)
    return Answer(
        text=counted or _short_answer(query, quotes, library),
        quotes=(*quotes, note) if note else tuple(quotes),
        read_as=query.read_as,
        confidence=confidence,
        index=library.index,
        note=note.text if note else None,
        follow_ups=library.questions_around(chosen, query.read_as),
        verdict=_settled(query, chosen[0]),
        found=Found(len(quotes), found, complete=False) if found > len(quotes) else None,
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
        names = one.candidate.signals["fits"] == 1.0 and first.score - one.score < MAX_BEHIND
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
    if not first.candidate.signals["is_record"] or span is None:
        return evidence
    said = normalise(first.candidate.text[slice(*span)])
    for one in evidence[1:MAX_RECORD_LEAD_PLACES]:
        candidate = one.candidate
        alike = said in normalise(candidate.text) and candidate.passage.kind == "text"
        if alike and not candidate.signals["is_record"] and first.score - one.score < MAX_BEHIND:
            return (one, *(other for other in evidence if other is not one))
    return evidence


def _corrected(query: Query, correction: Correction, library: Library) -> Answer:
    """The correction of a premise, with the sentence that proves it."""
    candidate = correction.evidence.candidate
    quote = library.quote(candidate.passage, candidate.sentence)
    return Answer(
        text=_unmarked_answer(quote),
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
    quote = _quote(against, query, library)
    if against.candidate.passage.kind != "note":
        quote = replace(quote, highlight=None)
    return Answer(
        text=quote.highlighted or _unmarked_answer(quote),
        verdict=_settled(query, against),
        quotes=(quote,),
        read_as=query.read_as,
        confidence="low",
        index=library.index,
        note=quote.text,
        follow_ups=library.questions_around([against], query.read_as),
    )


def _settled(query: Query, first: Evidence) -> Verdict | None:
    """Yes or no, where the first quote settles the question; a note settles none."""
    candidate = first.candidate
    passage = candidate.passage
    if passage.kind == "note":
        return None
    return verdict(query, candidate.text, f"{passage.title} {passage.section}", candidate.signals)


def _counted(query: Query, quotes: Sequence[Quote], library: Library) -> str:
    """How many a list has, before the list; empty where that is not certain."""
    found = tally(query, quotes[0].text, library.record) if len(quotes) == 1 else None
    return f"{found.count}: {quotes[0].highlighted}" if found else ""


def _naming_covers(query: Query, quotes: Sequence[Quote]) -> Sequence[Quote]:
    """Those that name one where covers are asked for; all where none does."""
    naming = [quote for quote in quotes if quote.highlight]
    return naming if asks_which_cover(query) and naming else quotes


def _short_answer(query: Query, quotes: Sequence[Quote], library: Library) -> str:
    """The answering words of each quote.

    What a few words cannot say, a yes or no, a difference, two things at once, whole sentences do
    as long as they are short.
    """
    if query.kind in (AnswerKind.YES_NO, AnswerKind.COMPARE) or asks_twice(query):
        whole = " ".join(quote.text for quote in quotes)
        if len(whole) <= MAX_SHORT_ANSWER:
            return whole
    if tells_each_apart(query, quotes[0].text, library.record):
        return _unmarked_answer(quotes[0])
    if len(quotes) == 1:
        return quotes[0].highlighted or _unmarked_answer(quotes[0])
    spans = [quote.highlighted or quote.text for quote in quotes]
    return "; ".join(dict.fromkeys(span.rstrip(".") for span in spans))


def _quote(evidence: Evidence, query: Query, library: Library) -> Quote:
    candidate = evidence.candidate
    text = candidate.text
    # The dates and names of a note are the wrong ones too: only its second half is right.
    is_note = candidate.passage.kind == "note"
    span = (
        _right_part(query, text)
        if is_note
        else best_span(query, text, library.record, evidence.span)
    )
    start = candidate.sentence.start
    highlight = None if span is None else (start + span[0], start + span[1])
    return library.quote(candidate.passage, candidate.sentence, highlight)


def _right_part(query: Query, note: str) -> tuple[int, int] | None:
    """What a note says is right; all of it where the question is what the source says."""
    return None if _SOURCE & set(stems(query.text)) else mended_part(note)


def _unmarked_answer(quote: Quote) -> str:
    """The whole sentence where no shorter span says it, cut at a word where it is too long."""
    if len(quote.text) <= MAX_SHORT_ANSWER:
        return quote.text
    return quote.text[:MAX_SHORT_ANSWER].rsplit(" ", 1)[0]


def _confidence(supported: float, thresholds: Thresholds) -> Confidence:
    if supported >= thresholds.high:
        return "high"
    return "medium" if supported >= thresholds.medium else "low"
