"""Keeps what came of each batch of strangers' questions when it was asked for the first time.

`batches.json` is only ever added to: a first result cannot be had again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evals.cases.case import FORMS
from evals.runs.figures import Figure, mean
from evals.runs.history import Kept, Verdict
from index.files import write_whole

BATCHES = Path(__file__).parents[1] / "batches.json"
# How "false premise" stands among the forms: it is none, but is counted apart.
PREMISE = "premise"
_DIGITS = 6


class BatchError(Exception):
    """A batch that cannot be kept or read; says what to do."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many questions of a form were asked, right and declined, with the interval of right."""

    asked: int
    right: int
    declined: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of a writer's questions at their first asking.

    Attributes:
        left_out: how many were not asked, as near copies of known questions.
        right: the share that was as wanted, with its interval.
        forms: the counts by form; "premise" are those that take something false for granted.
    """

    writer: str
    date: str
    commit: str
    generation: str
    left_out: int
    right: Figure
    forms: Mapping[str, Count]


def batch_of(run: Kept, writer: str, left_out: int = 0) -> Batch:
    """The first result of a batch from the run that asked it."""
    return Batch(
        writer=writer,
        date=run.of.date,
        commit=run.of.commit,
        generation=run.of.generation,
        left_out=left_out,
        right=mean([float(one.passed) for one in run.verdicts]),
        forms={
            form: _count([one for one in run.verdicts if _form(one) == form])
            for form in _in_order(run.verdicts)
        },
    )


def read_batches(path: Path = BATCHES) -> tuple[Batch, ...]:
    """The batches that were asked, oldest first; none where the file is not there yet.

    Raises:
        BatchError: for a file that is broken.
    """
    try:
        return tuple(map(_read, json.loads(path.read_text(encoding="utf-8"))))
    except FileNotFoundError:
        return ()
    except (ValueError, KeyError, TypeError) as error:
        raise BatchError(f"{path} is broken ({error}); restore it with git") from None


def append_batch(batch: Batch, path: Path = BATCHES) -> None:
    """Add a batch behind the others; none is ever lost.

    Raises:
        BatchError: for a writer whose first result is kept already.
    """
    refuse_asked(batch.writer, path)
    kept = [*(_record(one) for one in read_batches(path)), _record(batch)]
    write_whole(path, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


def refuse_asked(writer: str, path: Path = BATCHES) -> None:
    """Refuse to ask for a first time twice.

    Raises:
        BatchError: when a result of this writer is kept.
    """
    if kept := [one for one in read_batches(path) if one.writer == writer]:
        raise BatchError(
            f"{writer} was asked on {kept[0].date[:10]}, and a first result stays; "
            "give the new questions a writer of their own"
        )


def _form(verdict: Verdict) -> str:
    return PREMISE if verdict.judged == "premise" else str(verdict.case["form"])


def _in_order(verdicts: Sequence[Verdict]) -> list[str]:
    found = Counter(map(_form, verdicts))
    return [form for form in (*FORMS, PREMISE) if form in found]


def _count(verdicts: Sequence[Verdict]) -> Count:
    right = mean([float(one.passed) for one in verdicts])
    declined = sum(one.reply["kind"] == "abstention" for one in verdicts)
    passed = sum(one.passed for one in verdicts)
    return Count(
        len(verdicts), passed, declined, round(right.low, _DIGITS), round(right.high, _DIGITS)
    )


def _record(batch: Batch) -> dict[str, Any]:
    content = asdict(batch)
    for key in ("value", "low", "high"):
        content["right"][key] = round(content["right"][key], _DIGITS)
    return content


def _read(record: Mapping[str, Any]) -> Batch:
    forms = {form: Count(**count) for form, count in record["forms"].items()}
    return Batch(**{**record, "right": Figure(**record["right"]), "forms": forms})
