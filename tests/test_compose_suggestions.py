import pytest

from assistant.compose.suggestions import plainest


@pytest.mark.parametrize(
    ("questions", "missions", "shown"),
    [
        # the mission by its name sooner than by what it is known for
        (
            (
                "Whose surnames are in the middle of the space agency cancel?",
                "Which names are in the TM-33 postmark?",
            ),
            ("Soyuz TM-33",),
            "Which names are in the TM-33 postmark?",
        ),
        # nobody can tell which cancel, or which of all launches
        (("Whose surnames are in the middle of the space agency cancel?",), ("Soyuz TM-33",), None),
        (("Who is the spaceman in the Gagarin pad cancel?",), ("Soyuz TMA-6",), None),
        (("On what day was the launch in May?",), ("Soyuz 1",), None),
        # a figure is no mission
        (("Is the 1 in the cancel a slip?",), ("Soyuz 1",), None),
        # a name that stands for itself
        (("Who flew the very first Soyuz?",), ("Soyuz 1",), "Who flew the very first Soyuz?"),
        # a thing that no mission has
        (("What makes a maximum card?",), (), "What makes a maximum card?"),
        # not written out
        (
            ("tm-33 postmark names", "What is TM-33?", "which names are in the TM-33 postmark?"),
            ("Soyuz TM-33",),
            None,
        ),
    ],
)
def test_a_question_is_suggested_that_is_plain_by_itself(questions, missions, shown):
    assert plainest(questions, missions) == shown
