from dataclasses import replace

import pytest

from assistant.answer import MAX_QUOTES, Computed, Found, Item
from assistant.compose.record import record_answer
from assistant.plan.record import record_plan
from corpus.record.article import RECORD_SLUG
from tests.articles_toy import real_library
from tests.toy import shared_record, toy_query


def answer_to(question):
    query = toy_query(question)
    return record_answer(record_plan(query, shared_record()), query, real_library())


def test_flights_of_a_year_are_listed_with_an_article_s_sentence_where_one_is_plain():
    reply = answer_to("Which missions were launched in 2005?")
    assert (reply.form, reply.text) == ("list", "Soyuz TMA-6; Soyuz TMA-7")
    assert reply.items == (
        Item("Soyuz TMA-6", "15 April 2005", (0,)),
        Item("Soyuz TMA-7", "1 October 2005", (1,)),
    )
    assert [quote.passage.article for quote in reply.quotes] == ["soyuz-tma-6", RECORD_SLUG]
    assert reply.found == Found(2, 2, complete=True)
    assert reply.note == (
        "The mission record has flights of Vostok, Voskhod, Soyuz, Apollo and Shuttle "
        "from 1961 to 2023."
    )


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Which flights landed in 1971?", "Soyuz 10; Soyuz 11"),
        (
            "Which missions did Sergei Krikalev fly on?",
            "Soyuz TM-7; Soyuz TM-12; STS-60; Soyuz TM-31; Soyuz TMA-6",
        ),
        (
            "List missions with the call sign Vityaz",
            "Soyuz TM-3; Soyuz TM-8; Soyuz TM-14; Soyuz TM-20",
        ),
        ("Which launches were aborted?", "Soyuz 18a; Soyuz T-10-1; Soyuz MS-10"),
        ("Which missions flew in 1969?", "Soyuz 4; Soyuz 5; Soyuz 6; Soyuz 7; Soyuz 8"),
        ("Which Soyuz took Yuri Shargin home?", "Soyuz TMA-4"),
        (
            "Which Germans flew to Mir?",
            "Klaus-Dietrich Flade; Ulf Merbold; Thomas Reiter; Reinhold Ewald",
        ),
        (
            "Which missions landed without a crew?",
            "Soyuz 2; Soyuz 20; Soyuz 32; Soyuz T-1; Soyuz TM-1; Soyuz MS-14; Soyuz MS-22",
        ),
        ("last Soyuz TMA mission", "Soyuz TMA-22"),
        ("Which was the earliest launch in the articles?", "Soyuz 1"),
        ("Which shuttle was the first to dock with Mir?", "STS-71"),
        ("Who was the first American on a Soyuz?", "Norman Thagard"),
    ],
)
def test_lists_and_firsts_from_the_record(question, text):
    assert answer_to(question).text == text


def test_a_list_that_the_record_has_whole_needs_no_note():
    assert answer_to("List missions with the call sign Vityaz").note is None


def test_a_count_shows_what_was_counted():
    reply = answer_to("How many people died in these flights?")
    assert (reply.form, reply.text) == ("computed", "4")
    assert reply.computed.how == (
        "Vladimir Komarov; Georgi Dobrovolsky; Vladislav Volkov; Viktor Patsayev"
    )
    assert reply.items[0] == Item("Vladimir Komarov", "Soyuz 1", (0, 1))


def test_who_flew_twice_is_told_with_each_flight_that_docked():
    reply = answer_to("Who flew twice to Mir?")
    flown = {item.label: item.value for item in reply.items}
    assert flown["Sergei Krikalev"] == "Soyuz TM-7, Soyuz TM-12"
    # STS-63 came near to Mir and did not dock.
    assert flown["Vladimir Titov"] == "Soyuz TM-4, STS-86"
    assert reply.found.complete


def test_of_a_long_list_those_of_the_articles_are_shown_first():
    reply = answer_to("Which missions landed with a different crew than they were launched with?")
    assert reply.found == Found(MAX_QUOTES, 81, complete=False)
    named = [item.label for item in reply.items]
    assert {"Soyuz 4", "Soyuz 5", "Soyuz TM-14", "Soyuz TM-31", "Soyuz TMA-1"} <= {*named}
    assert reply.items[0].value == "Vladimir Shatalov, Aleksei Yeliseyev and Yevgeny Khrunov"


def test_days_are_worked_out_from_two_sentences():
    reply = answer_to("How long was Dennis Tito in space?")
    assert reply.text == "8 days"
    assert reply.computed == Computed("8 days", "6 May 2001 \u2212 28 April 2001", (0, 1, 2))
    assert [(one.label, one.value) for one in reply.items] == [
        ("Soyuz TM-32: launch", "28 April 2001"),
        ("Soyuz TM-31: landing", "6 May 2001"),
        ("Dennis Tito", "Soyuz TM-32"),
    ]
    assert answer_to("How many days lie between Soyuz 4 and Soyuz 5?").text == "1 day"


def test_a_flight_of_less_than_a_day_is_not_worked_out():
    assert answer_to("How long did Vostok 1 last?") is None


def test_without_the_record_s_article_nothing_is_answered_from_it():
    library = real_library()
    passages = {slug: those for slug, those in library.passages.items() if slug != RECORD_SLUG}
    query = toy_query("Who flew twice to Mir?")
    plan = record_plan(query, shared_record())
    assert record_answer(plan, query, replace(library, passages=passages)) is None


def test_an_order_shows_every_day():
    reply = answer_to("Which landed last, Soyuz 6, Soyuz 7 or Soyuz 8?")
    assert (reply.form, reply.text) == ("comparison", "Soyuz 8")
    assert [one.value for one in reply.items] == [
        "16 October 1969",
        "17 October 1969",
        "18 October 1969",
    ]


def test_two_missions_stand_side_by_side():
    reply = answer_to("Compare Soyuz 10 and Soyuz 11")
    assert (reply.form, len(reply.items)) == ("comparison", 8)
    assert [(one.label, one.value) for one in reply.items][4:] == [
        ("Soyuz 10: station", "Salyut 1"),
        ("Soyuz 11: station", "Salyut 1"),
        ("Soyuz 10: landing", "24 April 1971"),
        # by UTC, as in the record's sentence; in Moscow it was the 30th
        ("Soyuz 11: landing", "29 June 1971"),
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Which missions flew to Salyut 6?",
        "Which women flew to Mir?",
        "Which missions carried a French cosmonaut?",
        "How many missions were aborted?",
    ],
)
def test_every_item_is_told_by_its_quotes(question):
    reply = answer_to(question)
    for item in reply.items:
        told = " ".join(reply.quotes[number].text for number in item.quotes)
        assert item.label in told
        assert all(part in told for part in item.value.split(", "))


def test_a_crew_in_another_ship_landed_with_that():
    reply = answer_to("When did the crew of Soyuz TM-32 land?")
    assert reply.text == "6 May 2001"
    (item,) = reply.items
    assert item.label == "Talgat Musabayev, Yuri Baturin and Dennis Tito in Soyuz TM-31"
    assert reply.quotes[item.quotes[0]].highlighted == "6 May 2001"
