"""Reads the front matter of a Markdown article: title, slug, author, missions, sources."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import ComposerError
from yaml.constructor import ConstructorError

from corpus.article import (
    HOUSE_AUTHOR,
    MAX_FIELD_CHARACTERS,
    MAX_SLUG_CHARACTERS,
    MAX_TITLE_CHARACTERS,
    CorpusError,
    Source,
)

# The longest of ours has 900 bytes. YAML costs 300 times its size while it is read.
MAX_FRONT_MATTER_CHARACTERS = 64 * 1024
_KNOWN_KEYS = {"title", "slug", "author", "missions", "period", "sources", "updated"}
_OPENING = re.compile(r"\s*---[ \t]*[\r\n]")
# YAML's, or Hugo's TOML; a line "---" that is never closed is a rule.
_FOREIGN = re.compile(
    r"\s*(?P<mark>---|\+\+\+)[ \t]*\r?\n(?P<front>.*?)^(?P=mark)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
# Blanks and lines are kept apart, so that no run of them can be told in two ways.
_KEY = re.compile(r"(?:[^\S\n]*(?:#.*)?\n)*[^\S\n]*[\"\[]?[\w.-]+[\"\]]?\s*(?:[:=]|\n)")
_OWN_KEY = re.compile(r"^slug\s*:", re.MULTILINE)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def has_front_matter(raw: str) -> bool:
    """Whether a Markdown file opens with the `---` line that marks it as an article.

    Blank lines before it and blanks beside it are no reason to leave an article out.
    """
    return _OPENING.match(raw) is not None


def split_front_matter(path: Path | str, raw: str) -> tuple[str, str, int]:
    """The front matter, the body below it, and the body's first line.

    The front matter keeps the blank lines that stood before it, so that its lines are counted
    right.

    Raises:
        CorpusError: where the file does not open with front matter, never closes it, or where it
            is longer than any.
    """
    lines = raw.splitlines(keepends=True)
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines) or lines[first].strip() != "---":
        raise CorpusError(path, 1, 'no front matter; begin the file with a line "---"')
    for number, line in enumerate(lines[first + 1 :], start=first + 2):
        if line.strip() == "---":
            front = "\n" * first + "".join(lines[first + 1 : number - 1])
            _check_front(path, first + 1, front)
            return front, "".join(lines[number:]), number + 1
    raise CorpusError(path, first + 1, 'the front matter is never closed; end it with a line "---"')


def _check_front(path: Path | str, line: int, front: str) -> None:
    if len(front) > MAX_FRONT_MATTER_CHARACTERS:
        problem = f"front matter of {len(front):,} characters; shorten it, or end it with"
        raise CorpusError(path, line, f'{problem} a line "---"')


def without_front_matter(raw: str) -> str:
    """The text below front matter of any kind; all of it where there is none."""
    found = _foreign(raw)
    return raw[found.end() :] if found else raw


def _foreign(raw: str) -> re.Match[str] | None:
    found = _FOREIGN.match(raw)
    return found if found and (_KEY.match(found["front"]) or not found["front"].strip()) else None


def read_foreign_front_matter(path: Path, raw: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What anybody's front matter says that an article can have, and a line for what it cannot.

    The first is by the arguments of `article_from_blocks`, without a slug.

    Raises:
        CorpusError: with path and line, for front matter that is broken or longer than any.
    """
    found = _foreign(raw)
    if found is None:
        return {}, ()
    _check_front(path, 1, found["front"])
    fields = _foreign_fields(path, found)
    said: dict[str, Any] = {}
    for key in ("title", "author", "period", "updated"):
        if _is_plain(value := fields.get(key)):
            del fields[key]
            said[key] = str(value).strip()[:MAX_FIELD_CHARACTERS]
    missions = fields.get("missions")
    if isinstance(missions, list) and all(isinstance(one, str) for one in missions):
        said["missions"] = tuple(one[:MAX_FIELD_CHARACTERS] for one in fields.pop("missions"))
    unread = ", ".join(f'"{key}"' for key in fields)
    return said, ((f"of the front matter: {unread}",) if unread else ())


def _foreign_fields(path: Path, found: re.Match[str]) -> dict[Any, Any]:
    if not found["front"].strip():
        return {}
    if found["mark"] == "---":
        return _parsed(path, found["front"])
    try:
        fields = tomllib.loads(found["front"])
        str(fields)  # Not every number that can be read can be written.
    except RecursionError:
        raise CorpusError(path, 1, "broken front matter: lists within lists, too deep") from None
    except ValueError as error:
        raise CorpusError(path, 1, f"broken front matter: {error}") from None
    return fields


def is_own(raw: str) -> bool:
    """Whether front matter is written for this project: it gives the article's slug."""
    found = _foreign(raw)
    return found is not None and bool(_OWN_KEY.search(found["front"]))


def read_front_matter(path: Path | str, front: str) -> dict[str, Any]:
    """What the front matter says, by the arguments of `article_from_blocks`.

    Raises:
        CorpusError: with path and line, for broken YAML, an unknown or missing key, or a value of
            another kind.
    """
    return checked_fields(path, front, _parsed(path, front))


