"""Keeps of a catalogue what a set of articles still tells: catalogue, articles → `Catalogue`.

An operator may serve other articles, or other editions, than those that were catalogued.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from corpus.article import Article
from corpus.catalogue.schema import (
    Autograph,
    Cachet,
    Catalogue,
    Cover,
    CoverNote,
    CoverPostmark,
    CoverStamp,
    Handstamp,
    Issue,
    Label,
    Postmark,
    SectionReference,
    Stamp,
    Telling,
)
from corpus.catalogue.sentences import span_of

Row = TypeVar(
    "Row",
    CoverStamp,
    CoverPostmark,
    Handstamp,
    Cachet,
    Autograph,
    Label,
    Issue,
    CoverNote,
    Stamp,
    Postmark,
)


def standing(catalogue: Catalogue, articles: Mapping[str, Article]) -> Catalogue:
    """The catalogue without what rests on a sentence that the articles do not have.

    A row goes with any of its sentences, for nobody knows which of its values that one told. A
    cover stays while one sentence introduces it; with another of them it loses its date.
    """
    told = _Told(articles)
    return Catalogue(
        covers=tuple(kept for cover in catalogue.covers if (kept := told.cover(cover))),
        stamps=told.rows(catalogue.stamps),
        postmarks=told.rows(catalogue.postmarks),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    articles: Mapping[str, Article]

    def cover(self, cover: Cover) -> Cover | None:
        """The cover with the rows that stand; None where nothing introduces it."""
        introduced = tuple(filter(self.stands, cover.tellings))
        if not introduced or cover.article not in self.articles:
            return None
        place = SectionReference(cover.article, cover.section)
        return replace(
            cover,
            tellings=introduced,
            date=cover.date if introduced == cover.tellings else None,
            section=cover.section if self.has(place) else "",
            also=tuple(filter(self.has, cover.also)),
            stamps=self.rows(cover.stamps),
            postmarks=self.rows(cover.postmarks),
            handstamps=self.rows(cover.handstamps),
            cachet=self.row(cover.cachet),
            autographs=self.rows(cover.autographs),
            labels=self.rows(cover.labels),
            issue=self.row(cover.issue),
            notes=self.rows(cover.notes),
        )

    def rows(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        return tuple(row for row in rows if all(map(self.stands, row.tellings)))

    def row(self, row: Row | None) -> Row | None:
        return row if row is not None and all(map(self.stands, row.tellings)) else None

    def stands(self, telling: Telling) -> bool:
        article = self.articles.get(telling.article)
        return article is not None and span_of(telling, article) is not None

    def has(self, place: SectionReference) -> bool:
        article = self.articles.get(place.article)
        return article is not None and any(
            section.heading == place.section for section in article.sections
        )
