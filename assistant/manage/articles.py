"""Adds articles to a data folder, lists what it indexes, and takes added ones away again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.manage.build import read_selection
from assistant.manage.picture_sources import ADDED_ARTICLES
from corpus.article import Article, CorpusError, shown_path
from corpus.reading.folder import (
    CorpusReading,
    Skipped,
    files_below,
    no_articles,
    why_no_article,
)
from corpus.reading.pictures import PICTURE_SUFFIXES
from corpus.reading.readers import READERS, FileReading
from corpus.slugs import slug_beside
from index.files import write_whole
from index.selection import Selection


@dataclass(frozen=True, slots=True)
class Listed:
    """An article that is indexed, its file, and whether it was added to the data folder.

    `left_out` has a line for each thing that stands in the file and not in the article.
    """

    article: Article
    file: Path
    is_added: bool
    left_out: tuple[str, ...] = ()


def add_articles(home: Path, paths: Sequence[Path], *, dry_run: bool = False) -> CorpusReading:
    """Copy the operator's articles into the data folder; each is read before it is copied.

    A folder stands for the articles below it, by the rules of `read_folders`, and its own folders
    are kept. A bad file, or one that names a slug that another article has, is refused and not
    copied; a file that was added before is replaced. A dry run reads and copies nothing.
    """
    added = home / ADDED_ARTICLES
    taken = {article.slug for article in read_selection(home, Selection.of(home)).articles}
    found: list[tuple[FileReading, Path]] = []
    skipped: list[Skipped] = []
    refused: list[CorpusError] = []
    targets: set[Path] = set()
    for path, folder in _expanded(paths):
        try:
            if folder and (reason := why_no_article(path)):
                skipped.append(Skipped(shown_path(path), reason))
                continue
            target = added / (path.relative_to(folder) if folder else path.name)
            if target in targets:
                target = target.parent / path.absolute().parent.name / path.name
            reading = _read_new(path, target, added, taken)
            if not dry_run:
                target.parent.mkdir(parents=True, exist_ok=True)
                write_whole(target, path.read_bytes())
                refused += _copy_pictures(reading.article, path, target, added)
            targets.add(target)
            taken.add(reading.article.slug)
            found.append((reading, path))
        except CorpusError as error:
            refused.append(error)
        except OSError as error:
            refused.append(CorpusError(path, None, f"cannot be copied: {error.strerror or error}"))
    if not found and not refused:
        refused.append(no_articles(paths))
    return CorpusReading.of(found, skipped, refused)


def _copy_pictures(article: Article, path: Path, target: Path, added: Path) -> list[CorpusError]:
    """Copy the files that an article shows to beside its copy; what is wrong with the others.

    Whether they are pictures is found out when they are indexed.
    """
    refused = []
    for figure in article.figures:
        source, copy = path.parent / figure.file, target.parent / figure.file
        if figure.within or not source.is_file() or source.is_symlink():
            continue  # said when it is indexed
        if not copy.resolve().is_relative_to(added.resolve()):
            problem = f"it lies outside the folder of {path.name}; put it beside or below"
            refused.append(CorpusError(figure.file, None, problem))
        elif source.suffix.lower() in PICTURE_SUFFIXES:
            copy.parent.mkdir(parents=True, exist_ok=True)
            write_whole(copy, source.read_bytes())
    return refused


def _read_new(path: Path, target: Path, added: Path, taken: set[str]) -> FileReading:
    """Read a file that is to be added, and refuse one that would hide another article."""
    if path.is_symlink():
        raise CorpusError(path, None, "this is a link; give the file or the folder itself")
    reader = READERS.get(path.suffix.lower())
    if path.suffix.lower() in PICTURE_SUFFIXES:
        problem = "say where the picture is shown: --cover ID, or --article SLUG"
        raise CorpusError(path, None, problem)
    if reader is None:
        kinds = ", ".join(sorted(READERS))
        raise CorpusError(path, None, f"this kind of file is not read; give {kinds}")
    if not path.exists():
        raise CorpusError(path, None, "there is no such file")
    reading = reader(path)
    slug = reading.article.slug
    replaced = reader(target).article.slug if target.is_file() else None
    if replaced not in (None, slug):
        raise CorpusError(path, None, f"{target} is another article; rename the file")
    if slug not in taken or slug == replaced:
        return reading
    if reading.is_named:
        raise CorpusError(path, None, f'the slug "{slug}" is taken; give it another')
    within = "" if target.parent == added else target.parent.name
    beside = slug_beside(within, path.stem, taken)
    return replace(reading, article=replace(reading.article, slug=beside))


def _expanded(paths: Sequence[Path]) -> Iterator[tuple[Path, Path | None]]:
    """Every file, and the folder in which it was found; None for one that was named itself."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            yield from ((one, path) for one in files_below(path))
        else:
            yield path, None


def listed_articles(home: Path) -> tuple[Listed, ...]:
    """What the data folder indexes, by path order.

    Raises:
        CorpusError: for a folder that is missing or holds no articles.
    """
    return listed(home, read_selection(home, Selection.of(home)))


def listed(home: Path, reading: CorpusReading) -> tuple[Listed, ...]:
    """The articles of a reading of the data folder, in its order."""
    added = home / ADDED_ARTICLES
    found = zip(reading.articles, reading.files, reading.left_out, strict=True)
    return tuple(Listed(one, file, added in file.parents, gone) for one, file, gone in found)


def remove_article(home: Path, name: str) -> Listed:
    """Take an added article away by its slug or its file's name; the index is not touched.

    Raises:
        CorpusError: for a name that no article has, or several, and for an article that was not
            added here.
    """
    articles = listed_articles(home)
    wanted = Path(name).name
    named = [one for one in articles if name in (one.article.slug, str(one.file))] or [
        one for one in articles if one.is_added and one.file.name == wanted
    ]
    if not named:
        raise CorpusError(
            name, None, "no article has this slug or file; `assistant articles` lists them"
        )
    if len(named) > 1:
        slugs = ", ".join(one.article.slug for one in named)
        raise CorpusError(name, None, f"several articles have this file name; name one of {slugs}")
    (found,) = named
    if not found.is_added:
        problem = f"this article was not added but comes from {found.file.parent}; remove it there"
        raise CorpusError(name, None, problem)
    found.file.unlink()
    return found
