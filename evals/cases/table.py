"""Checks one `[[case]]` table of TOML, key by key, and makes a `Case` of it.

A mistake would be a wrong figure for ever, so keys, types, ids, articles and sections are checked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from corpus.article import Article
from corpus.record.missions import MissionRecord
from evals.cases.case import CHOICES, PROJECT, Case, heads
from evals.cases.matching import holds, tokens

HEADER = re.compile(r"\s*\[\[\s*case\s*\]\]")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TEXTS = (
    "id",
    "ask",
    "section",
    "kind",
    "style",
    "source",
    "topic",
    "premise",
    "writer",
    "form",
    "verdict",
    "quotes",
    "standalone",
    "difficulty",
    "note",
)
_LISTS = ("cites", "missions", "denies", "after")
_FLAGS = ("must", "abstains", "full")
_GROUPS = ("says", "shows")
_KEYS = {*_TEXTS, *_LISTS, *_FLAGS, *_GROUPS}
_ALWAYS = ("id", "ask", "kind", "style")
# Strangers say what they ask and what is right, and need not know more.
_STRANGE = ("id", "ask")
_ANSWERABLE = ("says", "cites", "section", "source", "missions")


class CaseError(Exception):
    """A case that cannot be trusted: says which file, which line and what to do."""

    def __init__(self, path: Path, line: int | None, problem: str) -> None:
        self.path = path
        self.line = line
        self.problem = problem
        where = str(path) if line is None else f"{path}, line {line}"
        super().__init__(f"{where}: {problem}")


def line_of(lines: Sequence[str], start: int, key: str) -> int:
    """The line, counted from one, of a key in the table that begins at line `start` (from zero)."""
    pattern = re.compile(rf"\s*{re.escape(key)}\s*=")
    for number, line in enumerate(lines[start + 1 :], start=start + 2):
        if HEADER.match(line):
            break
        if pattern.match(line):
            return number
    return start + 1


class Table:
    """One `[[case]]` and where it stands, so that every refusal can name its line."""

    def __init__(self, path: Path, lines: Sequence[str], start: int, table: dict[str, Any]) -> None:
        self._path = path
        self._lines = lines
        self._start = start
        self._table = table

    def case(self, articles: Mapping[str, Article]) -> Case:
        """The checked case."""
        for key in self._table:
            if key not in _KEYS:
                self._refuse(key, f'unknown key "{key}"; known are {", ".join(sorted(_KEYS))}')
        self._check_types()
        self._check_keys()
        self._check_words()
        if "cites" in self._table:
            self._check_place(articles)
        self._check_missions(articles)
        lists = {key: tuple(self._table.get(key, ())) for key in _LISTS}
        groups = {key: tuple(tuple(group) for group in self._table.get(key, ())) for key in _GROUPS}
        plain = {key: self._table[key] for key in (*_TEXTS, *_FLAGS) if key in self._table}
        place = f"{self._path.name}:{line_of(self._lines, self._start, 'id')}"
        return Case(**{**plain, **lists, **groups, "place": place})

    def _refuse(self, key: str, problem: str) -> None:
        raise CaseError(self._path, line_of(self._lines, self._start, key), problem)

    def _check_types(self) -> None:
        for key, value in self._table.items():
            if key in _TEXTS and not isinstance(value, str):
                self._refuse(key, f'"{key}" must be a text')
            if key in _FLAGS and value is not True:
                self._refuse(key, f'"{key}" is true or left out')
            if key in _LISTS and value != [] and not _texts(value):
                self._refuse(key, f'"{key}" must be a list of texts')
            if key in _GROUPS and not _groups(value):
                self._refuse(key, f'"{key}" must be a list of groups, each a list of spellings')
            if key == "source" and not value.strip():
                self._refuse(key, f'"{value}" is no source; say where the fact is from')
            if key in CHOICES and value not in CHOICES[key]:
                known = ", ".join(CHOICES[key])
                self._refuse(key, f'"{value}" is no {key}; known are {known}')

    def _check_keys(self) -> None:
        written = self._table
        strange = written.get("writer", PROJECT) != PROJECT
        declines = written.get("abstains", False) or written.get("form") == "decline"
        for key in _STRANGE if strange else _ALWAYS:
            self._require(key)
        if strange:
            if not (declines or written.get("form") == "clarify" or "verdict" in written):
                self._require("says")
        elif declines:
            self._require("topic")
        else:
            for key in ("says",) if written.get("form") == "clarify" else _ANSWERABLE:
                self._require(key)
        unfit = ("premise", *(() if strange else (*_GROUPS, "cites", "section", "denies")))
        for key in unfit if declines else ("topic",):
            if key in written:
                why = "declines" if declines else "answers"
                self._refuse(key, f'"{key}" does not belong to a case that {why}; take it out')

    def _require(self, key: str) -> None:
        if key not in self._table:
            self._refuse(key, f'"{key}" is missing')

    def _check_words(self) -> None:
        if not _ID.fullmatch(self._table["id"]):
            self._refuse("id", "the id must be lower case words joined by hyphens")
        if not self._table["ask"].strip():
            self._refuse("ask", "the question is empty")
        for key in _GROUPS:
            for spelling in (one for group in self._table.get(key, ()) for one in group):
                if not tokens(spelling):
                    self._refuse(key, f'"{spelling}" holds no word that could be found')

    def _check_place(self, articles: Mapping[str, Article]) -> None:
        if not self._table["cites"]:
            self._refuse("cites", '"cites" names no article')
        for slug in self._table["cites"]:
            if slug not in articles:
                self._refuse(
                    "cites",
                    f'there is no article "{slug}" among those asked; give the '
                    "cases of these articles with --facts",
                )
        first, section = self._table["cites"][0], self._table.get("section")
        if section is None:
            return
        if not any(heads(one.heading, section) for one in articles[first].sections):
            self._refuse("section", f'the article "{first}" has no section "{section}"')

    def _check_missions(self, articles: Mapping[str, Article]) -> None:
        """Refuse a tag that nothing knows; not every mission of an article is in the record."""
        if self._table.get("writer", PROJECT) != PROJECT:
            return
        record = _record()
        known = {one.name for one in record.missions}.union(
            *(article.missions for article in articles.values())
        )
        told = "\n".join(articles[slug].text for slug in self._table.get("cites", ()))
        for name in self._table.get("missions", ()):
            if name in known or holds(told, [name]):
                continue
            mission = record.get(name)
            way = f'write "{mission.name}"' if mission else "write it as corpus/missions.toml does"
            self._refuse(
                "missions", f'"{name}" is no mission of the record or of a cited article; {way}'
            )


@cache
def _record() -> MissionRecord:
    return MissionRecord.load()


def _texts(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, str) and bool(one.strip()) for one in value)
    )


def _groups(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_texts, value))
