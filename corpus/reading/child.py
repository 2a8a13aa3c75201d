"""Reads one foreign file in a child process: a path → `Contents`, or a refusal in good time.

The child has limits on memory, processor and time, may neither write nor reach the network, and
answers on a pipe with JSON that the parent checks. What it reads is left to `formats` and `pdf`.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal, get_args

from corpus.article import (
    BlockKind,
    CorpusError,
    Figure,
    LimitReached,
    PictureWords,
    visible,
)
from corpus.reading.books import epub_contents
from corpus.reading.contents import Contents, FormatError, PlacedFigure
from corpus.reading.formats import csv_contents, rtf_contents, text_contents
from corpus.reading.front_matter import checked_fields
from corpus.reading.mail import eml_contents
from corpus.reading.markdown import own_markdown_contents
from corpus.reading.open_documents import odt_contents
from corpus.reading.pdf import pdf_contents
from corpus.reading.plain_markdown import markdown_contents
from corpus.reading.web_pages import html_contents
from corpus.reading.word_documents import docx_contents

FormatKind = Literal[
    "text",
    "html",
    "pdf",
    "docx",
    "csv",
    "rtf",
    "odt",
    "epub",
    "eml",
    "markdown",
    "own_markdown",
]
ROOT = Path(__file__).parents[2]
MAX_ANSWER_BYTES = 32 * 1024 * 1024
_READINGS: Mapping[FormatKind, Callable[[bytes], Contents]] = {
    "text": text_contents,
    "html": html_contents,
    "pdf": pdf_contents,
    "docx": docx_contents,
    "csv": csv_contents,
    "rtf": rtf_contents,
    "odt": odt_contents,
    "epub": epub_contents,
    "eml": eml_contents,
    "markdown": markdown_contents,
    "own_markdown": partial(own_markdown_contents, ""),
}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may take, in bytes and seconds, so that a refusal comes within 10 s and 512 MB.

    An HTML page of 3 MB takes 2 s and 100 MB, a PDF 20 ms a page, so that about 300 pages pass.
    What counts is the time of the processor: beside busy neighbours a good file takes the longer.
    """

    memory: int = 448 * 1024 * 1024
    processor: int = 7
    wall: float = 120.0


def read_in_child(path: Path, kind: FormatKind, limits: Limits | None = None) -> Contents:
    """Read a file in a child process.

    Raises:
        CorpusError: for a file that is not of this kind, is damaged, locked or without words.
        LimitReached: for one that takes more than the limits.
    """
    return _checked(path, answered(path, ["corpus.reading.child", kind], limits or Limits()))


def answered(path: Path, arguments: Sequence[str], limits: Limits) -> bytes:
    """What a module of readers, run as a child with arguments, says of a file.

    Raises:
        LimitReached: for a file that takes more than the limits.
    """
    began = time.monotonic()
    answer, code = _run(path, arguments, limits)
    if code in (-signal.SIGKILL, -signal.SIGXCPU):
        late = time.monotonic() - began >= limits.wall
        most = f"{limits.wall:g} s" if late else f"{limits.processor} s of processor"
        problem = f"it takes longer than {most} to read; split it into smaller files"
    elif len(answer) > MAX_ANSWER_BYTES:
        problem = f"it holds more than {MAX_ANSWER_BYTES:,} bytes of text; split it"
    elif code != 0:
        problem = f"it broke its reader (code {code}); save it again in another format"
    else:
        return answer
    raise LimitReached(path, None, problem)


def _run(path: Path, arguments: Sequence[str], limits: Limits) -> tuple[bytes, int]:
    """The child's answer and exit code; minus 9 when its time was up."""
    # Nothing of the operator's environment goes along: no keys, no paths to other modules.
    command = [
        sys.executable,
        "-s",
        "-B",
        "-m",
        *arguments,
        json.dumps(asdict(limits)),
    ]
    with (
        path.open("rb") as file,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env={"LC_ALL": "C.UTF-8"},
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process,
    ):
        assert process.stdout is not None
        alarm = threading.Timer(limits.wall, process.kill)
        alarm.start()
        try:
            answer = process.stdout.read(MAX_ANSWER_BYTES + 1)
            process.stdout.close()
            return answer, process.wait()
        finally:
            alarm.cancel()
            process.kill()


def _checked(path: Path, answer: bytes) -> Contents:
    """The answer as contents; a reader that was taken over could have answered anything."""
    try:
        found = json.loads(answer)
    except (ValueError, RecursionError):
        found = None
    match found:
        case {"limit": str(problem)}:
            raise LimitReached(path, None, problem)
        case {"problem": str(problem), "line": (int() | None) as line}:
            raise CorpusError(path, line, problem)
        case {
            "title": str(title),
            "blocks": [_, *_] as blocks,
            "left_out": [*left_out],
            "front": dict(front),
            "figures": [*figures],
        } if all(map(_is_block, blocks)) and all(isinstance(one, str) for one in left_out):
            return Contents(
                title,
                tuple((kind, words) for kind, words in blocks),
                tuple(map(visible, left_out)),
                checked_fields(path, "", front) if front else {},
                tuple(_figure(path, one, len(blocks)) for one in figures),
            )
        case _:
            raise nonsense(path)


def nonsense(path: Path) -> CorpusError:
    """What is wrong where a reader's answer is none that it gives."""
    return CorpusError(path, None, "its reader answered nonsense; do not trust this file")


def _figure(path: Path, found: Any, blocks: int) -> PlacedFigure:
    match found:
        case [
            int(before),
            {
                "offset": 0,
                "file": str(file),
                "words": {"alt": str(alt), "caption": str(caption), "credit": str(credit)},
                "within": bool(within),
            },
        ] if 0 <= before <= blocks:
            return before, Figure(0, file, PictureWords(alt, caption, credit), within)
        case _:
            raise nonsense(path)


def _is_block(block: Any) -> bool:
    match block:
        case [str(kind), str(words)]:
            return kind in get_args(BlockKind) and bool(words)
        case _:
            return False


def confine(limits: Limits) -> None:
    """Limit this process for good: memory, processor, no network, no programs, no writing."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.processor, limits.processor + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
    if writes or event.startswith(_FORBIDDEN):
        raise PermissionError(f"a reader of files may not: {event}")


def _answer(kind: FormatKind, data: bytes) -> dict[str, Any]:
    try:
        found = _READINGS[kind](data)
    except FormatError as error:
        return {"problem": str(error), "line": None}
    except CorpusError as error:
        return {"problem": error.problem, "line": error.line}
    except MemoryError:
        return {"limit": "it takes too much memory to read; split it into smaller files"}
    # Parsers fail on foreign bytes with errors of every kind; to the operator they are one.
    except Exception as error:
        what = type(error).__name__
        problem = f"it is damaged ({what}); save it again from its program"
        return {"problem": problem, "line": None}
    if not found.blocks:
        scan = "; if it is a scan, run text recognition over it" if kind == "pdf" else ""
        problem = f"the file holds no words; remove it or fill it{scan}"
        return {"problem": problem, "line": None}
    return asdict(found)


def answer_on_pipe(answer: Callable[[bytes], dict[str, Any]], limits: str) -> None:
    """Be the child: read standard input within limits, given as JSON, and write the answer."""
    # What a library prints must not mix with the answer.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace")
    os.dup2(2, 1)
    confine(Limits(**json.loads(limits)))
    json.dump(answer(sys.stdin.buffer.read()), answers)
    answers.close()


if __name__ == "__main__":
    answer_on_pipe(partial(_answer, sys.argv[1]), sys.argv[2])  # type: ignore[arg-type]
