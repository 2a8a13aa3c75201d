"""Which names of the record a question has, and the roles of all other words."""

import pytest

from assistant.plan.record_question import read_question
from tests.toy import shared_record


def read(question):
    return read_question(question, shared_record())


def names(question):
    """Every kind of name that a question has, without the empty ones."""
    found = read(question)
    kinds = ("missions", "people", "stations", "call_signs", "nations", "programmes", "series")
    return {kind: getattr(found, kind) for kind in kinds if getattr(found, kind)}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Which German flew with the call sign Vityaz to Mir in 1992?",
            {"stations": ("Mir",), "call_signs": ("Vityaz",), "nations": ("Germany",)},
        ),
        # a series is behind its programme, and only there
        ("Which Soyuz TM flights landed?", {"programmes": ("Soyuz",), "series": "TM"}),
        ("Which TM flights landed?", {}),
        (
            "Did Tito fly to the International Space Station?",
            {"people": (("Dennis Tito",),), "stations": ("ISS",)},
        ),
        # a programme that is a call sign too
        ("vostok flights", {"programmes": ("Vostok",)}),
        ("Which flight had the call sign Vostok?", {"call_signs": ("Vostok",)}),
        # what is named is no second name
        ("Soyuz 4 and Soyuz 5", {"missions": ("Soyuz 4", "Soyuz 5")}),
    ],
)
def test_the_names_of_a_question(question, expected):
    assert names(question) == expected


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who landed first?", [("who", {"who"}), ("landed", {"land"}), ("first", {"first"})]),
        # names are no words
        ("Did Tito fly to Mir?", [("did", {"glue"}), ("fly", {"fly"}), ("to", {"glue"})]),
        ("German flights", [("german", {"nation"}), ("flights", {"flight"})]),
        (
            "How do I cook borscht?",
            [
                ("how", {"how"}),
                ("do", {"glue"}),
                ("i", {"which"}),
                ("cook", set()),
                ("borscht", set()),
            ],
        ),
    ],
)
def test_the_roles_of_other_words(question, words):
    assert [(word, set(roles)) for word, roles in read(question).words] == words


def test_what_stands_around_dates_and_missions():
    asked = read("How many days are between the launch of Soyuz 4 and Soyuz 5's landing?")
    assert asked.around == (
        ("how", "many", "days", "are", "between", "the", "launch", "of"),
        ("and",),
        ("s", "landing"),
    )
    dated = read("Which flights landed between 1990 and 1992?")
    assert [one.year for one in dated.dates] == [1990, 1992]
    assert dated.before_dates == ("between", "and")


def test_a_question_is_asked_for_its_roles():
    asked = read("Which flight landed first?")
    assert asked.says("land")
    assert asked.says("launch", "first")
    assert not asked.says("launch")
    assert asked.only({"which", "flight", "land", "first"})
    assert not asked.only({"which", "flight", "land"})
    assert asked.first("first", "flight") == "flight"
    assert asked.first("launch") == ""
