"""What an operator judged → draft cases in one TOML file, each below a line that says the verdict.

A draft never passes for a case: what only a person can say is left empty, and `evals` refuses an
empty value by file and line. Judging again puts the new draft in the place of the old one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from assistant.render.citable import clean
from corpus.article import anchor_of
from evals.cases.adding import case_toml, groups_of, suggested_says
from evals.judging.judgeable import Judgeable
from evals.runs.said import VERDICTS
from index.files import write_whole

Verdict = Literal["right", "half", "wrong", "declined"]
JUDGEMENTS: tuple[Verdict, ...] = get_args(Verdict)
WORDS: Mapping[Verdict, str] = {
    "right": "right",
    "half": "half right",
    "wrong": "wrong",
    "declined": "declined wrongly",
}
DRAFTS = "judged.toml"
# Whoever asks the app is a stranger to the cases.
WRITER = "visitors"
_OPENING = """\
# Draft cases from answers that were judged with `evals judge`. Fill in every empty value, see that
# `says` is right and not only what was answered, and move the case to a file in evals/facts/; then
# run `evals check`. A case of a batch is filed already: put the difference there.
"""
_MARK = re.compile(r"^# judged (?P<key>\S+) (?P<verdict>[a-z]+) on (?P<date>\S+)$", re.MULTILINE)
_ID_WORDS = 8
_DIGEST_CHARACTERS = 6
_MOST_DENIED = 80
_MOST_SHOWN = 300


class DraftError(Exception):
    """A judgement that cannot be kept; says why and what to do."""


def judgements(path: Path) -> dict[str, Verdict]:
    """The verdicts in a file of drafts, by key; none where there is no file yet.

    Raises:
        DraftError: for a file that cannot be read.
    """
    return {
        found["key"]: verdict
        for found in _MARK.finditer(_read(path))
        for verdict in JUDGEMENTS
        if verdict == found["verdict"]
    }


def judge(path: Path, judged: Judgeable, verdict: Verdict, day: date) -> None:
    """Write the draft of a verdict, in the place of an earlier one of the same reply.

    Raises:
        DraftError: for a verdict that does not go with the reply, or a file that cannot be written.
    """
    if verdict == "declined" and not judged.declined:
        raise DraftError(
            "This reply answers, so nothing was declined; call it half right or wrong."
        )
    if verdict == "half" and judged.declined:
        raise DraftError("This reply declines, so it is no half answer; was that right or wrong?")
    _write(path, f"{_without(_read(path), judged.key)}\n{_draft(judged, verdict, day)}")


def take_back(path: Path, judged: Judgeable) -> None:
    """Take a draft out again.

    Raises:
        DraftError: for a file that cannot be read or written.
    """
    _write(path, _without(_read(path), judged.key))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise DraftError(f"{path} cannot be read: {error}; name another with --out") from None


def _write(path: Path, text: str) -> None:
    try:
        write_whole(path, f"{text.strip()}\n")
    except OSError as error:
        raise DraftError(f"{path} cannot be written: {error}; name another with --out") from None


def _without(text: str, key: str) -> str:
    """The file without the draft of a key: from its mark to the next."""
    marks = list(_MARK.finditer(text))
    kept = text[: marks[0].start()] if marks else text or _OPENING
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    parts = (
        [
            text[mark.start() : end]
            for mark, end in zip(marks, ends, strict=True)
            if mark["key"] != key
        ]
        if marks
        else []
    )
    return "\n".join(part.strip() + "\n" for part in (kept, *parts))


def _draft(judged: Judgeable, verdict: Verdict, day: date) -> str:
    lines = [f"# judged {judged.key} {verdict} on {day.isoformat()}"]
    lines += [f"# {clean(line)}" for line in _heard(judged)]
    return "\n".join([*lines, _case(judged, verdict)])


def _heard(judged: Judgeable) -> Iterator[str]:
    """What was replied, and what is known of it."""
    yield judged.told
    if judged.expected:
        yield f"wanted: {judged.expected}"
    yield f"replied: {judged.reply['text'][:_MOST_SHOWN]}"
    for quote in (judged.reply.get("quotes") or ())[:1]:
        yield f"from {quote['article']}: {quote['text'][:_MOST_SHOWN]}"


def _case(judged: Judgeable, verdict: Verdict) -> str:
    batch = judged.source == "batch"
    fields = {
        "id": judged.name if batch else _id(judged),
        "writer": "" if batch else WRITER,
        "ask": judged.question,
        "after": list(judged.after),
        **_wanted(judged.reply, verdict),
    }
    empty = "" if {"says", "form", "verdict"} & set(fields) else "says = []\n"
    return case_toml(fields) + empty


def _wanted(reply: Mapping[str, Any], verdict: Verdict) -> dict[str, Any]:
    """What a right reply is, as far as the verdict tells; of a wrong one what it must not say."""
    if verdict == "right":
        return _said(reply)
    if verdict == "wrong" and reply["kind"] == "abstention":
        return {"note": "to be declined for another reason, or not at all"}
    text = str(reply["text"])
    if verdict == "wrong" and reply["kind"] == "answer" and len(text) <= _MOST_DENIED:
        return {"denies": [text]}
    return {}


def _said(reply: Mapping[str, Any]) -> dict[str, Any]:
    """The short answer as what must be said; a refusal or question back as what must be made."""
    if reply["kind"] != "answer":
        return {"form": "decline" if reply["kind"] == "abstention" else "clarify"}
    items = [str(one["label"]) for one in reply.get("items") or () if one["label"]]
    form = reply.get("form") or "fact"
    said = reply.get("verdict")
    if said in VERDICTS:
        return {"form": "yes-no", "verdict": said}
    says = [[one] for one in items] or groups_of(suggested_says(str(reply["text"])))
    return {"form": "" if form == "fact" else form, "says": says}


def _id(judged: Judgeable) -> str:
    """Words of the question and a digest of the turn: the same each time it is judged."""
    words = anchor_of(judged.question).split("-")[:_ID_WORDS]
    digest = hashlib.sha256(judged.name.encode()).hexdigest()[:_DIGEST_CHARACTERS]
    return "-".join(["judged", *filter(None, words), digest])
