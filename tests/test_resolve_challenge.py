"""Which follow-ups doubt the last answer or ask its reason, and what is asked again."""

import pytest

from assistant.resolve.challenge import asks_why, challenged, plain

BEFORE = "Is the Houston postmark genuine?"


@pytest.mark.parametrize(
    "question",
    [
        "Are you sure?",
        "really?",
        "Ok, but is that true?",
        "Says who?",
        "Where does it say that?",
        "What's your source?",
        "prove it",
        "Where is that from?",
    ],
)
def test_a_doubt_asks_the_last_question_again(question):
    assert challenged(question, BEFORE) == BEFORE
    assert challenged(question, "") is None


@pytest.mark.parametrize(
    "question",
    ["Are you sure about the cachet?", "Is that a postmark?", "Who says that?!x", "Why?"],
)
def test_what_asks_of_a_thing_doubts_nothing(question):
    assert challenged(question, BEFORE) is None


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("How come?", True),
        ("And why is that?", True),
        ("why so?", True),
        ("Why did it land?", False),
    ],
)
def test_nothing_but_the_reason_is_asked(question, why):
    assert asks_why(question) is why


def test_plain_words():
    assert plain("  What\u2019s THE source?! ") == "whats the source"
