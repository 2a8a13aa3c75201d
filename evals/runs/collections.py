"""Asks the collections of other people's fields: articles without anticipated questions or record.

What is counted is said in `COUNTS`; the collections and who wrote them in `collections/README.md`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Abstention, Answer
from evals.cases.case import Case
from evals.cases.table import CaseError
from evals.runs.running import Result, run_cases
from evals.runs.world import World, open_world

COLLECTIONS = Path(__file__).parents[1] / "collections"
# On these something may be fitted, on half of their questions; on the others never.
TUNED = ("rocket-mail", "airship-mail")
_NUMBER = re.compile(r"(\d+)$")


@dataclass(frozen=True, slots=True)
class Count:
    """How many of how many."""

    of: int
    right: int


def collections(folder: Path = COLLECTIONS) -> tuple[str, ...]:
    """The names of the collections, in order.

    Raises:
        CaseError: where there are none.
    """
    found = tuple(sorted(one.parent.name for one in folder.glob("*/questions")))
    if not found:
        problem = "no collections here; each is a folder with texts/ and questions/"
        raise CaseError(folder, None, problem)
    return found


def open_collection(name: str, home: Path, model: str, folder: Path = COLLECTIONS) -> World:
    """An assistant over a collection, indexed aside, with its cases; raises as `open_world`."""
    place = folder / name
    return open_world(home, corpus=place / "texts", facts=place / "questions", model=model)


def is_fitted_on(case: Case) -> bool:
    """Whether a case of `TUNED` is of the half that may be fitted on: each one of odd number.

    >>> is_fitted_on(Case("collection-rocket-mail-rm-07", "Who?", form="decline"))
    True
    """
    found = _NUMBER.search(case.id)
    tuned = any(case.id.startswith(f"collection-{name}-") for name in TUNED)
    return tuned and found is not None and int(found[1]) % 2 == 1


def ask_collection(
    world: World, progress: Callable[[Case], None] | None = None
) -> Mapping[str, Count]:
    """The counts of a collection, by their names in `COUNTS`."""
    return counts_of(run_cases(world.assistant, world.cases, progress=progress).results)


def counts_of(results: Sequence[Result]) -> dict[str, Count]:
    """How many of the results are as each of `COUNTS` says."""
    found = {}
    for name, (is_of, is_right) in COUNTS.items():
        those = [one for one in results if is_of(one)]
        found[name] = Count(len(those), sum(map(is_right, those)))
    return found


_Check = Callable[[Result], bool]


def _passed(result: Result) -> bool:
    return result.score.passed


def _form(form: str) -> tuple[_Check, _Check]:
    return (lambda one: one.case.form == form), _passed


def _is_answerable(result: Result) -> bool:
    return result.case.form != "decline"


COUNTS: Mapping[str, tuple[_Check, _Check]] = {
    "all as wanted": (lambda _: True, _passed),
    "facts right": (lambda one: _is_answerable(one) and not one.case.after, _passed),
    "unanswerable declined": _form("decline"),
    "wrongly declined": (_is_answerable, lambda one: isinstance(one.reply, Abstention)),
    "follow-ups right": (lambda one: _is_answerable(one) and bool(one.case.after), _passed),
    "yes or no right": _form("yes-no"),
    "lists right": _form("list"),
    "overviews right": _form("overview"),
    '"The articles say so." right': (
        lambda one: isinstance(one.reply, Answer) and one.reply.confidence == "high",
        _passed,
    ),
}
