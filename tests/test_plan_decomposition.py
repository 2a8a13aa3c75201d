"""Which flight is told of, and what is asked of it."""

import pytest

from assistant.plan.decomposition import indirect


@pytest.mark.parametrize(
    ("question", "which", "of_it"),
    [
        # behind and before the clause
        (
            "the flight that landed 475 km short - who was in it",
            "Which flight landed 475 km short?",
            "who was in Soyuz 1",
        ),
        (
            "Who was aboard the flight that landed 475 km short?",
            "Which flight landed 475 km short?",
            "Who was aboard Soyuz 1?",
        ),
        # a crew, and a part of it
        (
            "the crew whose antenna was torn off, who was that?",
            "Which crew's antenna was torn off?",
            "who was the crew of Soyuz 1?",
        ),
        (
            "Who signed on the mission where the SPK was tried?",
            "On which mission the SPK was tried?",
            "Who signed on Soyuz 1?",
        ),
        # the last verb is the question's, unless it is none
        (
            "When did the ship which failed to dock with Salyut land?",
            "Which ship failed to dock with Salyut?",
            "When did Soyuz 1 land?",
        ),
        (
            "When was the flight that first lived on a station?",
            "Which flight first lived on a station?",
            "When was Soyuz 1?",
        ),
    ],
)
def test_a_flight_that_is_told_of_is_asked_for_apart(question, which, of_it):
    found = indirect(question)
    assert (found.which, found.of("Soyuz 1")) == (which, of_it)


@pytest.mark.parametrize(
    "question",
    [
        # nothing is asked beside which it was, or no flight is told of
        "the crew whose antenna was torn off",
        "Who flew on Soyuz 1?",
        "Who drew the stamp that shows Gagarin?",
    ],
)
def test_a_question_of_one_step_is_left_alone(question):
    assert indirect(question) is None
