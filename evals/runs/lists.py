"""Grades replies of several facts: how much of a list is there, and is that what it claims."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from evals.cases.case import Case
from evals.runs.said import Said

Lacking = Callable[[str, Sequence[Sequence[str]]], Sequence[Sequence[str]]]


def list_values(case: Case, said: Said, lacking: Lacking) -> dict[str, float]:
    """Recall of a list; whether it claims rightly to be whole; the share of its items that belong.

    The last two only where the reply claims something, and where the case knows the whole list.
    `lacking` finds the groups that a text does not say.
    """
    if case.form != "list" or not case.says:
        return {}
    found = len(case.says) - len(lacking(said.shown(every_quote=True), case.says))
    values = {"list_recall": found / len(case.says)}
    if said.complete is not None and not said.declined:
        whole = found == len(case.says)
        claimed = said.complete
        # There may be more than a case lists, unless it says that there is not.
        rightly = whole if claimed else not (case.full and whole)
        values["list_complete"] = float(rightly)
    if case.full and said.items:
        values["list_precision"] = 1 - len(strays(case, said, lacking)) / len(said.items)
    return values


def strays(case: Case, said: Said, lacking: Lacking) -> tuple[str, ...]:
    """The items that do not belong to a list that the case knows as a whole."""
    if not case.full:
        return ()
    return tuple(one for one in said.items if len(lacking(one, case.says)) == len(case.says))
