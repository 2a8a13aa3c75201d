"""`Shelf`: the served catalogue with all that its pages look up again and again, made once.

Leaves what a single page shows to its own module.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from assistant.answer import passage_href
from corpus.article import Article, anchor_of
from corpus.catalogue.attributes import describe
from corpus.catalogue.normalisation import words
from corpus.catalogue.programmes import programmes, programmes_of
from corpus.catalogue.queries import facets, genuineness
from corpus.catalogue.schema import (
    Catalogue,
    Cover,
    CoverPostmark,
    Handstamp,
    Stamp,
    Telling,
)
from corpus.catalogue.sentences import span_of
from corpus.record.missions import MissionRecord
from index.passages import Passage
from index.store import Index
from web.views.drawing.cover import Drawing, draw
from web.views.pictures import PictureView, pictures_by_cover
from web.views.timeline import href_of

Values = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class QuotedSentence:
    """A sentence of an article; `href` opens the article with its words marked."""

    text: str
    source: str
    href: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """A catalogue beside the articles that tell it.

    Attributes:
        drawings, described: of each cover by its id, the picture and its folded words.
        values: of each cover by its id, what it has of each facet.
        labels: (facet, value) → the value for readers.
        pictures: of each cover that has some, by its id.
        missions: the pages of the missions that the record has, by the names in the catalogue.
    """

    catalogue: Catalogue
    articles: Mapping[str, Article]
    drawings: Mapping[str, Drawing]
    described: Mapping[str, frozenset[str]]
    values: Mapping[str, Values]
    labels: Mapping[tuple[str, str], str]
    missions: Mapping[str, str]
    pictures: Mapping[str, tuple[PictureView, ...]]
    _passages: Mapping[str, tuple[Passage, ...]] = field(repr=False)

    def quote(self, telling: Telling) -> QuotedSentence:
        """A sentence with the link to where it stands."""
        article = self.articles[telling.article]
        return QuotedSentence(telling.sentence, article.title, self._href(telling, article))

    def quotes(self, tellings: Iterable[Telling]) -> tuple[QuotedSentence, ...]:
        """Several of them, each once."""
        return tuple(self.quote(telling) for telling in dict.fromkeys(tellings))

    def section_href(self, article: str, section: str) -> str:
        """The page of an article at one of its sections; empty where the article is not served."""
        found = self.articles.get(article)
        if found is None:
            return ""
        anchor = next((one.anchor for one in found.sections if one.heading == section), "")
        return f"/articles/{article}#{anchor}" if section and anchor else f"/articles/{article}"

    def _href(self, telling: Telling, article: Article) -> str:
        span = span_of(telling, article)
        if span:
            for passage in self._passages.get(article.slug, ()):
                if passage.start <= span[0] and span[1] <= passage.end:
                    return passage_href(passage, *span)
        return f"/articles/{article.slug}"


def shelf_of(catalogue: Catalogue, index: Index, record: MissionRecord) -> Shelf:
    """The shelf of a catalogue whose sentences all stand in the index's articles."""
    known = programmes(record)
    pictures = pictures_by_cover(index.pictures.pictures)
    values: dict[str, Values] = {}
    labels: dict[tuple[str, str], str] = {}
    for cover in catalogue.covers:
        told = {facet.name: facet.values for facet in facets(catalogue, [cover])}
        labels |= {
            (name, value.value): value.label for name, found in told.items() for value in found
        }
        values[cover.id] = MappingProxyType(
            {name: tuple(one.value for one in found) for name, found in told.items()}
            | {
                "programme": programmes_of(cover, known),
                "genuine": (genuineness(cover),),
                "picture": (("yes" if cover.id in pictures else "no",) if pictures else ()),
            }
        )
    return Shelf(
        catalogue=catalogue,
        articles=index.articles,
        drawings=MappingProxyType({one.id: draw(one, catalogue) for one in catalogue.covers}),
        described=MappingProxyType(
            {one.id: frozenset(words(describe(one, catalogue))) for one in catalogue.covers}
        ),
        values=MappingProxyType(values),
        labels=MappingProxyType(labels),
        missions=_mission_hrefs(catalogue, record),
        pictures=MappingProxyType(pictures),
        _passages=_by_article(index.passages) if catalogue.covers else MappingProxyType({}),
    )


def cover_href(cover: Cover) -> str:
    """The page of a cover."""
    return f"/covers/{cover.id}"


def marks_on(cover: Cover) -> tuple[CoverPostmark | Handstamp, ...]:
    """Its postmarks, then its handstamps."""
    return (*cover.postmarks, *cover.handstamps)


def stamp_slug(stamp: Stamp) -> str:
    """The number in an address: "s. 6874c" → "s-6874c"."""
    return anchor_of(stamp.number)


def _mission_hrefs(catalogue: Catalogue, record: MissionRecord) -> Mapping[str, str]:
    named = dict.fromkeys(name for cover in catalogue.covers for name in cover.missions)
    known = ((name, record.get(name)) for name in named)
    return MappingProxyType({name: href_of(mission) for name, mission in known if mission})


def _by_article(passages: Iterable[Passage]) -> Mapping[str, tuple[Passage, ...]]:
    found: dict[str, list[Passage]] = {}
    for passage in passages:
        found.setdefault(passage.article, []).append(passage)
    return MappingProxyType({slug: tuple(inside) for slug, inside in found.items()})
