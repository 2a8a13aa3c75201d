"""The committed facts: enough of every form, true, honest, and fairly split."""

from __future__ import annotations

from collections import Counter

import pytest

from corpus.questions import BUILT_IN_QUESTIONS, read_questions
from corpus.unanswered import read_unanswered
from evals.cases.case import FORMS, Case
from evals.cases.checking import problems
from evals.cases.reading import FACTS, read_cases
from evals.cases.split import side
from evals.runs.world import read_articles


@pytest.fixture(scope="module")
def all_cases() -> tuple[Case, ...]:
    return read_cases(FACTS, read_articles())


@pytest.fixture(scope="module")
def cases(all_cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """The project's own."""
    return tuple(case for case in all_cases if not case.by_words)


def test_every_fact_stands_in_its_article_and_none_was_told_to_the_index(
    all_cases: tuple[Case, ...],
) -> None:
    told = read_questions(BUILT_IN_QUESTIONS)
    assert problems(all_cases, read_articles(), told, read_unanswered()) == {}


@pytest.mark.parametrize(
    ("form", "least"), [("fact", 300), ("unanswerable", 50), ("premise", 25), ("follow-up", 25)]
)
def test_there_are_enough_of_every_form(cases: tuple[Case, ...], form: str, least: int) -> None:
    assert sum(case.judged == form for case in cases) >= least


def test_a_third_is_in_other_words_and_a_sixth_hurried(cases: tuple[Case, ...]) -> None:
    styles = Counter(case.style for case in cases)
    assert styles["reworded"] + styles["indirect"] >= len(cases) / 3
    assert styles["telegraph"] + styles["typo"] >= len(cases) / 6


def test_the_sides_are_of_like_size(cases: tuple[Case, ...]) -> None:
    held = sum(side(case) == "held" for case in cases)
    assert 0.4 <= held / len(cases) <= 0.6


def test_every_article_with_a_mission_is_asked_about(cases: tuple[Case, ...]) -> None:
    asked = {slug for case in cases for slug in case.cites}
    wanted = {slug for slug, article in read_articles().items() if article.missions}
    assert wanted <= asked


def test_strangers_ask_in_every_form_and_all_that_they_handed_in_is_there(
    all_cases: tuple[Case, ...],
) -> None:
    strangers = [case for case in all_cases if case.writer == "strangers-1"]
    files = Counter(case.place.partition(":")[0] for case in strangers)
    assert files == {
        "strangers-1-exam.toml": 218,
        "strangers-1-dialogues.toml": 80,
        "strangers-1-natural.toml": 107,
        "strangers-1-negatives.toml": 35,
    }
    assert {case.form for case in strangers} == set(FORMS)
    assert sum(case.judged == "premise" for case in strangers) == 13
    assert sum(case.leans for case in strangers) == 80
    assert {side(case) for case in strangers} == {"strangers"}
