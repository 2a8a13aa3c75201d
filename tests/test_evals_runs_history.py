"""Runs are kept whole and compared case by case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from evals_toy import run_toy, toy_cases, without

from evals.runs.comparison import compare
from evals.runs.figures import mean, percentile, total
from evals.runs.history import DATABASE, HistoryError, keep, run_of, runs
from evals.runs.retrieval import measures


def test_a_run_comes_back_as_it_was(tmp_path: Path) -> None:
    run = run_toy(toy_cases(tmp_path))
    number = keep(tmp_path, run)
    assert run_of(tmp_path, number) == replace(run, id=number)
    assert [one.id for one in runs(tmp_path)] == [number]


def test_the_newest_run_of_all_cases_comes_before_a_newer_part(tmp_path: Path) -> None:
    run = run_toy(toy_cases(tmp_path))
    whole = keep(tmp_path, run)
    keep(tmp_path, replace(run, of=replace(run.of, selection={"tag": ["who"]})))
    assert run_of(tmp_path).id == whole


def test_a_reply_is_kept_with_its_verdict(tmp_path: Path) -> None:
    keep(tmp_path, run_toy(toy_cases(tmp_path)))
    verdict = {one.id: one for one in run_of(tmp_path).verdicts}["soyuz-1-pilot"]
    assert verdict.reply["quotes"][0]["text"] == "The pilot of Soyuz 1 was Vladimir Komarov."
    assert verdict.case["says"] == [["Komarov"]]
    assert verdict.case["form"] == "fact"


def test_what_was_expected_is_said_in_one_line(tmp_path: Path) -> None:
    verdicts = {one.id: one for one in run_toy(toy_cases(tmp_path)).verdicts}
    assert verdicts["soyuz-tm-32-postmarks"].expected == (
        "five or 5 (soyuz-tm-32: The launch cover of Soyuz TM-32)"
    )
    assert verdicts["bread"].expected == "to decline"
    pilot = verdicts["soyuz-1-pilot"]
    more = {
        "says": [["Yes"], ["Komarov"]],
        "shows": [["pilot", "flew"]],
        "section": "",
        "cites": ["soyuz-1", "glossary"],
    }
    assert replace(pilot, case={**pilot.case, **more}).expected == (
        "Yes; Komarov, beside pilot or flew (soyuz-1, glossary)"
    )


def test_what_is_not_kept_is_said(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match=r"no run is kept yet in .*evals.db; run: evals run"):
        run_of(tmp_path)
    with pytest.raises(HistoryError, match="there is no run 7"):
        run_of(tmp_path, 7)


def test_a_damaged_history_is_named(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"not a database, but long enough to be read as one" * 20)
    with pytest.raises(HistoryError, match="move the file away"):
        runs(tmp_path)


def test_flips_are_counted_each_way(tmp_path: Path) -> None:
    cases = toy_cases(tmp_path)
    before = run_toy(cases, without("Soyuz TM-33 was launched on 21 October 2001."))
    after = run_toy(cases, without("Soyuz 1 was launched on 23 April 1967."))
    found = compare(before, after)
    assert (found.gained, found.lost) == (("soyuz-tm-33-launch",), ("soyuz-1-launch",))
    assert (found.shared, found.chance) == (8, 1.0)


def test_runs_of_different_cases_are_compared_over_those_of_both(tmp_path: Path) -> None:
    cases = toy_cases(tmp_path)
    before = run_toy(
        [one for one in cases if one.id != "bread"],
        without("Soyuz TM-33 was launched on 21 October 2001."),
    )
    after = run_toy(
        [one for one in cases if one.id not in ("soyuz-1-pilot", "soyuz-1-launch")],
        without("Soyuz TM-32 was launched on 28 April 2001."),
    )
    found = compare(before, after)
    assert (found.shared, found.only_before, found.only_after) == (5, 2, 1)
    # Four facts and a follow-up: TM-33's comes back, TM-32's is lost with what leans on it.
    assert found.figures["right"] == (0.75, 0.75)
    assert found.figures["followed"] == (1.0, 0.0)
    assert not {"p50", "declined_rightly"} & set(found.figures)
    assert compare(before, before).figures["right"] == (before.figures["right"].value,) * 2


def test_the_same_code_on_the_same_index_changes_no_reply(tmp_path: Path) -> None:
    cases = toy_cases(tmp_path)
    assert compare(run_toy(cases), run_toy(cases)).changed == ()


def test_six_flips_one_way_are_more_than_noise(tmp_path: Path) -> None:
    run = run_toy(toy_cases(tmp_path))
    verdicts = tuple(replace(one, passed=number >= 6) for number, one in enumerate(run.verdicts))
    found = compare(run, replace(run, verdicts=verdicts))
    assert len(found.lost) == 6
    # 2 * 0.5 ** 6, the exact McNemar test.
    assert found.chance == pytest.approx(0.03125)


def test_a_mean_has_the_same_interval_each_time() -> None:
    values = [1.0] * 80 + [0.0] * 20
    assert mean(values) == mean(values)
    assert mean(values).value == 0.8
    # The normal interval of 80 of 100 is .72 to .88.
    assert mean(values).low == pytest.approx(0.72, abs=0.02)
    assert mean(values).high == pytest.approx(0.88, abs=0.02)


def test_all_right_is_not_certainty() -> None:
    # Clopper and Pearson for 25 of 25: .025 ** (1 / 25).
    assert mean([1.0] * 25).low == pytest.approx(0.8628, abs=1e-4)
    assert mean([1.0] * 25).high == 1.0


def test_a_percentile_is_in_milliseconds() -> None:
    assert percentile([0.1] * 9 + [0.2], 50).value == pytest.approx(100)


def test_a_figure_is_over_the_cases_that_have_a_say() -> None:
    figures = total(
        [
            (("held", ""), {"right": 1.0}),
            (("fit", ""), {"right": 0.0}),
            (("strangers",), {"right": 1.0}),
            (("held", ""), {"declined_rightly": 1.0}),
        ],
        [],
    )
    assert list(figures) == [
        "right",
        "right@fit",
        "right@held",
        "right@strangers",
        "declined_rightly",
        "declined_rightly@held",
    ]
    assert (figures["right"].value, figures["right"].count) == (0.5, 2)
    assert figures["declined_rightly"].count == 1


def test_retrieval_is_measured_by_place() -> None:
    rankings = {"first": ["a", "b"], "second": ["b", "a"], "none": ["b"], "empty": []}
    relevant = {"first": ["a"], "second": ["a"], "none": ["a"], "empty": ["a"]}
    found = measures(rankings, relevant)
    assert [found[one]["hit_1"] for one in rankings] == [1, 0, 0, 0]
    assert [found[one]["hit_5"] for one in rankings] == [1, 1, 0, 0]
    assert [found[one]["mrr"] for one in rankings] == [1, 0.5, 0, 0]


def test_nothing_to_find_is_not_found() -> None:
    assert measures({"lost": ["a"]}, {"lost": []})["lost"]["hit_20"] == 0
