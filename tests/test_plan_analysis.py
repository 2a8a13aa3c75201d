"""A resolved question, analysed once: its names, its mended text, its kind, its place."""

from functools import cache

import pytest

from assistant.plan.analysis import MIN_ASKED, Analyser
from assistant.resolve.resolution import Resolution, Subject
from assistant.understand.query import AnswerKind, QuestionError
from corpus.questions import SentenceQuestions
from tests.toy import QUESTIONS, shared_record, toy_index

LAUNCHED_1 = "Soyuz 1 was launched on 23 April 1967."


@cache
def analyser(*questions):
    """An analyser of the toy world, in which a sentence is asked for by these questions too."""
    asked = (*QUESTIONS, SentenceQuestions("soyuz-1", LAUNCHED_1, questions)) if questions else ()
    return Analyser(toy_index(questions=asked or QUESTIONS), shared_record())


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("Who flew Soyuz 1?", "Who flew Soyuz 1?"),
        # one line, without what cannot be seen
        ("  Who\tflew\u200b \n Soyuz 1? ", "Who flew Soyuz 1?"),
        # words that were run together, names with their numbers
        ("whenwasSoyuz1launched?", "when was Soyuz 1 launched ?"),
        # another language, as far as its telling words go
        ("Wann wurde Sojus TMA-11 gestartet?", "when was Sojus TMA-11 launched?"),
    ],
)
def test_the_words_of_a_question_are_parted_and_in_english(question, read):
    assert analyser().words(question) == read


@pytest.mark.parametrize("question", ["", "   ", "\x00", "?!", "x" * 600, "\ud800"])
def test_what_cannot_be_asked_is_refused(question):
    with pytest.raises(QuestionError):
        analyser().words(question)


@pytest.mark.parametrize(
    ("question", "text", "missions"),
    [
        ("When was Soyuz 1 launched?", "When was Soyuz 1 launched?", ("Soyuz 1",)),
        # a slip is mended, in a word and in a name
        ("When was Soyuz 1 lauched?", "When was Soyuz 1 launched?", ("Soyuz 1",)),
        # markup is no word
        ("Who flew <b>Soyuz 1</b>?", "Who flew Soyuz 1 ?", ("Soyuz 1",)),
        # a date as the articles write it
        ("Who flew on 22.10.69?", "Who flew on 22 October 1969?", ()),
        # a mission that is called otherwise
        ("Who flew Taxi-4?", "Who flew Taxi-4? (Soyuz TMA-1)", ("Soyuz TMA-1",)),
    ],
)
def test_what_is_searched_for_is_mended_and_what_was_asked_stays(question, text, missions):
    query = analyser().alone(question)
    assert (query.read_as, query.text, query.entities.missions) == (question, text, missions)
    assert query.place is None


def test_a_question_has_its_kind_and_the_flights_of_whom_it_names():
    query = analyser().alone("When did Komarov die?")
    assert (query.kind, query.flights) == (AnswerKind.WHEN, ("Voskhod 1", "Soyuz 1"))
    assert analyser().alone("Who flew Soyuz 1?").kind is AnswerKind.WHO
    assert analyser().alone("Who flew Soyuz 1?").flights == ()


def test_a_subject_that_is_leant_on_is_named_as_if_it_stood_in_the_question():
    place = ("soyuz-1", "The memorial cover of Soyuz 1")
    leaning = Resolution("Why?", "Why?", Subject(("Soyuz 1",), "The memorial cover"), place)
    query = analyser().analysed(leaning)
    assert (query.read_as, query.text) == ("Why (Soyuz 1)?", "Why (Soyuz 1)?")
    assert (query.entities.missions, query.place) == (("Soyuz 1",), place)


def test_a_subject_without_a_mission_is_known_by_what_its_heading_names():
    topic = "The signature of Dennis Tito"
    query = analyser().analysed(Resolution("Why?", "Why?", Subject(topic=topic)))
    assert query.text == f"Why ({topic})?"
    assert query.entities == analyser().names.find(topic)
    assert query.entities.people == (("Dennis Tito",),)


def test_the_names_of_the_question_come_before_those_of_its_subject():
    asked = "Compare the cover with Soyuz 3"
    query = analyser().analysed(Resolution(asked, asked, Subject(("Soyuz 1",))))
    assert query.entities.missions == ("Soyuz 3", "Soyuz 1")


def test_a_slip_that_an_anticipated_question_makes_is_mended_all_the_same():
    asked = analyser("When was Soyuz 1 lauched?").alone("soyuz1 lauched?")
    assert (asked.read_as, asked.text) == ("soyuz1 lauched?", "Soyuz 1 launched?")


def test_a_word_that_many_anticipated_questions_have_is_a_word():
    slips = [f"When was Soyuz 1 lauched, {number}?" for number in range(MIN_ASKED)]
    assert analyser(*slips).alone("soyuz1 lauched?").text == "Soyuz 1 lauched?"
    assert analyser(*slips[1:]).alone("soyuz1 lauched?").text == "Soyuz 1 launched?"
