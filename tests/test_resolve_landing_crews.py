"""Who was on board is another question behind a landing than behind a launch."""

import pytest

from assistant.resolve.landing_crews import who_landed

LANDING = "When did Soyuz TM-34 land?"


@pytest.mark.parametrize(
    ("read_as", "before", "asked"),
    [
        ("And who was in Soyuz TM-34?", LANDING, "And who landed in Soyuz TM-34?"),
        (
            "Who was on board (Soyuz TMA-10)?",
            "Why did Soyuz TMA-10 come down ballistically?",
            "Who landed (Soyuz TMA-10)?",
        ),
        ("who was aboard Soyuz TM-34", "landing place of Soyuz TM-34", "who landed in Soyuz TM-34"),
        ("who was on board?", "the descent of Soyuz 5", "who landed?"),
        ("Who was in Soyuz TM-34?", "When was Soyuz TM-34 launched?", "Who was in Soyuz TM-34?"),
        (
            "Who was on board (Soyuz 9)?",
            "When did Soyuz 9 go up and come down?",
            "Who was on board (Soyuz 9)?",
        ),
        (
            "Who was on the backup crew (Soyuz TM-34)?",
            LANDING,
            "Who was on the backup crew (Soyuz TM-34)?",
        ),
    ],
)
def test_those_on_board_behind_a_landing_are_those_who_landed(read_as, before, asked):
    assert who_landed(read_as, before) == asked
