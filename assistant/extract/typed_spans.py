"""Finds the spans of a sentence that can answer a kind of question: dates, names, numbers, places.

A span is offered only when it says something that the question did not say itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistant.rules import Rule, none_of_them, nothing, rule
from assistant.understand.query import AnswerKind, Query
from corpus.dates import DateMention, find_dates
from corpus.lexicon import any_of, built_in, one_or_more_of
from corpus.record.missions import Mention, MissionRecord, PersonMention
from index.words import STOP_WORDS, normalise, sentences, stems

Span = tuple[int, int]
_Named = DateMention | Mention | PersonMention

# Words that say what is asked for, not what the sentence must say near the answer.
_ASKING = frozenset(stems("when who where which what many much date day year name named called"))

_LEXICON = built_in()
_NUMBER = (
    r"(?:about |around |some |over |nearly )?(?:\d[\d,.]{0,20}\d|\d|"
    rf"{any_of(_LEXICON.units, _LEXICON.tens, _LEXICON.powers)})"
    rf"(?:[\s-](?:and a half|{any_of(_LEXICON.units[1:9], _LEXICON.powers)}))*"
)
_LENGTH = one_or_more_of(_LEXICON.lengths)
_TIME = one_or_more_of(_LEXICON.date_parts, _LEXICON.durations)
_MONEY_WORD = one_or_more_of(_LEXICON.money)
_UNIT = rf"(?:\s*(?:%|per cent|percent|{_LENGTH}|{_TIME}|{_MONEY_WORD}|times|g\b|r\b))"
# A time may go on in smaller units: "17 days 16 hours and 59 minutes".
_QUANTITY = re.compile(
    rf"\$?\b{_NUMBER}(?:\s*(?:to|-|\u2013)\s*\$?{_NUMBER})?"
    rf"(?:\s*{_TIME}\b(?:,?(?:\s+and)?\s+{_NUMBER}\s*{_TIME}\b)*|{_UNIT})?",
    re.IGNORECASE,
)
_MONEY = re.compile(
    rf"(?:\$\s?\d[\d,.]{0, 20}(?:\s*(?:to|-|\u2013)\s*\$?\d[\d,.]{0, 20})?(?:\s*million)?|"
    rf"(?:about |around )?{_NUMBER}(?:\s*(?:to|-|\u2013)\s*{_NUMBER})?"
    rf"(?:[\s-]{any_of(_LEXICON.powers)})?\s*{_MONEY_WORD})",
    re.IGNORECASE,
)
_DIRECTION = rf"(?:(?:to the\s+)?(?:{any_of(_LEXICON.compass)}(?:ern)?[\s-]?)+|short|away|off)"
_DISTANCE = rf"{_NUMBER}\s*{_LENGTH}\s+(?:{_DIRECTION}\s*)?(?:of|from)"
_CAPITALISED = r"(?:[A-Z][\w\u2019'-]+|of|the|and)"
_PLACE = re.compile(
    rf"\b(?:(?P<distance>{_DISTANCE})|in|at|near|over|on|from|to|of|into|off)\s+"
    rf"(?P<place>(?:the\s+)?(?:(?:town|city|village)\s+of\s+)?[A-Z][\w\u2019'-]+"
    rf"(?:,?\s+{_CAPITALISED})*)"
)
_DANGLING = re.compile(r"(?:[\s,]+(?:of|the|and))*[\s,]*$")
# What stands behind "in" with a capital and is no place: "in May", "on Monday", "of Soyuz".
_NO_PLACE = re.compile(
    rf"\b(?:{any_of(_LEXICON.months, _LEXICON.weekdays, _LEXICON.programmes)}|Progress|"
    r"Expedition|Mission)s?\b"
)
# A cause goes before a purpose, and both before what is as often a time or a direction.
_REASONS = tuple(
    re.compile(rf"\b(?:{opening})\s*\S.*", re.IGNORECASE | re.DOTALL)
    for opening in (
        r"because|due to|owing to|thanks to|as a result of|caused by",
        r"so that|in order to",
        r"after|since|to (?!(?:the|an?|his|her|its|their|this|that)\b)(?-i:[a-z])\w+\s|"
        r"for \w+ing\b",
    )
)
# "The source says X, but the record says Y."
_MENDED = re.compile(r"^The source\b[^.;]*?,\s(?:but|while|although|yet)\s+([^.;]*\w)")
_LISTED = re.compile(r"\s*(?:,|,?\s+and\b|,?\s+or\b)\s*")
# Behind a name in a list: "(also spelt Victor)".
_REMARK = re.compile(r"\([^()]*\)")
# The name in such a remark is of the one before it, and no further person.
_SPELT = re.compile(r"\((?:also )?(?:spelt|spelled|written|known as)\b")
_OFFICE = re.compile(
    rf"\b(?:and|with|the|first|second|{one_or_more_of(_LEXICON.fliers)}|"
    rf"flight engineer|{any_of(_LEXICON.offices, _LEXICON.guests)}|spaceflight participant|"
    rf"space tourist|of(?: [A-Z]\w+){{1,2}}|"
    rf"{any_of(_LEXICON.agencies, _LEXICON.nationalities, _LEXICON.many_flew)})\b"
)
MAX_LIST_GAP = 50
_WORD = re.compile(r"[^\W_]+(?:[-'\u2019][^\W_]+)*")
# What parts two statements of a sentence; a word beyond it hardly speaks of the span.
_CLAUSE_END = re.compile(r"\b(?:and|but|while|whereas)\b|;")
ACROSS_CLAUSES = 0.3
_FIGURE_CONTEXT = re.compile(
    rf"(?:s\.\s?|Soyuz(?: {any_of(_LEXICON.series)})?[\s-]|{any_of(_LEXICON.prefixes)}-|TMA?-|MS-|"
    r"Mission-|Expedition[\s-]|Progress(?: M)?[\s-]|Salyut[\s-]|M-|"
    r"stamp )$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A text with what it names, found once for all kinds of spans."""

    text: str
    dates: tuple[DateMention, ...]
    people: tuple[PersonMention, ...]
    missions: tuple[Mention, ...]


