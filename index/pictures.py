"""The pictures of a generation: written beside its other files, looked up by name, and verified.

Where each stands and what is said of it is in `pictures.json`, with those that were refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from corpus.article import CorpusError
from corpus.pictures.picture import Picture, PictureSource, picture_from_json
from corpus.reading.pictures import PictureBytes

LIST = "pictures.json"
FOLDER = "pictures"

Draw = Callable[[Path, str], PictureBytes]
PictureWriter = Callable[[Path], None]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class PictureStore:
    """The pictures of a generation, in the order of what names them.

    Attributes:
        refused: (file, what is wrong) of those that could not be drawn.
    """

    pictures: tuple[Picture, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    _files: Mapping[str, tuple[Path, str]] = field(
        default_factory=lambda: MappingProxyType({}), repr=False
    )

    def content(self, name: str) -> bytes | None:
        """The WebP of a name; None for a name that is not known, or a file that has changed."""
        found = self._files.get(name)
        if found is None:
            return None
        path, digest = found
        try:
            data = path.read_bytes()
        except OSError:  # a newer generation serves, and this one has been taken away
            return None
        return data if hashlib.sha256(data).hexdigest() == digest else None

    def has(self, picture: Picture) -> bool:
        """Whether both sizes of a picture are known."""
        return {picture.file, picture.small_file} <= self._files.keys()


def read_pictures(folder: Path) -> PictureStore:
    """The pictures of a generation's folder, whose files have been verified."""
    content = json.loads((folder / LIST).read_bytes())
    pictures = tuple(map(picture_from_json, content["pictures"]))
    files = {}
    for one in pictures:
        files[one.file] = folder / FOLDER / one.file, one.name
        files[one.small_file] = folder / FOLDER / one.small_file, one.small
    refused = tuple((path, problem) for path, problem in content["refused"])
    return PictureStore(pictures, refused, MappingProxyType(files))


def no_pictures(folder: Path) -> None:
    """Write the list of a generation that has none."""
    _write_list(folder, [], [])


def writer(
    sources: Sequence[PictureSource],
    draw: Draw,
    before: PictureStore | None = None,
    progress: Progress | None = None,
    *,
    strict: bool = False,
) -> PictureWriter:
    """What writes pictures into a folder; those that are known from before are not drawn anew.

    If `strict`, a picture that cannot be drawn is a `CorpusError`; else it is left out and listed.
    """
    return partial(_write, sources, draw, before or PictureStore(), progress, strict)


def _write(
    sources: Sequence[PictureSource],
    draw: Draw,
    before: PictureStore,
    progress: Progress | None,
    strict: bool,
    folder: Path,
) -> None:
    known = {one.source: one for one in before.pictures}
    pictures: list[Picture] = []
    refused: list[tuple[str, str]] = []
    if sources:
        (folder / FOLDER).mkdir()
    for number, source in enumerate(sources, start=1):
        kept = _kept(known.get(source.digest), source, before, folder)
        try:
            pictures.append(kept or _drawn(source, draw, folder))
            known[source.digest] = pictures[-1]
        except CorpusError as error:
            if strict:
                raise
            refused.append((error.path, error.problem))
        if progress:
            progress("pictures", number, len(sources))
    _write_list(folder, pictures, refused)


def _kept(
    known: Picture | None, source: PictureSource, before: PictureStore, folder: Path
) -> Picture | None:
    """A picture as it was drawn before, at its new place; None where it must be drawn anew."""
    if known is None:
        return None
    for name in (known.file, known.small_file):
        target = folder / FOLDER / name
        if target.exists():
            continue
        content = before.content(name)
        if content is None:
            return None
        target.write_bytes(content)
    return Picture(
        known.name,
        known.small,
        known.width,
        known.height,
        known.source,
        source.place,
        source.words,
    )


def _drawn(source: PictureSource, draw: Draw, folder: Path) -> Picture:
    found = draw(source.path, source.part)
    names = [hashlib.sha256(data).hexdigest() for data in (found.large, found.small)]
    for name, data in zip(names, (found.large, found.small), strict=True):
        (folder / FOLDER / f"{name}.webp").write_bytes(data)
    return Picture(
        names[0], names[1], found.width, found.height, source.digest, source.place, source.words
    )


def _write_list(
    folder: Path, pictures: Sequence[Picture], refused: Sequence[tuple[str, str]]
) -> None:
    content: dict[str, Any] = {
        "pictures": [asdict(one) for one in pictures],
        "refused": refused,
    }
    (folder / LIST).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
