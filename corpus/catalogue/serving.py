"""The catalogue that an index serves, until it is part of the index's generation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from corpus.article import Article
from corpus.catalogue.reading import BUILT_IN_COVERS, read_catalogue
from corpus.catalogue.schema import Catalogue
from corpus.catalogue.standing import standing
from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders


def served_catalogue(articles: Mapping[str, Article]) -> Catalogue:
    """What of the built-in catalogue the served articles tell; of others nothing."""
    if not {path.stem for path in BUILT_IN_COVERS.glob("*.toml")} & articles.keys():
        return Catalogue()
    return standing(_built_in(), articles)


@cache
def _built_in() -> Catalogue:
    """Read once for all generations: the files are part of the program."""
    return read_catalogue([BUILT_IN_COVERS], read_folders((BUILT_IN_ARTICLES,)).articles)
