"""Suggested questions are promises: each is asked, and must be answered rightly and surely."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from evals_toy import TOY_FITTED, watched
from toy import ARTICLES, WordEncoder, toy_index
from typer.testing import CliRunner

from assistant.answer import Answer
from assistant.pipeline import Assistant
from corpus.catalogue.reading import BUILT_IN_COVERS, read_catalogue
from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders
from corpus.record.missions import MissionRecord
from evals.commands.app import app
from evals.runs.suggested import (
    Asked,
    Suggestion,
    ask_suggestions,
    by_kind,
    every_suggestion,
    holds_the_promise,
)

STAMPS = "Which stamps are on the launch cover of Soyuz TM-32?"


@pytest.fixture(scope="module")
def covers() -> Assistant:
    """One built-in article with its covers."""
    articles = [
        one for one in read_folders((BUILT_IN_ARTICLES,)).articles if one.slug == "soyuz-tm-32"
    ]
    whole = read_folders((BUILT_IN_ARTICLES,)).articles
    catalogue = read_catalogue([BUILT_IN_COVERS], whole)
    own = tuple(one for one in catalogue.covers if one.article == "soyuz-tm-32")
    index = toy_index(articles, ())
    record = MissionRecord.load()
    return Assistant(index, WordEncoder(), record, None, TOY_FITTED, replace(catalogue, covers=own))


def wanted(assistant: Assistant, question: str) -> Suggestion:
    return next(one for one in every_suggestion(assistant) if one.question == question)


def test_a_question_on_a_flight_wants_what_the_record_has() -> None:
    crew = wanted(watched(), "Who flew on Soyuz TM-32?")
    assert (crew.kind, crew.mission) == ("crew", "Soyuz TM-32")
    assert crew.says == ("Musabayev", "Baturin", "Tito")
    launch = wanted(watched(), "When was Soyuz 1 launched?")
    assert (launch.kind, launch.says) == ("launch", ("23 April 1967",))


def test_a_question_on_a_title_wants_its_article() -> None:
    assert wanted(watched(), "Tell me about Glossary.") == Suggestion(
        "title", "Tell me about Glossary.", article="glossary"
    )


def test_a_question_on_a_cover_wants_a_sentence_for_each_row(covers: Assistant) -> None:
    stamps = wanted(covers, STAMPS)
    assert stamps.kind == "stamp"
    assert stamps.rows
    [asked] = ask_suggestions(covers, [stamps])
    assert asked.why == ""
    assert not asked.unsure
    missing = replace(stamps, rows=(*stamps.rows, ()))
    [asked] = ask_suggestions(covers, [missing])
    assert asked.why == f"quotes {len(stamps.rows)} of {len(stamps.rows) + 1} rows"


def test_every_suggestion_is_asked_once(covers: Assistant) -> None:
    questions = [one.question for one in every_suggestion(covers)]
    assert len(questions) == len(set(questions))
    assert {"stamp", "postmark", "crew", "launch", "title"} <= {
        one.kind for one in every_suggestion(covers)
    }


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"says": ("24 April 1967",)}, 'does not say "24 April 1967"'),
        ({"mission": "Soyuz 3"}, "quotes nothing about Soyuz 3"),
        ({"article": "glossary"}, "quotes nothing of glossary"),
        ({"question": "zyzzy quux?"}, "is not answered"),
    ],
)
def test_what_is_not_as_promised_is_named(change: dict[str, Any], why: str) -> None:
    launch = wanted(watched(), "When was Soyuz 1 launched?")
    [asked] = ask_suggestions(watched(), [launch])
    assert asked.why == ""
    [asked] = ask_suggestions(watched(), [replace(launch, **change)])
    assert asked.why == why


def asked(*, right: int = 0, wrong: int = 0, confidence: str = "high") -> list[Asked]:
    [answered] = ask_suggestions(watched(), [wanted(watched(), "When was Soyuz 1 launched?")])
    assert isinstance(answered.reply, Answer)
    reply = replace(answered.reply, confidence=confidence)
    one = replace(answered, reply=reply)
    return [one] * right + [replace(one, why="is wrong")] * wrong


def test_two_of_a_hundred_may_be_wrong_and_none_unsure() -> None:
    assert holds_the_promise(asked(right=98, wrong=2))
    assert not holds_the_promise(asked(right=97, wrong=3))
    assert holds_the_promise(asked(right=1, confidence="medium"))
    assert not holds_the_promise([*asked(right=99), *asked(right=1, confidence="low")])


def test_they_are_told_by_kind() -> None:
    kinds = by_kind(asked(right=2, wrong=1))
    assert {kind: len(found) for kind, found in kinds.items()} == {"launch": 3}


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(Assistant, "open", classmethod(lambda *_: watched(ARTICLES)))
    return tmp_path


def test_the_command_prints_what_fails_and_the_share_of_each_kind(home: Path) -> None:
    done = CliRunner().invoke(app, ["run", "--suggested", "--home", str(home)])
    assert done.exit_code in (0, 5), done.output
    assert "all of them" in done.output
    done = CliRunner().invoke(app, ["run", "--suggested", "--home", str(home), "--json"])
    record = json.loads(done.stdout)
    assert record["asked"] == sum(one["asked"] for one in record["kinds"].values())
    kept = record["right"] >= 0.98 * record["asked"] and not record["unsure"]
    assert done.exit_code == (0 if kept else 5)
    assert len(record["failing"]) >= record["asked"] - record["right"]


def test_the_command_asks_no_cases_beside(home: Path) -> None:
    done = CliRunner().invoke(app, ["run", "--suggested", "--tag", "who", "--home", str(home)])
    assert done.exit_code == 2
    assert "asks no cases" in done.output
