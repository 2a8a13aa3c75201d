"""The `evals` command over the toy world: what it prints and how it exits."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from evals_toy import FACTS, toy_articles, toy_cases, watched, without, write_facts
from toy import ARTICLES, write_article
from typer.testing import CliRunner, Result

from corpus.article import Article
from evals.cases.adding import suggested_says
from evals.cases.reading import read_cases
from evals.commands.app import app
from evals.runs.gate import BASELINE
from evals.runs.world import World


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Sequence[Article]]:
    """What `evals` opens; a test may put other articles there."""
    opened: dict[str, Sequence[Article]] = {"articles": ARTICLES}
    write_facts(tmp_path / "facts")

    def open_world(home: Path, *, facts: Path, **other: Any) -> World:
        return World(watched(opened["articles"]), read_cases(facts, toy_articles()), {})

    monkeypatch.setattr("evals.runs.world.open_world", open_world)
    return opened


def evals(tmp_path: Path, *arguments: str, given: str = "") -> Result:
    home = [] if arguments[0] == "check" else ["--home", str(tmp_path / "home")]
    facts = (
        ["--facts", str(tmp_path / "facts")]
        if arguments[0] in ("run", "check", "gate", "ablation", "add")
        else []
    )
    return CliRunner().invoke(app, [*arguments, *home, *facts], input=given)


@pytest.mark.usefixtures("world")
def test_a_run_prints_the_same_table_twice_but_for_times(tmp_path: Path) -> None:
    tables = []
    for _ in range(2):
        done = evals(tmp_path, "run")
        assert done.exit_code == 0, done.output
        lines = done.stdout.splitlines()
        # Times are another each time, and so is the width of their column.
        tables.append([one for one in lines if " ms" not in one and "Answer times" not in one])
    assert tables[0] == tables[1]
    assert any(line.startswith("known facts right ") and "100.0%" in line for line in tables[0])
    assert done.stderr.splitlines()[-1] == (
        "Kept as run 2: evals compare 1 2, evals report --run 2"
    )


def test_a_failure_shows_reply_and_quote(
    tmp_path: Path, world: dict[str, Sequence[Article]]
) -> None:
    world["articles"] = without("Soyuz 1 was launched on 23 April 1967.")
    done = evals(tmp_path, "run", "--id", "soyuz-1-launch")
    assert "soyuz-1-launch  When was Soyuz 1 launched?" in done.stdout
    assert done.stdout.splitlines()[1:3] == [
        '  not retrieved: does not say "23 April 1967"',
        "  expected: 23 April 1967 (soyuz-1: The flight of Soyuz 1)",
    ]
    assert done.stdout.splitlines()[3].startswith("  reply: ")


@pytest.mark.usefixtures("world")
def test_filters_and_json(tmp_path: Path) -> None:
    done = evals(tmp_path, "run", "--tag", "Soyuz 1", "--kind", "when", "--json")
    content = json.loads(done.stdout)
    assert content["of"]["selection"]["tag"] == ["Soyuz 1"]
    assert content["figures"]["right"]["count"] == 2


@pytest.mark.usefixtures("world")
def test_losses_say_what_hurry_costs(tmp_path: Path) -> None:
    content = json.loads(evals(tmp_path, "run", "--tag", "Soyuz 1", "--losses", "--json").stdout)
    figures = content["figures"]
    # Lower case and bare words are the same words; the toy's encoder knows no misspelt one.
    assert [figures[name]["value"] for name in ("lost_lower", "lost_unpunctuated")] == [0.0, 0.0]
    assert figures["lost_typos"]["count"] == figures["right"]["count"] == 3
    assert list(figures).index("lost_typos") < list(figures).index("hit_1")


@pytest.mark.usefixtures("world")
def test_the_held_half_has_every_figure(tmp_path: Path) -> None:
    """All that is printed for both sides is printed for one."""
    content = json.loads(evals(tmp_path, "run", "--split", "held", "--json").stdout)
    assert {
        "right@held",
        "short@held",
        "first_supports@held",
        "citation_precision@held",
        "verbatim@held",
        "declined_wrongly@held",
        "hit_1@held",
        "p50",
    } <= set(content["figures"])
    assert "right@fit" not in content["figures"]


@pytest.mark.usefixtures("world")
def test_writing_the_ladder_wants_all_cases(tmp_path: Path) -> None:
    done = evals(tmp_path, "ablation", "--write")
    assert done.exit_code == 2
    assert "all cases over the built-in articles" in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    "arguments", [["--split", "half"], ["--tag", "nobody"], ["--id", "bread", "--id", "cake"]]
)
@pytest.mark.usefixtures("world")
def test_a_filter_that_means_nothing_is_a_usage_error(tmp_path: Path, arguments: list[str]) -> None:
    assert evals(tmp_path, "run", *arguments).exit_code == 2


def test_the_gate_holds_falls_short_and_accepts(
    tmp_path: Path, world: dict[str, Sequence[Article]]
) -> None:
    baseline = ["--baseline", str(tmp_path / "baseline.json")]
    missing = evals(tmp_path, "gate", *baseline)
    assert missing.exit_code == 5
    assert "evals gate --accept" in missing.stderr
    assert evals(tmp_path, "gate", "--accept", *baseline).exit_code == 0
    assert evals(tmp_path, "gate", *baseline).exit_code == 0
    world["articles"] = without("Soyuz TM-33 was launched on 21 October 2001.")
    short = evals(tmp_path, "gate", *baseline)
    assert short.exit_code == 5
    assert "soyuz-tm-33-launch: no sentence in" in short.stderr
    assert "No baseline forgives the first of these" in short.stderr
    assert "--accept" not in short.stderr


@pytest.mark.usefixtures("world")
def test_fewer_cases_can_be_accepted(tmp_path: Path) -> None:
    baseline = ["--baseline", str(tmp_path / "baseline.json")]
    evals(tmp_path, "gate", "--accept", *baseline)
    write_facts(tmp_path / "facts", FACTS.rpartition("[[case]]")[0])
    short = evals(tmp_path, "gate", *baseline)
    assert short.exit_code == 5
    assert "7 cases where there were 8" in short.stderr
    assert f"evals gate --accept --baseline {baseline[1]}, and commit" in short.stderr
    assert evals(tmp_path, "gate", "--accept", *baseline).exit_code == 0
    assert evals(tmp_path, "gate", *baseline).exit_code == 0


def test_a_must_case_that_fails_cannot_be_accepted(
    tmp_path: Path, world: dict[str, Sequence[Article]]
) -> None:
    world["articles"] = without("The pilot of Soyuz 1 was Vladimir Komarov.")
    refused = evals(tmp_path, "gate", "--accept", "--baseline", str(tmp_path / "baseline.json"))
    assert refused.exit_code == 5
    assert 'the case soyuz-1-pilot must never fail: does not say "Komarov"' in refused.stderr
    assert not (tmp_path / "baseline.json").exists()


@pytest.mark.usefixtures("world")
def test_other_cases_never_become_the_baseline_of_the_project(tmp_path: Path) -> None:
    before = BASELINE.read_bytes()
    refused = evals(tmp_path, "gate", "--accept")
    assert refused.exit_code == 2
    assert "name a file of your own with --baseline" in " ".join(
        refused.stderr.replace("│", " ").split()
    )
    assert BASELINE.read_bytes() == before


@pytest.mark.usefixtures("world")
def test_a_gate_over_other_cases_is_kept_as_such(tmp_path: Path) -> None:
    evals(tmp_path, "gate", "--accept", "--baseline", str(tmp_path / "baseline.json"))
    (kept,) = json.loads(evals(tmp_path, "history", "--json").stdout)
    assert kept["of"]["selection"] == {"facts": str(tmp_path / "facts")}


@pytest.mark.usefixtures("world")
def test_the_gate_does_not_ask_again_what_was_just_asked(tmp_path: Path) -> None:
    baseline = ["--baseline", str(tmp_path / "baseline.json")]
    evals(tmp_path, "run")
    evals(tmp_path, "gate", "--accept", *baseline)
    assert len(json.loads(evals(tmp_path, "history", "--json").stdout)) == 1


def test_runs_are_listed_compared_and_reported(
    tmp_path: Path, world: dict[str, Sequence[Article]]
) -> None:
    evals(tmp_path, "run")
    world["articles"] = without("Soyuz TM-33 was launched on 21 October 2001.")
    evals(tmp_path, "run")
    assert "100.0%" in evals(tmp_path, "history").stdout
    compared = evals(tmp_path, "compare", "1", "2").stdout
    assert "- soyuz-tm-33-launch: " in compared
    assert re.search(r"known facts right +100\.0% +83\.3% +-16\.7", compared)
    assert "1 lost, 1 with another reply; not more than noise" in " ".join(compared.split())
    assert evals(tmp_path, "report", "--public-url", "https://covers.example.org").exit_code == 0
    html = (tmp_path / "home" / "evals.html").read_text(encoding="utf-8")
    assert "soyuz-tm-33-launch" in html
    assert 'href="https://covers.example.org/articles/' in html
    assert "since run 1 of" in html
    assert "0 cases gained, 1 lost." in html


@pytest.mark.usefixtures("world")
def test_an_id_that_no_case_has_is_named(tmp_path: Path) -> None:
    done = evals(tmp_path, "run", "--id", "bread", "--id", "cake")
    assert 'there is no case "cake"' in done.stderr


@pytest.mark.usefixtures("world")
def test_runs_of_different_cases_say_so(tmp_path: Path) -> None:
    evals(tmp_path, "run")
    evals(tmp_path, "run", "--tag", "Soyuz 1")
    compared = evals(tmp_path, "compare", "1", "2").stdout
    assert "Of 3 cases in runs 1 and 2: 0 gained, 0 lost" in compared
    assert (
        "The runs asked different cases: 5 only in run 1, 0 only in run 2. All of the above is "
        "of the cases that both asked."
    ) in compared


def test_a_report_without_a_run_fails(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    done = evals(tmp_path, "report")
    assert done.exit_code == 1
    assert "run: evals run" in done.stderr


@pytest.mark.usefixtures("world")
def test_the_ladder_is_printed(tmp_path: Path) -> None:
    done = evals(tmp_path, "ablation")
    assert [line.split()[0] for line in done.stdout.splitlines()] == [
        "step",
        "terms",
        "dense",
        "fused",
        "asked",
        "ranked",
        "read",
    ]


def test_check_names_the_case_and_exits_1(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    write_article(corpus, "soyuz-1", "## The flight of Soyuz 1\n\nThe pilot was Yuri Gagarin.")
    one = FACTS[: FACTS.index('[[case]]\nid = "soyuz-1-launch"')]
    write_facts(tmp_path / "facts", one)
    done = evals(tmp_path, "check", "--corpus", str(corpus))
    assert done.exit_code == 1
    assert 'soyuz-1-pilot: no sentence in "The flight of Soyuz 1"' in done.stderr


def test_a_refused_case_exits_1_with_its_place(tmp_path: Path) -> None:
    write_facts(tmp_path / "facts", "[[case]]\nid = 3\n")
    done = evals(tmp_path, "check")
    assert done.exit_code == 1
    assert 'toy.toml, line 2: "id" must be a text' in done.stderr


def test_an_index_that_is_not_there_exits_4(tmp_path: Path) -> None:
    write_facts(tmp_path / "facts", FACTS[FACTS.index('[[case]]\nid = "bread"') :])
    assert evals(tmp_path, "run").exit_code == 4


@pytest.mark.usefixtures("world")
def test_a_case_is_added_from_a_question(tmp_path: Path) -> None:
    answers = "\n".join(["w", "Beregovoy | Beregovoi", "", "whom", "who", "plain", "000"]) + "\n"
    done = evals(tmp_path, "add", "Who flew Soyuz 3?", given=answers)
    assert done.exit_code == 0, done.output
    assert '"whom" is none of these' in done.stderr
    added = (tmp_path / "facts" / "added.toml").read_text(encoding="utf-8")
    assert 'id = "soyuz-3-who-flew-soyuz-3"' in added
    case = {one.id: one for one in read_cases(tmp_path / "facts", toy_articles())}[
        "soyuz-3-who-flew-soyuz-3"
    ]
    assert (case.says, case.section) == ((("Beregovoy", "Beregovoi"),), "The flight of Soyuz 3")
    assert case.missions == ("Soyuz 3",)


@pytest.mark.usefixtures("world")
def test_the_sentence_that_was_quoted_is_offered_first(tmp_path: Path) -> None:
    done = evals(
        tmp_path,
        "add",
        "What day was the memorial cover of Soyuz 1 cancelled?",
        given="r\nSoyuz 1\n" + 6 * "\n",
    )
    offered = [line for line in done.stdout.splitlines() if line.startswith("1. ")]
    assert offered == [
        "1. soyuz-1, The memorial cover of Soyuz 1: The memorial cover of Soyuz 1 "
        "was cancelled on 24 April 1967."
    ]
    assert done.exit_code == 0


@pytest.mark.usefixtures("world")
def test_a_question_to_decline_is_added(tmp_path: Path) -> None:
    answers = "\n".join(["d", "out-of-scope", "no-soup", "how-much", "plain"]) + "\n"
    assert evals(tmp_path, "add", "How much is the soup?", given=answers).exit_code == 0
    cases = {one.id: one for one in read_cases(tmp_path / "facts", toy_articles())}
    assert cases["no-soup"].abstains


@pytest.mark.usefixtures("world")
def test_a_case_that_would_be_refused_leaves_the_facts_alone(tmp_path: Path) -> None:
    answers = "\n".join(["d", "in-field", "No Soup!", "how-much", "plain"]) + "\n"
    done = evals(tmp_path, "add", "How much is the soup?", given=answers)
    assert done.exit_code == 1
    assert "the id must be lower case words" in done.stderr
    assert not (tmp_path / "facts" / "added.toml").exists()
    assert len(toy_cases(tmp_path / "facts")) == 8


@pytest.mark.usefixtures("world")
def test_a_case_that_check_would_refuse_is_not_kept(tmp_path: Path) -> None:
    done = evals(tmp_path, "add", "Who was the pilot of Soyuz 1?", given="r\n" + 9 * "\n")
    assert done.exit_code == 1
    assert (
        "soyuz-1-who-was-the-pilot-of was not kept: asks the same as soyuz-1-pilot" in done.stderr
    )
    assert not (tmp_path / "facts" / "added.toml").exists()


@pytest.mark.usefixtures("world")
def test_yes_or_no_is_not_looked_for_in_the_articles(tmp_path: Path) -> None:
    given = "\n".join(["w", "No; Beregovoy", "no-crew", "yes-no", "", ""]) + "\n"
    assert evals(tmp_path, "add", "Had Soyuz 3 a crew of two?", given=given).exit_code == 0
    case = {one.id: one for one in read_cases(tmp_path / "facts", toy_articles())}["no-crew"]
    assert (case.says, case.section) == ((("No",), ("Beregovoy",)), "The flight of Soyuz 3")


@pytest.mark.usefixtures("world")
def test_what_is_not_understood_or_not_found_is_asked_again(tmp_path: Path) -> None:
    given = "\n".join(["x", "wrong", "Yes", "Gagarin", "Beregovoy", "asked-again", "", "", ""])
    done = evals(tmp_path, "add", "Who flew Soyuz 3?", given=given + "\n")
    assert done.exit_code == 0, done.output
    assert '"x" is none of these' in done.stderr
    assert done.stderr.count("no sentence of any article holds these words") == 2
    assert 'id = "asked-again"' in (tmp_path / "facts" / "added.toml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("world")
def test_a_right_refusal_is_one_to_be_made_again(tmp_path: Path) -> None:
    given = "\n".join(["r", "out-of-scope", "quux", "", ""]) + "\n"
    assert evals(tmp_path, "add", "zyzzy quux blah?", given=given).exit_code == 0
    cases = {one.id: one for one in read_cases(tmp_path / "facts", toy_articles())}
    assert cases["quux"].abstains


@pytest.mark.usefixtures("world")
def test_a_right_crew_is_a_group_a_name(tmp_path: Path) -> None:
    done = evals(tmp_path, "add", "Who flew on Soyuz TM-33?", given="r\n\ncrew" + 6 * "\n")
    assert done.exit_code == 0, done.output
    case = {one.id: one for one in read_cases(tmp_path / "facts", toy_articles())}["crew"]
    assert case.says == (("Viktor Afanasyev",), ("Claudie Haigneré",), ("Konstantin Kozeyev",))


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Vladimir Komarov", "Vladimir Komarov"),
        ("Vladimir Shatalov, and Boris Volynov", "Vladimir Shatalov; Boris Volynov"),
        ("Soyuz 4; Soyuz 5 (2 of 6 found)", "Soyuz 4; Soyuz 5"),
        # Neither a date nor a sentence is a list of names.
        ("April 24, 1967", "April 24, 1967"),
        ("The cover and the card, both signed", "The cover and the card, both signed"),
        ("No. The launch was called off.", "No; The launch was called off."),
    ],
)
def test_a_short_answer_is_offered_as_it_may_be_typed(text: str, typed: str) -> None:
    assert suggested_says(text) == typed


@pytest.mark.parametrize(
    ("module", "command"),
    [("ir_measures", ["run"]), ("scipy", ["compare", "1", "1"]), ("matplotlib", ["report"])],
)
@pytest.mark.usefixtures("world")
def test_without_the_extra_a_sentence_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, command: list[str]
) -> None:
    evals(tmp_path, "run", "--id", "bread")
    hidden = [one for one in sys.modules if one.split(".")[0] == module]
    for name in (*hidden, module):
        monkeypatch.setitem(sys.modules, name, None)
    done = evals(tmp_path, *command)
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        f"✗ {module} is not installed, which the evals need: "
        "pip install -c constraints.txt -e '.[evals]'"
    ]


def test_help_needs_no_heavy_library() -> None:
    code = (
        "import sys\nfrom typer.testing import CliRunner\nfrom evals.commands.app import app\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0\n"
        "heavy = {'torch', 'faiss', 'scipy', 'matplotlib', 'ir_measures'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    root = Path(__file__).parents[1]
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root)
