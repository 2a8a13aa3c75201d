"""Files what strangers handed in as a TOML file of cases, read back as strictly as any other."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.article import Article, anchor_of
from evals.cases.adding import case_toml
from evals.cases.case import PROJECT, Case
from evals.cases.reading import read_cases
from evals.cases.strangers import Fields, read_strangers
from evals.cases.table import CaseError

_WRITER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def file_of(writer: str, folder: Path) -> Path:
    """Where a writer's cases go.

    Raises:
        CaseError: for a name that is no writer's, or whose cases are there already.
    """
    path = folder / f"{writer}.toml"
    if writer == PROJECT or not _WRITER.fullmatch(writer):
        raise CaseError(path, None, "a writer is named by lower case words joined by hyphens")
    if taken := sorted(folder.glob(f"{writer}*.toml")):
        raise CaseError(taken[0], None, f"cases of {writer} are there already; name another writer")
    return path


def filed(fields: Sequence[Fields], writer: str, articles: Mapping[str, Article]) -> str:
    """The cases as the text of their file.

    Raises:
        CaseError: where a case would be refused in the folder of facts.
    """
    heading = (
        f"# {writer}: filed by `evals batch new` after their first asking.\n"
        '# Nothing is ever fitted on these; see "Strangers" in evals/README.md.\n\n'
    )
    text = heading + "\n".join(map(case_toml, fields))
    read_back(text, writer, articles)
    return text


def read_back(text: str, writer: str, articles: Mapping[str, Article]) -> tuple[Case, ...]:
    """The cases of a file's text."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"{writer}.toml").write_text(text, encoding="utf-8")
        return read_cases(Path(folder), articles)


def read_folder(folder: Path, articles: Mapping[str, Article]) -> tuple[Case, ...]:
    """The questions of a folder of strangers' files, each file by a writer of its own.

    Raises:
        CaseError: for a folder without such files, or what is no question of the format.
    """
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise CaseError(folder, None, "no strangers' questions here; give a folder of .jsonl files")
    found: list[Case] = []
    for path in files:
        writer = f"strangers-{anchor_of(path.stem)}"
        found += read_back(filed(read_strangers(path, writer), writer, articles), writer, articles)
    return tuple(found)
