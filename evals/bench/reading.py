"""Reads SQuAD 2.0's development part with the learned reader: exact match, F1, and "no answer".

The reader gets every sentence of a question's own paragraph, as its training measures it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.reader.model import BUILT_IN_READER, LearnedReader
from evals.bench.datasets import DataError, found, strictly
from evals.bench.results import Bench, spaced
from evals.runs.figures import Figure, mean

if TYPE_CHECKING:
    from assistant.training.evaluate import Guess, Settings, Test

READING = "squad2"
_CARD = BUILT_IN_READER / "CARD.md"
_STATED = re.compile(
    r"score \+ ([\d.]+) x the span's\s+lead;\s+"
    r'"no answer" at or below\s+(-?\d+(?:\.\d+)?)'
)
_PUBLISHED = (
    "the set: SQuAD 2.0, Rajpurkar et al. 2018",
    "published on it for readers that were trained on its training part: MiniLM-L12 EM 76.1, "
    "F1 79.5; tinyroberta EM 78.9, F1 82.0; MiniLM-L6-H384 F1 75.6. Cachet's had no such training",
)


def run_reading(
    data: Path,
    limit: int,
    threshold: float | None,
    load_reader: Callable[[], LearnedReader] = LearnedReader.load,
) -> Bench:
    """Measure the reader; at or below the threshold it answers nothing.

    Raises:
        DataError: for a set that is not in the folder, or a card that does not say what to use.
    """
    from assistant.training.evaluate import Settings, guesses

    file = found(data, "squad/dev-v2.0.json.gz", "dev-v2.0.json")
    share, stated = stated_settings(_CARD.read_text(encoding="utf-8"))
    settings = Settings(share, stated if threshold is None else threshold)
    whole = squad2(file)
    tests = spaced(whole, limit)
    guessed = guesses(load_reader(), tests, lambda _done: None)
    silent = Settings(share, float("inf"))
    rows = {
        "no answer to anything": _row(tests, guessed, silent),
        "Cachet's reader": _row(tests, guessed, settings),
    }
    notes = (
        f"{len(tests)} of {len(whole)} questions; no answer at or below "
        f"{settings.threshold:g} ({'as the card says' if threshold is None else 'as given'})",
        *_PUBLISHED,
    )
    return Bench(READING, rows, notes)


@strictly
def squad2(file: Path) -> list[Test]:
    """The questions of the file, each on its own paragraph."""
    from assistant.training.evaluate import squad_tests

    return squad_tests(file)


def stated_settings(card: str) -> tuple[float, float]:
    """The share of the span's lead and the threshold that the reader's card states.

    Raises:
        DataError: when it does not.
    """
    stated = _STATED.search(card)
    if stated is None:
        raise DataError(f'{_CARD} does not state when there is "no answer"; give --threshold')
    return float(stated[1]), float(stated[2])


def _row(
    tests: Sequence[Test], found: Sequence[Sequence[Guess]], settings: Settings
) -> Mapping[str, Figure]:
    from assistant.training.evaluate import exactness

    values: dict[str, list[float]] = {}
    for test, guess in zip(tests, found, strict=True):
        one = exactness([test], [guess], settings)
        kind = "F1 where there is an answer" if test.answers else "F1 where there is none"
        for name, value in (("EM", one["em"]), ("F1", one["f1"]), (kind, one["f1"])):
            values.setdefault(name, []).append(value / 100)
    return {name: mean(values[name]) for name in sorted(values)}
