"""A generation on disk: an immutable folder, its manifest, and the pointer to the current one.

    index/
      CURRENT            the name of the generation that serves and its manifest's SHA-256
      lock               held by the one writer
      gen-<digest>/      files and manifest.json; never edited in place

A generation is written aside, synced and renamed; then CURRENT is replaced. Opening compares
every byte with the manifest, because faiss and numpy load damaged files without a word.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from index.files import sync, write_whole
from index.model_files import file_digest

FORMAT_VERSION = 6
KEPT_GENERATIONS = 2
MANIFEST = "manifest.json"
CURRENT = "CURRENT"
_BUILDING = ".building-"

Stamp = tuple[tuple[str, int], ...]


class IndexUnusable(Exception):
    """No index that can be trusted: lists every problem and the command that mends them."""

    def __init__(self, folder: Path, problems: list[str], remedy: str) -> None:
        self.folder = folder
        self.problems = tuple(problems)
        self.remedy = remedy
        listed = "; ".join(problems)
        super().__init__(f"the index in {folder} cannot be used: {listed}. To mend it: {remedy}")


class IndexBusy(Exception):
    """Another process is building in the same data folder."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built from, and the size and SHA-256 of each of its files."""

    format: int
    generation: str
    encoder: str
    encoder_digest: str
    corpus_digest: str
    settings: dict[str, Any]
    counts: dict[str, int]
    files: dict[str, dict[str, Any]]

    @property
    def holds(self) -> str:
        """What can be found in it, in words."""
        return ", ".join(
            f"{count} {name}" for name, count in self.counts.items() if name != "unanswered"
        )


def index_folder(home: Path) -> Path:
    """Where a data folder keeps its generations."""
    return home / "index"


@contextlib.contextmanager
def writer_lock(home: Path) -> Iterator[None]:
    """Be the one writer, and clear what an interrupted writer left.

    Raises:
        IndexBusy: when another process is writing.
    """
    folder = index_folder(home)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise IndexBusy(
                f"another process is building the index in {folder}; wait until it is done"
            ) from None
        for leftover in folder.glob(_BUILDING + "*"):
            shutil.rmtree(leftover, ignore_errors=True)
        yield


