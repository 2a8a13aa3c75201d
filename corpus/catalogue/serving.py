"""The catalogue that an index holds: the built-in one as far as told, and an operator's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.article import Article, CorpusError
from corpus.catalogue.reading import (
    BUILT_IN_COVERS,
    POSTMARKS,
    STAMPS,
    catalogue_files,
    read_catalogue,
    read_files,
)
from corpus.catalogue.schema import Catalogue
from corpus.catalogue.standing import standing
from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders

# In a data folder, beside its articles.
OWN_COVERS = "covers"


@dataclass(frozen=True, slots=True)
class ServedCatalogue:
    """A catalogue, and the files that were left out of it, each with what is wrong."""

    catalogue: Catalogue
    refused: tuple[CorpusError, ...] = ()


def served_catalogue(articles: Mapping[str, Article]) -> Catalogue:
    """What of the built-in catalogue the served articles tell; of others nothing."""
    if not {path.stem for path in BUILT_IN_COVERS.glob("*.toml")} & articles.keys():
        return Catalogue()
    return standing(_built_in(), articles)


def with_own_covers(
    catalogue: Catalogue, folder: Path, articles: Mapping[str, Article]
) -> ServedCatalogue:
    """A catalogue with what an operator's folder adds to it; a broken file loses no other.

    The folder's covers may carry the marks and stamps of the catalogue that is there.
    """
    refused: list[CorpusError] = []
    for path in sorted(catalogue_files(folder), key=lambda path: _after_shared(path.name)):
        try:
            own = read_files([path], articles.values(), catalogue)
        except CorpusError as error:
            refused.append(error)
        except OSError as error:
            refused.append(CorpusError(path, None, f"cannot be read: {error.strerror or error}"))
        else:
            catalogue = Catalogue(
                (*catalogue.covers, *own.covers),
                (*catalogue.stamps, *own.stamps),
                (*catalogue.postmarks, *own.postmarks),
            )
    return ServedCatalogue(catalogue, tuple(refused))


def _after_shared(name: str) -> bool:
    """Whether a file may name what the files of shared stamps and marks have."""
    return name not in (STAMPS, POSTMARKS)


@cache
def _built_in() -> Catalogue:
    """Read once for all generations: the files are part of the program."""
    return read_catalogue([BUILT_IN_COVERS], read_folders((BUILT_IN_ARTICLES,)).articles)
