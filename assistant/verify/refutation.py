"""Finds the sentence that denies what a question takes for granted, among the nearest ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.extract.typed_spans import mended_part
from assistant.rank.ranking import Evidence
from assistant.rules import Rule, never, nothing, rule
from assistant.understand.negation import denied_words, denies, tells_of_change
from assistant.understand.query import AnswerKind, Query
from assistant.verify.premises import says_flying
from corpus.dates import DateMention, find_dates
from corpus.lexicon import any_of, built_in
from index.words import STOP_WORDS, normalise, stems

# "Its crew never went aboard" counts against a question when it is among the first.
MAX_PLACE = 4
# "What is the catalogue number" asks nothing of a handstamp that "has not been numbered".
_TOWN = re.compile(rf"\b{any_of(built_in().towns)}\b")
_COLOUR = re.compile(rf"\b{any_of(built_in().colours)}\b")
_EVENT = frozenset(stems("postmark cancel land launch dock sign issue"))
_NAME = re.compile(r"(?<=\s)[A-Z][\w-]+(?: [A-Z][\w-]+)+|(?<=\s)[A-Z][a-z-]{3,}")
# A sentence with this share of what is asked is about the same.
SAME = 0.6
# One that says this share more of it is it that answers.
MORE = 0.25
_ASKING = frozenset(stems(" ".join(("number name date", *built_in().date_parts))))


@rule(Rule.DENYING_SENTENCE, nothing)
def refutation(query: Query, evidence: Sequence[Evidence]) -> Evidence | None:
    """The first of the nearest evidence that denies a word of the question, or mends its date."""
    if denies(query.text):
        return None
    for one in evidence[:MAX_PLACE]:
        if one.candidate.passage.kind == "note":
            if _repeats_the_slip(query, one.candidate.text):
                return one
        elif _about(query, one) and denies_asked(query, one.candidate.text):
            return one
    return _on_another_day(query, evidence) if query.kind is AnswerKind.WHY else None


@rule(Rule.SAYS_MORE, never)
def says_more(against: Evidence, first: Evidence) -> bool:
    """Whether the evidence against a question says much more of it than the first does.

    "Who was the guest?" is answered by "they flew without a guest", and not by the crew's names.
    """
    more = against.candidate.signals.covered - first.candidate.signals.covered
    return more >= MORE


def _on_another_day(query: Query, evidence: Sequence[Evidence]) -> Evidence | None:
    """What tells the day or town of the thing whose reason is asked, where none tells the asked."""
    told = [
        one
        for one in evidence[:MAX_PLACE]
        if one.candidate.passage.kind == "text" and _about(query, one) and _same_thing(query, one)
    ]
    wrong = [one for one in told if _elsewhere_or_then(query, one)]
    return wrong[0] if wrong and len(wrong) == len(told) else None


def denies_asked(query: Query, text: str) -> bool:
    """Whether a sentence denies a word of the question beside the missions that it names."""
    named = {stem for name in query.entities.missions for stem in stems(name)}
    asked = {stem for stem in stems(query.text) if stem.isalpha()} - named - _ASKING
    return any(asked.intersection(stems(words)) for words in denied_words(normalise(text)))


@rule(Rule.TELLING_OTHERWISE, nothing)
def mistaken(query: Query, evidence: Sequence[Evidence]) -> Evidence | None:
    """The first of the nearest evidence that tells otherwise what a question takes for granted.

    For a question that nothing answers: the same thing of the same mission was done elsewhere or
    on another day or has another colour, or whoever is asked about lost his place in the crew.
    """
    if denies(query.text):
        return None
    return next(
        (
            one
            for one in evidence[:MAX_PLACE]
            if _about(query, one)
            and one.candidate.passage.kind == "text"
            and (_elsewhere_or_then(query, one) or _changed_crew(query, one))
        ),
        None,
    )


def _elsewhere_or_then(query: Query, one: Evidence) -> bool:
    """Whether a sentence tells what is asked about, with another town, another day or colour."""
    text = one.candidate.text
    colours, told_colours = set(_COLOUR.findall(query.text)), set(_COLOUR.findall(text))
    towns, told = set(_TOWN.findall(query.text)), set(_TOWN.findall(text))
    days = [date for date in query.entities.dates if date.day]
    told_days = [date for date in find_dates(text) if date.day]
    another_town = bool(towns and told) and towns.isdisjoint(told)
    another_day = bool(days and told_days) and not any(
        asked.agrees(date) for asked in days for date in told_days
    )
    another_colour = bool(colours and told_colours) and colours.isdisjoint(told_colours)
    return (another_town or another_day or another_colour) and _same_thing(query, one)


def _same_thing(query: Query, one: Evidence) -> bool:
    """Whether a sentence names the event or thing that is asked about and most of its words."""
    if one.candidate.signals.topic < 1.0 or not _EVENT.intersection(stems(query.text)):
        return False
    named = {stem for name in query.entities.missions for stem in stems(name)}
    asked = {stem for stem in stems(_TOWN.sub("", query.text)) if stem.isalpha()}
    asked -= named | _ASKING | STOP_WORDS
    told = set(stems(f"{one.candidate.text} {one.candidate.passage.section}"))
    return len(asked & told) >= SAME * len(asked)


def _changed_crew(query: Query, one: Evidence) -> bool:
    """Whether a sentence tells that somebody whom the question has flying did not, or not then."""
    text = one.candidate.text
    if not tells_of_change(text) or not says_flying(query.text.lower()):
        return False
    names = [name for name in _NAME.findall(query.text) if name in text]
    missions = " ".join(query.entities.missions)
    return any(name not in missions for name in names)


def _about(query: Query, one: Evidence) -> bool:
    return bool(query.entities.missions) and one.candidate.signals.mission_subject == 1.0


def _repeats_the_slip(query: Query, note: str) -> bool:
    """Whether a date of the question is the one that a note says its source has wrong."""
    right = mended_part(note)
    if right is None:
        return False
    wrong_dates = find_dates(note[: right[0]])
    right_dates = find_dates(note[right[0] : right[1]])
    return any(
        asked.agrees(wrong) and _slip_of(wrong, mended) and not asked.agrees(mended)
        for asked in query.entities.dates
        for wrong in wrong_dates
        for mended in right_dates
    )


def _slip_of(wrong: DateMention, right: DateMention) -> bool:
    """Whether only the day, the month or the year is another one."""
    parts = ((wrong.day, right.day), (wrong.month, right.month), (wrong.year, right.year))
    return sum(one == two for one, two in parts) == len(parts) - 1