def checked_fields(path: Path | str, front: str, fields: Mapping[Any, Any]) -> dict[str, Any]:
    """The fields of a front matter, each of its kind and no longer than it may be.

    Raises:
        CorpusError: as `read_front_matter`.
    """
    for key in fields:
        if key not in _KNOWN_KEYS:
            line = _line_of_key(front, str(key))
            known = ", ".join(sorted(_KNOWN_KEYS))
            raise CorpusError(path, line, f'unknown key "{key}"; known are {known}')
    for key in ("title", "slug"):
        if not isinstance(fields.get(key), str) or not fields[key].strip():
            raise CorpusError(path, 1, f'"{key}" is missing; give it as text')
    if not _SLUG.fullmatch(fields["slug"]):
        line = _line_of_key(front, "slug")
        raise CorpusError(path, line, "the slug must be lower case words joined by hyphens")
    _check_length(path, front, "slug", fields["slug"], MAX_SLUG_CHARACTERS)
    _check_length(path, front, "title", fields["title"].strip(), MAX_TITLE_CHARACTERS)
    return {
        "slug": fields["slug"],
        "title": fields["title"].strip(),
        "author": _plain_value(path, front, fields, "author") or HOUSE_AUTHOR,
        "missions": _texts(path, front, fields, "missions"),
        "period": _plain_value(path, front, fields, "period"),
        "sources": _sources(path, front, fields.get("sources") or []),
        "updated": _plain_value(path, front, fields, "updated"),
    }


def _parsed(path: Path | str, front: str) -> dict[Any, Any]:
    try:
        fields = _FrontMatterLoader(front).get_single_data()
    except RecursionError:
        raise CorpusError(path, 1, "broken front matter: lists within lists, too deep") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        problem = getattr(error, "problem", None) or "not YAML"
        raise CorpusError(path, line, f"broken front matter: {problem}") from None
    if not isinstance(fields, dict):
        raise CorpusError(path, 1, "the front matter holds no keys; give title and slug")
    return fields


class _FrontMatterLoader(yaml.SafeLoader):
    """YAML's plain types, without what a few lines of it can do to whoever reads them."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Refuse aliases: lists of lists of the same list are gigabytes when written out."""
        if self.check_event(yaml.AliasEvent):
            problem = "a name behind * stands for nothing here; quote it or write it out"
            mark = self.get_event().start_mark  # type: ignore[no-untyped-call]
            raise ComposerError(None, None, problem, mark)
        return super().compose_node(parent, index)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """Give the place of a value that is none, such as 30 February or half a character."""
        try:
            value = super().construct_object(node, deep)
            if isinstance(node, yaml.ScalarNode):
                str(value).encode()
        # What PyYAML's own constructors let through for a value that is not of its type.
        except (ValueError, LookupError, AttributeError, ArithmeticError):
            problem = "this value cannot be read; give a plain text, number or date"
            raise ConstructorError(None, None, problem, node.start_mark) from None
        return value


def _line_of_key(front: str, key: str) -> int:
    for number, line in enumerate(front.splitlines(), start=2):
        if line.startswith(f"{key}:"):
            return number
    return 1


def _texts(path: Path | str, front: str, fields: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = fields.get(key) or []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        line = _line_of_key(front, key)
        raise CorpusError(path, line, f'"{key}" must be a list of texts')
    for one in value:
        _check_length(path, front, key, one, MAX_FIELD_CHARACTERS)
    return tuple(value)


def _check_length(path: Path | str, front: str, key: str, value: str, most: int) -> None:
    if len(value) > most:
        line = _line_of_key(front, key)
        raise CorpusError(path, line, f'"{key}" has more than {most} characters; shorten it')


def _sources(path: Path | str, front: str, value: object) -> tuple[Source, ...]:
    line = _line_of_key(front, "sources")
    if not isinstance(value, list):
        raise CorpusError(path, line, '"sources" must be a list of author and title')
    sources = []
    for one in value:
        if not isinstance(one, dict) or set(one) != {"author", "title"}:
            raise CorpusError(path, line, "each source needs exactly author and title")
        if not all(_is_plain(part) for part in one.values()):
            raise CorpusError(path, line, "a source's author and title must be text")
        for part in one.values():
            _check_length(path, front, "sources", str(part), MAX_FIELD_CHARACTERS)
        sources.append(Source(str(one["author"]), str(one["title"])))
    return tuple(sources)


def _plain_value(path: Path | str, front: str, fields: Mapping[str, Any], key: str) -> str:
    value = fields.get(key)
    if value is None:
        return ""
    if not _is_plain(value):
        line = _line_of_key(front, key)
        raise CorpusError(path, line, f'"{key}" must be a text, a number or a date')
    plain = value.isoformat() if isinstance(value, date) else str(value)
    _check_length(path, front, key, plain, MAX_FIELD_CHARACTERS)
    return plain


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float | date) and not isinstance(value, bool)
