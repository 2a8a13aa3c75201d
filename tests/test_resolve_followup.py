"""Kinds of follow-up, each with a table: what was asked before, what is asked, how it is read."""

import pytest

from assistant.resolve.alternatives import other_readings
from assistant.resolve.conversation import Conversation, Turn
from assistant.resolve.followup import resolve
from assistant.resolve.resolution import Subject
from tests.toy import shared_names, shared_record


def turn(read_as, *missions, topic="", people=(), **listed):
    return Turn(read_as, missions, people, topic, "an-article" if topic else "", topic, **listed)


def resolved(question, *turns):
    return resolve(question, Conversation(turns), shared_names().find, shared_record())


LAUNCH_29 = turn("When was Soyuz TM-29 launched?", "Soyuz TM-29", topic="The flight of TM-29")
SHOWN_9 = turn(
    "What does the launch cover of Soyuz 9 show?", "Soyuz 9", topic="The launch cover of Soyuz 9"
)
PAID = turn("How much did Greg Olsen pay?", "Soyuz TMA-7", people=("Greg Olsen",), topic="x")
COMMANDER = turn("Who was the commander of Soyuz TMA-7?", "Soyuz TMA-7", topic="The crew")
BOTH = turn("who was the pilot (Soyuz 7, Soyuz 8)?", "Soyuz 7", "Soyuz 8")


@pytest.mark.parametrize(
    ("before", "question", "reading"),
    [
        # said last, with a preposition or without
        (LAUNCH_29, "for TM-30, I mean", "When was Soyuz TM-30 launched?"),
        (LAUNCH_29, "TM-30 i meant", "When was Soyuz TM-30 launched?"),
        (LAUNCH_29, "of TM-30 that is", "When was Soyuz TM-30 launched?"),
        (BOTH, "on soyuz 8 i mean", "who was the pilot (Soyuz 8)?"),
        # said first
        (LAUNCH_29, "i was asking about TM-30", "When was Soyuz TM-30 launched?"),
        (LAUNCH_29, "make that TM-30", "When was Soyuz TM-30 launched?"),
        # what was wrong is named too
        (LAUNCH_29, "sorry, TM-30 not TM-29", "When was Soyuz TM-30 launched?"),
        (LAUNCH_29, "Not TM-29 but TM-30", "When was Soyuz TM-30 launched?"),
        # of another thing, event, office or person
        (SHOWN_9, "the landing cover i mean", "What does the landing cover of Soyuz 9 show?"),
        (
            SHOWN_9,
            "the landing cover, not the launch cover",
            "What does the landing cover of Soyuz 9 show?",
        ),
        (
            SHOWN_9,
            "no, i meant the cover with the blue cachet",
            "What does the cover with the blue cachet of Soyuz 9 show?",
        ),
        (LAUNCH_29, "the landing, I mean", "When did Soyuz TM-29 land?"),
        (COMMANDER, "the engineer I meant", "Who was the engineer of Soyuz TMA-7?"),
        (PAID, "Garriott i mean", "How much did Garriott pay?"),
        # no correction
        (LAUNCH_29, "what do you mean?", "what do you mean?"),
    ],
)
def test_a_correction_asks_the_last_question_again(before, question, reading):
    assert resolved(question, before).read_as == reading


MARK = turn(
    "Which postmark is on the launch cover of Soyuz TM-30?",
    "Soyuz TM-30",
    topic="The launch cover of Soyuz TM-30",
)
GENUINE = turn("Are the launch covers of Soyuz 9 genuine?", "Soyuz 9", topic="The launch covers")
COUNT = turn("How many stamps are on the covers of Soyuz 9?", "Soyuz 9", topic="The covers")


