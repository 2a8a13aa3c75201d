"""`Picture`: what is known of a picture that is served; leaves its bytes to the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.article import PictureWords


@dataclass(frozen=True, slots=True)
class Place:
    """What a picture is shown with: a cover by its id, or a place in an article.

    Attributes:
        section: heading of the section, empty for the lead.
        offset: in the article's text, the end of the block above it; None below the section.
    """

    cover: str = ""
    article: str = ""
    section: str = ""
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class PictureSource:
    """A picture's file, or part of a document, that nothing has looked into yet.

    `digest` is the SHA-256 of the file and the part's name; empty where there is no file.
    """

    path: Path
    part: str
    digest: str
    place: Place
    words: PictureWords


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is served.

    Attributes:
        name: SHA-256 of the large picture, in hexadecimal.
        small: SHA-256 of the small one.
        width, height: of the large one, in points.
        source: the digest of what it was made from.
    """

    name: str
    small: str
    width: int
    height: int
    source: str
    place: Place
    words: PictureWords

    @property
    def file(self) -> str:
        """The name of the large picture's file."""
        return f"{self.name}.webp"

    @property
    def small_file(self) -> str:
        """The name of the small picture's file."""
        return f"{self.small}.webp"


def picture_from_json(content: Mapping[str, object]) -> Picture:
    """The picture that `asdict` wrote; for data of one's own writing, unchecked."""
    values: dict[str, object] = dict(content)
    values["place"] = Place(**content["place"])  # type: ignore[arg-type]
    values["words"] = PictureWords(**content["words"])  # type: ignore[arg-type]
    return Picture(**values)  # type: ignore[arg-type]
