"""Recognises a request to be told of a subject, and which: `Query` → `Overview`.

The subject is what is left when the opening words are taken away. All of it must be a name or the
words of a title or heading: "stamps of Soyuz 9" asks for one thing of a subject and is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from assistant.plan.aspects import ASPECTS, COVER_NOUNS, KIND_NOUNS
from assistant.plan.record_words import (
    ABOUT,
    ARTICLES,
    COURTESIES,
    GREETINGS,
    HAPPENED,
    PREPOSITIONS,
    PRONOUNS,
    STATION_NAMES,
    STEMS,
    WHAT_IS,
    WHO_IS,
)
from assistant.plan.subjects import (
    ArticlesSubject,
    CoversSubject,
    Found,
    MissionsSubject,
    PersonSubject,
    PostmarkSubject,
    SectionsSubject,
    StampSubject,
    Topics,
)
from assistant.rules import Rule, nothing, rule
from assistant.understand.query import Query, Reading
from corpus.record.article import RECORD_SLUG
from corpus.record.missions import MissionRecord
from index.words import normalise, stem, words

Subject = MissionsSubject | PersonSubject | StampSubject | CoversSubject | Found
Opening = Literal["about", "who", "what", "bare"]

MAX_MISSIONS = 3
# "What is the date?" is no question on a section with "date" in its heading.
_LEAST_WORDS: Mapping[Opening, int] = MappingProxyType(
    {"about": 1, "what": 2, "who": 99, "bare": 99}
)
_STATIONS: Mapping[str, str] = MappingProxyType(
    {alias.casefold(): name for name, alias in STATION_NAMES.items()}
)
_WORD_START = re.compile(r"\b\w")


@dataclass(frozen=True, slots=True)
class Overview:
    """A request to be told of a subject."""

    subject: Subject


@rule(Rule.OVERVIEW, nothing)
def overview_of(query: Query, topics: Topics, record: MissionRecord) -> Overview | None:
    """The overview that a question wants; None where it asks for less, or for what is not known."""
    if query.reading is Reading.SMALL_TALK:
        return None
    opening, rest = _request(query.text)
    said = words(normalise(rest))
    # "Those Weishaupt covers" name what they are; "those" alone does not.
    if not said or not PRONOUNS.isdisjoint(said[1:] if len(said) > 1 else said):
        return None
    if said[0] in PRONOUNS - ARTICLES:
        return None
    if opening != "about" and said[0] in PREPOSITIONS:  # "What is on the cover?"
        return None
    missions = tuple(dict.fromkeys(name for one in record.find(rest) for name in one.missions))
    left = frozenset(_left(rest, record))
    rest = _STATIONS.get(rest.casefold().removeprefix("the "), rest)
    subject = (
        _mission(opening, rest, missions, left, topics, record)
        or _person(opening, rest, left, missions, record)
        or _stamp(opening, rest, query, topics)
        or _topic(opening, rest, topics, record)
    )
    return Overview(subject) if subject else None


def is_about(text: str) -> bool:
    """Whether a text opens with the wish to be told of a subject: "the story of"."""
    return _opens(text, ABOUT)


def overview_at(query: Query, article: str, section: str) -> Overview | None:
    """The overview of where the best sentence stands, for what one sentence does not tell.

    That is a request whose subject no title names, or what happened; None for any other question.
    """
    if article == RECORD_SLUG or not (is_about(query.text) or _opens(query.text, HAPPENED)):
        return None
    return Overview(
        SectionsSubject(((article, section),)) if section else ArticlesSubject((article,))
    )


def own_overview(query: Query, topics: Topics, record: MissionRecord) -> Overview | None:
    """An overview that a question asks for by a name of its own, whatever was spoken of before."""
    found = overview_of(query, topics, record) if is_about(query.text) else None
    # "The launch cover" is that of what was spoken of, and no term; a title or name is its own.
    own = MissionsSubject | PersonSubject | StampSubject | ArticlesSubject | PostmarkSubject
    return found if found and isinstance(found.subject, own) else None


def mission_overview(query: Query) -> Overview | None:
    """The overview of the missions spoken of, where what is asked of the flight no sentence tells.

    What is asked of a cover is answered by no flight.
    """
    missions = query.leant_on
    said = set(map(stem, words(normalise(query.text))))
    of_cover = said & {*ASPECTS, *COVER_NOUNS, *KIND_NOUNS}
    asked = is_about(query.text) and 0 < len(missions) <= MAX_MISSIONS and not of_cover
    return Overview(MissionsSubject(missions)) if asked else None


def _opens(text: str, phrases: Sequence[tuple[str, ...]]) -> bool:
    said = words(normalise(text))
    while said and said[0] in GREETINGS:
        said = said[1:]
    return any(tuple(said[: len(phrase)]) == phrase for phrase in phrases)


def _request(text: str) -> tuple[Opening, str]:
    """How a question opens, and what is left behind that."""
    said = words(normalise(text))
    while said and said[0] in GREETINGS:
        said = said[1:]
    end = len(said)
    while end > 1 and said[end - 1] in COURTESIES:
        end -= 1
    tables: tuple[tuple[Opening, Sequence[tuple[str, ...]]], ...] = (
        ("about", ABOUT),
        ("what", WHAT_IS),
        ("who", WHO_IS),
    )
    fitting = [
        (len(phrase), opening)
        for opening, phrases in tables
        for phrase in phrases
        if tuple(said[: len(phrase)]) == phrase
    ]
    length, opening = max(fitting, default=(0, "bare"))
    return opening, _part(text, said[length:], said[length:end])


def _part(text: str, ending: Sequence[str], kept: Sequence[str]) -> str:
    """Of the end of a text the words that are kept, as it spells them, with its capitals."""
    starts = [found.start() for found in _WORD_START.finditer(text)]
    first = next((one for one in starts if words(normalise(text[one:])) == list(ending)), None)
    if first is None or not kept:
        return ""
    ends = [len(text), *reversed(starts)]
    fitting = (one for one in ends if words(normalise(text[first:one])) == list(kept))
    return text[first : next(fitting, len(text))].strip(" ?!.,:;\"'")


def _mission(
    opening: Opening,
    rest: str,
    missions: tuple[str, ...],
    left: frozenset[str],
    topics: Topics,
    record: MissionRecord,
) -> MissionsSubject | CoversSubject | None:
    """The missions that the rest names and nothing else, or their covers."""
    if not missions or opening == "who" or record.find_people(rest):
        return None
    if left <= STEMS["mission"] | STEMS["article"]:
        return MissionsSubject(missions) if len(missions) <= MAX_MISSIONS else None
    return topics.covers(missions, left - STEMS["mission"]) if opening == "about" else None


def _person(
    opening: Opening,
    rest: str,
    left: frozenset[str],
    missions: tuple[str, ...],
    record: MissionRecord,
) -> PersonSubject | MissionsSubject | None:
    """The one person whom the rest names and nothing else, or that person's flights."""
    names = {name for one in record.find_people(rest) for name in one.names}
    if len(names) != 1 or missions:
        return None
    (name,) = names
    if left <= STEMS["person"]:
        return PersonSubject(name)
    flown = tuple(one.name for one in record.flown_by(name) if name in one.crew_up)
    asked = opening == "about" and left <= STEMS["mission"] and 0 < len(flown) <= MAX_MISSIONS
    return MissionsSubject(flown) if asked else None


