"""Reads a TOML file into tables that know their lines, with a getter for each type of value.

Every refusal is a `CorpusError` with file and line; what the keys mean is for `reading`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from corpus.article import CorpusError, read_utf8

# [cover.cachet], [[cover.stamp]]; a quoted text alone in its brackets is a value.
_HEADER = re.compile(r"\s*\[\[?\s*(?P<keys>[A-Za-z_-]+(?:\s*\.\s*[A-Za-z_-]+)*)\s*\]\]?\s*(?:#|$)")
_TOML_LINE = re.compile(r"\(at line (\d+)")


@dataclass(frozen=True, slots=True)
class _Header:
    """A header's line, counted from one, and the headers of the tables within its table.

    An `inline` table has no header: it lies with all its keys in one line, or in those after it.
    """

    line: int
    inline: bool = False
    within: dict[str, list[_Header]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file; getters refuse a value of the wrong type."""

    path: Path
    lines: Sequence[str]
    values: dict[str, Any]
    header: _Header

    def error(self, key: str, problem: str) -> CorpusError:
        """What is wrong with a key, at its line or, where it is missing, at the table's."""
        return CorpusError(self.path, self.line_of(key), problem)

    def line_of(self, key: str) -> int:
        """The line of a key, or of the table that has no such line."""
        if within := self.header.within.get(key):
            return within[0].line
        pattern = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=""")
        below = [] if self.header.inline else self.lines[self.header.line :]
        for number, line in enumerate(below, self.header.line + 1):
            if _HEADER.match(line):
                break
            if pattern.match(line):
                return number
        return self.header.line or 1

    def only_known(self, known: Collection[str]) -> None:
        """Refuse a key that is not among the known ones."""
        for key in self.values:
            if key not in known:
                raise self.error(key, f'unknown key "{key}"; known are {", ".join(sorted(known))}')

    def tables(self, key: str) -> Iterator[Table]:
        """The tables [[key]]."""
        tables = self.values.get(key, [])
        if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
            raise self.error(key, f'"{key}" must be tables; write each below a line [[{key}]]')
        headers = self.header.within.get(key, [])
        if len(headers) != len(tables):
            headers = [_Header(self.line_of(key), inline=True)] * len(tables)
        for header, values in zip(headers, tables, strict=True):
            yield Table(self.path, self.lines, values, header)

    def table(self, key: str) -> Table | None:
        """The one table [key]."""
        values = self.values.get(key)
        if values is None:
            return None
        if not isinstance(values, dict):
            raise self.error(key, f'"{key}" must be one table; write it below a line [{key}]')
        header = self.header.within.get(key, [_Header(self.line_of(key), inline=True)])[0]
        return Table(self.path, self.lines, values, header)

    def text(self, key: str) -> str:
        """A text that must be there, its white space folded."""
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, f'"{key}" is missing or not a text; give it in quotes')
        return " ".join(value.split())

    def optional_text(self, key: str) -> str:
        """A text, or an empty one where the key is left out."""
        return self.text(key) if key in self.values else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty where the key is left out."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(
            isinstance(one, str) and one.strip() for one in value
        ):
            raise self.error(key, f'"{key}" must be a list of texts; write ["one", "two"]')
        return tuple(" ".join(one.split()) for one in value)

    def text_or_texts(self, key: str) -> tuple[str, ...]:
        """One text or a list of them, at least one."""
        value = self.values.get(key)
        if value == [] or not isinstance(value, str | list):
            raise self.error(key, f'"{key}" is missing; give a text or a list of texts')
        return (self.text(key),) if isinstance(value, str) else self.texts(key)

    def number(self, key: str) -> int | None:
        """A whole number from one, or None where the key is left out."""
        value = self.values.get(key)
        # True is an int in Python and no number to a reader.
        if value is not None and (type(value) is not int or value < 1):
            raise self.error(key, f'"{key}" must be a whole number from 1; write it without quotes')
        return value

    def day(self, key: str) -> date | None:
        """A date without a time, or None where the key is left out."""
        value = self.values.get(key)
        if value is not None and type(value) is not date:
            raise self.error(key, f'"{key}" must be a date; write it like 2003-10-18, unquoted')
        return value

    def flag(self, key: str) -> bool | None:
        """True or false, or None where the key is left out."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, bool):
            raise self.error(key, f'"{key}" must be true or false, without quotes')
        return value

    def choice(self, key: str, choices: Sequence[str]) -> str | None:
        """One of the choices, or None where the key is left out."""
        value = self.values.get(key)
        if value is not None and value not in choices:
            raise self.error(key, f'"{value}" is no {key}; known are {", ".join(choices)}')
        return value


def read_toml(path: Path) -> Table:
    """A whole file as the table of its tables.

    Raises:
        CorpusError: for text that is not UTF-8 or not TOML.
    """
    raw = read_utf8(path)
    try:
        values = tomllib.loads(raw)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_LINE.search(str(error))
        line = int(found[1]) if found else None
        raise CorpusError(path, line, f"broken TOML: {error}; mend this line") from None
    # Only what TOML calls a line: str.splitlines also breaks at characters inside a text.
    lines = raw.replace("\r\n", "\n").split("\n")
    return Table(path, lines, values, _headers(lines))


def _headers(lines: Sequence[str]) -> _Header:
    """The file's headers as a tree: [[cover.stamp]] lies within the [[cover]] before it."""
    root = _Header(0)
    for number, line in enumerate(lines, start=1):
        if match := _HEADER.match(line):
            *outer, key = (part.strip() for part in match["keys"].split("."))
            header = root
            for part in outer:
                header = header.within.get(part, [_Header(number)])[-1]
            header.within.setdefault(key, []).append(_Header(number))
    return root
