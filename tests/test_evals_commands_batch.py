"""A batch of strangers' questions is asked once, and its first result stays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from evals_toy import FACTS, toy_articles, watched, write_facts
from toy import ARTICLES, QUESTIONS, WordEncoder, toy_index
from typer.testing import CliRunner, Result

from evals.cases.case import Case
from evals.cases.nearness import Known, known_questions, near_copies, without
from evals.cases.reading import read_cases
from evals.commands.app import app
from evals.report.batch_table import interval
from evals.runs.batches import Batch, BatchError, append_batch, read_batches
from evals.runs.figures import Figure
from evals.runs.world import World

SEAT = {
    "id": "1",
    "type": "howmuch",
    "question": "Tito's ticket price in dollars?",
    "answers": ["20 million"],
}
WRONG = {
    "id": "2",
    "form": "list",
    "question": "Crew members of Soyuz TM-33?",
    "must": [["Gagarin"], ["Kozeyev"]],
    "must_not": [],
    "verdict": None,
    "before": [],
}
COPY = {
    "id": "3",
    "question": "the pilot of Soyuz 1 was who?",
    "answers": ["Komarov"],
}
DIALOGUE = {
    "id": "4",
    "turns": [
        {**COPY, "needs_context": False},
        {"question": "And when was it launched?", "answers": ["1967"], "needs_context": True},
    ],
}
FIGURE = Figure(0.5, 0.25, 0.75, 10)


@pytest.fixture(autouse=True)
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_facts(tmp_path / "facts")

    def open_world(home: Path, *, facts: Path, **other: Any) -> World:
        return World(watched(), read_cases(facts, toy_articles()), {})

    monkeypatch.setattr("evals.runs.world.open_world", open_world)


def new(
    tmp_path: Path, *lines: dict[str, Any], writer: str = "strangers-2", **more: bool
) -> Result:
    file = tmp_path / "lines.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    folders = {"home": "home", "facts": "facts", "batches": "batches.json"}
    options = [
        part for name, path in folders.items() for part in (f"--{name}", str(tmp_path / path))
    ]
    flags = [f"--{name.replace('_', '-')}" for name in more]
    return CliRunner().invoke(
        app, ["batch", "new", str(file), "--writer", writer, *options, *flags]
    )


def test_a_batch_is_asked_kept_and_filed(tmp_path: Path) -> None:
    done = new(tmp_path, SEAT, WRONG)
    assert done.exit_code == 0, done.output
    (batch,) = read_batches(tmp_path / "batches.json")
    assert (batch.writer, batch.left_out, batch.right.count) == ("strangers-2", 0, 2)
    assert batch.right.value == 0.5
    counts = {form: (one.asked, one.right, one.declined) for form, one in batch.forms.items()}
    assert counts == {"fact": (1, 1, 0), "list": (1, 0, 0)}
    assert batch.generation == watched().index.generation
    filed = read_cases(tmp_path / "facts", toy_articles())
    assert [one.id for one in filed if one.writer == "strangers-2"] == [
        "strangers-2-1",
        "strangers-2-2",
    ]
    line = next(one for one in done.stdout.splitlines() if one.startswith("strangers-2"))
    assert line.endswith("  50% of 2")
    assert "●" in line


def test_a_second_first_asking_is_refused(tmp_path: Path) -> None:
    new(tmp_path, SEAT)
    again = new(tmp_path, WRONG)
    assert again.exit_code == 1
    assert "strangers-2 was asked on " in again.stderr
    assert "give the new questions a writer of their own" in " ".join(again.stderr.split())


@pytest.mark.parametrize(
    ("writer", "problem"),
    [
        ("project", "a writer is named by lower case words"),
        ("Strangers 2", "a writer is named by lower case words"),
        ("toy", "cases of toy are there already; name another writer"),
    ],
)
def test_a_writer_must_be_new(tmp_path: Path, writer: str, problem: str) -> None:
    done = new(tmp_path, SEAT, writer=writer)
    assert done.exit_code == 1
    assert problem in " ".join(done.stderr.split())
    assert read_batches(tmp_path / "batches.json") == ()


def test_near_copies_stop_a_batch_before_it_is_asked(tmp_path: Path) -> None:
    done = new(tmp_path, SEAT, DIALOGUE)
    assert done.exit_code == 1
    told = " ".join(done.stderr.split())
    assert '"the pilot of Soyuz 1 was who?" is near to "Who was the pilot of Soyuz 1?"' in told
    assert "the case soyuz-1-pilot (1.00)" in told
    assert "leave them out with --without-near. Nothing was asked." in told
    assert not (tmp_path / "batches.json").exists()
    assert not (tmp_path / "facts" / "strangers-2.toml").exists()


def test_near_copies_are_left_out_with_the_turns_behind_them(tmp_path: Path) -> None:
    done = new(tmp_path, SEAT, DIALOGUE, without_near=True)
    assert done.exit_code == 0, done.output
    (batch,) = read_batches(tmp_path / "batches.json")
    assert (batch.left_out, batch.right.count) == (2, 1)
    assert "100% of 1, 2 left out" in done.stdout
    assert "left out as near copies: 2" in done.stderr


def test_what_was_recorded_is_never_changed(tmp_path: Path) -> None:
    path = tmp_path / "batches.json"
    first = Batch("strangers-2", "2026-12-01", "abc", "def", 0, FIGURE, {})
    append_batch(first, path)
    before = path.read_text(encoding="utf-8")
    append_batch(Batch("strangers-3", "2026-12-02", "abd", "def", 1, FIGURE, {}), path)
    after = path.read_text(encoding="utf-8")
    assert after.startswith(before.removesuffix("\n]\n"))
    assert [one.writer for one in read_batches(path)] == ["strangers-2", "strangers-3"]
    with pytest.raises(BatchError, match="strangers-2 was asked on 2026-12-01"):
        append_batch(first, path)
    assert path.read_text(encoding="utf-8") == after
    assert not path.with_name("batches.json.new").exists()


def test_a_broken_file_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "batches.json"
    path.write_text("[{]", encoding="utf-8")
    with pytest.raises(BatchError, match=r"is broken .*restore it with git"):
        append_batch(Batch("strangers-2", "2026-12-01", "a", "b", 0, FIGURE, {}), path)
    assert path.read_text(encoding="utf-8") == "[{]"


def test_the_list_says_how_to_begin(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["batch", "list", "--batches", str(tmp_path / "none.json")])
    assert done.exit_code == 0
    assert "evals batch new FILE --writer NAME" in done.stderr


def test_an_interval_is_drawn_to_scale() -> None:
    batch = Batch("a", "2026-12-01", "b", "c", 0, FIGURE, {})
    assert interval(batch, 13) == "···├──●──┤···"


KNOWN = (
    Known("Who was the pilot of Soyuz 1?", "the case soyuz-1-pilot"),
    Known(
        "When was the launch cover of Soyuz TM-32 with an Ostankino stamp struck in Moscow by hand?",
        "the case cover",
    ),
)


@pytest.mark.parametrize(
    ("ask", "near"),
    [
        ("The PILOT of Soyuz 1, who?", True),
        # One more word of many is nearly the same meaning to the toy's encoder.
        (
            "When was the launch cover of Soyuz TM-32 with an Ostankino stamp struck in Moscow by your hand first?",
            True,
        ),
        # Another flight is another question, however alike.
        (
            "When was the launch cover of Soyuz TM-33 with an Ostankino stamp struck in Moscow by your hand first?",
            False,
        ),
        ("Who was the pilot of Soyuz 3?", False),
        ("Where did the parachute fail?", False),
    ],
)
def test_near_are_the_same_words_or_nearly_the_same_meaning(ask: str, near: bool) -> None:
    index = toy_index(ARTICLES, ())
    cases = [Case("x", ask, writer="strangers-2")]
    found = near_copies(cases, KNOWN, index, WordEncoder())
    assert bool(found) is near


def test_all_that_is_known_is_compared(tmp_path: Path) -> None:
    index = toy_index(ARTICLES, QUESTIONS)
    cases = read_cases(write_facts(tmp_path, FACTS), toy_articles())
    known = {one.text: one.source for one in known_questions(index, cases)}
    assert known["Who was the pilot of Soyuz 1?"] == "the case soyuz-1-pilot"
    assert known["Who flew the very first Soyuz?"] == "an anticipated question of soyuz-1"
    assert known["Who engraved the Gagarin Start postmark?"] == "corpus/unanswered.toml"
    # It leans on its conversation and says nothing alone.
    assert "When was it launched?" not in known


def test_a_turn_goes_with_its_opening() -> None:
    cases = [
        Case("a", "Who flew?"),
        Case("b", "When?", after=("Who flew?",)),
        Case("c", "Where?", after=("Who landed?",)),
    ]
    near = near_copies(cases, [Known("flew who", "x")], toy_index(ARTICLES, ()), WordEncoder())
    assert [one.case for one in near] == ["a"]
    assert [one.id for one in without(cases, near)] == ["c"]
