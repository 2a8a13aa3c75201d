"""Which cover or mark a description fits, and which descriptions fit nothing well enough."""

from datetime import date

import pytest

from assistant.answer import Found
from assistant.compose.identification import identified
from assistant.plan.plans import Identify
from tests.real_catalogue import real_library, real_query

MEMORIAL = "Memorial cover of Soyuz 1 for Vladimir Komarov"
CANCELLED = date(1967, 4, 24)


def found(plan):
    return identified(plan, real_query("I have a cover. What is it?"), real_library())


@pytest.mark.parametrize(
    ("plan", "label", "value"),
    [
        # a word that one cover has
        (Identify("cover", ("znamya",)), "Znamya souvenir card", "Soyuz TM-15 and Soyuz TM-16"),
        (
            Identify("cover", ("houston", "wide", "letters")),
            "Wide covers of STS-60 with the Houston postmark",
            "STS-60",
        ),
        # a day alone, and the mission first where that is asked
        (Identify("cover", (), (CANCELLED,)), MEMORIAL, "Soyuz 1"),
        (Identify("mission", (), (CANCELLED,)), "Soyuz 1", MEMORIAL),
    ],
)
def test_what_leads_clearly_is_a_fact(plan, label, value):
    answer = found(plan)
    assert (answer.form, answer.text, answer.confidence) == ("fact", label, "high")
    assert [(one.label, one.value) for one in answer.items] == [(label, value)]
    assert answer.items[0].quotes[0] == 0


def test_several_alike_are_a_list():
    answer = found(Identify("cover", ("ostankino", "tower")))
    assert (answer.form, answer.confidence) == ("list", "medium")
    assert [(one.label, one.value) for one in answer.items] == [
        ("Launch cover of Soyuz TM-32", "Soyuz TM-32"),
        ("Launch cover of Soyuz TMA-3", "Soyuz TMA-3"),
        ("Launch cover of Soyuz TMA-4", "Soyuz TMA-4"),
    ]
    assert answer.found == Found(3, 3, complete=True)


def test_all_that_come_near_the_best_are_shown():
    words = "cachet rocket launch crew patch soyuz tma orbit two men woman before flight stamps"
    answer = found(Identify("cover", (*words.split(), "baikonur", "anniversary")))
    labels = [one.label for one in answer.items]
    assert len(labels) > 1
    assert "Launch cover of Soyuz TMA-11" in labels


def test_several_words_may_stand_in_the_section_and_one_alone_may_not():
    answer = found(Identify("cover", ("space", "motorcycle")))
    assert answer.text == "Cosmonautics Day cover of 1990 with the SPK"
    assert found(Identify("cover", ("motorcycle",))) is None


def test_what_is_doubted_is_said():
    answer = found(Identify("cover", ("houston", "wide", "letters")))
    assert answer.note.startswith("The Houston STS-60 postmark is doubtful")


@pytest.mark.parametrize(
    "plan",
    [
        # a word that many have, or none
        Identify("cover", ("stamp",)),
        Identify("cover", ("ostankino",)),
        Identify("mark", ("wombat", "kangaroo")),
        # the day or the colour is another's, or the mission is
        Identify("cover", ("znamya",), (CANCELLED,)),
        Identify("cover", ("znamya",), colours=("red",)),
        Identify("cover", ("znamya",), missions=("Soyuz 9",)),
        Identify("cover", ("moscow",), (CANCELLED,)),
    ],
)
def test_what_does_not_fit_identifies_nothing(plan):
    assert found(plan) is None
