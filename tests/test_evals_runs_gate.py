"""Nobody loses a known fact quietly: a lost fact and a weakened ranker are both caught."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest
from evals_toy import (
    FACTS,
    STRANGERS,
    TOY_FITTED,
    run_spoiled,
    run_toy,
    toy_articles,
    toy_cases,
    watched,
    without,
)
from toy import ARTICLES

from assistant.answer import Answer, Reply
from assistant.rank.ranking import Weights
from corpus.questions import SentenceQuestions
from evals.cases.case import Case
from evals.cases.checking import problems
from evals.runs.figures import Figure
from evals.runs.gate import (
    BASELINE,
    BaselineError,
    accepting,
    baseline_of,
    broken,
    read_baseline,
    shortfalls,
    write_baseline,
)
from evals.runs.scoring import Judge

TM_32_LAUNCH = "Soyuz TM-32 was launched on 28 April 2001."


def test_a_lost_fact_fails_exactly_its_cases_and_the_gate(tmp_path: Path) -> None:
    cases = toy_cases(tmp_path)
    whole = run_toy(cases)
    assert whole.failing == ()
    articles = without(TM_32_LAUNCH)
    lost = run_toy(cases, articles)
    assert {one.id for one in lost.failing} == {"soyuz-tm-32-launch", "soyuz-tm-32-launch-2"}
    assert set(problems(cases, toy_articles(articles), ())) == {
        "soyuz-tm-32-launch",
        "soyuz-tm-32-launch-2",
    }
    assert any(
        one.startswith("known facts right fell from 100.0% to 83.3%")
        for one in shortfalls(lost, baseline_of(whole))
    )


def test_a_weakened_ranker_falls_short(tmp_path: Path) -> None:
    cases = toy_cases(tmp_path)
    baseline = baseline_of(run_toy(cases))
    # What an unlucky merge might do: every signal but the passages' is lost.
    weak = replace(
        TOY_FITTED.ranking,
        **{one.name: 0.0 for one in fields(Weights) if not one.name.startswith("passages_")},
    )
    found = shortfalls(run_toy(cases, fitted=replace(TOY_FITTED, ranking=weak)), baseline)
    assert any(one.startswith("retrieval hit@1 fell from") for one in found)


def _cut_at_random(reply: Reply) -> Reply:
    """The short answer without a few letters at either end; which ones hangs on the text."""
    if not isinstance(reply, Answer) or len(reply.text) < 6:
        return reply
    draw = random.Random(reply.text)
    return replace(reply, text=reply.text[draw.randint(1, 3) : -draw.randint(1, 3)])


def _first_member(reply: Reply) -> Reply:
    """A list's first member alone, with its quotes: of a list of items, or of one in words."""
    if not isinstance(reply, Answer):
        return reply
    if not reply.items:
        return replace(reply, text=reply.text.split(",")[0], quotes=reply.quotes[:1])
    (first, *_), quotes = reply.items, reply.quotes
    kept = tuple(quotes[number] for number in first.quotes)
    item = replace(first, quotes=tuple(range(len(kept))))
    found = replace(reply.found, shown=1) if reply.found else None
    return replace(reply, text=first.label, items=(item,), quotes=kept, found=found)


def _never_declined(reply: Reply) -> Reply:
    """Whatever comes, something is answered."""
    if isinstance(reply, Answer):
        return reply
    answer = watched().ask("Who was the pilot of Soyuz 1?")
    return replace(answer, read_as=reply.read_as)


@pytest.mark.parametrize(
    ("spoil", "fell"),
    [
        (
            _cut_at_random,
            {
                "headlines whole, strangers fell from 100.0% to 0.0%",
                "short answer right, strangers fell from 100.0% to 33.3%",
                "headlines whole, held half fell from 100.0% to",
            },
        ),
        (_first_member, {"short answer right, strangers fell from 100.0% to 33.3%"}),
        (
            _never_declined,
            {
                "all questions as wanted, strangers fell from 100.0% to 60.0%",
                "unanswerable declined, strangers fell from 100.0% to 0.0%",
                "unanswerable declined, fit half fell from 100.0% to 0.0%",
            },
        ),
    ],
)
def test_what_an_unlucky_merge_might_do_falls_short(
    tmp_path: Path, spoil: Callable[[Reply], Reply], fell: set[str]
) -> None:
    cases = toy_cases(tmp_path, FACTS + STRANGERS)
    baseline = baseline_of(run_spoiled(cases, lambda reply: reply))
    found = shortfalls(run_spoiled(cases, spoil), baseline)
    assert {one for one in fell if not any(line.startswith(one) for line in found)} == set()


