"""Reads folders of articles: paths → all articles in a stable order, and what was left out."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from corpus.article import Article, CorpusError, LimitReached, shown_path
from corpus.reading.front_matter import has_front_matter
from corpus.reading.readers import READERS, check_text

BUILT_IN_ARTICLES = Path(__file__).parents[1] / "articles"
# Enough to see a file's first line below some blank ones.
OPENING_BYTES = 1024


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is no article, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class CorpusReading:
    """What a reading found; `refused` files should have been articles and could not be read.

    `digests` are those of the articles' files, in the same order.
    """

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]
    refused: tuple[CorpusError, ...]
    digests: tuple[str, ...] = field(default=(), compare=False)


def read_folders(
    folders: Sequence[Path], known: Mapping[str, Article] = MappingProxyType({})
) -> CorpusReading:
    """Read every article below the folders, by path order; one bad file loses no other.

    `known` are articles by the `file_digest` of what they were read from: where reading takes
    longer than it may this time, they stand in.

    Raises:
        CorpusError: for a folder that is missing or not a folder, and when nothing could be read.
    """
    articles: dict[str, tuple[Article, Path]] = {}
    digests: list[str] = []
    skipped: list[Skipped] = []
    refused: list[CorpusError] = []
    for path in _files(folders):
        try:
            if reason := why_no_article(path):
                skipped.append(Skipped(shown_path(path), reason))
                continue
            article, digest = _read(path, known)
            if article.slug in articles:
                other = articles[article.slug][1]
                problem = f'the slug "{article.slug}" is taken by {other}; give it another'
                raise CorpusError(path, None, problem)
            articles[article.slug] = article, path
            digests.append(digest)
        except CorpusError as error:
            refused.append(error)
        except OSError as error:
            refused.append(CorpusError(path, None, f"cannot be read: {error.strerror or error}"))
    if not articles and not refused:
        raise no_articles(folders)
    found = tuple(one for one, _ in articles.values())
    return CorpusReading(found, tuple(skipped), tuple(refused), tuple(digests))


def _read(path: Path, known: Mapping[str, Article]) -> tuple[Article, str]:
    digest = file_digest(path)
    try:
        return READERS[path.suffix.lower()](path), digest
    except LimitReached:
        if digest not in known:
            raise
        return known[digest], digest


def file_digest(path: Path) -> str:
    """SHA-256 of a file's name and bytes, which are all that its article is made of."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        whole = hashlib.file_digest(file, "sha256")
    whole.update(os.fsencode(path.name))
    return whole.hexdigest()


def _files(folders: Sequence[Path]) -> Iterator[Path]:
    """The files below the folders, each once though its folder is given twice or within another."""
    seen: set[Path] = set()
    for folder in folders:
        for path in files_below(folder):
            place = folder.resolve() / path.relative_to(folder)
            if place not in seen:
                seen.add(place)
                yield path


def files_below(folder: Path) -> Iterator[Path]:
    """The files below a folder in a stable order; hidden files and folders are not looked at.

    Raises:
        CorpusError: for a folder that is missing or not a folder.
    """
    if not folder.is_dir():
        problem = "is not a folder" if folder.exists() else "there is no such folder"
        raise CorpusError(folder, None, f"{problem}; give a folder of articles")
    yield from sorted(
        path
        for path in folder.rglob("*")
        if (path.is_symlink() or not path.is_dir())
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def no_articles(folders: Sequence[Path]) -> CorpusError:
    """What is wrong with folders in which nothing is even meant to be an article."""
    listed = ", ".join(str(folder) for folder in folders)
    kinds = ", ".join(sorted(READERS))
    return CorpusError(listed, None, f"no articles here; put files into it ({kinds})")


def why_no_article(path: Path) -> str | None:
    """Why a file that lies in a folder is not even meant to be an article.

    Raises:
        CorpusError: for Markdown that is no text at all: what it was meant to be cannot be told.
    """
    if path.is_symlink():
        return "a link could lead out of the folder; copy the file itself"
    if path.exists() and not path.is_file():
        return "this is no regular file but a pipe, a socket or a device"
    suffix = path.suffix.lower()
    if suffix not in READERS:
        return f"files of type {suffix or 'none'} are not read"
    if suffix == ".md":
        with path.open("rb") as file:
            opening = file.read(OPENING_BYTES).decode("utf-8", errors="replace").lstrip("\ufeff")
        if not has_front_matter(opening):
            if opening:
                check_text(path)
            return "Markdown without front matter is no article"
    return None