@rule(Rule.TYPED_SPANS, none_of_them)
def spans_for(query: Query, text: str, record: MissionRecord) -> tuple[Span, ...]:
    """Spans of a sentence that could be the answer, in order; none where the kind is open."""
    finder = _FINDERS.get(query.kind)
    if finder is None:
        return ()
    asked = normalise(query.text)
    return tuple(
        (start, end)
        for start, end in finder(_read(text, record))
        if normalise(text[start:end]) not in asked
    )


@rule(Rule.WHAT_A_NOTE_MENDS, nothing)
def mended_part(note: str) -> Span | None:
    """What is right, behind what a note says that the source has wrong; None where it is whole."""
    parts = sentences(note)
    if len(parts) > 1 and note.startswith("The source "):
        return parts[1]
    match = _MENDED.search(note)
    return match.span(1) if match else None


def offers(text: str, record: MissionRecord) -> Mapping[AnswerKind, tuple[str, ...]]:
    """What a sentence can answer: for each kind the normalised words of its spans."""
    sentence = _read(text, record)
    return {
        kind: tuple(normalise(text[start:end]) for start, end in finder(sentence))
        for kind, finder in _FINDERS.items()
    }


def name_lists(text: str, record: MissionRecord) -> tuple[Span, ...]:
    """The people that a sentence names, those of one list as one span."""
    return tuple(_names(_read(text, record)))


def mission_lists(text: str, record: MissionRecord) -> tuple[Span, ...]:
    """The lists of several missions in a sentence."""
    return tuple(_mission_lists(_read(text, record)))


def _read(text: str, record: MissionRecord) -> _Sentence:
    return _Sentence(text, find_dates(text), record.find_people(text), record.find(text))


def _dates(sentence: _Sentence) -> Iterator[Span]:
    for date in sentence.dates:
        yield date.start, date.end


def _names(sentence: _Sentence) -> Iterator[Span]:
    """People, several that are only parted by commas, "and" and what they are as one span."""
    start = end = None
    remarks = [found.span() for found in _REMARK.finditer(sentence.text)]
    for mention in sentence.people:
        if any(
            first < mention.start < last and _SPELT.match(sentence.text, first)
            for first, last in remarks
        ):
            continue
        if end is not None and is_list_gap(sentence.text[end : mention.start]):
            end = mention.end
            continue
        if start is not None and end is not None:
            yield start, end
        start, end = mention.start, mention.end
    if start is not None and end is not None:
        yield start, end


