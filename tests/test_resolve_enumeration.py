"""Counting, listing and picking of what the question before was about."""

import pytest

from assistant.resolve.enumeration import (
    asks_for_the_other,
    asks_how_many,
    asks_which_of_them,
    asks_which_ones,
    counted,
    listed,
    thing_of,
    which_member,
    with_member,
)

THREE = ("the cover of Soyuz 4", "the cover of Soyuz 5", "the cover of Soyuz 9")


@pytest.mark.parametrize(
    ("question", "before", "asked"),
    [
        ("How many?", "Which covers carry s. 6426?", "How many covers carry s. 6426?"),
        ("so how many are there?", "Who flew on Soyuz 4?", "How many people flew on Soyuz 4?"),
        (
            "How many are there?",
            "Are the launch covers of Soyuz 1 rare?",
            "How many launch covers of Soyuz 1 are there?",
        ),
        (
            "What is the total?",
            "List all covers of Soyuz 9",
            "How many covers of Soyuz 9 are there?",
        ),
        # of nothing that is counted, or a question of its own
        ("How many?", "When did it land?", None),
        ("How many covers are there?", "Which covers carry s. 6426?", None),
    ],
)
def test_what_was_spoken_of_is_counted(question, before, asked):
    assert counted(question, before) == asked


@pytest.mark.parametrize(
    ("question", "before", "asked"),
    [
        ("Which ones?", "How many covers carry s. 6426?", "Which covers carry s. 6426?"),
        ("please list them", "How many people flew on Soyuz 4?", "Who flew on Soyuz 4?"),
        ("list them all", "How many missions went to Mir?", "Which missions went to Mir?"),
        ("Which ones?", "When did it land?", None),
    ],
)
def test_what_was_counted_is_listed(question, before, asked):
    assert listed(question, before) == asked


@pytest.mark.parametrize(
    ("question", "many", "ones", "of_them", "other"),
    [
        ("How many of them are there?", True, False, False, False),
        ("And the whole list?", False, True, False, False),
        ("a full list please", False, True, False, False),
        ("which one is rarer?", False, False, True, False),
        ("Which of them was the oldest?", False, False, True, False),
        ("and the other one?", False, False, False, True),
        ("What about the other cover?", False, False, False, True),
        ("Which covers are rarer?", False, False, False, False),
    ],
)
def test_nothing_else_is_asked(question, many, ones, of_them, other):
    assert asks_how_many(question) is many
    assert asks_which_ones(question) is ones
    assert asks_which_of_them(question) is of_them
    assert asks_for_the_other(question) is other


@pytest.mark.parametrize(
    ("question", "member"),
    [
        ("What does the second one show?", "What does the cover of Soyuz 5 show?"),
        ("the last of them?", "the cover of Soyuz 9?"),
        ("And the first?", "And the cover of Soyuz 4?"),
        # there is no fourth, and "is the first" asks which
        ("the fourth one?", "the fourth one?"),
        ("Which is the first?", "Which is the first?"),
    ],
)
def test_a_member_is_named_by_its_place(question, member):
    assert with_member(question, THREE) == member
    assert with_member(question, THREE[:1]) == question


def test_the_sort_of_those_is_named():
    assert which_member("Which one is the oldest?", "cover") == "Which cover is the oldest?"
    assert which_member("Who flew?", "cover") == "Who flew?"


@pytest.mark.parametrize(
    ("read_as", "thing"),
    [("Which covers carry it?", "cover"), ("Is the Postcard rare?", "postcard"), ("Who flew?", "")],
)
def test_the_thing_of_a_question(read_as, thing):
    assert thing_of(read_as) == thing
