"""Finds the spans of a sentence that can answer a kind of question: dates, names, numbers, places.

A span is offered only when it says something that the question did not say itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from assistant.query import AnswerKind, Query
from corpus.dates import find_dates
from corpus.missions import MissionRecord
from index.words import STOP_WORDS, normalise, stems, words

Span = tuple[int, int]

# Words that say what is asked for, not what the sentence must say near the answer.
_ASKING = frozenset(stems("when who where which what many much date day year name named called"))

_NUMBER = (r"(?:about |around |some |over |nearly )?(?:\d[\d,.]*\d|\d|one|two|three|four|five|six|"
           r"seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
           r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|hundred|thousand|million)"
           r"(?:[\s-](?:and a half|hundred|thousand|million|two|three|four|five|six|seven|eight|"
           r"nine))*")
_UNIT = (r"(?:\s*(?:%|per cent|percent|km|kilomet(?:re|er)s?|met(?:re|er)s?|miles?|hours?|days?|"
         r"weeks?|months?|years?|minutes?|rubles?|roubles?|dollars?|euros?|tenge|kopecks?|times|"
         r"g\b|r\b))")
_QUANTITY = re.compile(rf"\$?\b{_NUMBER}(?:\s*(?:to|-|\u2013)\s*\$?{_NUMBER})?{_UNIT}?",
                       re.IGNORECASE)
_MONEY = re.compile(
    rf"(?:\$\s?\d[\d,.]*(?:\s*(?:to|-|\u2013)\s*\$?\d[\d,.]*)?(?:\s*million)?|"
    rf"(?:about |around )?{_NUMBER}(?:\s*(?:to|-|\u2013)\s*{_NUMBER})?"
    r"(?:[\s-](?:million|thousand|hundred))?\s*(?:rubles?|roubles?|dollars?|euros?|tenge|kopecks?))",
    re.IGNORECASE,
)
_CAPITALISED = r"(?:[A-Z][\w\u2019'-]+|of|the|and|Sea|River)"
_PLACE = re.compile(
    rf"\b(?:(?:about |some )?{_NUMBER}{_UNIT}\s+(?:north|south|east|west)?[\s-]?(?:north|south|"
    rf"east|west)?(?:ern)?\s*(?:of|from|short of)\s+(?:the\s+)?)?"
    rf"(?:in|at|near|over|on|from|to|of|into|off)\s+((?:the\s+)?[A-Z][\w\u2019'-]+"
    rf"(?:(?:,?\s+){_CAPITALISED})*)"
)
_CLAUSE = re.compile(
    r"\b(?:because|so that|in order to|due to|owing to|as a result of|caused by|after|since|to "
    r"(?=\w+ )|for (?=\w+ing\b))\s*.+", re.IGNORECASE)
_FIGURE_CONTEXT = re.compile(r"(?:s\.\s?|Soyuz(?: T| TM| TMA| MS)?[\s-]|STS-|TMA?-|MS-|EO-|EP-|"
                             r"Mission-|Expedition[\s-]|Progress(?: M)?[\s-]|Salyut[\s-]|M-|"
                             r"stamp )$", re.IGNORECASE)


def spans_for(query: Query, text: str, record: MissionRecord) -> tuple[Span, ...]:
    """Spans of a sentence that could be the answer, in order; none where the kind is open."""
    finder = _FINDERS.get(query.kind)
    if finder is None:
        return ()
    asked = normalise(query.text)
    return tuple(
        (start, end) for start, end in finder(text, record)
        if normalise(text[start:end]) not in asked
    )


def best_span(
    query: Query, text: str, record: MissionRecord, learned: Span | None = None
) -> Span | None:
    """The span of a sentence that answers; None where no shorter one than the whole will do.

    A typed span that shares words with the learned reader's wins; then the one nearest to what
    the question says; then, for kinds without typed spans, the learned reader's own.
    """
    spans = spans_for(query, text, record)
    if learned is not None:
        shared = [span for span in spans if span[0] < learned[1] and learned[0] < span[1]]
        spans = tuple(shared) or spans or (learned,)
    return max(spans, key=lambda span: _nearness(query, text, span), default=None)


def offers(text: str, record: MissionRecord) -> Mapping[AnswerKind, tuple[str, ...]]:
    """What a sentence can answer: for each kind the normalised words of its spans."""
    return {
        kind: tuple(normalise(text[start:end]) for start, end in finder(text, record))
        for kind, finder in _FINDERS.items()
    }


def _dates(text: str, _: MissionRecord) -> Iterator[Span]:
    for date in find_dates(text):
        yield date.start, date.end


def _names(text: str, record: MissionRecord) -> Iterator[Span]:
    """People, several that are only parted by commas and "and" as one span."""
    mentions = record.find_people(text)
    start = end = None
    for mention in mentions:
        if end is not None and _is_list_gap(text[end : mention.start]):
            end = mention.end
            continue
        if start is not None and end is not None:
            yield start, end
        start, end = mention.start, mention.end
    if start is not None and end is not None:
        yield start, end


def _is_list_gap(gap: str) -> bool:
    plain = re.sub(r"\b(?:and|with|the|cosmonauts?|astronauts?|flight engineer|commander|"
                   r"spaceflight participant|space tourist|ESA|NASA|French|Belgian|American|"
                   r"Brazilian|Korean|Malaysian|Italian|Spanish|Dutch|Syrian|Bulgarian|visitor)\b",
                   "", gap)
    return len(gap) <= 50 and not plain.strip(" ,;&/\n\t")


def _quantities(text: str, _: MissionRecord) -> Iterator[Span]:
    dates = find_dates(text)
    for match in _QUANTITY.finditer(text):
        in_date = any(date.start < match.end() and match.start() < date.end for date in dates)
        if not in_date and not _FIGURE_CONTEXT.search(text[: match.start()]):
            yield match.span()


def _sums(text: str, record: MissionRecord) -> Iterator[Span]:
    found = [match.span() for match in _MONEY.finditer(text)]
    yield from found or _quantities(text, record)


def _places(text: str, _: MissionRecord) -> Iterator[Span]:
    months = {normalise(text[date.start : date.end]) for date in find_dates(text)}
    for match in _PLACE.finditer(text):
        start = match.start() if match[0][0].isdigit() else match.start(1)
        place = text[start : match.end(1)].rstrip(" ,")
        for trailing in (" and", " the", " of"):
            place = place.removesuffix(trailing)
        if not any(normalise(match[1]).startswith(one.split()[-1]) for one in months):
            yield start, start + len(place)


def _missions(text: str, record: MissionRecord) -> Iterator[Span]:
    for mention in record.find(text):
        yield mention.start, mention.end


def _reasons(text: str, _: MissionRecord) -> Iterator[Span]:
    if match := _CLAUSE.search(text):
        yield match.start(), len(text.rstrip(" ."))


_FINDERS: dict[AnswerKind, Callable[[str, MissionRecord], Iterator[Span]]] = {
    AnswerKind.WHEN: _dates,
    AnswerKind.WHO: _names,
    AnswerKind.HOW_MANY: _quantities,
    AnswerKind.HOW_MUCH: _sums,
    AnswerKind.WHERE: _places,
    AnswerKind.WHICH_MISSION: _missions,
    AnswerKind.WHY: _reasons,
}


def _nearness(query: Query, text: str, span: Span) -> tuple[float, int]:
    """How closely the question's words stand around a span; earlier spans win a tie."""
    asked = set(stems(query.text)) - _ASKING - STOP_WORDS
    score = 0.0
    position = 0
    for word in words(text):
        position = text.lower().find(word, position)
        if position < 0:
            break
        stem = stems(word)
        if stem and stem[0] in asked and not span[0] <= position < span[1]:
            distance = span[0] - position if position < span[0] else position - span[1]
            score += 1.0 / (4.0 + max(distance, 0) ** 0.5)
    return score, -span[0]
