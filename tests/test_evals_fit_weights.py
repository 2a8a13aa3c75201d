"""Fitting mends what was wrong, the same way each time, into a file that loads again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from evals_toy import STRANGERS, TOY_FITTED, toy_cases, watched, write_facts
from toy import ARTICLES, QUESTIONS, WordEncoder, toy_index
from typer.testing import CliRunner

from assistant.pipeline import Assistant
from assistant.rank.fitted import Fitted
from assistant.rank.ranking import rank
from assistant.reader.model import LearnedReading
from corpus.questions import SentenceQuestions
from corpus.record.missions import MissionRecord
from evals.cases.case import Case
from evals.commands.app import app
from evals.fit.examples import (
    Example,
    examples,
    natural_examples,
    unanswered_examples,
    without_questions,
)
from evals.fit.fitting import Fitting, beginning, fit_index, in_use
from evals.fit.weights import fit, fitness
from evals.fit.writing import write
from evals.runs.memory import RememberingEncoder, RememberingReader

RECORD = MissionRecord.load()
INDEX = toy_index(ARTICLES, QUESTIONS)
TITO_PAID = "Dennis Tito paid about 20 million dollars for his seat on Soyuz TM-32."
# The wrong weight: whatever is about another mission comes first.
WRONG = replace(TOY_FITTED, ranking=replace(TOY_FITTED.ranking, mission_other=9.0))


class WordReader:
    """Reads well what shares the question's words; counts what it read."""

    def __init__(self) -> None:
        self.read_in_all = 0

    def read_pairs(
        self,
        questions: Sequence[str],
        contexts: Sequence[str],
        targets: Sequence[tuple[int, int]] | None,
    ) -> list[LearnedReading]:
        self.read_in_all += len(contexts)
        shared = [
            len(set(question.lower().strip("?").split()) & set(one.lower().strip(".").split()))
            for question, one in zip(questions, contexts, strict=True)
        ]
        return [LearnedReading(float(one), 0, 1, float(one)) for one in shared]


@pytest.fixture(name="cases")
def toy_facts(tmp_path: Path) -> tuple[Case, ...]:
    return toy_cases(tmp_path / "facts")


@pytest.fixture(name="data")
def toy_examples(cases: tuple[Case, ...]) -> list[Example]:
    return examples(Assistant(INDEX, WordEncoder(), RECORD, None, TOY_FITTED), cases)


def firsts(data: Sequence[Example], fitted: Fitted) -> dict[str, str]:
    """The first sentence by case, for the cases that have an answer."""
    return {
        one.id: rank(one.candidates, fitted.ranking)[0].candidate.text for one in data if one.right
    }


def test_examples_are_the_questions_with_one_sentence_to_find(data: list[Example]) -> None:
    # The follow-up is read behind the turn before it; "bread" has no sentence to find.
    assert {one.id: bool(one.right) for one in data} == {
        "soyuz-1-pilot": True,
        "soyuz-1-launch": True,
        "soyuz-1-memorial-date": True,
        "soyuz-tm-32-launch": True,
        "soyuz-tm-32-launch-2": True,
        "soyuz-tm-33-launch": True,
        "soyuz-tm-32-postmarks": True,
        "bread": False,
    }


def test_questions_that_nothing_answers_are_examples_with_nothing_to_find() -> None:
    assistant = Assistant(INDEX, WordEncoder(), RECORD, None, TOY_FITTED)
    (one,) = unanswered_examples(assistant, ["Who drew the cachet of Soyuz 1?"])
    assert one.candidates
    assert not one.answerable


def test_a_wrong_weight_is_mended(data: list[Example]) -> None:
    assert firsts(data, WRONG)["soyuz-1-launch"] != "Soyuz 1 was launched on 23 April 1967."
    mended = fit(data, data, None, WRONG)
    assert firsts(data, mended) == {
        "soyuz-1-pilot": "The pilot of Soyuz 1 was Vladimir Komarov.",
        "soyuz-1-launch": "Soyuz 1 was launched on 23 April 1967.",
        "soyuz-1-memorial-date": "The memorial cover of Soyuz 1 was cancelled on 24 April 1967.",
        "soyuz-tm-32-launch": "Soyuz TM-32 was launched on 28 April 2001.",
        "soyuz-tm-32-launch-2": "Soyuz TM-32 was launched on 28 April 2001.",
        "soyuz-tm-33-launch": "Soyuz TM-33 was launched on 21 October 2001.",
        "soyuz-tm-32-postmarks": "The launch cover of Soyuz TM-32 has five postmarks.",
    }
    assert mended.ranking.mission_other < 0
    assert fitness(data, WRONG, None).hit_1 < fitness(data, mended, None).hit_1 == 1.0


def test_without_a_reader_its_numbers_stay(data: list[Example]) -> None:
    mended = fit(data, data, None, WRONG)
    assert mended.rereading == WRONG.rereading
    assert mended.with_reader == WRONG.with_reader
    assert mended.without_reader != WRONG.without_reader


def test_a_reader_that_helps_gets_weight(data: list[Example]) -> None:
    fitted = fit(data, data, WordReader(), WRONG)
    assert fitted.rereading.read + fitted.rereading.marked > 0
    assert fitted.with_reader != WRONG.with_reader
    assert fitness(data, fitted, WordReader()).hit_1 == 1.0