def test_a_list_of_items_that_is_cut_to_its_first_falls_short(tmp_path: Path) -> None:
    """Plans answer with items, each with its quote, and not with names in a row."""
    flights = """
[[case]]
id = "strangers-1-flights"
writer = "strangers-1"
ask = "Which missions were launched in 2001?"
form = "list"
says = [["TM-32"], ["TM-33"]]
"""
    cases = toy_cases(tmp_path, FACTS + flights)
    whole = run_spoiled(cases, lambda reply: reply)
    [listed] = [one for one in whole.verdicts if one.id == "strangers-1-flights"]
    assert listed.passed, listed.why
    assert len(listed.reply["items"]) > 1
    found = shortfalls(run_spoiled(cases, _first_member), baseline_of(whole))
    assert any(one.startswith("list recall, strangers fell from 100.0% to 50.0%") for one in found)


def test_a_fact_that_only_strangers_ask_for_is_missed_too(tmp_path: Path) -> None:
    cases = toy_cases(tmp_path, FACTS + STRANGERS)
    baseline = baseline_of(run_toy(cases))
    seat = "Dennis Tito paid about 20 million dollars for his seat on Soyuz TM-32."
    found = shortfalls(run_toy(cases, without(seat)), baseline)
    assert any(one.startswith("known facts right, strangers fell from") for one in found)
    assert not any(one.startswith("known facts right fell") for one in found)
    # No section is theirs, so that nothing of theirs is unfounded.
    assert problems(cases, toy_articles(without(seat)), ()) == {}


def test_a_list_of_which_only_the_first_is_given_fails_where_quotes_hold_one_each() -> None:
    whole = replace(watched().ask("Who was the pilot of Soyuz 1?"), text="Komarov; Beregovoy")
    case = Case("x", "?", "list", says=(("Komarov",), ("Beregovoy",)), cites=("soyuz-1",))
    judge = Judge(toy_articles())
    assert judge.score(case, whole).values["list_recall"] == 1.0
    first = judge.score(case, replace(whole, text="Komarov"))
    assert (first.passed, first.values["form_list"]) == (False, 0.0)
    assert first.values["list_recall"] == 0.5


def test_the_same_run_holds_its_own_baseline(tmp_path: Path) -> None:
    run = run_toy(toy_cases(tmp_path))
    write_baseline(baseline_of(run), tmp_path / "baseline.json")
    assert shortfalls(run, read_baseline(tmp_path / "baseline.json")) == ()


def test_two_runs_give_the_same_figures(tmp_path: Path) -> None:
    cases = toy_cases(tmp_path)
    assert run_toy(cases) == run_toy(cases)


def test_a_must_case_fails_the_gate_alone(tmp_path: Path) -> None:
    cases = toy_cases(tmp_path)
    generous = baseline_of(run_toy(cases))
    figures = {
        name: Figure(0.0, 0.0, 0.0, one.count)
        for name, one in generous.figures.items()
        if not name.startswith("declined_wrongly")
    }
    lost = run_toy(cases, without("The pilot of Soyuz 1 was Vladimir Komarov."))
    (found,) = broken(lost, {})
    assert found.startswith("the case soyuz-1-pilot must never fail: ")
    assert shortfalls(lost, replace(generous, figures=figures)) == ()


def test_a_mark_that_was_taken_off_a_failing_case_is_noticed(tmp_path: Path) -> None:
    baseline = baseline_of(run_toy(toy_cases(tmp_path)))
    unmarked = toy_cases(tmp_path, FACTS.replace("must = true\n", ""))
    lost = run_toy(unmarked, without("The pilot of Soyuz 1 was Vladimir Komarov."))
    assert broken(lost, {}) == ()
    assert shortfalls(lost, replace(baseline, figures={})) == (
        'the case soyuz-1-pilot was marked to never fail: does not say "Komarov"',
    )


def test_a_case_that_is_taken_away_is_missed(tmp_path: Path) -> None:
    baseline = baseline_of(run_toy(toy_cases(tmp_path)))
    fewer = toy_cases(
        tmp_path,
        FACTS.replace("soyuz-1-pilot", "soyuz-1-flyer")
        .replace("must = true\n", "")
        .rpartition("[[case]]")[0],
    )
    found = shortfalls(run_toy(fewer), baseline)
    assert "the case soyuz-1-pilot, which must never fail, is gone" in found
    assert "7 cases where there were 8" in found
    assert "unanswerable declined is not measured any more" in found


@pytest.mark.parametrize(
    ("name", "now", "short"),
    [
        # One standard error of 300 cases at 90 % is 1.7 points.
        ("right", 0.885, ""),
        ("right", 0.88, "known facts right fell from 90.0% to 88.0%, by more than its noise"),
        ("right", 0.99, ""),
        # Declining more is worse.
        ("declined_wrongly", 0.93, "answerable declined rose from 90.0% to 93.0%"),
        ("declined_wrongly", 0.80, ""),
    ],
)
def test_a_figure_may_fall_by_its_noise(tmp_path: Path, name: str, now: float, short: str) -> None:
    run = run_toy(toy_cases(tmp_path))
    before = Figure(0.9, 0.9 - 0.0333, 0.9 + 0.0333, 300)
    baseline = replace(baseline_of(run), figures={name: before}, must=())
    found = shortfalls(replace(run, figures={name: Figure(now, now, now, 300)}), baseline)
    assert [one.startswith(short) for one in found] == ([True] if short else [])


