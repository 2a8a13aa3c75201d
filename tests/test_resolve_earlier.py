"""Which earlier subject a follow-up returns to, by name, by its sort or by a nation."""

import pytest

from assistant.resolve.earlier import returned_to, spoken_of, with_compatriot, with_full_name
from tests.toy import shared_record

COVERS = (
    ("Which stamps are on the launch cover of Soyuz 9?", "The launch cover of Soyuz 9"),
    ("Who flew Soyuz 9?", "Soyuz 9"),
    ("Is the docking cover rare?", "The docking cover of Soyuz 10"),
)
CREWS = (
    ("Yuri Gidzenko", "Sergei Krikalev"),
    ("Aleksandr Viktorenko", "Aleksandr Kaleri", "Klaus-Dietrich Flade"),
)


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Back to Soyuz 1: who flew it?", ("Soyuz 1", "who flew it?")),
        ("ok, let's go back to the memorial cover", ("the memorial cover", "")),
        ("returning to Soyuz 4 again", ("Soyuz 4", "")),
        ("When did it get back to Earth from Mir?", None),
        ("Who came back on Soyuz 9?", None),
    ],
)
def test_a_return_has_a_subject_and_what_is_asked(question, subject):
    assert returned_to(question) == subject


@pytest.mark.parametrize(
    ("question", "named"),
    [
        (
            "Who signed the first cover we talked about?",
            "Who signed the launch cover of Soyuz 9?",
        ),
        ("Who signed the cover we discussed?", "Who signed the docking cover of Soyuz 10?"),
        ("Who signed the launch cover from before?", "Who signed the launch cover of Soyuz 9?"),
        ("Who signed the previous cover from before?", "Who signed the launch cover of Soyuz 9?"),
        # nothing of the sort was spoken of, or no such words
        ("What is on the postmark we talked about?", "What is on the postmark we talked about?"),
        ("Who signed the cover?", "Who signed the cover?"),
    ],
)
def test_what_was_spoken_of_is_named(question, named):
    assert spoken_of(question, COVERS) == named


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("And the German one?", "And Klaus-Dietrich Flade?"),
        ("When was the German cosmonaut born?", "When was Klaus-Dietrich Flade born?"),
        ("And the French one?", "And the French one?"),
        ("Is the German stamp rare?", "Is the German stamp rare?"),
    ],
)
def test_a_compatriot_is_named_where_one_was_spoken_of(question, named):
    assert with_compatriot(question, CREWS, shared_record()) == named


def test_a_surname_of_several_is_that_of_whom_was_spoken_of():
    namesakes = next(
        one.names for one in shared_record().find_people("Volkov") if len(one.names) > 1
    )
    first, plain = namesakes[0], namesakes[0].split(" (")[0]
    found = with_full_name("When did Volkov fly?", [(first,)], shared_record())
    assert found == f"When did {plain} fly?"
    assert with_full_name("When did Volkov fly?", [namesakes], shared_record()) == (
        "When did Volkov fly?"
    )
    assert with_full_name("When did Tito fly?", [("Dennis Tito",)], shared_record()) == (
        "When did Tito fly?"
    )