def is_list_gap(gap: str) -> bool:
    """Whether only offices, nations and remarks stand between two names of one list."""
    listed = _REMARK.sub("", gap)
    return len(listed) <= MAX_LIST_GAP and not _OFFICE.sub("", listed).strip(" ,;&/\n\t")


def _quantities(sentence: _Sentence) -> Iterator[Span]:
    for match in _QUANTITY.finditer(sentence.text):
        context = sentence.text[max(match.start() - 20, 0) : match.start()]
        named: list[_Named] = [*sentence.dates, *sentence.missions]
        if not _overlaps(match.span(), named) and not _FIGURE_CONTEXT.search(context):
            yield match.span()


def _sums(sentence: _Sentence) -> Iterator[Span]:
    found = [match.span() for match in _MONEY.finditer(sentence.text)]
    yield from found or _quantities(sentence)


def _places(sentence: _Sentence) -> Iterator[Span]:
    """Names behind "in" or "near", cut before a person, a mission or a month."""
    named: list[_Named] = [*sentence.people, *sentence.missions, *sentence.dates]
    for match in _PLACE.finditer(sentence.text):
        start, end = match.span("place")
        barred = [one.start for one in named if start < one.end and one.start < end]
        if no_place := _NO_PLACE.search(sentence.text, start, end):
            barred.append(no_place.start())
        place = _DANGLING.sub("", sentence.text[start : min(barred, default=end)])
        if any(letter.isupper() for letter in place):
            yield match.start() if match["distance"] else start, start + len(place)


def _missions(sentence: _Sentence) -> Iterator[Span]:
    """All that are named; one that only says who somebody is, "Tito of Soyuz TM-32", if alone.

    So does "the crew of Soyuz TM-34", who may have landed in another ship.
    """
    identifying = {
        mention.start
        for person in sentence.people
        for mention in sentence.missions
        if sentence.text[person.end : mention.start] == " of "
    }
    identifying |= {
        mention.start
        for mention in sentence.missions
        if sentence.text[: mention.start].lower().endswith("crew of ")
    }
    others = [one for one in sentence.missions if one.start not in identifying]
    for mention in others or sentence.missions:
        yield mention.start, mention.end


def _mission_lists(sentence: _Sentence) -> Iterator[Span]:
    """Several missions named one after the other: "TMA-1, TMA-5 and TMA-6"."""
    runs: list[list[Mention]] = []
    for mention in sentence.missions:
        if runs and _LISTED.fullmatch(sentence.text[runs[-1][-1].end : mention.start]):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    for run in runs:
        if len(run) > 1:
            yield run[0].start, run[-1].end


def _reasons(sentence: _Sentence) -> Iterator[Span]:
    text = sentence.text.rstrip(" .")
    if match := next(filter(None, (reason.search(text) for reason in _REASONS)), None):
        # "Because of a leak, the flight was ended": in front, the reason ends at the comma.
        comma = text.find(",") if match.start() == 0 else -1
        yield match.start(), comma if comma > 0 else len(text)


def _overlaps(span: Span, mentions: Iterable[_Named]) -> bool:
    return any(one.start < span[1] and span[0] < one.end for one in mentions)


_FINDERS: dict[AnswerKind, Callable[[_Sentence], Iterator[Span]]] = {
    AnswerKind.WHEN: _dates,
    AnswerKind.WHO: _names,
    AnswerKind.HOW_MANY: _quantities,
    AnswerKind.HOW_MUCH: _sums,
    AnswerKind.WHERE: _places,
    AnswerKind.WHICH_MISSION: _missions,
    AnswerKind.LIST: _mission_lists,
    AnswerKind.WHY: _reasons,
}


def nearness(query: Query, text: str, span: Span) -> tuple[float, int]:
    """How closely the question's words stand around a span; earlier spans win a tie.

    Squared, so that one word beside a span outweighs several far from it.
    """
    asked = set(stems(query.text)) - _ASKING - STOP_WORDS
    score = 0.0
    for word in _WORD.finditer(text):
        if asked.isdisjoint(stems(word[0])) or (span[0] <= word.start() < span[1]):
            continue
        before = word.start() < span[0]
        gap = text[word.end() : span[0]] if before else text[span[1] : word.start()]
        near = 1.0 / (4.0 + len(gap) ** 0.5)
        score += (near * ACROSS_CLAUSES if _CLAUSE_END.search(gap) else near) ** 2
    return score, -span[0]
