"""Keeps uploaded files aside, in a folder of the data folder that no index reads.

An upload is known by a random name that is looked up among those that are there; of what a browser
calls a file only a plain name is kept, and no path is made of it.
"""

from __future__ import annotations

import re
import shutil
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from corpus.article import visible
from corpus.reading.readers import READERS
from web.store.turns import random_id

QUARANTINE = "quarantine"
MAX_UPLOADS = 5
# Each may take its child process 7 s, and an operator waits for all.
MAX_FILES = 10
KEPT_SECONDS = 24 * 3600.0
MAX_STEM_CHARACTERS = 60
_NO_NAME = re.compile(r"[^\w .()+,-]")


class NameRefused(ValueError):
    """A file that is not taken because of what it is called; says why."""


def plain_name(given: str) -> str:
    """The name under which a file is kept: its last part, without what no file's name needs.

    Raises:
        NameRefused: for a kind of file that is not read, and where no name is left.
    """
    last = unicodedata.normalize("NFC", visible(re.split(r"[/\\]", given)[-1]))
    path = PurePosixPath(last)
    suffix = path.suffix.lower()
    shown = last[:MAX_STEM_CHARACTERS] or "a file without a name"
    if suffix not in READERS:
        kinds = ", ".join(sorted(READERS))
        raise NameRefused(f"{shown}: this kind of file is not read; give {kinds}")
    stem = " ".join(_NO_NAME.sub("-", path.stem).split())[:MAX_STEM_CHARACTERS].strip(" .-")
    if not stem:
        raise NameRefused(f"{shown}: the file has no name; rename it")
    return f"{stem}{suffix}"


class Quarantine:
    """The uploads that wait to be looked at, a folder each."""

    def __init__(self, home: Path, clock: Callable[[], float] = time.time) -> None:
        self._folder = home / QUARANTINE
        self._clock = clock

    def begin(self) -> str:
        """Make room for another upload; its name.

        Raises:
            OSError: when the folder cannot be made.
        """
        self.sweep()
        for name in self._names()[MAX_UPLOADS - 1 :]:
            self.discard(name)
        name = random_id()
        (self._folder / name).mkdir(parents=True, mode=0o700)
        return name

    def place(self, name: str, given: str) -> Path:
        """Where a file of an upload is to be written; nothing is there yet.

        Raises:
            NameRefused: for a name that is not taken, or is there already.
        """
        path = self._folder / name / plain_name(given)
        if path.exists():
            raise NameRefused(f"{path.name}: two of the files have this name; rename one")
        return path

    def files(self, name: str) -> tuple[Path, ...]:
        """The files of an upload in the order of their names; none when there is no such upload."""
        if name not in self._names():
            return ()
        return tuple(sorted(path for path in (self._folder / name).iterdir() if path.is_file()))

    def waiting(self) -> tuple[str, ...]:
        """The uploads that have files, the latest first."""
        return tuple(name for name in self._names() if self.files(name))

    def discard(self, name: str) -> None:
        """Delete an upload with its files, if there is one."""
        if name in self._names():
            shutil.rmtree(self._folder / name, ignore_errors=True)

    def sweep(self) -> None:
        """Delete what has waited for a day."""
        for name in self._names():
            if self._clock() - self._since(name) > KEPT_SECONDS:
                self.discard(name)

    def _names(self) -> list[str]:
        if not self._folder.is_dir():
            return []
        names = [
            one.name for one in self._folder.iterdir() if one.is_dir() and not one.is_symlink()
        ]
        return sorted(names, key=lambda name: (-self._since(name), name))

    def _since(self, name: str) -> float:
        try:
            return (self._folder / name).stat().st_mtime
        except FileNotFoundError:  # discarded at this very moment
            return 0.0
