"""What `ask --explain` says of each stage."""

from functools import cache

from assistant.render.explanation import SHOWN, explained
from assistant.resolve.conversation import Conversation
from tests.toy import toy_assistant

PILOT = "Who was the pilot of Soyuz 1?"


@cache
def assistant():
    return toy_assistant()


def lines(*questions):
    """The explanation of the last question of a conversation, line by line."""
    conversation = Conversation()
    for question in questions:
        trace = assistant().trace(question, conversation)
        conversation = conversation.then(assistant().turn(trace.reply))
    return explained(trace).split("\n")


def said(label, told):
    """What stands behind a label, of each line that has it."""
    return [line.removeprefix(f"{label:<12} ") for line in told if line.startswith(f"{label} ")]


def test_a_first_question_is_told_from_what_was_asked_to_the_reply():
    told = lines(PILOT)
    assert told[0] == f"asked        {PILOT}"
    assert said("resolved", told) == []
    assert said("goes on at", told) == []
    assert said("searched as", told) == [PILOT]
    assert said("wants", told) == ["who"]
    assert said("missions", told) == ["Soyuz 1"]
    assert said("people", told) == []
    assert told[-1] == "replied      answer: Vladimir Komarov"


def test_the_evidence_stands_in_the_order_of_its_rank():
    asked = "Which stamp does the memorial cover of Soyuz 1 bear?"
    told, trace = lines(asked), assistant().trace(asked)
    places = [line.split(" ", 1)[0] for line in told if line[:1].isdigit()]
    assert places == [f"{place}." for place in range(1, SHOWN + 1)]
    for place, one in enumerate(trace.attempt.best.evidence[:SHOWN], start=1):
        passage = one.candidate.passage
        number = told.index(f"   {one.candidate.text}")
        assert told[number - 1] == (
            f"{place}. {one.score:+.2f}  {passage.article} / {passage.section}"
        )
    assert said("batches", told) == [str(trace.attempt.batches)]
    assert len(said("read as", told)) == len(trace.attempt.tried)


def test_a_follow_up_is_told_with_how_it_was_read_and_where_it_goes_on():
    told = lines(PILOT, "When was it launched?")
    assert told[0] == "asked        When was it launched?"
    assert said("resolved", told) == ["When was Soyuz 1 launched?"]
    assert said("goes on at", told) == ["soyuz-1 / The flight of Soyuz 1"]


def test_an_abstention_is_told_as_one_and_nothing_breaks_its_lines():
    told = lines("How do I cook borscht?")
    (replied,) = said("replied", told)
    assert replied.startswith("abstention: ")
    assert all(line.isprintable() for line in told)


def test_a_correction_is_told():
    told = lines("Which cachet shows Dennis Tito on Soyuz TM-33?")
    assert said("corrected", told) == [
        "Dennis Tito flew on Soyuz TM-32 and Soyuz TM-31, not on Soyuz TM-33."
    ]
