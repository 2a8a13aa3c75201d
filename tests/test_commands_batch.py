import json
from functools import cache

import pytest

from assistant.commands.batch import answer_lines
from assistant.render.forms import as_json
from assistant.resolve.conversation import Conversation
from tests.toy import toy_assistant

PILOT = "Who was the pilot of Soyuz 1?"


@cache
def assistant():
    return toy_assistant()


def line(question, conversation=None):
    return json.dumps({"question": question, "conversation": conversation})


def answered(*lines):
    return list(answer_lines(lines, assistant()))


def read_as(record):
    return record["reply"]["read_as"]


def test_a_line_gives_its_question_and_the_reply_that_the_assistant_gives():
    assert answered(line(PILOT)) == [
        {"question": PILOT, "conversation": None, "reply": as_json(assistant().ask(PILOT))}
    ]


def test_lines_are_answered_in_order():
    questions = [PILOT, "Hello", "What is a maxicard?", PILOT]
    assert [one["question"] for one in answered(*map(line, questions))] == questions


def test_a_line_is_answered_before_the_next_one_is_read():
    read = []

    def lines():
        for question in (PILOT, "What is a maxicard?"):
            read.append(question)
            yield line(question)

    records = answer_lines(lines(), assistant())
    assert next(records)["question"] == PILOT
    assert read == [PILOT]


def test_lines_of_one_conversation_follow_each_other_up():
    first, second = answered(
        line("When was Soyuz 1 launched?", "a"), line("What about Soyuz 3?", "a")
    )
    assert read_as(second) == "When was Soyuz 3 launched?"
    conversation = Conversation((assistant().turn(assistant().ask("When was Soyuz 1 launched?")),))
    assert second["reply"] == as_json(assistant().ask("What about Soyuz 3?", conversation))
    assert (first["conversation"], second["conversation"]) == ("a", "a")


def test_conversations_that_alternate_are_kept_apart():
    records = answered(
        line("When was Soyuz 1 launched?", "a"),
        line("Who was the crew of Soyuz TM-32?", "b"),
        line("What about Soyuz 3?", "a"),
        line("What about Soyuz TM-33?", "b"),
    )
    assert [read_as(one) for one in records[2:]] == [
        "When was Soyuz 3 launched?",
        "Who was the crew of Soyuz TM-33?",
    ]


def test_lines_without_a_conversation_stand_alone():
    records = answered(line("When was Soyuz 1 launched?"), line("What about Soyuz 3?"))
    assert read_as(records[1]) == "What about Soyuz 3?"


def test_blank_lines_are_passed_over_and_counted():
    assert answered("", "  \n", line(""), "\n") == [
        {"line": 3, "error": "the question is empty; type a question about a mission or a cover"}
    ]


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        # no JSON, cut JSON
        ("Who was the pilot?", 'not a JSON object with a text "question"; write one to a line'),
        ('{"question": "Who', 'not a JSON object with a text "question"; write one to a line'),
        # JSON of another shape
        ("[]", 'not a JSON object with a text "question"; write one to a line'),
        ('"Who?"', 'not a JSON object with a text "question"; write one to a line'),
        ("null", 'not a JSON object with a text "question"; write one to a line'),
        ("{}", 'not a JSON object with a text "question"; write one to a line'),
        ('{"question": 7}', 'not a JSON object with a text "question"; write one to a line'),
        # nested deeper than Python reads
        ("[" * 100_000, 'not a JSON object with a text "question"; write one to a line'),
        # a conversation that is no name
        ('{"question": "Who?", "conversation": 7}', '"conversation" must be a text'),
        (
            '{"question": "Who?", "conversation": "\\ud800"}',
            '"conversation" holds broken characters (lone surrogates); give another name',
        ),
        # questions that cannot be asked
        (line("x" * 600), "the question has 600 characters; ask in at most 512"),
        (line("\x00"), "the question is empty; type a question about a mission or a cover"),
        (line("\ud800"), "the question holds broken characters (lone surrogates); type it again"),
    ],
)
def test_a_line_that_cannot_be_answered_says_why_and_the_rest_goes_on(bad, error):
    before, wrong, after = answered(line(PILOT), bad, line(PILOT))
    assert wrong == {"line": 2, "error": error}
    assert before == after
    assert before["reply"]["text"] == "Vladimir Komarov"


def test_a_refused_line_leaves_its_conversation_as_it_was():
    records = answered(
        line("When was Soyuz 1 launched?", "a"), line("", "a"), line("What about Soyuz 3?", "a")
    )
    assert read_as(records[2]) == "When was Soyuz 3 launched?"


def test_no_lines_give_no_records():
    assert answered() == []
