"""Turns what strangers hand in, JSON Lines of questions and dialogues, into the keys of cases.

A line is one of: a question with `answers` (one spelling must be shown) or `all_of` (one of each
group); one of yes or no (type "yesno"); one to decline (types "unanswerable", "out_of_domain");
one that takes something false for granted (type "false_premise", with `accept`); one with `form`,
`must`, `must_not`, `verdict` and the earlier questions in `before`; a dialogue with `turns`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.cases.case import FORMS, SEVERAL_FACTS
from evals.cases.table import CaseError

Line = Mapping[str, Any]
Fields = dict[str, Any]

_KINDS: Mapping[str, str] = {"howmany": "how-many", "howmuch": "how-much", "yesno": "yes-no"}
_DECLINED: Mapping[str, str] = {
    "unanswerable": "in-field",
    "out_of_domain": "out-of-scope",
    "decline": "",
}
_PREMISE = "false_premise"
_KNOWN_KINDS = (
    "who when where how-many how-much which what why yes-no list compare cover stamp postmark"
).split()
_TOLD = ("good", "evidence", "evidence_more", "reason", "correction", "note")
_KEYS = {
    *_TOLD,
    *("id", "type", "form", "question", "before", "answers", "all_of", "must", "must_not"),
    *("verdict", "accept", "correction_any_of", "expected", "missions", "articles", "difficulty"),
    *("needs_context", "standalone", "turns"),
}


def read_strangers(path: Path, writer: str) -> tuple[Fields, ...]:
    """The cases of a file, a turn of a dialogue each, in order.

    Raises:
        CaseError: with file and line, for what is no question of the format.
    """
    found: list[Fields] = []
    for number, line in _lines(path):
        try:
            found += _cases(line, writer)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            what = f"lacks {error}" if isinstance(error, KeyError) else str(error)
            raise CaseError(path, number, what) from None
    if not found:
        raise CaseError(path, None, "no question is in it; write one JSON object a line")
    return tuple(found)


def _lines(path: Path) -> Iterator[tuple[int, Line]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(path, None, f"cannot be read: {error}") from None
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            content = json.loads(line)
        except ValueError as error:
            raise CaseError(path, number, f"no JSON: {error}") from None
        if not isinstance(content, dict):
            raise CaseError(path, number, "each line must be a JSON object")
        yield number, content


def _cases(line: Line, writer: str) -> Iterator[Fields]:
    _check(line)
    name = f"{writer}-{line['id']}"
    if "turns" not in line:
        yield _case(line, name, writer, line.get("before") or ())
        return
    asked: list[str] = []
    for number, turn in enumerate(line["turns"], start=1):
        _check(turn)
        fields = _case(turn, f"{name}-{number}", writer, asked)
        asked.append(turn["question"])
        if len(asked) > 1 and not turn.get("needs_context"):
            fields["standalone"] = turn["question"]
        yield fields


def _check(line: Line) -> None:
    if unknown := sorted(set(line) - _KEYS):
        raise ValueError(f'unknown key "{unknown[0]}"; known are {", ".join(sorted(_KEYS))}')


def _case(line: Line, name: str, writer: str, before: Sequence[str]) -> Fields:
    """The keys of a case, in the order in which they are written; what is empty is left out."""
    fields = {
        "id": re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-"),
        "writer": writer,
        "ask": line["question"],
        "after": list(before),
        "standalone": line.get("standalone", ""),
        **_wanted(line),
        "kind": _kind(line),
        "difficulty": line.get("difficulty", ""),
        "source": _source(line),
        "cites": list(line.get("articles") or ()),
        "missions": list(line.get("missions") or ()),
        "note": " / ".join(_told(line)),
    }
    return {key: value for key, value in fields.items() if value}


def _wanted(line: Line) -> Fields:
    """What a right reply is, from the first of its type and its form that is given."""
    kind = line.get("type") or line.get("form") or "fact"
    verdict = line.get("verdict") or ""
    if kind in _DECLINED:
        wanted = {"form": "decline", "topic": _DECLINED[kind], "says": line.get("must")}
        return {**wanted, "verdict": verdict}
    if kind == _PREMISE:
        return {"premise": "false", "says": [line.get("accept") or line["correction_any_of"]]}
    if kind == "clarify":
        return {"form": "clarify", "says": line.get("must")}
    if kind == "yesno":
        return {"form": "yes-no", "verdict": line["answers"][0]}
    form, quotes = _form(line), "all" if "must" in line or "all_of" in line else "first"
    return {
        "form": form,
        "says": line.get("must") or line.get("all_of") or [line["answers"]],
        "quotes": "" if (quotes == "all") == (form in SEVERAL_FACTS) else quotes,
        "denies": line.get("must_not"),
        "verdict": verdict,
    }


def _form(line: Line) -> str:
    form = line.get("form") or {"list": "list", "compare": "comparison"}.get(
        line.get("type", ""), "fact"
    )
    if form not in FORMS:
        raise ValueError(f'"{form}" is no form; known are {", ".join(FORMS)}')
    return str(form)


def _kind(line: Line) -> str:
    written = line.get("type") or ""
    kind = _KINDS.get(written, written)
    if kind in _KNOWN_KINDS:
        return str(kind)
    if kind and kind not in (*_DECLINED, _PREMISE, *FORMS):
        raise ValueError(f'"{kind}" is no type; known are {", ".join(_KNOWN_KINDS)}')
    return ""


def _source(line: Line) -> str:
    """The source that an exam's id begins with: "s001-014" is of 001."""
    name = str(line.get("id", ""))
    return name[1:4] if name[:1] == "s" and name[1:4].isdigit() else ""


def _told(line: Line) -> Iterator[str]:
    for key in _TOLD:
        value = line.get(key)
        yield from value if isinstance(value, list) else [value] if value else []
