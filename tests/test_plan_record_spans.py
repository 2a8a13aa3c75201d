import pytest

from assistant.plan.record_plans import Moment, Return, Span
from assistant.plan.record_question import read_question
from assistant.plan.record_spans import home_of, said_in, span_of
from assistant.understand.query import AnswerKind
from tests.toy import shared_record, toy_query

OF_SOYUZ_9 = (Moment("Soyuz 9", "launch"), Moment("Soyuz 9", "landing"))


def read(question):
    return read_question(toy_query(question).text, shared_record())


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("How many days did Soyuz 9 fly?", Span(*OF_SOYUZ_9)),
        (
            "How many days was Nikolayev up in June 1970?",
            Span(*OF_SOYUZ_9, person="Andriyan Nikolayev"),
        ),
        (
            "Nikolayev and Sevastiyanov - how many days were they up?",
            Span(*OF_SOYUZ_9, person="Andriyan Nikolayev"),
        ),
        # he flew in another year too, with others, and never with her
        ("How many days was Nikolayev up?", None),
        ("How many days was Nikolayev up in 1975?", None),
        ("How many days were Nikolayev and Tereshkova up?", None),
    ],
)
def test_days_of_a_flight_are_of_all_who_are_named_and_at_the_time(question, span):
    assert span_of(read(question), shared_record()) == span


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("When did the crew of Soyuz TM-32 land?", Return("Soyuz TM-32")),
        ("When did they land (Soyuz TM-32)?", Return("Soyuz TM-32")),
        # the ship itself, a crew that landed in its own, and more than a day
        ("When did Soyuz TM-32 land?", None),
        ("When did the crew of Soyuz 9 land?", None),
        ("When did the crew of Soyuz TM-32 land at Arkalyk?", None),
    ],
)
def test_a_crew_that_came_home_in_another_ship_has_its_own_day(question, plan):
    assert home_of(AnswerKind.WHEN, read(question), shared_record()) == plan


def test_the_words_of_a_question_are_those_that_are_no_names():
    assert said_in(read("When did Soyuz 9 land?")) == {"when", "did", "land"}