def test_what_is_unanswerable_is_declined_and_the_rest_is_not(data: list[Example]) -> None:
    found = fitness(data, fit(data, data, None, WRONG), None)
    assert found.declined_rightly == 1.0
    # The threshold is a quantile, so the least sure of six falls below it.
    assert found.declined_wrongly <= 1 / 6


def test_fitting_twice_gives_the_same_file(cases: tuple[Case, ...], tmp_path: Path) -> None:
    written = []
    for name in ("one.toml", "two.toml"):
        found = fit_index(INDEX, WordEncoder(), cases, WordReader(), beginning())
        write(tmp_path / name, found.fitted)
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]


def test_the_written_file_loads_again(data: list[Example], tmp_path: Path) -> None:
    fitted = fit(data, data, WordReader(), WRONG)
    write(tmp_path / "weights.toml", fitted)
    assert Fitted.load(tmp_path / "weights.toml") == fitted
    assert list(tmp_path.glob("*.new")) == []


def test_the_index_without_questions_finds_the_same_sentences(cases: tuple[Case, ...]) -> None:
    bare = without_questions(INDEX)
    assert bare.questions == ()
    assert bare.sentences == INDEX.sentences
    data = examples(Assistant(bare, WordEncoder(), RECORD, None, TOY_FITTED), cases)
    assert [one.id for one in data if not one.answerable] == ["bread"]


def test_each_question_is_encoded_once_for_both_indexes(cases: tuple[Case, ...]) -> None:
    encoder = WordEncoder()
    fit_index(INDEX, encoder, cases, None, beginning())
    assert len(encoder.encoded) == len(set(encoder.encoded))


def test_a_sentence_is_read_once_for_a_question() -> None:
    reader = WordReader()
    remembering = RememberingReader(reader)
    first = remembering.read_pairs(["a b?"] * 2, ["a", "b c"], [(0, 1), (0, 3)])
    again = remembering.read_pairs(["a b?"] * 3, ["b c", "d", "a"], [(0, 3), (0, 1), (0, 1)])
    assert reader.read_in_all == 3
    assert (again[2], again[0]) == (first[0], first[1])


def test_an_encoder_that_remembers_keeps_the_order() -> None:
    encoder = WordEncoder()
    remembering = RememberingEncoder(encoder)
    remembering.encode(["b"])
    found = remembering.encode(["a", "b", "a"])
    assert encoder.encoded == ["b", "a"]
    assert (found == WordEncoder().encode(["a", "b", "a"])).all()


def test_a_file_that_lacks_a_new_signal_is_no_hindrance(tmp_path: Path) -> None:
    """The error of such a file says: run evals fit."""
    path = tmp_path / "weights.toml"
    path.write_text("[ranking]\nsaid = 1.0\n", encoding="utf-8")
    assert in_use(path) == beginning()


@pytest.mark.parametrize(("arguments", "wrote"), [([], True), (["--dry-run"], False)])
def test_the_command_says_what_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], wrote: bool
) -> None:
    target = tmp_path / "weights.toml"
    monkeypatch.setattr("assistant.rank.fitted.FITTED_FILE", target)
    facts = write_facts(tmp_path / "facts")

    def fit_home(home: Path, folder: Path, *others: object) -> Fitting:
        return fit_index(INDEX, WordEncoder(), toy_cases(folder), None, WRONG)

    monkeypatch.setattr("evals.fit.fitting.fit_home", fit_home)
    done = CliRunner().invoke(
        app, ["fit", "--home", str(tmp_path), "--facts", str(facts), *arguments]
    )
    assert done.exit_code == 0, done.output
    assert "with questions, signals" in done.stdout
    assert "→ 100.0%" in done.stdout
    assert target.exists() is wrote


def test_nothing_is_fitted_on_what_strangers_wrote(tmp_path: Path) -> None:
    cases = toy_cases(tmp_path / "facts", STRANGERS)
    with pytest.raises(ValueError, match="strangers-1-crew is a stranger's case"):
        fit_index(INDEX, WordEncoder(), cases, None, TOY_FITTED)


def test_a_folder_of_strangers_alone_has_nothing_to_fit_on(tmp_path: Path) -> None:
    facts = write_facts(tmp_path / "facts", STRANGERS)
    home = str(tmp_path / "home")
    done = CliRunner().invoke(app, ["fit", "--facts", str(facts), "--home", home])
    assert done.exit_code == 1
    assert "what strangers wrote is never fitted on" in " ".join(done.stderr.split())


def test_natural_questions_teach_when_to_decline_and_no_order() -> None:
    record = SentenceQuestions("soyuz-tm-32", TITO_PAID, ("what did tito pay, in millions?",))
    lost = SentenceQuestions("soyuz-tm-32", "No such sentence.", ("who?",))
    (example,) = natural_examples(watched(), [record, lost])
    assert example.answerable
    assert example.proof == ()
    assert [one.text for one in example.candidates if one.number in example.right] == [TITO_PAID]
    assert example.without_answer() == ()
