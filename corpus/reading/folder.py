"""Reads folders of articles: paths → all articles in a stable order, and what was left out."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from corpus.article import Article, CorpusError, LimitReached, shown_path
from corpus.reading.front_matter import has_front_matter, is_own
from corpus.reading.pictures import PICTURE_SUFFIXES
from corpus.reading.readers import READERS, FileReading
from corpus.slugs import slug_beside, slug_of

BUILT_IN_ARTICLES = Path(__file__).parents[1] / "articles"
# Enough to see a file's first line below some blank ones.
OPENING_BYTES = 1024
_MARKDOWN = (".md", ".markdown")
_OF_COLLECTION = frozenset({"missions.toml", "lexicon.toml", "site.toml"})
# What people put into a folder to tell what it holds.
_ABOUT_FOLDER = frozenset({"readme", "license", "contributing", "changelog", "notice"})


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is no article, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class CorpusReading:
    """What a reading found; `refused` files should have been articles and could not be read.

    Of each article, `files` has its file, `left_out` what stands in that and not in its text, and
    `digests` the `file_digest` of that file.
    """

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]
    refused: tuple[CorpusError, ...]
    files: tuple[Path, ...] = ()
    left_out: tuple[tuple[str, ...], ...] = ()
    digests: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def of(
        cls,
        found: Sequence[tuple[FileReading, Path]],
        skipped: Sequence[Skipped],
        refused: Sequence[CorpusError],
    ) -> CorpusReading:
        """A reading of the files that were read, each with its path, and of the others."""
        return cls(
            tuple(reading.article for reading, _ in found),
            tuple(skipped),
            tuple(refused),
            tuple(path for _, path in found),
            tuple(reading.left_out for reading, _ in found),
            tuple(reading.digest for reading, _ in found),
        )


def read_folders(
    folders: Sequence[Path], known: Mapping[str, Article] = MappingProxyType({})
) -> CorpusReading:
    """Read every article below the folders, by path order; one bad file loses no other.

    `known` are articles by the `file_digest` of what they were read from: where reading takes
    longer than it may this time, they stand in.

    Raises:
        CorpusError: for a folder that is missing or not a folder, and when nothing could be read.
    """
    found: dict[str, tuple[FileReading, Path]] = {}
    skipped: list[Skipped] = []
    refused: list[CorpusError] = []
    for path in _files(folders):
        try:
            if reason := why_no_article(path):
                skipped.append(Skipped(shown_path(path), reason))
                continue
            reading = _read(path, known)
            slug = reading.article.slug
            if slug in found and reading.is_named:
                problem = f'the slug "{slug}" is taken by {found[slug][1]}; give it another'
                raise CorpusError(path, None, problem)
            if slug in found:
                within = "" if path.parent in folders else path.parent.name
                slug = slug_beside(within, path.stem, found)
                reading = replace(reading, article=replace(reading.article, slug=slug))
            found[slug] = reading, path
        except CorpusError as error:
            refused.append(error)
        except OSError as error:
            refused.append(CorpusError(path, None, f"cannot be read: {error.strerror or error}"))
    if not found and not refused:
        raise no_articles(folders)
    return CorpusReading.of([*found.values()], skipped, refused)


def _read(path: Path, known: Mapping[str, Article]) -> FileReading:
    digest = file_digest(path)
    try:
        reading = READERS[path.suffix.lower()](path)
    except LimitReached:
        if digest not in known:
            raise
        reading = _as_known(path, known[digest])
    return replace(reading, digest=digest)


def _as_known(path: Path, article: Article) -> FileReading:
    """A known article as its file would give it: which slugs are free is told anew."""
    if path.suffix.lower() in _MARKDOWN:
        raw = path.read_bytes().decode("utf-8-sig", errors="replace")
        if is_own(raw):
            return FileReading(article, is_named=True)
    return FileReading(replace(article, slug=slug_of(path.stem)))


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
    """Why a file that lies in a folder is not even meant to be an article."""
    if path.is_symlink():
        return "a link could lead out of the folder; copy the file itself"
    if path.exists() and not path.is_file():
        return "this is no regular file but a pipe, a socket or a device"
    suffix = path.suffix.lower()
    if path.name in _OF_COLLECTION:
        return "it tells of the collection, and is read for itself"
    if suffix in PICTURE_SUFFIXES:
        return "a picture is shown where an article or a cover names it"
    if suffix not in READERS:
        return f"files of type {suffix or 'none'} are not read"
    if suffix in _MARKDOWN:
        with path.open("rb") as file:
            opening = file.read(OPENING_BYTES).decode("utf-8", errors="replace").lstrip("\ufeff")
        if not opening.strip():
            return "the file is empty"
        if path.stem.lower() in _ABOUT_FOLDER and not has_front_matter(opening):
            return "it tells of the folder; begin it with front matter to make it an article"
    return None
