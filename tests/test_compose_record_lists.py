from types import MappingProxyType

import pytest

from assistant.answer import Abstention, Answer, Found, Item
from assistant.compose.library import Library
from assistant.compose.record_lists import listed
from corpus.record.article import RECORD_SLUG, record_article
from index.passages import split
from tests.toy import shared_record, toy_query


@pytest.fixture(scope="module")
def library():
    record = shared_record()
    article = record_article(record)
    passages = {RECORD_SLUG: split(article, record)}
    return Library(
        {RECORD_SLUG: article}, MappingProxyType(passages), MappingProxyType({}), record, "toy"
    )


def answered(question, library):
    declined = Abstention("No.", "too-weak", question, "toy")
    return listed(toy_query(question), declined, library)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        # somebody's flights: those he went up on
        ("Which missions did Viktorenko fly?", "Soyuz TM-3; Soyuz TM-8; Soyuz TM-14; Soyuz TM-20"),
        ("list Viktorenko's flights", "Soyuz TM-3; Soyuz TM-8; Soyuz TM-14; Soyuz TM-20"),
        # those of a year or a month
        ("Which missions were launched in 2005?", "Soyuz TMA-6; Soyuz TMA-7"),
        ("Which flights went up in October 1969?", "Soyuz 6; Soyuz 7; Soyuz 8"),
        ("What missions were launched in 1967?", "Soyuz 1"),
        # those of a call sign
        (
            "List all missions with the call sign Vityaz",
            "Soyuz TM-3; Soyuz TM-8; Soyuz TM-14; Soyuz TM-20",
        ),
    ],
)
def test_missions_are_listed_from_the_record_with_a_quote_each(question, text, library):
    reply = answered(question, library)
    assert isinstance(reply, Answer)
    assert reply.text == text
    assert [quote.highlighted for quote in reply.quotes] == text.split("; ")
    assert {quote.passage.article for quote in reply.quotes} == {RECORD_SLUG}


def test_a_list_has_an_item_with_its_quote_for_each_mission_and_says_that_it_is_whole(library):
    reply = answered("Which missions were launched in 1980?", library)
    names = [one.name for one in library.record.missions if one.launch.year == 1980]
    assert (reply.form, len(names)) == ("list", 6)
    assert reply.items == tuple(Item(name, "", (place,)) for place, name in enumerate(names))
    assert [quote.highlighted for quote in reply.quotes] == names
    assert reply.found == Found(shown=6, of=6, complete=True)


def test_how_many_there_are_is_said_where_not_all_are_quoted(library, monkeypatch):
    monkeypatch.setattr("assistant.compose.record_lists.MAX_QUOTES", 5)
    reply = answered("Which missions were launched in 1980?", library)
    count = sum(one.launch.year == 1980 for one in library.record.missions)
    assert count > len(reply.quotes) == len(reply.items) == 5
    assert reply.found == Found(shown=5, of=count, complete=False)


@pytest.mark.parametrize(
    "question",
    [
        # more is asked than which flights there were
        "Which missions of Viktorenko had forged covers?",
        "Which missions landed in 2005?",
        "Which missions did Viktorenko fly in 1987?",
        # a surname of two
        "Which flights did Volkov make?",
        "Who was launched in 2005?",
    ],
)
def test_other_questions_are_not_answered_by_a_list(question, library):
    assert answered(question, library) is None


def test_one_mission_alone_takes_no_answer_s_place(library):
    one = answered("What missions were launched in 1967?", library)
    assert listed(toy_query("Which missions did Dennis Tito fly?"), one, library) is None


def test_an_answer_that_names_them_all_stays(library):
    first = answered("Which missions were launched in 2005?", library)
    assert listed(toy_query("Which missions were launched in 2005?"), first, library) is None
