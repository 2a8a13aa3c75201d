"""The real articles, record and catalogue as a library, without models."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from assistant.compose.library import Library
from assistant.plan.subjects import Topics
from corpus.catalogue.reading import BUILT_IN_COVERS, read_catalogue
from corpus.catalogue.schema import Catalogue
from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders
from corpus.record.article import record_article
from index.passages import split
from tests.toy import shared_record


@cache
def real_library() -> Library:
    """The built-in articles and the record's, with their passages."""
    record = shared_record()
    read = read_folders([BUILT_IN_ARTICLES]).articles
    articles = {one.slug: one for one in (*read, record_article(record))}
    passages = {slug: split(one, record) for slug, one in articles.items()}
    return Library(
        MappingProxyType(articles),
        MappingProxyType(passages),
        MappingProxyType({}),
        record,
        "toy",
    )


@cache
def real_catalogue() -> Catalogue:
    """The built-in covers, stamps and postmarks."""
    return read_catalogue([BUILT_IN_COVERS], real_library().articles.values())


@cache
def real_topics() -> Topics:
    return Topics.of(real_library().passages, real_catalogue())
