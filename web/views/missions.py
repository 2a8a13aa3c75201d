"""What the mission pages show: the timeline, and what record and articles have on a mission."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf
from typing import ClassVar

from corpus.article import anchor_of
from corpus.record.missions import Mission, MissionRecord
from index.passages import Passage
from index.store import Index
from web.views.covers.grid import CoverEntry, entries
from web.views.covers.shelf import Shelf
from web.views.timeline import Chart, Row, charts, href_of, row_of
from web.views.turns import FollowUpView, ask_href


@dataclass(frozen=True, slots=True)
class MissionsPage:
    """Charts by era, or `listed` what they show: each alone, for both together are heavy."""

    template: ClassVar[str] = "missions.html"
    title: str
    current: str
    charts: tuple[Chart, ...]
    listed: bool


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


def missions_page(missions: Sequence[Mission], index: Index, *, listed: bool) -> MissionsPage:
    """The timeline, or its list in words."""
    shown = charts(missions, told_of(index))
    return MissionsPage("Missions", "/missions", shown, listed)


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
