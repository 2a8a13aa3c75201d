"""Composes a question back: what is missing, what the articles hold, and what could be meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import assert_never

from assistant.answer import Choice, Clarification
from assistant.compose.library import Library
from assistant.compose.record_facts import listed
from assistant.plan.ambiguity import WhichOfKind, WhichPerson
from assistant.plan.clarify import Attribute, Missing, WhatToAsk, WhichCover, WhichOfMany
from assistant.understand.query import Query
from corpus.article import Article
from corpus.catalogue.schema import Catalogue, Cover, Kind
from corpus.record.article import RECORD_SLUG
from corpus.record.missions import Mission

MAX_CHOICES = 4
# A station with fewer articles is told of together with a programme's other flights.
MIN_ARTICLES = 3
MAX_TITLES = 6
_STATIONS = {"ISS": "the International Space Station"}
_TELL = "its mission, its date or what its postmark says"

# Kinds of which "the … of Soyuz 1" names one; of souvenirs a flight may have any.
_ONE: tuple[Kind, ...] = (
    "launch cover",
    "docking cover",
    "landing cover",
    "memorial cover",
    "souvenir cover",
    "first day cover",
    "flown cover",
    "maxicard",
)

Has = Callable[[Cover], bool]
# For each attribute whether an article tells it of a cover, and how to ask for it.
_ASKED: Mapping[Attribute, tuple[Has, str]] = MappingProxyType(
    {
        "price": (lambda one: bool(one.issue and one.issue.price), "What is the {} worth?"),
        "rarity": (lambda one: bool(one.issue and one.issue.rarity), "How rare is the {}?"),
        "genuine": (lambda one: bool(one.issue and one.issue.genuine), "Is the {} genuine?"),
        "autograph": (lambda one: bool(one.autographs), "Who signed the {}?"),
        "postmark": (lambda one: bool(one.postmarks), "Which postmarks are on the {}?"),
        "stamp": (lambda one: bool(one.stamps), "Which stamps are on the {}?"),
        "cachet": (lambda one: one.cachet is not None, "What does the cachet of the {} show?"),
        "date": (lambda one: one.date is not None, "When was the {} cancelled?"),
    }
)


def clarification(
    missing: Missing, query: Query, library: Library, catalogue: Catalogue
) -> Clarification:
    """The question back, in the articles' own range, with whole questions to choose from."""
    match missing:
        case WhichCover(attribute):
            asked = f"Which cover do you mean? Tell me {_TELL}."
            choices = _of_covers(attribute, library, catalogue)
        case WhichOfMany():
            asked = f"What is on them? Take one cover and tell me {_TELL}."
            choices = _of_missions(library)
        case WhatToAsk():
            asked = (
                "Ask about a mission, its crew, launch or landing; about a cover, its stamps, "
                "postmarks or cachet; about a postmark, a term or a forgery."
            )
            choices = [*_of_missions(library)[:2], *_of_covers("stamp", library, catalogue)[:1]]
        case WhichPerson(questions):
            return _which(missing, "Several people of this name flew: ", questions, query, library)
        case WhichOfKind(kind, questions):
            asked = f"Which {kind} do you mean? There is one of "
            return _which(missing, asked, questions, query, library)
        case _:
            assert_never(missing)
    text = " ".join(part for part in (asked, holdings(library)) if part)
    return Clarification(text, tuple(choices[:MAX_CHOICES]), query.read_as, library.index)


def _which(
    missing: WhichPerson | WhichOfKind,
    asked: str,
    questions: Sequence[tuple[str, str]],
    query: Query,
    library: Library,
) -> Clarification:
    """The names that could be meant, all of them in words and the first to choose from."""
    names = [name for name, _ in questions]
    choices = tuple(Choice(name, question) for name, question in questions[:MAX_CHOICES])
    end = ". Whom do you mean?" if isinstance(missing, WhichPerson) else "."
    return Clarification(f"{asked}{listed(names)}{end}", choices, query.read_as, library.index)


def holdings(library: Library) -> str:
    """What the articles are about, by their own missions and periods; else by their titles."""
    told = [_group(station, those) for station, those in _by_station(library).items()]
    if told:
        return f"The articles tell of {listed(told)}."
    titles = [one.title for slug, one in library.articles.items() if slug != RECORD_SLUG]
    return f"The articles are: {'; '.join(titles[:MAX_TITLES])}." if titles else ""


def _group(station: str, flown: Sequence[tuple[Article, Mission]]) -> str:
    """The flights to a station, or the first and last of a programme's others, with the years."""
    years = [year for article, _ in flown for year in _years(article)]
    years = years or [mission.launch.year for _, mission in flown]
    period = f"{min(years)}\u2013{max(years)}" if min(years) < max(years) else str(years[0])
    if any(mission.station == station for _, mission in flown):
        return f"flights to {_STATIONS.get(station, station)} ({period})"
    first, last = flown[0][1].name, flown[-1][1].name
    return f"{first} to {last} ({period})" if first != last else f"{first} ({period})"


def _by_station(library: Library) -> dict[str, list[tuple[Article, Mission]]]:
    """The missions that articles are named after, by flight: of each station, then programme."""
    own = [
        (article, mission)
        for slug, article in library.articles.items()
        if slug != RECORD_SLUG
        for mention in library.record.find(article.title)
        for name in mention.missions
        if (mission := library.record.get(name))
    ]
    own.sort(key=lambda pair: pair[1].launch.isoformat())
    groups: dict[str, list[tuple[Article, Mission]]] = {}
    for article, mission in own:
        many = sum(one.station == mission.station for _, one in own) >= MIN_ARTICLES
        key = mission.station if many and mission.station else mission.programme
        groups.setdefault(key, []).append((article, mission))
    large = {key: those for key, those in groups.items() if len(those) >= MIN_ARTICLES}
    return large or groups


def _years(article: Article) -> Iterator[int]:
    for part in str(article.period).split("-"):
        if part.strip().isdigit():
            yield int(part)


def _of_covers(attribute: Attribute, library: Library, catalogue: Catalogue) -> list[Choice]:
    """Questions that articles answer, on covers of an early, a middle and a late flight."""
    has, question = _ASKED[attribute]
    told = [
        one
        for one in catalogue.covers
        if has(one) and one.article in library.articles and len(one.missions) == 1
    ]
    told.sort(key=lambda one: _launched(one, library))
    names = list(
        dict.fromkeys(f"{one.kind} of {one.missions[0]}" for one in told if one.kind in _ONE)
    )
    return [
        Choice(f"{name[:1].upper()}{name[1:]}", question.format(name)) for name in _spread(names)
    ]


def _spread(names: Sequence[str]) -> list[str]:
    """The first, the last and one in the middle."""
    places = dict.fromkeys((0, len(names) // 2, len(names) - 1)) if names else ()
    return [names[place] for place in places]


def _launched(cover: Cover, library: Library) -> str:
    mission = library.record.get(cover.missions[0])
    return mission.launch.isoformat() if mission else ""


def _of_missions(library: Library) -> list[Choice]:
    """A request to be told of a mission of each group."""
    first = [those[0][1].name for those in _by_station(library).values()]
    return [Choice(name, f"Tell me about {name}.") for name in first]
