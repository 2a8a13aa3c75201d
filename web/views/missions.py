"""What the mission pages show: the timeline, and what record and articles have on a mission."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import ClassVar
from urllib.parse import urlencode

from corpus.article import anchor_of
from corpus.catalogue.queries import date_of
from corpus.lexicon import built_in
from corpus.record.mission_file import day_of
from corpus.record.missions import Mission, MissionRecord
from index.passages import Passage
from index.store import Index
from web.views.covers.grid import CoverEntry, entries
from web.views.covers.shelf import Shelf
from web.views.parts import FollowUpView, ask_href
from web.views.timeline import Chart, Row, charts, href_of, row_of, written


@dataclass(frozen=True, slots=True)
class ProgrammeLink:
    """What shows one programme alone; the first one shows them all."""

    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class MissionsPage:
    """Charts by era, or `listed` what they show: each alone, for both together are heavy.

    Attributes:
        problem: what is wrong with the programme that was asked for.
        ends: how far the record goes.
        undated: how many covers have no day to be marked at.
        other_href: the same as a list, or as a picture.
    """

    template: ClassVar[str] = "missions.html"
    title: str
    current: str
    charts: tuple[Chart, ...]
    listed: bool
    programmes: tuple[ProgrammeLink, ...]
    problem: str
    ends: str
    undated: int
    other_href: str


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A section that tells of a mission, with its first words on it."""

    heading: str
    href: str
    opening: str


@dataclass(frozen=True, slots=True)
class ArticleOnMission:
    """An article with its sections about one mission."""

    title: str
    href: str
    sections: tuple[SectionLink, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The flight before or after."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class MissionPage:
    """One mission."""

    template: ClassVar[str] = "mission.html"
    title: str
    current: str
    facts: Row
    crew_down: str
    call_sign: str
    also_called: str
    station_crew: str
    note: str
    articles: tuple[ArticleOnMission, ...]
    covers: tuple[CoverEntry, ...]
    questions: tuple[FollowUpView, ...]
    previous: Neighbour | None
    next: Neighbour | None
    card: str = ""


def missions_page(
    known: Sequence[Mission], index: Index, shelf: Shelf, *, listed: bool, programme: str = ""
) -> MissionsPage:
    """The timeline, or its list in words, of all programmes or of one."""
    counts = Counter(one.programme for one in known)
    wanted = next((one for one in counts if one.casefold() == programme.casefold()), "")
    missions = [one for one in known if wanted in ("", one.programme)]
    covers = [
        cover
        for cover in shelf.catalogue.covers
        if not wanted or wanted in shelf.values[cover.id]["programme"]
    ]
    unknown = f"The record has no programme “{programme}”." if programme and not wanted else ""
    here, other = ("/missions/list", "/missions") if listed else ("/missions", "/missions/list")
    return MissionsPage(
        "Missions",
        "/missions",
        charts(missions, told_of(index), covers),
        listed,
        tuple(_programme_links(counts, here, wanted)),
        unknown,
        _ends(known),
        sum(date_of(cover) is None for cover in covers),
        _of_programme(other, wanted),
    )


def _programme_links(counts: Counter[str], path: str, wanted: str) -> Iterator[ProgrammeLink]:
    yield ProgrammeLink("All", counts.total(), path, not wanted)
    for name, count in counts.most_common():
        yield ProgrammeLink(name, count, _of_programme(path, name), name == wanted)


def _of_programme(path: str, programme: str) -> str:
    return f"{path}?{urlencode({'programme': programme})}" if programme else path


def _ends(missions: Sequence[Mission]) -> str:
    """How far the record goes, in a sentence."""
    if not missions:
        return ""
    last = max(missions, key=lambda one: day_of(one.launch))
    some = " and ".join(built_in().partly_known)
    return (
        f"The record ends with {last.name}, launched on {written(day_of(last.launch))}; "
        f"of {some} it has some flights only."
    )


def mission_page(
    name: str, record: MissionRecord, index: Index, shelf: Shelf
) -> MissionPage | None:
    """The page of the mission whose name has this slug; None where the record has none."""
    found = next((one for one in record.missions if anchor_of(one.name) == name), None)
    if found is None:
        return None
    return MissionPage(
        title=found.name,
        current="/missions",
        facts=row_of(found, told_of(index)),
        crew_down=", ".join(found.crew_down) if found.crew_down != found.crew_up else "",
        call_sign=found.call_sign or "",
        also_called=", ".join((*found.aliases, *found.joint)),
        station_crew=", ".join(found.expeditions),
        note=found.note,
        articles=articles_on(found.name, index),
        covers=entries(shelf, shelf.catalogue.of_mission(found.name)),
        questions=_questions(found.name),
        previous=_neighbour(record.previous(found)),
        next=_neighbour(record.next(found)),
    )


def told_of(index: Index) -> frozenset[str]:
    """The missions that articles say they are about; where none says so, those they name."""
    listed = {name for article in index.articles.values() for name in article.missions}
    return frozenset(listed or {name for passage in index.passages for name in passage.subject})


def articles_on(name: str, index: Index) -> tuple[ArticleOnMission, ...]:
    """The articles about a mission: its own first, then those that name it, most of it first."""
    by_article: dict[str, list[Passage]] = {}
    for passage in index.passages:
        if name in passage.subject:
            by_article.setdefault(passage.article, []).append(passage)
    ordered = sorted(
        by_article.items(),
        key=lambda item: (_shared_with(name, index.articles[item[0]].missions), -len(item[1])),
    )
    return tuple(
        ArticleOnMission(
            index.articles[slug].title, f"/articles/{slug}", _sections(name, index, passages)
        )
        for slug, passages in ordered
    )


def _shared_with(name: str, missions: Sequence[str]) -> float:
    """How many missions an article is on, this one among them; endless for one on others."""
    return len(missions) if name in missions else inf


def _sections(name: str, index: Index, passages: Iterable[Passage]) -> tuple[SectionLink, ...]:
    sections: dict[str, SectionLink] = {}
    for passage in passages:
        section = index.articles[passage.article].section_at(passage.start)
        if section.anchor not in sections:
            about = next(
                (one for one in passage.sentences if name in one.missions), passage.sentences[0]
            )
            sections[section.anchor] = SectionLink(
                section.heading or passage.title,
                f"/articles/{passage.article}#{section.anchor}",
                passage.words_of(about),
            )
    return tuple(sections.values())


def _questions(name: str) -> tuple[FollowUpView, ...]:
    asked = (
        f"Who flew on {name}?",
        f"When was {name} launched?",
        f"What postmarks does the cover of {name} have?",
    )
    return tuple(FollowUpView(one, ask_href(one)) for one in asked)


def _neighbour(mission: Mission | None) -> Neighbour | None:
    return Neighbour(mission.name, href_of(mission)) if mission else None
