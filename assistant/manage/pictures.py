"""Adds pictures of covers and articles to a data folder, and takes them away again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.manage.build import read_selection
from corpus.article import CorpusError, PictureWords
from corpus.catalogue.serving import OWN_COVERS, served_catalogue, with_own_covers
from corpus.pictures.gathering import misplaced
from corpus.pictures.listing import (
    ADDED_PICTURES,
    LIST,
    ListedPicture,
    list_text,
    listed_pictures,
)
from corpus.pictures.picture import Place
from corpus.reading.pictures import read_picture
from corpus.slugs import slug_of
from index.files import write_whole
from index.selection import Selection


@dataclass(frozen=True, slots=True)
class PicturesAdded:
    """The pictures that were added, and what is wrong with the others."""

    pictures: tuple[ListedPicture, ...]
    refused: tuple[CorpusError, ...]


def add_pictures(
    home: Path, paths: Sequence[Path], place: Place, words: PictureWords, *, dry_run: bool = False
) -> PicturesAdded:
    """Copy pictures into the data folder and list them there; each is opened before it is copied.

    Where no words say what one shows, they are taken from the title of what it is shown with. A
    file of the same name is replaced. A dry run copies nothing.

    Raises:
        CorpusError: for a cover, article or section that is not there.
    """
    named = _named(home, place)
    words = PictureWords(words.alt or words.caption or named, words.caption, words.credit)
    folder = home / ADDED_PICTURES
    added: list[ListedPicture] = []
    refused: list[CorpusError] = []
    for path in paths:
        try:
            read_picture(path)
            file = f"{slug_of(path.stem)}{path.suffix.lower()}"
            if file in [one.file for one in added]:
                problem = f"two of these pictures would be called {file}; rename one"
                raise CorpusError(path, None, problem)
            if not dry_run:
                write_whole(folder / file, path.read_bytes())
            added.append(ListedPicture(file, place, words))
        except CorpusError as error:
            refused.append(error)
        except OSError as error:
            refused.append(CorpusError(path, None, f"cannot be copied: {error.strerror or error}"))
    if added and not dry_run:
        names = {one.file for one in added}
        others = [one for one in listed_pictures(folder) if one.file not in names]
        write_whole(folder / LIST, list_text([*others, *added]))
    return PicturesAdded(tuple(added), tuple(refused))


def _named(home: Path, place: Place) -> str:
    """The title of the cover or section that a picture is shown with.

    Raises:
        CorpusError: where there is none.
    """
    reading = read_selection(home, Selection.of(home))
    articles = {article.slug: article for article in reading.articles}
    catalogue = with_own_covers(served_catalogue(articles), home / OWN_COVERS, articles).catalogue
    if problem := misplaced(place, articles, [cover.id for cover in catalogue.covers]):
        raise CorpusError(place.cover or place.article, None, problem)
    if cover := catalogue.cover(place.cover):
        return cover.title
    return place.section or articles[place.article].title


def remove_picture(home: Path, name: str) -> ListedPicture | None:
    """Take an added picture away by its file's name; None where none has it."""
    folder = home / ADDED_PICTURES
    listed = listed_pictures(folder)
    found = next((one for one in listed if one.file == Path(name).name), None)
    if found is not None:
        write_whole(folder / LIST, list_text(one for one in listed if one is not found))
        (folder / found.file).unlink(missing_ok=True)
    return found