@pytest.mark.parametrize(
    ("before", "question", "reading"),
    [
        # what is on a cover, in its own number
        (MARK, "And the cachet?", "Which cachet is on the launch cover of Soyuz TM-30?"),
        (MARK, "the handstamps?", "Which handstamps are on the launch cover of Soyuz TM-30?"),
        (MARK, "and the autographs", "Which autographs are on the launch cover of Soyuz TM-30?"),
        # the cover that it is on
        (MARK, "and the landing cover?", "Which postmark is on the landing cover of Soyuz TM-30?"),
        (COUNT, "and the maxicard?", "How many stamps are on the maxicard of Soyuz 9?"),
        (GENUINE, "And the postcard?", "Is the postcard of Soyuz 9 genuine?"),
        (GENUINE, "and the maxicards?", "Are the maxicards of Soyuz 9 genuine?"),
        # ... and of another mission
        # who was something on a flight
        (COMMANDER, "and the crew?", "Who was the crew of Soyuz TMA-7?"),
        (COMMANDER, "flight engineer?", "Who was the flight engineer of Soyuz TMA-7?"),
        # another sort: only the subject stays
        (COMMANDER, "and the stamps?", "and the stamps (Soyuz TMA-7)?"),
        (COUNT, "and the covers?", "and the covers (Soyuz 9)?"),
    ],
)
def test_the_same_is_asked_of_another_thing(before, question, reading):
    assert resolved(question, before).read_as == reading


DOWN = turn("Where did Soyuz TM-18 touch down?", "Soyuz TM-18", topic="The landing")


@pytest.mark.parametrize(
    ("before", "question", "reading"),
    [
        (LAUNCH_29, "and the landing?", "When did Soyuz TM-29 land?"),
        (LAUNCH_29, "the docking?", "When did Soyuz TM-29 dock?"),
        (DOWN, "And the docking?", "Where did Soyuz TM-18 dock?"),
        (DOWN, "lift-off?", "Where did Soyuz TM-18 launch?"),
        (
            turn("Who launched on Soyuz TM-18?", "Soyuz TM-18"),
            "and the landing?",
            "Who landed on Soyuz TM-18?",
        ),
        (
            turn("What was the docking date of Soyuz TM-18?", "Soyuz TM-18"),
            "and the undocking?",
            "What was the undocking date of Soyuz TM-18?",
        ),
        (
            turn("When did she go up (Soyuz TMA-9)?", "Soyuz TMA-9"),
            "and the return?",
            "When did she land (Soyuz TMA-9)?",
        ),
        # of a cover and not of an event
        (MARK, "and the landing?", "and the landing (Soyuz TM-30)?"),
    ],
)
def test_the_same_is_asked_of_another_event(before, question, reading):
    assert resolved(question, before).read_as == reading


@pytest.mark.parametrize(
    ("before", "question", "reading"),
    [
        (
            "Who was the first cosmonaut on Mir?",
            "and the first woman?",
            "the first woman cosmonaut",
        ),
        ("Who was the third space tourist?", "And the first Korean?", "the first Korean space"),
        ("Who was the first woman on Mir?", "and the first man?", "the first man on Mir"),
        ("Who was the first woman on Mir?", "the second man?", "the second man on Mir"),
        ("Who was the first woman on Mir?", "the first French woman?", "the first French woman on"),
        ("Who was the first German on Mir?", "and the first Austrian?", "the first Austrian on"),
        ("Who was the first German on Mir?", "and the first woman?", "the first German woman on"),
        ("Who was the first German on Mir?", "the first tourist?", "the first tourist on Mir"),
    ],
)
def test_the_first_of_others_is_asked_for(before, question, reading):
    assert resolved(question, turn(before, "Soyuz TM-18")).read_as.startswith(f"Who was {reading}")


