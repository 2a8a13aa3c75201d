import pytest

from assistant.plan.ambiguity import which_of_kind, which_person
from tests.articles_toy import real_catalogue
from tests.toy import shared_record, toy_query

TOLD = "Vladislav Volkov died. Sergei Volkov is a son of Aleksandr Volkov. Yuri Romanenko landed."


def test_namesakes_are_told_apart_with_the_question_asked_of_each():
    found = which_person(toy_query("On which Soyuz did Volkov fly?"), shared_record(), TOLD)
    assert found.questions == (
        ("Vladislav Volkov", "On which Soyuz did Vladislav Volkov fly?"),
        ("Aleksandr Volkov", "On which Soyuz did Aleksandr Volkov fly?"),
        ("Sergei Volkov", "On which Soyuz did Sergei Volkov fly?"),
    )


@pytest.mark.parametrize(
    "question",
    [
        "On which Soyuz did Vladislav Volkov fly?",
        "On which Soyuz did Komarov fly?",
        # a flight or a year says who, and any other word may
        "Did Volkov fly on Soyuz 11?",
        "When did Volkov land in 1971?",
        "Which book did Volkov write?",
        "Which Soyuz had Volkov flown before his fatal one?",
        # the articles name only one of the two
        "When did Romanenko come home?",
    ],
)
def test_who_is_meant_is_not_asked_where_it_may_be_known(question):
    assert which_person(toy_query(question), shared_record(), TOLD) is None


def test_a_kind_of_cover_that_several_missions_have_is_asked_back():
    question = toy_query("When was the docking cover cancelled?")
    found = which_of_kind(question, real_catalogue(), shared_record())
    assert found.kind == "docking cover"
    assert ("Soyuz 10", "When was the docking cover of Soyuz 10 cancelled?") in found.questions


@pytest.mark.parametrize(
    "question",
    [
        "When was the docking cover of Soyuz 10 cancelled?",
        "Which docking covers are there?",
        "What is a docking cover?",
        "Is the docking cover with the red cancel rare?",
        "Who sold the docking cover at the fair?",
    ],
)
def test_which_cover_is_meant_is_not_asked_where_it_may_be_known(question):
    assert which_of_kind(toy_query(question), real_catalogue(), shared_record()) is None
