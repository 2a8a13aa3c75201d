"""The last question's predicate asked of another thing, event or person, verb and all."""

import pytest

from assistant.resolve.predicates import (
    fragment,
    with_other_counted,
    with_other_event,
    with_other_thing,
)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("And the postmarks?", "the postmarks"),
        ("What about Soyuz 9?", "Soyuz 9"),
        ("ok, and not that one, the docking cover!", "the docking cover"),
        ("no, the landing.", "the landing"),
    ],
)
def test_a_fragment_is_what_is_named(question, named):
    assert fragment(question) == named


@pytest.mark.parametrize(
    ("question", "before", "asked"),
    [
        # in its number
        (
            "And the launch covers?",
            "Is the memorial cover of Soyuz 1 rare?",
            "Are the launch covers of Soyuz 1 rare?",
        ),
        (
            "and the stamp?",
            "Which postmarks are on the cover of Soyuz 9?",
            "Which stamp is on the cover of Soyuz 9?",
        ),
        (
            "and the engineer?",
            "Who was the commander of Soyuz TMA-7?",
            "Who was the engineer of Soyuz TMA-7?",
        ),
        (
            "And the postmarks?",
            "How many stamps has the cover?",
            "How many postmarks has the cover?",
        ),
        # a cover's part is asked of that cover
        (
            "the docking cover",
            "What does the cachet say?",
            "What does the cachet of the docking cover say?",
        ),
        # the same thing, another sort, or no thing
        ("the postmarks?", "Which postmarks are on the cover?", None),
        ("and the stamps?", "Who was the commander of Soyuz 9?", None),
        ("and Tito?", "Who was the commander of Soyuz 9?", None),
    ],
)
def test_another_thing_of_the_sort(question, before, asked):
    assert with_other_thing(question, before) == asked


@pytest.mark.parametrize(
    ("question", "before", "asked"),
    [
        ("and the landing?", "When was Soyuz TMA-2 launched?", "When did Soyuz TMA-2 land?"),
        ("and the launch?", "When did Soyuz 9 land?", "When did Soyuz 9 launch?"),
        (
            "the touchdown?",
            "What was the launch date of Soyuz 9?",
            "What was the landing date of Soyuz 9?",
        ),
        ("and the docking?", "Who saw the launch?", "Who saw the docking?"),
        # the launch cover is no launch, and the same event none other
        ("and the landing?", "What does the launch cover show?", None),
        ("and the launch?", "When was Soyuz 9 launched?", None),
        ("and the crew?", "When was Soyuz 9 launched?", None),
    ],
)
def test_another_event(question, before, asked):
    assert with_other_event(question, before) == asked


@pytest.mark.parametrize(
    ("question", "before", "asked"),
    [
        (
            "And the first woman?",
            "Who was the second space tourist?",
            "Who was the first woman space tourist?",
        ),
        ("and the third?", "Who was the second space tourist?", None),
        (
            "the third tourist?",
            "Who was the second space tourist?",
            "Who was the third space tourist?",
        ),
        (
            "and the first German?",
            "Who was the first Belgian cosmonaut?",
            "Who was the first German cosmonaut?",
        ),
        ("and the first woman?", "When did Soyuz 9 land?", None),
    ],
)
def test_the_first_of_others(question, before, asked):
    assert with_other_counted(question, before) == asked