COVERS = ("Launch cover of Soyuz 9", "Landing cover of Soyuz 9", "Maxicard of Soyuz 9")
OF_9 = turn(
    "Which covers are there of Soyuz 9?", "Soyuz 9", topic="t", listed="cover", members=COVERS
)
TWO_OF_9 = turn(
    "When was the launch cover of Soyuz 9 cancelled?",
    "Soyuz 9",
    topic="t",
    listed="cover",
    members=COVERS[:2],
)
CREW = turn("Who flew on Soyuz TM-18?", "Soyuz TM-18", topic="The flight of Soyuz TM-18")
IN_1975 = turn("How many flights were there in 1975?")
FORGED = turn("Are there any forged covers from Soyuz TM-21?", "Soyuz TM-21", topic="t")


@pytest.mark.parametrize(
    ("before", "question", "reading"),
    [
        # counted
        (OF_9, "how many are there?", "How many covers are there of Soyuz 9?"),
        (GENUINE, "how many exist?", "How many launch covers of Soyuz 9 are there?"),
        (SHOWN_9, "how many are there?", "How many launch covers of Soyuz 9 are there?"),
        (CREW, "how many were there?", "How many people flew on Soyuz TM-18?"),
        (FORGED, "How many are there?", "How many forged covers from Soyuz TM-21 are there?"),
        (
            turn("Tell me about the covers of Soyuz 4", "Soyuz 4"),
            "how many?",
            "How many covers of Soyuz 4 are there?",
        ),
        # listed
        (IN_1975, "which ones?", "Which flights were there in 1975?"),
        (IN_1975, "list them please", "Which flights were there in 1975?"),
        (COUNT, "what are they?", "Which stamps are on the covers of Soyuz 9?"),
        (FORGED, "Name them all", "Which forged covers from Soyuz TM-21 are there?"),
        # which of them, the other, the second
        (OF_9, "which one is the oldest?", "Which cover is the oldest (Soyuz 9)?"),
        (TWO_OF_9, "and the other one?", "When was the landing cover of Soyuz 9 cancelled?"),
        (OF_9, "the second one?", "Tell me about the landing cover of Soyuz 9"),
        (OF_9, "what does the last one show?", "what does the maxicard of Soyuz 9 show?"),
        (BOTH, "which was longer?", "Which one was longer (Soyuz 7, Soyuz 8)?"),
    ],
)
def test_what_was_listed_is_counted_listed_and_chosen_from(before, question, reading):
    assert resolved(question, before).read_as == reading


def test_the_two_may_have_been_spoken_of_one_after_the_other():
    turns = (
        turn("Which stamps are on the cover of Soyuz TM-29?", "Soyuz TM-29"),
        turn("Which stamps are on the cover of Soyuz TM-30?", "Soyuz TM-30"),
    )
    assert resolved("and the other one?", *turns).read_as == (
        "Which stamps are on the cover of Soyuz TM-29?"
    )


def test_which_of_many_is_asked_of_the_missions_of_all():
    members = ("Launch cover of Soyuz 9", "Docking cover of Soyuz 10", "Cover of Soyuz 11")
    before = turn("Which covers are rare?", topic="Covers", listed="cover", members=members)
    assert resolved("which of them is the oldest?", before).subject == Subject(
        ("Soyuz 9", "Soyuz 10", "Soyuz 11"), "Covers"
    )


DOCKED = turn("Did Soyuz TM-18 dock with Mir?", "Soyuz TM-18", topic="The flight of Soyuz TM-18")


@pytest.mark.parametrize(
    "question",
    [
        "are you really sure?",
        "hm, really?",
        "Is that right?",
        "how do you know that?",
        "Who said so?",
        "what's your source?",
        "In which article does it say so?",
        "prove it",
    ],
)
def test_a_doubted_answer_is_given_again(question):
    found = resolved(question, DOCKED)
    assert found.read_as == DOCKED.read_as
    assert found.place == (DOCKED.article, DOCKED.section)


