"""The list of pictures that were added to a data folder: `pictures/pictures.toml` beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.article import PictureWords
from corpus.pictures.picture import Place
from corpus.toml_tables import Table, read_toml

ADDED_PICTURES = "pictures"
LIST = "pictures.toml"
_KEYS = frozenset({"file", "cover", "article", "section", "alt", "caption", "credit"})


@dataclass(frozen=True, slots=True)
class ListedPicture:
    """A file beside the list, and where and with what words it is shown."""

    file: str
    place: Place
    words: PictureWords


def listed_pictures(folder: Path) -> tuple[ListedPicture, ...]:
    """What a folder's list names; nothing where there is none.

    Raises:
        CorpusError: with file and line, for a key that is unknown or missing.
    """
    path = folder / LIST
    if not path.is_file():
        return ()
    file = read_toml(path)
    file.only_known({"picture"})
    return tuple(map(_listed, file.tables("picture")))


def _listed(table: Table) -> ListedPicture:
    table.only_known(_KEYS)
    cover, article, section = map(table.optional_text, ("cover", "article", "section"))
    place = Place(cover, article, section)
    if bool(place.cover) == bool(place.article):
        raise table.error("cover", "give a picture either a cover or an article")
    alt, caption, credit = map(table.optional_text, ("alt", "caption", "credit"))
    words = PictureWords(alt or caption, caption, credit)
    if not words.alt:
        raise table.error("alt", '"alt" is missing; say what the picture shows')
    return ListedPicture(table.text("file"), place, words)


def list_text(pictures: Iterable[ListedPicture]) -> str:
    """The list as TOML; what is empty is left out."""
    return "\n".join(map(_table_text, pictures))


def _table_text(picture: ListedPicture) -> str:
    place, words = picture.place, picture.words
    values = {
        "file": picture.file,
        "cover": place.cover,
        "article": place.article,
        "section": place.section,
        "alt": words.alt,
        "caption": words.caption,
        "credit": words.credit,
    }
    lines = [f"{key} = {_toml(value)}\n" for key, value in values.items() if value]
    return "[[picture]]\n" + "".join(lines)


def _toml(text: str) -> str:
    """A TOML string; JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
