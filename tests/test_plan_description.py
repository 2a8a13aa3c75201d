"""Which questions describe a thing and ask what it is, and what of the description is searched."""

from datetime import date

import pytest

from assistant.plan.description import identify
from assistant.plan.plans import Identify
from corpus.catalogue.schema import Catalogue
from tests.real_catalogue import real_library, real_query


def described(question, catalogue=None):
    library = real_library()
    wanted = library.catalogue if catalogue is None else catalogue
    return identify(real_query(question), wanted, library.record)


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        # a colour is no word to be found in a title
        (
            "I have a cover with a red cachet of a dog. What is it?",
            Identify("cover", ("cachet", "dog"), colours=("red",)),
        ),
        # a day is a day, and the mission is asked
        (
            "My envelope is cancelled 24 April 1967 in Moscow. Which mission is it from?",
            Identify("mission", ("moscow",), (date(1967, 4, 24),)),
        ),
        # in one clause
        (
            "Which postmark is this with a rocket and a wreath?",
            Identify("mark", ("rocket", "wreath")),
        ),
        (
            "I have a Soyuz 9 card with a bear. What is this?",
            Identify("cover", ("bear",), missions=("Soyuz 9",)),
        ),
        # a year is no day
        ("I have a cover with a dog of 1967. What is it?", Identify("cover", ("dog",))),
    ],
)
def test_a_description_is_taken_apart(question, plan):
    assert described(question) == plan


@pytest.mark.parametrize(
    "question",
    [
        # nothing is described, or only what every cover is
        "What is it?",
        "I have a cover. What is it?",
        # another thing is asked of it
        "I have a cover of Soyuz 9 with a blue stamp, is it rare?",
        "What does the cover with the dog show?",
        # nobody has it
        "Which cover has a dog?",
        "What is a cachet?",
    ],
)
def test_other_questions_describe_nothing(question):
    assert described(question) is None


def test_without_a_catalogue_a_thing_that_is_no_cover_or_mark_is_not_looked_for():
    assert described("I have one with a dog. What is it?", Catalogue()) is None
