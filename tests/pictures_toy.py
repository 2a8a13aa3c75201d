"""Small pictures that tests make: honest ones, and those that are something else."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

from PIL import Image

SECRET = "taken at 51 N 0 W"


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 40), colour: str = "red") -> bytes:
    """A picture of one colour whose metadata say where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = SECRET
    exif.get_ifd(0x8825)[1] = "N"
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind, exif=exif)
    return file.getvalue()


def write_picture(path: Path, **how) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(picture(**how))
    return path


def bomb(width: int = 50_000, height: int = 50_000) -> bytes:
    """A PNG of a few hundred bytes that unpacks to gigabytes."""

    def part(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    points = zlib.compress(b"\0" * 100_000)
    opening = b"\x89PNG\r\n\x1a\n"
    return opening + part(b"IHDR", head) + part(b"IDAT", points) + part(b"IEND", b"")


ARTICLE = """---
title: Green covers
slug: green
---

## The green cover

The green cover was cancelled in Lindow on 3 March 1975.

![The front of the green cover](img/front.jpg "The green cover. Photo: Anna Petrova")

It has a red mark.
"""
COVER = """[[cover]]
id = "green-cover"
title = "The green cover"
kind = "cover"
section = "The green cover"
sentence = "The green cover was cancelled in Lindow on 3 March 1975."
images = ["back.png"]
"""


def write_collection(folder: Path) -> Path:
    """A folder of an article that shows a picture."""
    folder.mkdir()
    (folder / "green.md").write_text(ARTICLE, encoding="utf-8")
    write_picture(folder / "img" / "front.jpg")
    return folder


def write_cover(home: Path) -> None:
    """Describe that article's cover in a data folder, with a picture of its own."""
    write_picture(home / "covers" / "back.png", kind="PNG", colour="green")
    (home / "covers" / "green.toml").write_text(COVER, encoding="utf-8")
