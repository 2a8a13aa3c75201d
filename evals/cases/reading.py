"""Reads known facts: TOML files → `Case`s, strictly. Knows articles, not the assistant."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from corpus.article import Article
from evals.cases.case import Case
from evals.cases.table import HEADER, CaseError, Table, line_of

FACTS = Path(__file__).parents[1] / "facts"
_ANY_CASE = re.compile(r"""\s*\[*\s*["']?case\b""")
_TOML_LINE = re.compile(r"\(at line (\d+)")


def read_cases(folder: Path, articles: Mapping[str, Article]) -> tuple[Case, ...]:
    """Read every case below a folder, by file and order.

    Raises:
        CaseError: with file and line, for an unknown, missing or malformed key, an id given twice,
            or an article or a section that does not exist.
    """
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise CaseError(folder, None, "no cases here; give a folder of .toml files")
    cases: list[Case] = []
    seen: dict[str, str] = {}
    for path in files:
        for case in _read_file(path, articles):
            if case.id in seen:
                line = int(case.place.rpartition(":")[2])
                raise CaseError(path, line, f'the id "{case.id}" is taken by {seen[case.id]}')
            seen[case.id] = case.place
            cases.append(case)
    return tuple(cases)


def _read_file(path: Path, articles: Mapping[str, Article]) -> Iterable[Case]:
    try:
        raw = path.read_text(encoding="utf-8")
        content = tomllib.loads(raw)
    except UnicodeDecodeError:
        raise CaseError(path, None, "not UTF-8; save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        found = _TOML_LINE.search(str(error))
        raise CaseError(path, int(found[1]) if found else None, f"broken TOML: {error}") from None
    lines = raw.splitlines()
    if unknown := sorted(set(content) - {"case"}):
        line = line_of(lines, 0, unknown[0])
        raise CaseError(path, line, f'unknown key "{unknown[0]}"; write [[case]] tables')
    starts = [number for number, line in enumerate(lines) if HEADER.match(line)]
    tables = content.get("case", [])
    if not isinstance(tables, list) or len(tables) != len(starts):
        odd = (
            number
            for number, line in enumerate(lines, start=1)
            if _ANY_CASE.match(line) and not HEADER.match(line)
        )
        raise CaseError(path, next(odd, None), "each case must be a table below a line [[case]]")
    for start, table in zip(starts, tables, strict=True):
        yield Table(path, lines, start, table).case(articles)
