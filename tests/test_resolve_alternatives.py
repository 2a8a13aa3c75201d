"""What a follow-up may mean beside how it was read."""

import pytest

from assistant.resolve.alternatives import other_readings
from assistant.resolve.conversation import Conversation, Turn
from tests.toy import shared_names

ANSWERED = Turn(
    "Who was behind the covers of Soyuz TM-2?",
    ("Soyuz TM-2",),
    (),
    "The covers",
    "mir-mail",
    "The covers",
)


@pytest.mark.parametrize(
    ("question", "read_as", "others"),
    [
        # nothing is named: what was spoken of may be meant, by its missions or its heading
        (
            "Who had to stay behind?",
            "Who had to stay behind?",
            ("Who had to stay behind (Soyuz TM-2)?", "Who had to stay behind (The covers)?"),
        ),
        # as it was read already it is not read again
        ("And why?", "And why (Soyuz TM-2)?", ("And why (The covers)?",)),
        # by itself it asks nothing: a pronoun, or what it is about is left out
        (
            "how much do they cost?",
            "how much do they cost (Soyuz TM-2)?",
            ("how much do they cost (The covers)?",),
        ),
        (
            "when was his cover cancelled?",
            "when was Dennis Tito's cover cancelled?",
            (
                "when was his cover cancelled (Soyuz TM-2)?",
                "when was his cover cancelled (The covers)?",
            ),
        ),
        (
            "in which city?",
            "In which city: who was behind the covers?",
            ("in which city (Soyuz TM-2)?", "in which city (The covers)?"),
        ),
        ("who took over?", "who took over (Soyuz TM-2)?", ("who took over (The covers)?",)),
        # a pronoun with its own antecedent, and a word that may be asked about
        (
            "How is a forgery made and how is it recognised?",
            "x",
            (
                "How is a forgery made and how is it recognised?",
                "How is a forgery made and how is it recognised (Soyuz TM-2)?",
                "How is a forgery made and how is it recognised (The covers)?",
            ),
        ),
        ("Maxicard?", "x", ("Maxicard?", "Maxicard (Soyuz TM-2)?", "Maxicard (The covers)?")),
        # a neighbour was meant and no other
        ("and on the next one?", "Who was behind the covers of Soyuz TM-3?", ()),
        # what was completed may stand alone, whatever it names
        (
            "and the woman on TM-12?",
            "Who brought the woman on TM-12?",
            ("and the woman on TM-12?",),
        ),
        # a name of its own, and no question
        ("Who flew on Soyuz 9?", "Who flew on Soyuz 9?", ()),
        ("Where was Komarov born?", "Where was Komarov born?", ()),
        ("Thanks!", "Thanks!", ()),
    ],
)
def test_a_question_that_names_nothing_may_be_about_what_was_spoken_of(question, read_as, others):
    found = other_readings(question, read_as, Conversation((ANSWERED,)), shared_names().find)
    assert found == others


def test_what_was_spoken_of_a_turn_earlier_may_be_meant_too():
    turns = (ANSWERED, Turn("Had he been in space?", ("Voskhod 1",), ("Vladimir Komarov",)))
    found = other_readings(
        "And a backup?", "And a backup (Voskhod 1)?", Conversation(turns), shared_names().find
    )
    assert found == ("And a backup?", "And a backup (Soyuz TM-2)?")


def test_no_turn_is_gone_back_to_behind_one_that_was_answered():
    answered = Turn("And on TMA-3?", ("Soyuz TMA-3",), (), "The landing", "tma-3", "The landing")
    found = other_readings(
        "why?", "Why: and on TMA-3?", Conversation((ANSWERED, answered)), shared_names().find
    )
    assert found == ("why (Soyuz TMA-3)?", "why (The landing)?")


def test_nothing_was_spoken_of_before_the_first_question():
    assert other_readings("Why?", "Why?", Conversation(), shared_names().find) == ()
