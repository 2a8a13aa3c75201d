from itertools import count
from pathlib import Path

import pytest

from evals.runs import running
from evals.runs.running import run_cases
from tests.evals_toy import toy_cases, watched


def test_cases_asked_two_at_a_time_come_out_in_their_order_as_one_by_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cases = toy_cases(tmp_path)
    one_by_one = run_cases(watched(), cases, clock=lambda: 0.0)
    monkeypatch.setattr(running, "TIMED", 2)
    together = run_cases(watched(), cases, clock=lambda: 0.0)
    assert [one.case for one in together.results] == list(cases)
    assert [one.reply for one in together.results] == [one.reply for one in one_by_one.results]
    without_times = {"p50", "p95"}
    assert {name: one for name, one in together.figures.items() if name not in without_times} == {
        name: one for name, one in one_by_one.figures.items() if name not in without_times
    }
    assert together.ladder == one_by_one.ladder


def test_only_what_is_asked_alone_is_timed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    cases = toy_cases(tmp_path)
    assert len(cases) > 4
    monkeypatch.setattr(running, "TIMED", 2)
    ticks = count()
    timed = [one.seconds for one in run_cases(watched(), cases, clock=lambda: next(ticks)).results]
    assert timed[0] == 1
    assert timed.count(None) >= len(cases) // 2
