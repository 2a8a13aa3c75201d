"""Which pictures a data folder shows: of its articles, its covers, and those that were added."""

from __future__ import annotations

from pathlib import Path

from corpus.catalogue.reading import BUILT_IN_COVERS
from corpus.catalogue.schema import Catalogue
from corpus.catalogue.serving import OWN_COVERS
from corpus.pictures.gathering import Gathered, gathered
from corpus.pictures.listing import ADDED_PICTURES
from corpus.reading.folder import BUILT_IN_ARTICLES, CorpusReading
from index.selection import Selection

ADDED_ARTICLES = "articles"


def article_folders(home: Path, selection: Selection) -> tuple[Path, ...]:
    """The folders of a selection, and at last that of the articles that were added."""
    return (*(selection.folders or (BUILT_IN_ARTICLES,)), home / ADDED_ARTICLES)


def picture_sources(
    home: Path,
    selection: Selection,
    reading: CorpusReading,
    built_in: Catalogue,
    served: Catalogue,
) -> Gathered:
    """What pictures are named, and which names are refused; no picture is opened.

    `served` are the covers that are `built_in`, then the operator's own.
    """
    return gathered(
        tuple(zip(reading.articles, reading.files, strict=True)),
        article_folders(home, selection),
        {
            BUILT_IN_COVERS: built_in.covers,
            home / OWN_COVERS: served.covers[len(built_in.covers) :],
        },
        home / ADDED_PICTURES,
    )
