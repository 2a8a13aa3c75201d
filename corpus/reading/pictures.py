"""Reads one picture in a child process: a path → `PictureBytes`, drawn anew, or a refusal.

The one door to Pillow. What comes out is a WebP of bounded size that has nothing of the file but
its points: no metadata, no place where it was taken, no second file behind the picture.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from corpus.article import CorpusError, LimitReached
from corpus.reading.archives import checked_archive
from corpus.reading.child import Limits, answer_on_pipe, answered, nonsense
from corpus.reading.contents import FormatError
from corpus.reading.picture_bytes import check_picture_bytes

# Raised when the same file would be drawn in another way than before.
PICTURE_VERSION = 1
PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp")
# A page of A4 scanned at 600 points an inch has 35 million points.
MAX_POINTS = 40_000_000
MAX_PICTURE_BYTES = 64_000_000
# As wide as a page shows a cover on a dense screen, and as a grid does.
LARGE, SMALL = 1600, 480
_QUALITY = 82


@dataclass(frozen=True, slots=True)
class PictureBytes:
    """A picture drawn anew, large and small, as WebP; `width` and `height` are the large one's."""

    width: int
    height: int
    large: bytes
    small: bytes


def read_picture(path: Path, part: str = "", limits: Limits | None = None) -> PictureBytes:
    """Read the picture in a file, or in a part of a document.

    Raises:
        CorpusError: for what is no JPEG, PNG or WebP, is damaged, something else at once, or too
            large.
    """
    problem = _refusal(path, part)
    if problem:
        raise CorpusError(path, None, problem)
    try:
        answer = answered(path, ["corpus.reading.pictures", part], limits or Limits())
    except LimitReached:
        problem = "it takes too much time or memory to read; save it smaller"
        raise CorpusError(path, None, problem) from None
    try:
        match json.loads(answer):
            case {"problem": str(problem)}:
                raise CorpusError(path, None, problem)
            case {
                "width": int(width),
                "height": int(height),
                "large": str(large),
                "small": str(small),
            } if 0 < width <= LARGE and 0 < height <= LARGE:
                return PictureBytes(width, height, _webp(large), _webp(small))
    except (ValueError, RecursionError):
        pass
    raise nonsense(path)


def _refusal(path: Path, part: str) -> str:
    """Why a path is not even opened."""
    if path.is_symlink():
        return "this is a link; give the picture itself"
    if not path.exists():
        return "there is no such picture; put it there, or take its name out"
    if not path.is_file():
        return "this is no regular file; give a picture"
    if not part and path.suffix.lower() not in PICTURE_SUFFIXES:
        kind = path.suffix.lower() or "no type"
        return f"a picture is a JPEG, PNG or WebP, not {kind}; save it as one of these"
    if path.stat().st_size > MAX_PICTURE_BYTES:
        return f"it has more than {MAX_PICTURE_BYTES:,} bytes; save it smaller"
    return ""


def _webp(encoded: str) -> bytes:
    """Bytes that begin and end as a WebP does.

    Raises:
        ValueError: for others.
    """
    data = base64.b64decode(encoded, validate=True)
    size = int.from_bytes(data[4:8], "little") + 8
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or size != len(data):
        raise binascii.Error("no WebP")
    return data


def _drawn(data: bytes) -> dict[str, Any]:
    """A picture drawn anew in both sizes.

    Raises:
        FormatError: for what is no picture or has too many points.
    """
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # counted here, with a sentence of our own
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as opened:
        width, height = opened.size
        if width * height > MAX_POINTS:
            raise FormatError(
                f"it has {width:,} × {height:,} points, more than {MAX_POINTS:,}; save it smaller"
            )
        opened.draft("RGB", (LARGE, LARGE))
        # Points that are numbers of a palette have no mean.
        shrunk = opened.convert("RGBA") if opened.mode in ("P", "1") else opened
        shrunk.thumbnail((LARGE, LARGE))
        ImageOps.exif_transpose(shrunk, in_place=True)
        if shrunk.mode.startswith("I"):
            # Points of two bytes: all but the darkest would turn white.
            shrunk = shrunk.convert("I").point(lambda value: value / 256).convert("L")
        drawn = shrunk.convert("RGBA")
    large = Image.new("RGB", drawn.size, "white")
    large.paste(drawn, mask=drawn)
    small = large.copy()
    small.thumbnail((SMALL, SMALL))
    return {
        "width": large.width,
        "height": large.height,
        "large": _encoded(large),
        "small": _encoded(small),
    }


def _encoded(image: Any) -> str:
    file = io.BytesIO()
    image.save(file, "WEBP", quality=_QUALITY, method=4)
    return base64.b64encode(file.getvalue()).decode()


def _part_of(data: bytes, part: str) -> bytes:
    """A part of a document, whose size and ratio are checked as its text's are."""
    with checked_archive(data, "DOCX", "a word processor") as archive:
        return archive.read(part)


def _answer(data: bytes, part: str) -> dict[str, Any]:
    try:
        if part:
            data = _part_of(data, part)
        check_picture_bytes(data)
        return _drawn(data)
    except FormatError as error:
        return {"problem": str(error)}
    except MemoryError:
        return {"problem": "it takes too much memory to read; save it smaller"}
    # Decoders fail on foreign bytes with errors of every kind; to the operator they are one.
    except Exception as error:
        what = type(error).__name__
        return {"problem": f"this is no picture, or a damaged one ({what}); save it again"}


if __name__ == "__main__":
    answer_on_pipe(partial(_answer, part=sys.argv[1]), sys.argv[2])
