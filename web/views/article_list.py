"""What `/articles` shows: every article with its opening and a cover of it, by decades."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from corpus.article import Article
from index.store import Index
from web.views.covers.grid import entries
from web.views.covers.shelf import Shelf
from web.views.drawing.cover import Drawing
from web.views.marking import Piece, pieces_of
from web.views.searching import Found

# More missions than these are named by the first and the last.
MAX_NAMED = 4
# What runs over more years than these is of no one decade.
MAX_YEARS = 10
ACROSS = "Across the years"


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """One article of the list; `drawing` is of a cover that it tells of, if any."""

    title: str
    href: str
    about: str
    opening: str
    drawing: Drawing | None


@dataclass(frozen=True, slots=True)
class ArticleGroup:
    """The articles of a decade; without a heading where there are no decades."""

    heading: str
    articles: tuple[ArticleEntry, ...]


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """A sentence that a search brought up, in pieces of which some are the words of the search."""

    pieces: tuple[Piece, ...]
    source: str
    section: str
    href: str


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    """All articles, `count` of them, or the sentences that were found in them."""

    template: ClassVar[str] = "articles.html"
    title: str
    current: str
    searched: str
    count: int
    groups: tuple[ArticleGroup, ...]
    found: tuple[FoundEntry, ...]


def articles_page(index: Index, shelf: Shelf) -> ArticlesPage:
    """Every article that is served."""
    groups = _groups(index, shelf)
    return ArticlesPage("Articles", "/articles", "", len(index.articles), groups, ())


def found_page(searched: str, found: Iterable[Found], index: Index) -> ArticlesPage:
    """What a search brought up."""
    shown = tuple(
        FoundEntry(pieces_of(one.text, searched), one.source, one.section, one.href)
        for one in found
    )
    count = len(index.articles)
    return ArticlesPage(f"Search: {searched}", "/articles", searched, count, (), shown)


def _groups(index: Index, shelf: Shelf) -> tuple[ArticleGroup, ...]:
    openings = _openings(index)
    by_decade: dict[str, list[ArticleEntry]] = {}
    for article in sorted(index.articles.values(), key=lambda one: _counted(one.title)):
        entry = _entry(article, openings.get(article.slug, ""), shelf)
        by_decade.setdefault(_decade(article.period), []).append(entry)
    if len(by_decade) == 1:
        return tuple(ArticleGroup("", tuple(entries)) for entries in by_decade.values())
    ordered = sorted(by_decade.items(), key=lambda item: (item[0] == ACROSS, item[0]))
    return tuple(ArticleGroup(heading, tuple(entries)) for heading, entries in ordered)


def _decade(period: str) -> str:
    """The decade of "1967" and "1967-1969"; none of what is longer or has no years."""
    years = [int(year) for year in re.findall(r"\b[12]\d{3}\b", period)]
    if not years or years[-1] - years[0] > MAX_YEARS:
        return ACROSS
    return f"The {years[0] // 10 * 10}s"


def _openings(index: Index) -> dict[str, str]:
    """The first sentence of each article that is not a note of its editor."""
    openings: dict[str, str] = {}
    for passage in index.passages:
        if passage.article not in openings and passage.kind != "note" and passage.sentences:
            openings[passage.article] = passage.words_of(passage.sentences[0])
    return openings


def _counted(title: str) -> list[tuple[int, str]]:
    """A key that puts Soyuz 9 before Soyuz 10; of numbers the longer is the greater."""
    parts = re.split(r"0*(\d+)", title.casefold())
    return [(len(part), part) if part.isdecimal() else (0, part) for part in parts]


def _entry(article: Article, opening: str, shelf: Shelf) -> ArticleEntry:
    missions = article.missions
    about = (
        ", ".join(missions)
        if len(missions) <= MAX_NAMED
        else (f"{missions[0]} to {missions[-1]}, {len(missions)} missions")
    )
    if missions == (article.title,):
        about = ""
    covers = entries(shelf, shelf.catalogue.in_article(article.slug))
    return ArticleEntry(
        article.title,
        f"/articles/{article.slug}",
        " · ".join(one for one in (about, article.period) if one),
        opening,
        # of several the one with most to see
        max((one.drawing for one in covers), key=lambda one: len(one.elements), default=None),
    )
