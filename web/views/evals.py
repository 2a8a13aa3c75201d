"""The evaluation: a report of this server's own, or else the figures that Cachet comes with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from web.views.timeline import day_in_words

REPORT = "evals.html"
# Data beside this package: what strangers' questions showed when they were first asked.
PUBLISHED = Path(__file__).parents[2] / "evals" / "batches.json"
_FORMS = {
    "fact": "Facts",
    "list": "Lists",
    "overview": "Overviews",
    "comparison": "Comparisons",
    "yes-no": "Yes or no",
    "decline": "Rightly declined",
}


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One batch of questions by a stranger, as they were answered when they were first asked."""

    name: str
    day: str
    right: str
    between: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EvalsPage:
    """The figures that come with Cachet, the latest first; none where they are not there."""

    template: ClassVar[str] = "evals.html"
    title: str
    current: str
    batches: tuple[BatchRow, ...]


def evals_page(published: Path = PUBLISHED) -> EvalsPage:
    """The page of the figures."""
    try:
        batches = json.loads(published.read_text(encoding="utf-8"))
    except FileNotFoundError:
        batches = []
    return EvalsPage("How often the answers are right", "", tuple(map(_row, reversed(batches))))


def _row(batch: dict[str, Any]) -> BatchRow:
    right = batch["right"]
    return BatchRow(
        name=batch["writer"],
        day=day_in_words(batch["date"]),
        right=f"{_percent(right['value'])} of {right['count']}",
        between=f"{_percent(right['low'])} to {_percent(right['high'])}",
        parts=tuple(
            (label, f"{batch['forms'][form]['right']} of {batch['forms'][form]['asked']}")
            for form, label in _FORMS.items()
            if form in batch["forms"]
        ),
    )


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")