def _stamp(opening: Opening, rest: str, query: Query, topics: Topics) -> StampSubject | None:
    """The one stamp whose number the rest is."""
    numbers = query.entities.stamps
    if len(numbers) != 1 or opening == "who":
        return None
    said = set(words(normalise(rest))) - ARTICLES - {"s", numbers[0]}
    known = topics.catalogue.stamp(numbers[0])
    fits = known is not None and {stem(word) for word in said} <= STEMS["stamp"]
    return StampSubject(numbers[0]) if fits else None


@rule(Rule.TOPIC, nothing)
def _topic(
    opening: Opening, rest: str, topics: Topics, record: MissionRecord
) -> Found | CoversSubject | None:
    """The article, section, term or mark that the rest names, or the sentences with its name."""
    known = bool(record.find(rest) or record.find_people(rest))
    least = _LEAST_WORDS[opening]
    found: Found | CoversSubject | None = None
    if opening != "who":
        found = topics.find(rest, least=least, known=known)
    if opening == "about" and not found:
        found = topics.titled(rest)
    if found or known or opening not in ("about", "who"):
        return found
    name = rest[0].isupper() or len([one for one in rest.split() if one not in ARTICLES]) > 1
    return topics.naming(rest) if name else None


def _left(text: str, record: MissionRecord) -> Iterator[str]:
    """The stems beside the names of missions and people and the words that say nothing."""
    spans = [(one.start, one.end) for one in record.find(text)]
    spans += [(one.start, one.end) for one in record.find_people(text)]
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    for word in words(normalise(text)):
        if word not in ARTICLES and word != "s":
            yield stem(word)
