"""Lists are graded by what they hold, by what else they hold, and by what they claim."""

from __future__ import annotations

from typing import Any

import pytest

from evals.cases.case import Case
from evals.cases.matching import missing
from evals.runs.lists import list_values, strays
from evals.runs.said import said_of

CREW = Case(
    "x", "?", "list", says=(("Musabayev",), ("Baturin",), ("Tito",)), cites=("soyuz-tm-32",)
)
FULL = Case("x", "?", "list", says=CREW.says, cites=CREW.cites, full=True)


def reply(*names: str, complete: bool | None = None) -> dict[str, Any]:
    found = {} if complete is None else {"found": {"shown": 1, "of": 1, "complete": complete}}
    items = [{"label": name, "value": "", "quotes": [0]} for name in names]
    return {"kind": "answer", "text": "The crew", "items": items, **found}


@pytest.mark.parametrize(
    ("case", "said", "values"),
    [
        (CREW, reply("Tito"), {"list_recall": 1 / 3}),
        (CREW, reply("Tito", "Baturin", "Musabayev"), {"list_recall": 1}),
        # It may not be called whole where a member is missing.
        (CREW, reply("Tito", complete=True), {"list_recall": 1 / 3, "list_complete": 0}),
        (CREW, reply("Tito", complete=False), {"list_recall": 1 / 3, "list_complete": 1}),
        # Who does not list all cannot hold against it that it looks for more.
        (
            CREW,
            reply("Tito", "Baturin", "Musabayev", complete=False),
            {"list_recall": 1, "list_complete": 1},
        ),
        (
            FULL,
            reply("Tito", "Baturin", "Musabayev", complete=False),
            {"list_recall": 1, "list_complete": 0, "list_precision": 1},
        ),
        (FULL, reply("Tito", "Gagarin"), {"list_recall": 1 / 3, "list_precision": 0.5}),
        (Case("x", "?", "who", says=CREW.says), reply("Tito"), {}),
    ],
)
def test_a_list_has_its_values(case: Case, said: dict[str, Any], values: dict[str, float]) -> None:
    assert list_values(case, said_of(said), missing) == pytest.approx(values)


def test_what_does_not_belong_is_named_only_where_all_is_known() -> None:
    said = said_of(reply("Tito", "Gagarin"))
    assert strays(FULL, said, missing) == ("Gagarin ",)
    assert strays(CREW, said, missing) == ()
