"""What a page shows of a picture: its addresses, its size and the words beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.pictures.picture import Picture


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture; `width` and `height` are the large one's, and the small one has their ratio."""

    href: str
    small: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str


def picture_view(picture: Picture) -> PictureView:
    """A picture as it is shown."""
    words = picture.words
    return PictureView(
        href=f"/pictures/{picture.file}",
        small=f"/pictures/{picture.small_file}",
        width=picture.width,
        height=picture.height,
        alt=words.alt,
        caption=words.caption,
        credit=words.credit,
    )


def pictures_by_cover(pictures: Iterable[Picture]) -> dict[str, tuple[PictureView, ...]]:
    """The pictures of covers, by the covers' ids."""
    found: dict[str, tuple[PictureView, ...]] = {}
    for one in pictures:
        if cover := one.place.cover:
            found[cover] = (*found.get(cover, ()), picture_view(one))
    return found
