"""Which role each word of a question has, and which names are one token."""

import pytest

from assistant.plan.aspects import Aspect
from assistant.plan.tagging import Role, Token, tagged
from tests.real_catalogue import real_library, real_query


def tokens(question):
    library = real_library()
    return tagged(real_query(question), library.catalogue, library.record)


def told(question):
    """The words that say something, each with its role."""
    return [(one.text, one.role) for one in tokens(question) if one.role is not Role.FILLER]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Which stamps are on the launch and the docking cover of Soyuz 10?",
            [
                ("which", Role.ASK),
                ("stamps", Role.ASPECT),
                ("launch", Role.KIND),
                ("and", Role.JOIN),
                ("docking", Role.KIND),
                ("cover", Role.COVER),
                ("Soyuz 10", Role.MISSION),
            ],
        ),
        # two words that say one thing
        (
            "How many postmarks has the maximum card?",
            [("howmany", Role.ASK), ("postmarks", Role.ASPECT), ("maximum card", Role.COVER)],
        ),
        # a number is a stamp only where the question names it so and a cover has it
        (
            "Which covers bear s. 6426?",
            [("which", Role.ASK), ("covers", Role.COVER), ("6426", Role.STAMP)],
        ),
        # a shared mark takes its noun with it
        (
            "Why is the oldest blue Gagarin Start postmark forged?",
            [
                ("why", Role.BEYOND),
                ("oldest", Role.EXTREME),
                ("blue", Role.COLOUR),
                ("gagarin start postmark", Role.MARK),
                ("forged", Role.GENUINE),
            ],
        ),
        (
            "Which covers show Tito?",
            [
                ("which", Role.ASK),
                ("covers", Role.COVER),
                ("show", Role.ASK),
                ("Tito", Role.PERSON),
            ],
        ),
        (
            "rare covers without a stamp from 2001",
            [
                ("rare", Role.ASPECT),
                ("covers", Role.COVER),
                ("without", Role.BEYOND),
                ("stamp", Role.ASPECT),
                ("from", Role.JOIN),
                ("2001", Role.DATE),
            ],
        ),
        (
            "Compare the missions with more wombats",
            [
                ("compare", Role.COMPARE),
                ("missions", Role.MISSIONS),
                ("with", Role.JOIN),
                ("more", Role.DEGREE),
                ("wombats", Role.WORD),
            ],
        ),
    ],
)
def test_every_word_that_is_no_filler_has_its_role(question, expected):
    assert told(question) == expected


@pytest.mark.parametrize(
    ("question", "token"),
    [
        ("Which covers show Tito?", Token("Tito", Role.PERSON, ("Dennis Tito",))),
        ("the cover of TM32", Token("Soyuz TM-32", Role.MISSION, ("Soyuz TM-32",))),
        ("a maxicard", Token("maxicard", Role.COVER, ("maxicard",))),
        ("a launch cover", Token("launch", Role.KIND, ("launch cover",))),
        ("is it a fake", Token("fake", Role.GENUINE, ("forged",))),
        ("rubber stamps", Token("handstamps", Role.ASPECT, aspect=Aspect.HANDSTAMP)),
    ],
)
def test_a_token_has_what_its_word_means(question, token):
    assert token in tokens(question)


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("the two covers", Role.FILLER),
        ("which two stamps", Role.FILLER),
        # behind "how many" a number is asked of something else
        ("how many two stamps", Role.WORD),
        ("two wombats", Role.WORD),
    ],
)
def test_a_number_before_things_only_counts_them(question, role):
    assert [one.role for one in tokens(question) if one.text == "two"] == [role]