def test_a_baseline_that_is_missing_or_broken_says_how_to_accept_one(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match=r"is missing; .*evals gate --accept"):
        read_baseline(tmp_path / "baseline.json")
    (tmp_path / "baseline.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BaselineError, match=r"is broken .*evals gate --accept"):
        read_baseline(tmp_path / "baseline.json")


def test_a_baseline_of_before_sides_were_reported_is_read(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    write_baseline(baseline_of(run_toy(toy_cases(tmp_path))), path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"right@held"', '"right_held"'), encoding="utf-8")
    assert read_baseline(path).figures["right@held"].value == 1.0
    path.write_text(text.replace('"right@held"', '"rigth@held"'), encoding="utf-8")
    with pytest.raises(BaselineError, match=r"is broken .*rigth.*evals gate --accept"):
        read_baseline(path)


def test_another_baseline_is_accepted_by_its_name(tmp_path: Path) -> None:
    assert accepting(BASELINE) == "evals gate --accept"
    assert accepting(Path("mine.json")) == "evals gate --accept --baseline mine.json"


def test_a_baseline_is_small_and_has_no_times(tmp_path: Path) -> None:
    write_baseline(baseline_of(run_toy(toy_cases(tmp_path))), tmp_path / "baseline.json")
    content = json.loads((tmp_path / "baseline.json").read_text(encoding="utf-8"))
    assert content["must"] == ["soyuz-1-pilot"]
    assert content["cases"] == 8
    assert not {"p50", "p95"} & set(content["figures"])


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            ('["23 April 1967"]', '["24 April 1967"]'),
            'no sentence in "The flight of Soyuz 1" of soyuz-1 holds "24 April 1967"',
        ),
        # Two sentences hold it together, none alone.
        (
            ('[["Komarov"]]', '[["Komarov"], ["23 April 1967"]]'),
            'no sentence in "The flight of Soyuz 1" of soyuz-1 holds "Komarov" and "23 April 1967"',
        ),
        (
            ('["soyuz-1"]\nsection = "The mem', '["soyuz-1", "glossary"]\nsection = "The mem'),
            'no sentence of glossary holds "24 April 1967"; take it out of cites',
        ),
        # The index would be asked what it was told.
        (
            ("Who was the pilot of Soyuz 1?", "so who FLEW - soyuz-1"),
            "is an anticipated question of soyuz-1; ask in other words",
        ),
        # The same words in another order and form, and with another question word.
        (
            ("Who was the pilot of Soyuz 1?", "When? Soyuz 1, so it flew"),
            'has the words of an anticipated question of soyuz-1, "So who flew Soyuz 1?"; ask in '
            "other words",
        ),
        (
            ("zyzzy quux?", "covers of zyzzy shown"),
            'has the words of a question known to have no answer, "What does the zyzzy cover show?"; '
            "ask in other words",
        ),
        (
            ("When was Soyuz 1 launched?", "who was the pilot of Soyuz 1"),
            "asks the same as soyuz-1-pilot",
        ),
    ],
)
def test_a_case_that_is_not_true_or_not_honest_is_found(
    tmp_path: Path, change: tuple[str, str], problem: str
) -> None:
    cases = toy_cases(tmp_path, FACTS.replace(*change, 1))
    questions = [
        SentenceQuestions("soyuz-1", "…", ("So who flew Soyuz 1?",)),
        # Of an article that no case with these words cites.
        SentenceQuestions("glossary", "…", ("Soyuz 1 launch, who?",)),
    ]
    found = problems(cases, toy_articles(ARTICLES), questions, ["What does the zyzzy cover show?"])
    assert list(found.values()) == [problem]


def test_a_list_may_stand_in_several_sentences(tmp_path: Path) -> None:
    text = FACTS.replace('[["Komarov"]]', '[["Komarov"], ["23 April 1967"]]', 1).replace(
        'kind = "who"', 'kind = "list"', 1
    )
    assert problems(toy_cases(tmp_path, text), toy_articles(), ()) == {}


def test_ci_ends_with_the_gate_so_that_its_exit_code_is_kept() -> None:
    root = Path(__file__).parents[1]
    script = (root / ".ci" / "run").read_text(encoding="utf-8")
    assert script.splitlines()[-2:] == [".venv/bin/evals run", ".venv/bin/evals gate"]
    assert "set -e" in script
    recipe = (root / "Makefile").read_text(encoding="utf-8").partition("\nevals: ")[2]
    assert recipe.splitlines()[1:3] == ["\t$(BIN)/evals run", "\t$(BIN)/evals gate"]
