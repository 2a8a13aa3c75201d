"""What a data folder catalogues: covers checked with file and line, and selected to be exported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.manage.build import read_selection
from corpus.article import Article, CorpusError
from corpus.catalogue.checking import stray_cancels, untold_values
from corpus.catalogue.gaps import ArticleSentence, gaps
from corpus.catalogue.locating import located, tables_by_place
from corpus.catalogue.programmes import programmes, programmes_of
from corpus.catalogue.queries import Criteria, by_date, date_of, genuineness, select
from corpus.catalogue.reading import BUILT_IN_COVERS, catalogue_files
from corpus.catalogue.schema import Catalogue, Cover
from corpus.catalogue.serving import (
    OWN_COVERS,
    ServedCatalogue,
    served_catalogue,
    with_own_covers,
)
from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders
from corpus.record.missions import MissionRecord
from index.passages import split
from index.selection import Selection

SORTS = ("oldest", "newest", "title")


@dataclass(frozen=True, slots=True)
class CatalogueCheck:
    """What a folder of covers holds, and what is wrong with it.

    Attributes:
        problems: files that were left out, and values that no sentence tells, with their lines.
        missing: stamp numbers, dates, wordings and signers that its articles tell and no row has.
    """

    folder: Path
    covers: int
    stamps: int
    postmarks: int
    problems: tuple[CorpusError, ...]
    missing: tuple[str, ...]


def check_catalogue(home: Path, folder: Path | None = None) -> CatalogueCheck:
    """Check a folder of covers, by default the built-in one, against the articles it is of.

    Raises:
        CorpusError: for a folder that is not there or has no file.
    """
    folder = folder or BUILT_IN_COVERS
    paths = catalogue_files(folder)
    if not paths:
        problem = "there is no file of covers; give a folder with a <slug>.toml for an article"
        raise CorpusError(folder, None, problem)
    built_in = folder.resolve() == BUILT_IN_COVERS
    articles = _built_in_articles() if built_in else articles_of(home)
    beside = Catalogue() if built_in else served_catalogue(articles)
    read = with_own_covers(beside, folder, articles)
    own = _without(read.catalogue, beside)
    refused = {error.path for error in read.refused}
    tables = tables_by_place(path for path in paths if str(path) not in refused)
    wrong = (*untold_values(read.catalogue), *stray_cancels(read.catalogue))
    problems = (*read.refused, *filter(None, (located(one, tables) for one in wrong)))
    return CatalogueCheck(
        folder,
        len(own.covers),
        len(own.stamps),
        len(own.postmarks),
        problems,
        _missing(own, read.catalogue, articles),
    )


def articles_of(home: Path) -> Mapping[str, Article]:
    """The articles of a data folder by slug, read anew: no index is needed.

    Raises:
        CorpusError: when none can be read.
    """
    reading = read_selection(home, Selection.of(home))
    return {article.slug: article for article in reading.articles}


def catalogue_of(home: Path) -> ServedCatalogue:
    """What a data folder serves: the built-in covers as its articles tell them, and its own."""
    articles = articles_of(home)
    return with_own_covers(served_catalogue(articles), home / OWN_COVERS, articles)


def selected(
    catalogue: Catalogue,
    criteria: Criteria,
    *,
    programme: str = "",
    genuine: str = "",
    sort: str = "oldest",
) -> tuple[Cover, ...]:
    """The covers that meet the filters of the page `/covers`, in its order."""
    known = programmes(MissionRecord.load())
    covers = tuple(
        cover
        for cover in select(catalogue, criteria)
        if programme.casefold() in ("", *map(str.casefold, programmes_of(cover, known)))
        and genuine.casefold() in ("", genuineness(cover))
    )
    if sort == "title":
        return tuple(sorted(covers, key=lambda cover: cover.title.casefold()))
    dated = by_date(covers)
    ordered = dated if sort == "oldest" else tuple(reversed(dated))
    return (*ordered, *(cover for cover in covers if date_of(cover) is None))


def told_sentences(articles: Sequence[Article], record: MissionRecord) -> list[ArticleSentence]:
    """Every sentence of articles, cut as the index cuts them."""
    return [
        ArticleSentence(passage.article, passage.section, passage.words_of(sentence))
        for article in articles
        for passage in split(article, record)
        for sentence in passage.sentences
    ]


def _missing(own: Catalogue, whole: Catalogue, articles: Mapping[str, Article]) -> tuple[str, ...]:
    """The gaps of the sections that the folder's covers are described in."""
    record = MissionRecord.load()
    places = {(cover.article, cover.section) for cover in own.covers}
    described = [articles[slug] for slug in dict.fromkeys(cover.article for cover in own.covers)]
    told = [
        one for one in told_sentences(described, record) if (one.article, one.section) in places
    ]
    return tuple(dict.fromkeys(map(str, gaps(whole, told, record))))


def _without(catalogue: Catalogue, beside: Catalogue) -> Catalogue:
    return Catalogue(
        catalogue.covers[len(beside.covers) :],
        catalogue.stamps[len(beside.stamps) :],
        catalogue.postmarks[len(beside.postmarks) :],
    )


def _built_in_articles() -> Mapping[str, Article]:
    return {article.slug: article for article in read_folders((BUILT_IN_ARTICLES,)).articles}