def write(home: Path, manifest: Manifest, write_files: Callable[[Path], None]) -> Manifest:
    """Write a generation and make it current; call under `writer_lock`.

    An interruption at any point leaves the previous generation current and whole.
    """
    folder = index_folder(home)
    # Not by `tempfile`: its folders are the builder's alone, and a server may be somebody else.
    aside = folder / f"{_BUILDING}{secrets.token_hex(8)}"
    aside.mkdir()
    try:
        write_files(aside)
        complete = Manifest(**{**asdict(manifest), "files": _described(aside)})
        content = json.dumps(asdict(complete), indent=1, sort_keys=True).encode()
        (aside / MANIFEST).write_bytes(content)
        _sync_tree(aside)
        target = folder / f"gen-{manifest.generation}"
        if target.exists():  # damaged, or else nobody would have built it again
            _remove(target)
        aside.rename(target)
        sync(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    _point_to(folder, target.name, hashlib.sha256(content).hexdigest())
    _prune(folder, target)
    return complete


def open_current(home: Path, remedy: str) -> tuple[Path, Manifest]:
    """The folder and manifest of the current generation, every byte compared.

    Raises:
        IndexUnusable: listing all that is missing or changed.
    """
    folder = index_folder(home)
    pointer = folder / CURRENT
    if not pointer.is_file():
        raise IndexUnusable(folder, ["there is no index yet"], remedy)
    parts = pointer.read_text(errors="replace").split()
    names = {path.name for path in folder.glob("gen-*")}
    if len(parts) != 2 or parts[0] not in names:
        raise IndexUnusable(folder, ["CURRENT names no generation that is there"], remedy)
    generation = folder / parts[0]
    manifest_path = generation / MANIFEST
    if generation.is_symlink() or manifest_path.is_symlink():
        raise IndexUnusable(generation, ["it is a link, or its manifest is one"], remedy)
    if not manifest_path.is_file():
        raise IndexUnusable(generation, [f"{MANIFEST} is missing"], remedy)
    if file_digest(manifest_path) != parts[1]:
        raise IndexUnusable(generation, [f"{MANIFEST} or CURRENT has changed"], remedy)
    content = json.loads(manifest_path.read_bytes())
    if problem := _unreadable(content):
        raise IndexUnusable(generation, [problem], remedy)
    manifest = Manifest(**content)
    if problems := _differences(generation, manifest):
        raise IndexUnusable(generation, problems, remedy)
    return generation, manifest


def current_name(home: Path) -> str | None:
    """The digest of the generation that CURRENT names, unverified; None without one."""
    try:
        name = (index_folder(home) / CURRENT).read_text(errors="replace").split()[0]
    except (OSError, IndexError):
        return None
    return name.removeprefix("gen-")


def current_stamp(home: Path) -> Stamp:
    """What changes with any change to CURRENT or to a file of its generation, unverified.

    The time of the last change to a file, unlike that of its content, moves when it is copied back
    or may be read again.
    """
    folder = index_folder(home)
    paths = [folder / CURRENT, *sorted((folder / f"gen-{current_name(home)}").rglob("*"))]
    with contextlib.suppress(OSError):  # a writer is at work; the next look sees what it did
        return tuple((str(path), path.stat().st_ctime_ns) for path in paths)
    return ()


def _unreadable(content: Any) -> str:
    """Why a manifest is not one of this version; empty when it is."""
    if not isinstance(content, dict):
        return f"{MANIFEST} holds no manifest"
    if (found := content.get("format")) != FORMAT_VERSION:
        return f"it has format {found}, this version reads format {FORMAT_VERSION}"
    wanted = {field.name for field in fields(Manifest)}
    if missing := sorted(wanted - content.keys()):
        return f"{MANIFEST} lacks {', '.join(missing)}"
    if unknown := sorted(content.keys() - wanted):
        return f"{MANIFEST} has what this version does not know: {', '.join(unknown)}"
    return ""


def _described(folder: Path) -> dict[str, dict[str, Any]]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): {"size": path.stat().st_size, "sha256": file_digest(path)}
        for path in files
    }


def _differences(folder: Path, manifest: Manifest) -> list[str]:
    problems = []
    for name, expected in manifest.files.items():
        path = folder / name
        if path.is_symlink():
            problems.append(f"{name} is a link")
        elif not path.is_file():
            problems.append(f"{name} is missing")
        elif path.stat().st_size != expected["size"] or file_digest(path) != expected["sha256"]:
            problems.append(f"{name} has changed")
    expected_folders = {str(one) for name in manifest.files for one in Path(name).parents}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        is_folder = path.is_dir() and not path.is_symlink()
        known = name in (expected_folders if is_folder else {*manifest.files, MANIFEST})
        if not known:
            problems.append(f"{name} does not belong here")
    return problems


def _point_to(folder: Path, name: str, manifest_digest: str) -> None:
    write_whole(folder / CURRENT, f"{name} {manifest_digest}\n")


def _prune(folder: Path, current: Path) -> None:
    others = [path for path in folder.glob("gen-*") if path != current]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for old in others[KEPT_GENERATIONS - 1 :]:
        _remove(old)


def _remove(generation: Path) -> None:
    """Take a generation away; one of which a part is left must not pass for one to be kept."""
    going = generation.with_name(f"{_BUILDING}{generation.name}-{secrets.token_hex(4)}")
    generation.rename(going)
    shutil.rmtree(going, ignore_errors=True)


def _sync_tree(folder: Path) -> None:
    for path in folder.rglob("*"):
        sync(path)
    sync(folder)
