"""Finds all pictures that articles, covers and the list of added ones name → `PictureSource`s.

A path that leads out of its folder, or to another machine, is refused; nothing is fetched.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.article import Article, CorpusError, Figure, PictureWords
from corpus.catalogue.schema import Cover
from corpus.pictures.listing import listed_pictures
from corpus.pictures.picture import PictureSource, Place

# Of 300 KB each, what is served of them is 1.5 GB.
MAX_PICTURES = 5_000
_ADDRESS = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|\\\\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Gathered:
    """All pictures that were named, and what is wrong with the names of others."""

    sources: tuple[PictureSource, ...] = ()
    refused: tuple[CorpusError, ...] = ()


@dataclass(slots=True)
class _Gathering:
    sources: list[PictureSource] = field(default_factory=list)
    refused: list[CorpusError] = field(default_factory=list)

    def add(
        self, named: str, beside: Path, place: Place, words: PictureWords, roots: Sequence[Path]
    ) -> None:
        """Add the file that a file of `roots` names, by a path from its own folder."""
        try:
            path = _within(named, beside, roots)
            self._add(PictureSource(path, "", _digest(path, ""), place, words))
        except CorpusError as error:
            self.refused.append(error)
        except (OSError, ValueError) as error:
            problem = f"cannot be read: {getattr(error, 'strerror', None) or error}"
            self.refused.append(CorpusError(named, None, problem))

    def add_part(self, path: Path, part: str, place: Place, words: PictureWords) -> None:
        """Add a picture that lies within a document."""
        try:
            if not words.alt:
                raise _wordless(f"{path}, {part}")
            self._add(PictureSource(path, part, _digest(path, part), place, words))
        except CorpusError as error:
            self.refused.append(error)
        except OSError as error:
            self.refused.append(CorpusError(path, None, f"cannot be read: {error.strerror}"))

    def _add(self, source: PictureSource) -> None:
        if not source.words.alt:
            raise _wordless(source.path)
        if len(self.sources) >= MAX_PICTURES:
            problem = f"there are more than {MAX_PICTURES:,} pictures; leave some out"
            raise CorpusError(source.path, None, problem)
        self.sources.append(source)


def gathered(
    articles: Sequence[tuple[Article, Path]],
    roots: Sequence[Path],
    covers: Mapping[Path, Sequence[Cover]],
    added: Path,
) -> Gathered:
    """All pictures, each with the place where it is shown.

    Args:
        articles: each with its file.
        roots: the folders of articles; a picture lies in one of them.
        covers: by the folder of the files that describe them.
        added: the folder of pictures that were added, with their list.
    """
    found = _Gathering()
    known = {article.slug: article for article, _ in articles}
    for article, path in articles:
        for figure in article.figures:
            _add_figure(found, article, path, figure, roots)
    ids = set()
    for folder, described in covers.items():
        for cover in described:
            ids.add(cover.id)
            for image in cover.images:
                caption = image.caption
                alt = image.alt or caption or cover.title
                words = PictureWords(alt, caption, image.credit)
                found.add(image.file, folder, Place(cover=cover.id), words, [folder])
    _add_listed(found, added, known, ids)
    return Gathered(tuple(found.sources), tuple(found.refused))


def _add_figure(
    found: _Gathering, article: Article, path: Path, figure: Figure, roots: Sequence[Path]
) -> None:
    section = article.section_at(figure.offset).heading
    place = Place("", article.slug, section, figure.offset)
    if figure.within:
        found.add_part(path, figure.file, place, figure.words)
    else:
        found.add(figure.file, path.parent, place, figure.words, roots)


def _add_listed(
    found: _Gathering, folder: Path, known: Mapping[str, Article], ids: set[str]
) -> None:
    try:
        listed = listed_pictures(folder)
    except CorpusError as error:
        found.refused.append(error)
        return
    for picture in listed:
        if problem := misplaced(picture.place, known, ids):
            found.refused.append(CorpusError(folder / picture.file, None, problem))
        else:
            found.add(picture.file, folder, picture.place, picture.words, [folder])


def misplaced(place: Place, articles: Mapping[str, Article], covers: Iterable[str]) -> str:
    """Why a picture cannot be shown at a place; empty where it can."""
    if place.cover:
        if place.cover in covers:
            return ""
        return f'there is no cover "{place.cover}"; its id is the last part of its page\'s address'
    article = articles.get(place.article)
    if article is None:
        return f'there is no article "{place.article}"; `assistant articles` lists them'
    headings = [section.heading for section in article.sections]
    if place.section and place.section not in headings:
        return f'the article "{place.article}" has no section "{place.section}"'
    return ""


def _within(named: str, beside: Path, roots: Sequence[Path]) -> Path:
    """The file of a name that stands in a file of a folder.

    Raises:
        CorpusError: for an address, and for a path that leads out of all the folders.
    """
    if _ADDRESS.match(named):
        raise CorpusError(named, None, "nothing is fetched; save the picture beside its text")
    path = beside / named
    inside = [root for root in roots if path.resolve().is_relative_to(root.resolve())]
    if Path(named).is_absolute() or not inside:
        raise CorpusError(named, None, f"it lies outside {roots[0]}; copy it into that folder")
    return Path(os.path.normpath(path))


def _digest(path: Path, part: str) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        whole = hashlib.file_digest(file, "sha256")
    whole.update(part.encode())
    return whole.hexdigest()


def _wordless(path: Path | str) -> CorpusError:
    problem = "no words say what it shows; write ![what it shows](file), or give it a caption"
    return CorpusError(path, None, problem)
