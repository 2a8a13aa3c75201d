"""A form with files → files in quarantine, written as they come: nothing is held in memory."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import IO, Any

from fastapi import HTTPException, Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool

from web.operating.quarantine import MAX_FILES, NameRefused, Quarantine


@dataclass(frozen=True, slots=True)
class Received:
    """An upload by its name in quarantine, and a sentence for each file that was not taken."""

    name: str
    has_files: bool
    refused: tuple[str, ...]


async def received(request: Request, quarantine: Quarantine) -> Received:
    """Take the files of a form; what is no file is passed over.

    Raises:
        HTTPException: for a body that is no such form, or is broken off.
        OSError: when there is no room for the files.
    """
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data" or not boundary:
        raise HTTPException(400)
    name = await run_in_threadpool(quarantine.begin)
    taking = _Taking(quarantine, name)
    try:
        parser = MultipartParser(boundary, taking.callbacks())
        async for piece in request.stream():
            await run_in_threadpool(parser.write, piece)
        parser.finalize()
        if not taking.is_whole:
            raise HTTPException(400)
    except BaseException as error:
        await run_in_threadpool(taking.give_up)
        if isinstance(error, FormParserError | ValueError):
            raise HTTPException(400) from None
        raise
    has_files = bool(await run_in_threadpool(quarantine.files, name))
    if not has_files:
        await run_in_threadpool(quarantine.discard, name)
    return Received(name, has_files, tuple(taking.refused))


class _Taking:
    """Writes each part that is a file to its place."""

    def __init__(self, quarantine: Quarantine, name: str) -> None:
        self._quarantine = quarantine
        self._name = name
        self._field = b""
        self._value = b""
        self._given = b""
        self._file: IO[bytes] | None = None
        self._count = 0
        self.refused: list[str] = []
        self.is_whole = False

    def callbacks(self) -> Any:
        """What the parser calls, by its names."""
        return {
            "on_part_begin": self._begin,
            "on_header_begin": self._begin_header,
            "on_header_field": self._add_field,
            "on_header_value": self._add_value,
            "on_header_end": self._end_header,
            "on_headers_finished": self._open,
            "on_part_data": self._write,
            "on_part_end": self._close,
            "on_end": self._end,
        }

    def give_up(self) -> None:
        """Delete what came."""
        self._close()
        self._quarantine.discard(self._name)

    def _begin(self) -> None:
        self._given = b""

    def _begin_header(self) -> None:
        self._field = self._value = b""

    def _add_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def _add_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _end_header(self) -> None:
        if self._field.lower() == b"content-disposition":
            self._given = parse_options_header(self._value)[1].get(b"filename", b"")

    def _open(self) -> None:
        if not self._given:  # a field that is no file, or a form in which none was chosen
            return
        self._count += 1
        if self._count > MAX_FILES:
            if self._count == MAX_FILES + 1:
                self.refused.append(f"Only the first {MAX_FILES} files were taken.")
            return
        try:
            place = self._quarantine.place(self._name, self._given.decode(errors="replace"))
        except NameRefused as error:
            self.refused.append(str(error))
            return
        self._file = place.open("xb")

    def _write(self, data: bytes, start: int, end: int) -> None:
        if self._file is not None:
            self._file.write(data[start:end])

    def _close(self) -> None:
        if self._file is not None:
            with contextlib.closing(self._file):
                self._file = None

    def _end(self) -> None:
        self.is_whole = True
