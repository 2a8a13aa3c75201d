"""Titles and headings by their stems."""

import pytest

from assistant.plan.names import Names, name_of, telling, words_with_capitals

NAMES = Names(
    {
        1: "The launch cover of Soyuz TM-32",
        2: "The crew of Soyuz 11",
        3: "The loss of the crew of Soyuz 11",
        4: "Launch covers of Soyuz TM-32",
    }
)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        # in the order given, whatever the form of a word
        ("launch covers of Soyuz TM-32", (1, 4)),
        ("the crew of Soyuz 11", (2,)),
        ("the crew", ()),
        ("the cachet", ()),
    ],
)
def test_names_are_found_by_just_their_words(said, found):
    assert NAMES.exactly(telling(said)) == found


@pytest.mark.parametrize(
    ("said", "whole", "found"),
    [
        ("crew", False, [2, 3]),
        ("Soyuz", False, [1, 2, 3, 4]),
        # with nothing but missions more
        ("crew of", True, [2]),
        ("cachet", False, []),
    ],
)
def test_names_are_found_by_some_of_their_words(said, whole, found):
    assert list(NAMES.having(telling(said), whole=whole)) == found


def test_words_of_one_meaning_are_one_unless_as_they_are_written():
    names = Names({1: "The envelope of Soyuz 1"})
    meant = name_of("cover").meant
    assert list(names.having(meant, as_written=False)) == [1]
    assert list(names.having(meant)) == []


def test_the_words_of_names_have_capitals_or_digits():
    assert words_with_capitals("Carsten Fuchs sold the s. 6426 of Soyuz TM-32.") == [
        "carsten",
        "fuchs",
        "6426",
        "soyuz",
        "tm32",
    ]
