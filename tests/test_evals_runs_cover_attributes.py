"""Questions on what is on covers: chosen by a hash, and judged by the rows of the catalogue."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from assistant.plan.aspects import Aspect
from evals.runs.cover_attributes import (
    CHOSEN,
    are_exact,
    ask_attributes,
    asked_name,
    attribute_questions,
)
from tests.catalogue_toy import toy_catalogue
from tests.real_catalogue import real_answer, real_library


@pytest.fixture
def catalogue(tmp_path):
    return toy_catalogue(tmp_path)


def asking(question_to_ask=real_answer):
    return SimpleNamespace(ask=question_to_ask)


def test_the_same_questions_are_chosen_each_time(catalogue):
    asked = attribute_questions(catalogue, 3)
    assert asked == attribute_questions(catalogue)[:3]
    assert len(attribute_questions(real_library().catalogue)) == CHOSEN


def test_what_a_cover_has_is_asked_with_its_title_for_a_name(catalogue):
    asked = {(one.cover.id, one.aspect): one for one in attribute_questions(catalogue)}
    stamps = asked["dove-1-launch", Aspect.STAMP]
    assert "the launch cover of Dove 1" in stamps.question
    assert [telling.sentence for row in stamps.rows for telling in row] == [
        "The launch cover of Dove 1 bears two copies of the Russian stamp s. 6777 of a dove."
    ]
    assert ("dove-1-landing", Aspect.AUTOGRAPH) not in asked


def test_a_title_is_shortened_only_where_no_other_is_like_it():
    covers = {cover.id: cover for cover in real_library().catalogue.covers}
    catalogue = real_library().catalogue
    lower = covers["soyuz-11-salyut-maxicard-lower"]
    assert asked_name(lower, catalogue) == "the lower Salyut maxicard of Soyuz 11"


def test_a_complete_answer_is_right_and_one_with_others_or_without_a_row_is_not():
    catalogue = real_library().catalogue
    every = attribute_questions(catalogue, 400)
    (one,) = [
        each
        for each in every
        if each.cover.id == "soyuz-tm-32-launch" and each.aspect is Aspect.STAMP
    ]
    (right,) = ask_attributes(asking(), [one])
    assert right.why == ""
    (few,) = ask_attributes(
        asking(lambda question: real_answer("Who signed the signed landing cover of Soyuz TM-24?")),
        [one],
    )
    assert few.why in ("is not answered", f"quotes 0 of {len(one.rows)} rows")
    wide = real_answer("Which stamps are on the Soyuz TM-32 cover and the Soyuz TMA-3 cover?")
    (strange,) = ask_attributes(asking(lambda question: wide), [one])
    assert strange.why.endswith("which tells no stamp of it")
    assert are_exact([right])
    assert not are_exact([right, few])
