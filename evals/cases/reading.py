"""Reads known facts: TOML files → `Case`s, strictly. Knows articles, not the assistant.

A mistake would be a wrong figure for ever, so keys, types, ids, articles and sections are checked.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from corpus.article import Article
from corpus.record.missions import MissionRecord
from evals.cases.hardness import hardness
from evals.cases.matching import holds, stated, tokens

FACTS = Path(__file__).parents[1] / "facts"

Kind = Literal[
    "who",
    "when",
    "where",
    "how-many",
    "how-much",
    "which",
    "what",
    "why",
    "yes-no",
    "list",
    "compare",
]
Style = Literal["plain", "reworded", "indirect", "telegraph", "typo"]
Topic = Literal["in-field", "out-of-scope"]
Source = Literal["000", "001", "002", "record"]
Form = Literal["fact", "unanswerable", "premise", "follow-up"]

# No single sentence can hold all of it.
GATHERED_KINDS = ("list", "compare")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HEADER = re.compile(r"\s*\[\[\s*case\s*\]\]")
_ANY_CASE = re.compile(r"""\s*\[*\s*["']?case\b""")
_TOML_LINE = re.compile(r"\(at line (\d+)")
_TEXTS = ("id", "ask", "section", "kind", "style", "source", "topic", "premise")
_LISTS = ("cites", "missions", "denies", "after")
_FLAGS = ("must", "abstains")
_GROUPS = ("says", "shows")
_KEYS = {*_TEXTS, *_LISTS, *_FLAGS, *_GROUPS}
CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "style": get_args(Style),
    "topic": get_args(Topic),
    "source": get_args(Source),
    "premise": ("false",),
}
_ALWAYS = ("id", "ask", "kind", "style")
_ANSWERABLE = ("says", "cites", "section", "source", "missions")


class CaseError(Exception):
    """A case that cannot be trusted: says which file, which line and what to do."""

    def __init__(self, path: Path, line: int | None, problem: str) -> None:
        self.path = path
        self.line = line
        self.problem = problem
        where = str(path) if line is None else f"{path}, line {line}"
        super().__init__(f"{where}: {problem}")


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what the right reply must do.

    Attributes:
        says: groups of spellings; of every group one must occur in the reply.
        shows: groups that the quote must hold beside, where the answer is a name that stands in
            many sentences: "TM-31" answers nothing unless the sentence tells of the landing.
        cites: slugs of the articles that may be quoted first; `section` is of the first one.
        denies: phrases that must not be given as the short answer.
        after: the earlier questions of the conversation, in order.
        place: where the case is written, for messages.
    """

    id: str
    ask: str
    kind: Kind
    style: Style
    says: tuple[tuple[str, ...], ...] = ()
    cites: tuple[str, ...] = ()
    section: str = ""
    source: str = ""
    missions: tuple[str, ...] = ()
    must: bool = False
    abstains: bool = False
    topic: str = ""
    premise: str = ""
    denies: tuple[str, ...] = ()
    shows: tuple[tuple[str, ...], ...] = ()
    after: tuple[str, ...] = ()
    place: str = ""

    @property
    def form(self) -> Form:
        """What is judged: the first of these that applies."""
        if self.abstains:
            return "unanswerable"
        if self.premise:
            return "premise"
        return "follow-up" if self.after else "fact"

    @property
    def proof(self) -> tuple[Sequence[str], ...]:
        """The groups that a sentence must hold to support the answer."""
        return (*stated(self.says), *self.shows)

    @property
    def gathered(self) -> bool:
        """Whether the answer is put together from several sentences."""
        return self.kind in GATHERED_KINDS

    @property
    def tags(self) -> frozenset[str]:
        """Everything that `--tag` can name."""
        hard = hardness(self.style, self.form, gathered=self.gathered, turns_before=len(self.after))
        marks = {self.kind, self.style, self.source, self.topic, self.form, hard, *self.missions}
        return frozenset(marks - {""} | ({"must"} if self.must else set()))


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


def heads(heading: str, section: str) -> bool:
    """Whether a case's `section` means a heading; what stands in brackets may be left out.

    >>> heads("Soyuz TMA-14 (EP-16, Expedition 19)", "Soyuz TMA-14")
    True
    """
    return heading == section or (section != "" and heading.startswith(f"{section} ("))


def select(
    cases: Iterable[Case],
    *,
    tags: Sequence[str] = (),
    ids: Sequence[str] = (),
    kinds: Sequence[str] = (),
) -> tuple[Case, ...]:
    """The cases that have every tag, one of the ids and one of the kinds, where any are given."""
    return tuple(
        case
        for case in cases
        if case.tags.issuperset(tags)
        and (not ids or case.id in ids)
        and (not kinds or case.kind in kinds)
    )


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
        line = _line_of(lines, 0, unknown[0])
        raise CaseError(path, line, f'unknown key "{unknown[0]}"; write [[case]] tables')
    starts = [number for number, line in enumerate(lines) if _HEADER.match(line)]
    tables = content.get("case", [])
    if not isinstance(tables, list) or len(tables) != len(starts):
        odd = (
            number
            for number, line in enumerate(lines, start=1)
            if _ANY_CASE.match(line) and not _HEADER.match(line)
        )
        raise CaseError(path, next(odd, None), "each case must be a table below a line [[case]]")
    for start, table in zip(starts, tables, strict=True):
        yield _Table(path, lines, start, table).case(articles)


def _line_of(lines: Sequence[str], start: int, key: str) -> int:
    """The line, counted from one, of a key in the table that begins at line `start` (from zero)."""
    pattern = re.compile(rf"\s*{re.escape(key)}\s*=")
    for number, line in enumerate(lines[start + 1 :], start=start + 2):
        if _HEADER.match(line):
            break
        if pattern.match(line):
            return number
    return start + 1


class _Table:
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
        place = f"{self._path.name}:{_line_of(self._lines, self._start, 'id')}"
        return Case(**{**plain, **lists, **groups, "place": place})

    def _refuse(self, key: str, problem: str) -> None:
        raise CaseError(self._path, _line_of(self._lines, self._start, key), problem)

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
            if key in CHOICES and value not in CHOICES[key]:
                known = ", ".join(CHOICES[key])
                self._refuse(key, f'"{value}" is no {key}; known are {known}')

    def _check_keys(self) -> None:
        abstains = self._table.get("abstains", False)
        for key in (*_ALWAYS, *(("topic",) if abstains else _ANSWERABLE)):
            if key not in self._table:
                self._refuse(key, f'"{key}" is missing')
        unfit = (*_GROUPS, "cites", "section", "premise", "denies") if abstains else ("topic",)
        for key in unfit:
            if key in self._table:
                why = "declines" if abstains else "answers"
                self._refuse(key, f'"{key}" does not belong to a case that {why}; take it out')

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
        first, section = self._table["cites"][0], self._table["section"]
        if not any(heads(one.heading, section) for one in articles[first].sections):
            self._refuse("section", f'the article "{first}" has no section "{section}"')

    def _check_missions(self, articles: Mapping[str, Article]) -> None:
        """Refuse a tag that nothing knows; not every mission of an article is in the record."""
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
