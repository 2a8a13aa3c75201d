"""The built-in articles with their catalogue of covers, without an index or a model."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from assistant.answer import Answer
from assistant.compose.catalogue import answered
from assistant.compose.library import Library
from assistant.plan.catalogue import plan_of
from assistant.plan.plans import CataloguePlan
from assistant.understand.entities import EntityFinder, flights_of
from assistant.understand.expansion import with_dates_in_words, with_names, without_markup
from assistant.understand.query import Query, cleaned, understand
from corpus.catalogue.reading import BUILT_IN_COVERS, read_catalogue
from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders
from corpus.record.missions import MissionRecord
from index.passages import split


@cache
def real_library() -> Library:
    """The articles' passages, the mission record and the catalogue, as answers look them up."""
    articles = read_folders([BUILT_IN_ARTICLES]).articles
    record = MissionRecord.load()
    return Library(
        MappingProxyType({article.slug: article for article in articles}),
        MappingProxyType({article.slug: split(article, record) for article in articles}),
        MappingProxyType({}),
        record,
        "0" * 12,
        read_catalogue([BUILT_IN_COVERS], articles),
    )


@cache
def _finder() -> EntityFinder:
    return EntityFinder(real_library().record)


def real_query(question: str) -> Query:
    """A question that stands alone as the pipeline understands it, but for mended words."""
    read_as = cleaned(question)
    entities = _finder().find(read_as)
    text = with_dates_in_words(_finder().spelt(without_markup(read_as)))
    text = with_names(text, entities.missions)
    return understand(read_as, text, entities, flights_of(entities, real_library().record))


def real_plan(question: str) -> CataloguePlan | None:
    """What a question asks of the real catalogue."""
    library = real_library()
    return plan_of(real_query(question), library.catalogue, library.record)


def real_answer(question: str) -> Answer | None:
    """The real catalogue's answer; None without a plan or where it does not hold what is asked."""
    plan = real_plan(question)
    return answered(plan, real_query(question), real_library()) if plan else None
