"""Strangers' questions are judged by the words that a reply shows, as the strangers' own grader does.

`strangers_judged.jsonl` holds lines as strangers hand them in, with toy replies and the verdicts
that their grader gave on these.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from evals.cases.adding import case_toml
from evals.cases.case import FORMS, Case
from evals.cases.reading import read_cases
from evals.cases.strangers import read_strangers
from evals.cases.table import CaseError
from evals.cases.wording import plain
from evals.runs.by_words import wrong_by_words
from evals.runs.said import said_of

STORED = Path(__file__).with_name("strangers_judged.jsonl")


def cases_of(line: Mapping[str, Any], tmp_path: Path) -> tuple[Case, ...]:
    (tmp_path / "lines.jsonl").write_text(json.dumps(line), encoding="utf-8")
    fields = read_strangers(tmp_path / "lines.jsonl", "strangers-9")
    (tmp_path / "x.toml").write_text("\n".join(map(case_toml, fields)), encoding="utf-8")
    return read_cases(tmp_path, {})


def test_the_verdicts_are_those_of_the_strangers_grader(tmp_path: Path) -> None:
    differ, judged, forms = [], 0, set()
    for text in STORED.read_text(encoding="utf-8").splitlines():
        stored = json.loads(text)
        cases = cases_of(stored["line"], tmp_path)
        for case, replies in zip(cases, stored["judged"], strict=True):
            forms.add(case.form)
            for one in replies:
                judged += 1
                why = wrong_by_words(case, said_of(one["reply"]))
                if one["right"] != (not why):
                    differ.append((case.id, one["reply"], why))
    assert differ == []
    assert judged > 400
    assert forms == set(FORMS)


@pytest.mark.parametrize(
    ("text", "as_compared"),
    [
        ("28 April 2001", "2001-04-28"),
        ("April 28th, 2001", "2001-04-28"),
        ("28.04.2001", "2001-04-28"),
        ("28.4.01", "1901-04-28"),
        ("28th of April", "28 04mon"),
        ("Soyuz TM 32", "tm-32"),
        ("STS 102", "sts-102"),
        ("(s. 6426)", "6426"),
        ("So-yeon Yi’s", "so yeon yi s"),
        ("Claudie Haigneré", "claudie haignere"),
        # No month.
        ("1.25.67", "1.25.67"),
    ],
)
def test_words_compare_in_one_form(text: str, as_compared: str) -> None:
    assert plain(text) == as_compared


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"id": "a"}', "line 1: lacks 'question'"),
        ('{"id": "a", "question": "b?"}', "line 1: lacks 'answers'"),
        ('{"id": "a", "question": "b?", "answer": ["c"]}', 'line 1: unknown key "answer"'),
        ('{"id": "a", "question": "b?", "form": "poem", "must": [["c"]]}', '"poem" is no form'),
        ('{"id": "a", "question": "b?", "type": "whom", "answers": ["c"]}', '"whom" is no type'),
        ("[]", "line 1: each line must be a JSON object"),
        ("{", "line 1: no JSON: "),
        ("", "no question is in it; write one JSON object a line"),
    ],
)
def test_a_line_that_is_no_question_is_refused(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(CaseError) as refused:
        read_strangers(path, "strangers-9")
    assert problem in str(refused.value)


def test_a_dialogue_is_a_case_a_turn(tmp_path: Path) -> None:
    turns = [
        {"question": "Who flew TM-32?", "answers": ["Tito"], "needs_context": False},
        {
            "question": "and when?",
            "answers": ["2001"],
            "needs_context": True,
            "standalone": "When?",
        },
        {"question": "Who made it?", "answers": ["Energia"], "needs_context": False},
    ]
    first, second, third = cases_of({"id": "D_1", "turns": turns}, tmp_path)
    assert [case.id for case in (first, second, third)] == [
        "strangers-9-d-1-1",
        "strangers-9-d-1-2",
        "strangers-9-d-1-3",
    ]
    assert second.after == ("Who flew TM-32?",)
    assert (second.leans, second.standalone) == (True, "When?")
    assert third.after == ("Who flew TM-32?", "and when?")
    assert (third.leans, third.judged) == (False, "fact")
