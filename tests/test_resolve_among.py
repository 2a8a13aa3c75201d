"""Questions on those that the last answers told of: which of them, the other, the second one."""

import pytest

from assistant.resolve.among import of_those
from assistant.resolve.conversation import Conversation, Turn
from assistant.resolve.resolution import Resolution, Subject
from tests.toy import shared_names

LISTED = Turn(
    "Which covers carry s. 6426?",
    members=("Launch cover of Soyuz 9", "Docking cover of Soyuz 10", "Launch cover of Soyuz 11"),
    listed="cover",
)
TWO = Turn("Who flew Soyuz 4 and Soyuz 5?", ("Soyuz 4", "Soyuz 5"))
FIRST = Turn("When was Soyuz 4 launched?", ("Soyuz 4",))
SECOND = Turn("When was Soyuz 5 launched?", ("Soyuz 5",))


def asked_of(question, *turns):
    return of_those(question, turns[-1], Conversation(turns), shared_names().find)


@pytest.mark.parametrize(
    ("question", "turns", "text"),
    [
        # by its place in a list
        (
            "What does the second one show?",
            (LISTED,),
            "What does the docking cover of Soyuz 10 show?",
        ),
        (
            "What does the last of them show?",
            (LISTED,),
            "What does the launch cover of Soyuz 11 show?",
        ),
        # of two that two questions name
        ("and the other one?", (FIRST, SECOND), "When was Soyuz 4 launched?"),
    ],
)
def test_those_who_were_spoken_of_are_named(question, turns, text):
    assert asked_of(question, *turns) == Resolution(question, text, certain=True)


def test_only_a_member_asks_to_be_told_of_it():
    assert asked_of("The second one?", LISTED) == Resolution(
        "The second one?", "Tell me about the docking cover of Soyuz 10", about=True, certain=True
    )


def test_which_of_them_leans_on_all_of_them():
    assert asked_of("Which one is the oldest?", LISTED) == Resolution(
        "Which one is the oldest?",
        "Which cover is the oldest?",
        Subject(("Soyuz 9", "Soyuz 10", "Soyuz 11")),
        certain=True,
    )
    assert asked_of("which one is longer?", TWO) == Resolution(
        "which one is longer?", "Which one is longer?", Subject(TWO.missions), certain=True
    )


@pytest.mark.parametrize(
    ("question", "turn"),
    [
        ("When did it land?", LISTED),
        ("the fourth one?", LISTED),
        ("and the other one?", FIRST),
        ("which one is rarer?", Turn("Hello")),
    ],
)
def test_other_questions_mean_none_of_those(question, turn):
    assert asked_of(question, turn) is None
