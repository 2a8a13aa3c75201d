import tomllib
from pathlib import Path

import pytest

from assistant.compose.clarification import clarification, holdings
from assistant.plan.clarify import WhatToAsk, WhichCover, WhichOfMany, what_is_missing
from corpus.catalogue.schema import Catalogue
from tests.articles_toy import real_catalogue, real_library
from tests.toy import toy_query

FACTS = Path(__file__).parents[1] / "evals" / "facts"
RANGE = (
    "The articles tell of Soyuz 1 to Soyuz 11 (1967\u20131971), flights to Mir (1986\u20131997) "
    "and flights to the International Space Station (2000\u20132009)."
)


def asked_back(question):
    query = toy_query(question)
    missing = what_is_missing(query, completed=False)
    return clarification(missing, query, real_library(), real_catalogue())


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("What is it worth?", WhichCover("price")),
        ("How much is my postcard worth", WhichCover("price")),
        ("Is it rare?", WhichCover("rarity")),
        ("Is my cover genuine?", WhichCover("genuine")),
        ("who signed it", WhichCover("autograph")),
        ("Which postmark does this card have?", WhichCover("postmark")),
        ("what stamp does it have?", WhichCover("stamp")),
        ("When was it cancelled?", WhichCover("date")),
        (
            "hi there! i just inherited a box of old soviet space envelopes, what can you tell me?",
            WhichOfMany(),
        ),
        ("I found some covers in the attic, are they worth anything?", WhichOfMany()),
        ("What can I ask you?", WhatToAsk()),
        ("Hello! What can you do?", WhatToAsk()),
        ("help", WhatToAsk()),
    ],
)
def test_what_a_question_lacks(question, missing):
    assert what_is_missing(toy_query(question), completed=False) == missing


@pytest.mark.parametrize(
    "question",
    [
        # something is named or described
        "What is the cover of Soyuz 1 worth?",
        "Is my cover with the purple cancel genuine?",
        "Who signed the card that Flade wrote on?",
        # nothing is pointed at
        "What is a postmark?",
        "how do I store my covers?",
        # not of a cover
        "Did it land?",
        "what is it?",
        "what is the weather like",
        "hello",
        "thanks",
    ],
)
def test_other_questions_lack_nothing(question):
    assert what_is_missing(toy_query(question), completed=False) is None


def test_what_the_turns_before_have_completed_lacks_nothing():
    assert what_is_missing(toy_query("What is it worth?"), completed=True) is None


def test_no_question_that_stands_alone_in_the_cases_lacks_anything():
    cases = [
        case
        for path in sorted(FACTS.glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8")).get("case", [])
        if not case.get("after") and case.get("form") != "clarify"
    ]
    found = [
        case["ask"]
        for case in cases
        if what_is_missing(toy_query(case["ask"]), completed=False) is not None
    ]
    assert len(cases) > 1000
    assert found == []


def test_a_cover_is_asked_for_with_whole_questions_to_choose_from():
    reply = asked_back("Is it rare?")
    assert reply.text == (
        "Which cover do you mean? Tell me its mission, its date or what its postmark says. " + RANGE
    )
    assert [choice.question for choice in reply.choices][:2] == [
        "How rare is the launch cover of Soyuz 1?",
        "How rare is the flown cover of Soyuz T-15?",
    ]


def test_the_choices_are_questions_that_the_articles_answer():
    told = {
        cover.missions for cover in real_catalogue().covers if cover.issue and cover.issue.price
    }
    reply = asked_back("What is it worth?")
    assert len(reply.choices) == 3
    for choice in reply.choices:
        assert (choice.label.rpartition(" of ")[2],) in told
        assert choice.question == f"What is the {choice.label[0].lower()}{choice.label[1:]} worth?"


def test_many_covers_are_asked_for_one_by_one():
    reply = asked_back("i inherited a box of old envelopes, what can you tell me?")
    assert reply.text.startswith("What is on them? Take one cover and tell me its mission,")
    assert reply.text.endswith(RANGE)
    assert [choice.question for choice in reply.choices] == [
        "Tell me about Soyuz 1.",
        "Tell me about Soyuz T-15.",
        "Tell me about Soyuz TM-31.",
    ]


def test_what_can_be_asked_is_said_with_examples():
    reply = asked_back("What can I ask you?")
    assert reply.text.startswith("Ask about a mission, its crew, launch or landing;")
    assert len(reply.choices) == 3


def test_without_a_catalogue_no_cover_is_offered():
    query = toy_query("What is it worth?")
    reply = clarification(WhichCover("price"), query, real_library(), Catalogue())
    assert reply.choices == ()


def test_the_range_is_the_articles_own():
    assert holdings(real_library()) == RANGE
