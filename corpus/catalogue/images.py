"""`CoverImage`: an operator's picture of a cover, as a cover's table names it."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.toml_tables import Table

_KEYS = frozenset({"file", "alt", "caption", "credit"})


@dataclass(frozen=True, slots=True)
class CoverImage:
    """A file beside the file of covers; where no `alt` is given, the caption or title is one."""

    file: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


def images_of(table: Table) -> tuple[CoverImage, ...]:
    """`images = ["scan.jpg", { file = "back.jpg", caption = "The back" }]`.

    Raises:
        CorpusError: for what is neither the name of a file nor such a table.
    """
    found = table.values.get("images", [])
    if isinstance(found, list) and all(isinstance(one, dict) for one in found):
        return tuple(map(_image, table.tables("images")))
    if isinstance(found, list) and any(isinstance(one, dict) for one in found):
        named = [one if isinstance(one, dict) else {"file": one} for one in found]
        values = {**table.values, "images": named}
        return images_of(Table(table.path, table.lines, values, table.header))
    return tuple(CoverImage(file) for file in table.texts("images"))


def _image(table: Table) -> CoverImage:
    table.only_known(_KEYS)
    return CoverImage(
        table.text("file"), *(table.optional_text(key) for key in ("alt", "caption", "credit"))
    )