@pytest.mark.parametrize(
    ("before", "question", "reading"),
    [
        (DOCKED, "why?", "Why: did Soyuz TM-18 dock with Mir?"),
        (DOCKED, "how come?", "Why: did Soyuz TM-18 dock with Mir?"),
        (GENUINE, "But why is that?", "Why: are the launch covers of Soyuz 9 genuine?"),
        (GENUINE, "and why not?", "and why not (Soyuz 9)?"),
        (LAUNCH_29, "how come?", "Why was Soyuz TM-29 launched?"),
        # no doubt about the answer
        (DOCKED, "Is that cover true to scale?", "Is the cover of Soyuz TM-18 true to scale?"),
    ],
)
def test_a_reason_is_asked_of_the_last_answer(before, question, reading):
    assert resolved(question, before).read_as == reading


ANSARI = turn(
    "Who was the fourth space tourist?",
    "Soyuz TMA-9",
    people=("Anousheh Ansari",),
    topic="The flight of Soyuz TMA-9",
)


@pytest.mark.parametrize(
    ("question", "reading"),
    [
        ("what about her cover?", "Tell me about the cover of Soyuz TMA-9"),
        ("and her cover?", "Tell me about the cover of Soyuz TMA-9"),
        ("what is on her cover?", "what is on the cover of Soyuz TMA-9?"),
        ("who signed her launch cover?", "who signed the launch cover of Soyuz TMA-9?"),
        ("how rare is her cover?", "how rare is the cover of Soyuz TMA-9?"),
        ("and her job?", "and Anousheh Ansari's job?"),
    ],
)
def test_somebody_s_cover_is_that_of_the_flight(question, reading):
    assert resolved(question, ANSARI).read_as == reading


STS_60 = turn("Which stamps are on the cover of STS-60?", "STS-60", topic="The STS-60 cover")


@pytest.mark.parametrize(
    ("question", "reading"),
    [
        ("ok thanks, and the stamps of Gemini 8?", "Tell me about the stamps of Gemini 8"),
        ("and Apollo 13's cover?", "Tell me about Apollo 13's cover"),
        ("What about Progress M-12?", "Tell me about Progress M-12"),
        ("and the cover of Ariane 5?", "Tell me about the cover of Ariane 5"),
        ("and the launch of Skylab?", "Tell me about the launch of Skylab"),
        ("And when was the launch of Skylab?", "And when was the launch of Skylab?"),
        ("what is a cachet?", "what is a cachet?"),
        ("What does FDC mean?", "What does FDC mean?"),
        ("And what is a maxicard?", "And what is a maxicard?"),
    ],
)
def test_another_subject_inherits_nothing(question, reading):
    found = resolved(question, STS_60)
    assert (found.read_as, found.subject) == (reading, Subject())


def test_a_mission_of_the_record_is_no_other_programme_s():
    assert resolved("Which colour is it on TMA-1?", turn("What is SPK?", topic="SPK")).read_as == (
        "Which colour is SPK on TMA-1?"
    )


@pytest.mark.parametrize(
    "question",
    [
        "How many are there?",
        "are you sure?",
        "list them",
        "and the other one?",
        "which one is older?",
        "what does the second one show?",
    ],
)
def test_what_is_meant_of_the_last_answer_has_no_other_reading(question):
    found = resolved(question, TWO_OF_9)
    assert other_readings(found, Conversation((TWO_OF_9,)), shared_names().find) == ()


def test_a_question_of_yes_or_no_of_another_thing_has_no_other_reading():
    assert resolved("and the postcard?", GENUINE).certain
    assert not resolved("and the cachet?", MARK).certain


def test_what_was_listed_before_the_last_answer_is_listed_again():
    oldest = turn("Which cover is the oldest (Soyuz 9)?", "Soyuz 9", topic="t")
    assert resolved("list them", OF_9, oldest).read_as == OF_9.read_as


def test_a_name_alone_asks_nothing_by_itself():
    found = resolved("and what about TM-30?", LAUNCH_29)
    assert other_readings(found, Conversation((LAUNCH_29,)), shared_names().find) == ()
