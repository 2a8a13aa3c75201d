"""Which questions describe a thing and ask what it is, and what of the description is searched."""

from datetime import date

import pytest

from assistant.plan.description import described_loosely, identify, only_asks
from assistant.plan.plans import Identify
from corpus.catalogue.schema import Catalogue
from tests.real_catalogue import real_library, real_plan, real_query


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
    ("question", "target"),
    [
        # a cover with a stamp and a postmark is a cover
        ("My cover has a crew stamp and a postmark of 22 October 1969. Which one is it?", "cover"),
        # a mark that alone is described, and one that is asked
        ("My envelope has a red handstamp with a bear, what is it?", "mark"),
        ("My cover has a stamp and a mark with a bear. Which mark is it?", "mark"),
    ],
)
def test_what_is_asked_or_described_alone_is_looked_for(question, target):
    assert described(question).target == target


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        # nobody says to have it
        (
            "A globe in the colours of the Dutch flag. Which cover is this?",
            Identify("cover", ("globe", "colours", "dutch", "flag")),
        ),
        (
            "two flags and an oval mark with two names",
            Identify("mark", ("two", "flags", "oval", "names")),
        ),
        (
            "What is the purple mark with a cosmonaut and a rocket on it?",
            Identify("mark", ("cosmonaut", "rocket"), colours=("purple",)),
        ),
        # another thing is asked of it, or it is named and not described
        ("When was the cover with a Dutch flag and a globe printed?", None),
        ("Weight of a piece with a Dutch flag and a globe?", None),
        ("a globe and a flag on the cover of Soyuz TMA-4", None),
        ("Which Dutch cover with a flag has a globe", None),
        ("a cover with a globe", None),
        ("a red, white and blue globe", None),
    ],
)
def test_what_sentences_decline_is_a_description_where_nothing_else_is_asked(question, plan):
    library = real_library()
    assert described_loosely(real_query(question), library.catalogue, library.record) == plan


def test_a_clause_that_points_asks_what_another_describes():
    assert only_asks("Which card is it")
    assert not only_asks("Which card is rare")
    assert real_plan("Which card is it?") is None


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


def test_the_one_cover_of_a_flight_that_is_named_is_not_looked_for():
    assert (
        described("There is a bold five-digit number at the bottom of the TMA-6 cover. What is it?")
        is None
    )
    assert (
        described("There is an emblem at the bottom of the TMA-10 cover. What is it?") is not None
    )
