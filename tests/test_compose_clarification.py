"""The question back: what is missing, what the articles hold, and what there is to choose."""

from types import MappingProxyType

import pytest

from assistant.answer import Choice
from assistant.compose.clarification import clarification, holdings
from assistant.compose.library import Library
from assistant.plan.ambiguity import WhichOfKind, WhichPerson
from assistant.plan.clarify import WhatToAsk, WhichCover, WhichOfMany
from corpus.catalogue.schema import Catalogue
from index.passages import split
from tests.articles_toy import real_catalogue, real_library
from tests.toy import ARTICLES, shared_record, toy_query

RANGE = (
    "The articles tell of Soyuz 1 to Soyuz 11 (1967\u20131971), flights to Mir (1986\u20131997) "
    "and flights to the International Space Station (2000\u20132009)."
)
WHICH = "Which cover do you mean? Tell me its mission, its date or what its postmark says."


def asked_back(missing, library=None, catalogue=None):
    library = real_library() if library is None else library
    catalogue = real_catalogue() if catalogue is None else catalogue
    return clarification(missing, toy_query("What?"), library, catalogue)


def toy_library(*articles):
    record = shared_record()
    return Library(
        MappingProxyType({one.slug: one for one in articles}),
        MappingProxyType({one.slug: split(one, record) for one in articles}),
        MappingProxyType({}),
        record,
        "toy",
    )


@pytest.mark.parametrize(
    ("missing", "text"),
    [
        (WhichCover("price"), f"{WHICH} {RANGE}"),
        (
            WhichOfMany(),
            "What is on them? Take one cover and tell me its mission, its date or what its "
            f"postmark says. {RANGE}",
        ),
        (
            WhatToAsk(),
            "Ask about a mission, its crew, launch or landing; about a cover, its stamps, "
            f"postmarks or cachet; about a postmark, a term or a forgery. {RANGE}",
        ),
    ],
)
def test_what_is_asked_back(missing, text):
    assert asked_back(missing).text == text


@pytest.mark.parametrize(
    ("missing", "choices"),
    [
        # an early, a middle and a late one, of which an article tells it
        (
            WhichCover("price"),
            [
                ("Launch cover of Soyuz TM-31", "What is the launch cover of Soyuz TM-31 worth?"),
                ("Launch cover of Soyuz TMA-6", "What is the launch cover of Soyuz TMA-6 worth?"),
                ("Launch cover of Soyuz TMA-13", "What is the launch cover of Soyuz TMA-13 worth?"),
            ],
        ),
        (WhichCover("genuine"), []),
        (
            WhichOfMany(),
            [
                ("Soyuz 1", "Tell me about Soyuz 1."),
                ("Soyuz T-15", "Tell me about Soyuz T-15."),
                ("Soyuz TM-31", "Tell me about Soyuz TM-31."),
            ],
        ),
        (
            WhatToAsk(),
            [
                ("Soyuz 1", "Tell me about Soyuz 1."),
                ("Soyuz T-15", "Tell me about Soyuz T-15."),
                ("Memorial cover of Soyuz 1", "Which stamps are on the memorial cover of Soyuz 1?"),
            ],
        ),
    ],
)
def test_whole_questions_to_choose_from(missing, choices):
    assert asked_back(missing).choices == tuple(Choice(*one) for one in choices)


@pytest.mark.parametrize(
    ("articles", "text"),
    [
        # a few flights are told of together
        (ARTICLES, "The articles tell of Soyuz 1 to Soyuz TM-33 (1967\u20132001)."),
        (ARTICLES[:1], "The articles tell of Soyuz 1 (1967)."),
        # without a mission, by their titles
        (ARTICLES[-1:], "The articles are: Glossary."),
        ((), ""),
    ],
)
def test_what_the_articles_hold(articles, text):
    assert holdings(toy_library(*articles)) == text


def test_without_a_cover_nothing_can_be_chosen():
    asked = asked_back(WhichCover("price"), toy_library(), Catalogue())
    assert (asked.text, asked.choices) == (WHICH, ())


def test_what_one_name_may_mean_is_listed_with_the_question_on_each():
    people = WhichPerson((("Sergei Volkov", "When did Sergei Volkov land?"), ("B", "When?")))
    reply = asked_back(people)
    assert reply.text == (
        "Several people of this name flew: Sergei Volkov and B. Whom do you mean?"
    )
    assert reply.choices[0] == Choice("Sergei Volkov", "When did Sergei Volkov land?")
    kind = WhichOfKind("docking cover", (("Soyuz 10", "A?"), ("Soyuz 11", "B?")))
    assert asked_back(kind).text == (
        "Which docking cover do you mean? There is one of Soyuz 10 and Soyuz 11."
    )
