"""Checks that bytes are one picture and nothing else: a JPEG, PNG or WebP from first to last byte.

A file that a decoder takes for a picture and another program for a page, an archive or a program
is refused, though nothing but its points would be kept.
"""

from __future__ import annotations

from collections.abc import Mapping

from corpus.reading.contents import FormatError

_PNG = b"\x89PNG\r\n\x1a\n"
# What begins so is another kind of picture, or none.
_OTHERS: Mapping[bytes, str] = {
    b"GIF8": "a GIF",
    b"BM": "a BMP",
    b"II*\0": "a TIFF",
    b"MM\0*": "a TIFF",
    b"%PDF": "a PDF",
    b"PK": "an archive",
}
_SVG = (b"<svg", b"<?xml", b"<!doctype svg")
# Where these stand beside the points, another program could take the file for something else.
_SIGNATURES: Mapping[bytes, str] = {
    b"<script": "a page with a script",
    b"<html": "a page",
    b"<svg": "an SVG",
    b"<?php": "a program",
    b"%pdf-": "a PDF",
    b"pk\x03\x04": "an archive",
    b"rar!\x1a": "an archive",
}
# Where such a program would look.
_OPENING = 4096


def check_picture_bytes(data: bytes) -> None:
    """Refuse bytes that are no picture, or a picture and something else.

    Raises:
        FormatError: saying which.
    """
    if data.startswith(b"\xff\xd8\xff"):
        beside, end = _around_jpeg(data)
    elif data.startswith(_PNG):
        beside, end = _around_png(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        size = int.from_bytes(data[4:8], "little") + 8
        beside, end = b"", size + size % 2
    else:
        raise FormatError(f"this is {_named(data)}no JPEG, PNG or WebP; save it as one")
    beside = (data[:_OPENING] + beside).lower()
    for signature, what in _SIGNATURES.items():
        if signature in beside:
            raise FormatError(f"it is a picture and {what} at once; save the picture again")
    behind = data[end:].strip(b"\0")
    # Cameras put a second, smaller picture behind the first.
    if behind and not behind.startswith(b"\xff\xd8\xff"):
        raise FormatError("something stands behind the picture in its file; save it again")


def _named(data: bytes) -> str:
    opening = data[:_OPENING].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if opening.startswith(_SVG):
        return "an SVG and "
    named = (f"{name} and " for start, name in _OTHERS.items() if data.startswith(start))
    return next(named, "")


def _around_png(data: bytes) -> tuple[bytes, int]:
    """The words of a PNG, and where its last part ends."""
    place, words = len(_PNG), b""
    while place + 12 <= len(data):
        size, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        if kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf"):
            words += data[place + 8 : place + 8 + size]
        place += 12 + size
        if kind == b"IEND":
            return words, place
    return words, len(data)


def _around_jpeg(data: bytes) -> tuple[bytes, int]:
    """The parts of a JPEG that hold no points, and where its last part ends."""
    place, words = 2, b""
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker == 0xD9:
            return words, place + 2
        size = int.from_bytes(data[place + 2 : place + 4], "big")
        if marker == 0xDA:
            place = _after_points(data, place + 2 + size)
            continue
        if 0xE0 <= marker <= 0xEF or marker == 0xFE:
            words += data[place + 4 : place + 2 + size]
        place += 2 + size
    return words, len(data)


def _after_points(data: bytes, place: int) -> int:
    """Where the next marker stands behind compressed points."""
    while (place := data.find(b"\xff", place)) >= 0:
        if place + 1 < len(data) and data[place + 1] not in (0, 0xFF, *range(0xD0, 0xD8)):
            return place
        place += 1
    return len(data)
