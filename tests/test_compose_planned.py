"""Which composer answers each kind of plan, and when a reply lacks members."""

from types import MappingProxyType

import pytest

from assistant.answer import Abstention, Answer, Clarification, Item
from assistant.compose.library import Library
from assistant.compose.planned import lacks_members, planned_answer
from assistant.plan.planner import Planner
from tests import articles_toy
from tests.real_catalogue import real_library, real_query


def library():
    """The real articles and covers, with the record's sentences."""
    both = articles_toy.real_library()
    return Library(
        both.articles,
        both.passages,
        MappingProxyType({}),
        both.record,
        both.index,
        real_library().catalogue,
    )


def reply(question):
    query = real_query(question)
    planner = Planner(real_library().catalogue, real_library().record, articles_toy.real_topics())
    return planned_answer(planner.plan(query, completed=False), query, library())


@pytest.mark.parametrize(
    ("question", "form", "text"),
    [
        ("Tell me about Soyuz 9", "overview", "Soyuz 9 was the long flight of"),
        ("Which missions landed in 1971?", "list", "Soyuz 10; Soyuz 11"),
        ("Did Tito fly on TM-32?", "fact", "Soyuz TM-32 was launched on 28 April 2001 with"),
        ("Which stamps are on the Soyuz TM-32 cover?", "list", "s. 6426 (the Ostankino"),
        ("What is the difference between a cachet and a postmark?", "comparison", ""),
    ],
)
def test_each_kind_of_plan_has_its_composer(question, form, text):
    answer = reply(question)
    assert isinstance(answer, Answer)
    assert answer.form == form
    assert answer.text.startswith(text)


def test_what_is_missing_is_asked_back():
    asked = reply("What is it worth?")
    assert isinstance(asked, Clarification)
    assert asked.text.startswith("Which cover do you mean?")


@pytest.mark.parametrize(
    ("question", "items", "lacks"),
    [
        ("Which covers carry s. 6426?", 0, True),
        ("Which covers carry s. 6426?", 1, True),
        ("Which covers carry s. 6426?", 2, False),
        ("Who flew Soyuz 1?", 0, False),
    ],
)
def test_one_sentence_is_no_list(question, items, lacks):
    answer = reply("Did Tito fly on TM-32?")
    members = tuple(Item(str(number), "", (0,)) for number in range(items))
    given = Answer(answer.text, answer.quotes, "", "high", "toy", form="list", items=members)
    assert lacks_members(real_query(question), given) is lacks


@pytest.mark.parametrize(
    ("question", "declined", "lacks"),
    [
        ("Who flew Soyuz 1?", Abstention("", "too-weak", "", "toy"), True),
        ("Hello", Abstention("", "out-of-scope", "", "toy"), False),
        ("Which covers carry s. 6426?", Clarification("", (), "", "toy"), False),
    ],
)
def test_what_is_declined_lacks_members_and_what_is_asked_back_does_not(question, declined, lacks):
    assert lacks_members(real_query(question), declined) is lacks
