"""What a follow-up may mean beside how it was read."""

import pytest

from assistant.reader.context import MAX_FLIGHTS
from assistant.resolve.alternatives import other_readings, with_a_flight
from assistant.resolve.conversation import Conversation, Turn
from assistant.resolve.resolution import Resolution, Subject
from tests.toy import shared_names

ANSWERED = Turn(
    "Who was behind the covers of Soyuz TM-2?",
    ("Soyuz TM-2",),
    (),
    "The covers",
    "mir-mail",
    "The covers",
)
PLACE = ("mir-mail", "The covers")


def others_than(question, read_as, *turns):
    """The other readings of a question that was read so."""
    return other_readings(Resolution(question, read_as), Conversation(turns), shared_names().find)


def read(resolutions):
    return tuple(one.read_as for one in resolutions)


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
    found = others_than(question, read_as, ANSWERED)
    assert read(found) == others
    assert {one.asked for one in found} <= {question}


def test_what_was_spoken_of_a_turn_earlier_may_be_meant_too():
    turns = (ANSWERED, Turn("Had he been in space?", ("Voskhod 1",), ("Vladimir Komarov",)))
    found = others_than("And a backup?", "And a backup (Voskhod 1)?", *turns)
    assert read(found) == ("And a backup?", "And a backup (Soyuz TM-2)?")


def test_no_turn_is_gone_back_to_behind_one_that_was_answered():
    answered = Turn("And on TMA-3?", ("Soyuz TMA-3",), (), "The landing", "tma-3", "The landing")
    found = others_than("why?", "Why: and on TMA-3?", ANSWERED, answered)
    assert read(found) == ("why (Soyuz TMA-3)?", "why (The landing)?")


def test_nothing_was_spoken_of_before_the_first_question():
    assert others_than("Why?", "Why?") == ()


def test_what_is_leant_on_is_the_subject_and_not_words_of_the_text():
    asked = "Who had to stay behind?"
    assert others_than(asked, asked, ANSWERED) == (
        Resolution(asked, asked, Subject(("Soyuz TM-2",)), PLACE),
        Resolution(asked, asked, Subject((), "The covers"), PLACE),
    )


@pytest.mark.parametrize(
    ("question", "read_as", "places"),
    [
        # it leans on the turn that was answered, or names nothing at all
        ("who took over?", "who took over (Soyuz TM-2)?", {"who took over (The covers)?": PLACE}),
        (
            "Maxicard?",
            "x",
            {"Maxicard?": PLACE, "Maxicard (Soyuz TM-2)?": PLACE, "Maxicard (The covers)?": PLACE},
        ),
        # what names a subject of its own may be told anywhere
        ("and the woman on TM-12?", "Who is she?", {"and the woman on TM-12?": None}),
    ],
)
def test_another_reading_is_looked_for_where_the_last_answer_stood_too(question, read_as, places):
    found = others_than(question, read_as, ANSWERED)
    assert {one.read_as: one.place for one in found} == places


def test_a_question_of_somebody_may_be_of_each_of_the_flights_where_they_are_few():
    asked = "What did Komarov say?"
    assert with_a_flight(asked, ["Voskhod 1", "Soyuz 1"]) == (
        Resolution(asked, asked, Subject(("Voskhod 1",))),
        Resolution(asked, asked, Subject(("Soyuz 1",))),
    )
    assert read(with_a_flight(asked, ["Soyuz 1"])) == ("What did Komarov say (Soyuz 1)?",)
    assert with_a_flight(asked, [f"Soyuz {number}" for number in range(MAX_FLIGHTS + 1)]) == ()
    assert with_a_flight(asked, []) == ()
