"""The last question asked of another mission, person, thing of a mission, or term."""

import pytest

from assistant.resolve.substitution import (
    about_neighbour,
    is_bare,
    is_only_a_name,
    with_other_subject,
    with_other_term,
)
from tests.toy import shared_names


def find(text):
    return shared_names().find(text)


@pytest.mark.parametrize(
    ("before", "question", "asked"),
    [
        ("When was Soyuz TM-29 launched?", "and TM-30?", "When was Soyuz TM-30 launched?"),
        # both of two are replaced by one
        ("Who flew Soyuz 4 and Soyuz 5?", "what about Soyuz 9?", "Who flew Soyuz 9?"),
        ("How much did Greg Olsen pay?", "And Tito?", "How much did Tito pay?"),
        # of another sort: asked beside it
        ("Who was Dennis Tito?", "and Soyuz 9?", "Who was Dennis Tito - Soyuz 9?"),
        # a thing that was not asked for before is asked for alone
        ("When did Soyuz 9 land?", "and the crew of Soyuz 11?", "The crew of Soyuz 11?"),
        (
            "Which stamps are on it?",
            "On the TMA-9 cover?",
            "Which stamps are on it - On the TMA-9 cover?",
        ),
    ],
)
def test_another_subject(before, question, asked):
    assert with_other_subject(before, question, find(question), find) == asked


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("And the next one?", "When was Soyuz 10 launched?"),
        ("Who flew the next mission?", "Who flew Soyuz 10?"),
    ],
)
def test_the_neighbour_is_named(question, asked):
    assert about_neighbour(question, "Soyuz 10", "When was Soyuz 9 launched?", find) == asked


@pytest.mark.parametrize(
    ("question", "bare", "only"),
    [
        ("and TM-33?", True, True),
        ("what about Soyuz 9?", True, True),
        ("Soyuz 9", True, True),
        ("Who flew Soyuz 9?", False, False),
        ("and the crew of Soyuz 9?", True, False),
        ("the crew", False, False),
        ("Baikonur", False, False),
    ],
)
def test_what_is_only_a_name(question, bare, only):
    assert is_bare(question, find(question)) is bare
    assert is_only_a_name(question, find(question)) is only


@pytest.mark.parametrize(
    ("question", "before", "asked"),
    [
        ("what about a cachet?", "What is a postmark?", "What is a cachet?"),
        ("and maxicards?", "What is a postmark?", "What is maxicards?"),
        ("and registered mail?", "What does cancel mean?", "What does registered mail mean?"),
        ("what about a cachet?", "When did Soyuz 9 land?", None),
        ("Who made a cachet?", "What is a postmark?", None),
    ],
)
def test_another_term(question, before, asked):
    assert with_other_term(question, before) == asked
