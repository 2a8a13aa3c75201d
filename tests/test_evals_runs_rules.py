"""What each rule is worth: where it fires, and what is lost and won without it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from evals_toy import FACTS, STRANGERS, toy_articles, toy_cases, watched, write_facts
from typer.testing import CliRunner

from assistant.rules import Rule
from evals.cases.filing import read_folder
from evals.cases.reading import read_cases
from evals.cases.table import CaseError
from evals.commands.app import app
from evals.commands.fitting import rules_named
from evals.report import readme, rules_table
from evals.runs.history import HistoryError
from evals.runs.rules import Share, worth_of_rules
from evals.runs.world import World

# Only `challenged` knows that the launch is asked for again.
DOUBT = """
[[case]]
id = "strangers-1-doubt"
writer = "strangers-1"
ask = "Are you sure?"
after = ["When was Soyuz 1 launched?"]
standalone = "When was Soyuz 1 launched?"
says = [["23 April 1967"]]
"""
LINES = (
    {"id": "s001-1", "question": "What did Tito pay for his seat?", "answers": ["20 million"]},
    {
        "id": "s001-2",
        "turns": [
            {"question": "When was Soyuz 1 launched?", "answers": ["23 April 1967"]},
            {"question": "Are you sure?", "answers": ["23 April 1967"], "needs_context": True},
        ],
    },
)


@pytest.fixture
def strangers(tmp_path: Path) -> Path:
    folder = tmp_path / "strangers"
    folder.mkdir()
    text = "".join(json.dumps(one) + "\n" for one in LINES)
    (folder / "exam_dialogues.jsonl").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def open_world(home: Path, *, facts: Path, **other: Any) -> World:
        return World(watched(), read_cases(facts, toy_articles()), {})

    monkeypatch.setattr("evals.runs.world.open_world", open_world)
    return write_facts(tmp_path / "facts", FACTS + STRANGERS + DOUBT)


def ablation(facts: Path, *options: str) -> Any:
    command = ["ablation", "--rules", "--facts", str(facts), "--home", "nowhere", *options]
    return CliRunner().invoke(app, command)


def test_a_rule_that_a_case_needs_loses_it(tmp_path: Path) -> None:
    cases = toy_cases(tmp_path, FACTS + STRANGERS + DOUBT)
    found = worth_of_rules(watched(), cases, [Rule.DOUBTED_ANSWER, Rule.MEANT_INSTEAD])
    assert found.asked == {"fit": 4, "held": 4, "strangers": 6}
    assert found.right == {"fit": 4, "held": 4, "strangers": 6}
    doubted, meant = found.worths
    assert doubted.sides["strangers"] == Share(fires=1, right=1, lost=1)
    assert (doubted.fires, doubted.lost) == (1, 1)
    assert (meant.fires, meant.lost) == (0, 0)


def test_a_rule_that_fires_in_an_earlier_turn_has_a_say(tmp_path: Path) -> None:
    asked_on = DOUBT.replace("Are you sure?", "and who was the pilot of Soyuz 1").replace(
        'after = ["When was Soyuz 1 launched?"]',
        'after = ["When was Soyuz 1 launched?", "Are you sure?"]',
    )
    cases = toy_cases(tmp_path, FACTS + asked_on.replace("23 April 1967", "Komarov"))
    found = worth_of_rules(watched(), cases, [Rule.DOUBTED_ANSWER])
    assert found.worths[0].sides["strangers"] == Share(fires=1, right=1)


def test_nothing_is_asked_again_where_a_rule_does_not_fire(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    cases = toy_cases(tmp_path, FACTS + STRANGERS + DOUBT)
    worth_of_rules(
        watched(), cases, [Rule.DOUBTED_ANSWER, Rule.MEANT_INSTEAD], lambda *one: told.append(one)
    )
    assert told[0] == ("nothing", 1, 14)
    assert told[13:] == [("nothing", 14, 14), (Rule.DOUBTED_ANSWER, 1, 1)]


def test_the_table_says_what_is_lost(facts: Path) -> None:
    done = ablation(facts, "--rule", "resolve.challenge", "--rule", "resolve.correction")
    assert done.exit_code == 0, done.output
    assert "resolve.challenge.doubted-answer" in done.output
    assert "1 of 1, -1 ~0 +0" in done.output
    assert "1 lose nothing: resolve.correction.meant-instead" in done.output


def test_the_table_as_json_has_every_side(facts: Path) -> None:
    done = ablation(facts, "--rule", "resolve.challenge.doubted-answer", "--json")
    record = json.loads(done.stdout)
    assert record["cases"]["strangers"] == {"asked": 6, "right": 6}
    assert record["rules"]["resolve.challenge.doubted-answer"] == {
        "fit": {"fires": 0, "right": 0, "lost": 0, "won": 0, "worse": 0},
        "held": {"fires": 0, "right": 0, "lost": 0, "won": 0, "worse": 0},
        "strangers": {"fires": 1, "right": 1, "lost": 1, "won": 0, "worse": 0},
    }


def test_strangers_of_a_folder_take_the_place_of_those_in_the_facts(
    facts: Path, strangers: Path
) -> None:
    options = ["--rule", "resolve.challenge", "--strangers", str(strangers), "--json"]
    record = json.loads(ablation(facts, *options).stdout)
    assert record["cases"]["strangers"]["asked"] == 3
    assert record["rules"]["resolve.challenge.doubted-answer"]["strangers"]["lost"] == 1


def test_a_folder_of_strangers_is_read_a_writer_a_file(strangers: Path, tmp_path: Path) -> None:
    cases = read_folder(strangers, toy_articles())
    assert {one.writer for one in cases} == {"strangers-exam-dialogues"}
    assert [one.id for one in cases] == [
        "strangers-exam-dialogues-s001-1",
        "strangers-exam-dialogues-s001-2-1",
        "strangers-exam-dialogues-s001-2-2",
    ]
    with pytest.raises(CaseError, match="no strangers' questions here"):
        read_folder(tmp_path, toy_articles())


def test_rules_are_chosen_by_stage_module_or_name() -> None:
    assert rules_named([]) == tuple(Rule)
    assert rules_named(["resolve.topics"]) == (
        Rule.ANOTHER_QUESTION_WORD,
        Rule.BARE_QUESTION_WORD,
    )
    assert {one.value.partition(".")[0] for one in rules_named(["verify"])} == {"verify"}
    with pytest.raises(typer.BadParameter, match=r'no rule "resolve\.chall"'):
        rules_named(["resolve.chall"])


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--rule", "plan", "--write"], "--write takes all cases"),
        (["--raw"], "measured on articles"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    facts: Path, options: list[str], problem: str
) -> None:
    done = ablation(facts, *options)
    assert done.exit_code == 2
    assert problem in done.output


def test_a_rule_without_rules_is_refused() -> None:
    done = CliRunner().invoke(app, ["ablation", "--rule", "plan"])
    assert done.exit_code == 2
    assert "go with --rules" in done.output


def test_the_readme_has_a_place_for_the_table(tmp_path: Path) -> None:
    cases = toy_cases(tmp_path, FACTS + STRANGERS + DOUBT)
    found = worth_of_rules(watched(), cases, [Rule.DOUBTED_ANSWER, Rule.MEANT_INSTEAD])
    text = rules_table.rules_markdown(found, "acdd84a1")
    assert text.splitlines()[-2:] == [
        "| `resolve.challenge.doubted-answer` | 1 | 1 of 1, -1 ~0 +0 |  |  |",
        "| `resolve.correction.meant-instead` | 0 |  |  |  |",
    ]
    page = tmp_path / "README.md"
    page.write_text(f"before\n{rules_table.BEGIN}\nold\n{readme.END}\nafter\n", encoding="utf-8")
    readme.fill(page, text, rules_table.BEGIN)
    written = page.read_text(encoding="utf-8")
    assert written == f"before\n{rules_table.BEGIN}\n\n{text}\n{readme.END}\nafter\n"
    page.write_text("nothing\n", encoding="utf-8")
    with pytest.raises(HistoryError, match="put them back"):
        readme.fill(page, text, rules_table.BEGIN)


def test_the_projects_readme_has_the_markers_of_every_table() -> None:
    text = (Path(__file__).parents[1] / "evals" / "README.md").read_text(encoding="utf-8")
    for begin in (readme.BEGIN, rules_table.BEGIN):
        assert text.count(begin) == 1
        assert readme.END in text.partition(begin)[2]
