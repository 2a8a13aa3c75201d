"""Which flights meet criteria, and which sentence tells a fact of one of them."""

import pytest

from assistant.compose.record_facts import (
    crew_of,
    dated,
    day_words,
    fits,
    flights,
    listed,
    plain,
    record_place,
    scope,
    told_missions,
    with_words,
)
from assistant.plan.record_plans import Criteria
from tests.articles_toy import real_library
from tests.toy import shared_record

LAUNCHED_9 = "Soyuz 9 was launched on 1 June 1970 with Andriyan Nikolayev and Vitaly Sevastyanov."


def mission(name):
    return shared_record().get(name)


@pytest.mark.parametrize(
    ("criteria", "names"),
    [
        (Criteria(years=(1971, 1971)), ["Soyuz 10", "Soyuz 11"]),
        (Criteria(years=(1969, 1969), month=1), ["Soyuz 4", "Soyuz 5"]),
        (Criteria(years=(1969, 1969), month=1, day=15), ["Soyuz 5"]),
        (
            Criteria(stations=("Mir",), nation="Germany"),
            ["Soyuz TM-14", "Soyuz TM-20", "Soyuz TM-22", "Soyuz TM-25"],
        ),
        (
            Criteria(series="Soyuz TMA", years=(2005, 2006)),
            ["Soyuz TMA-6", "Soyuz TMA-7", "Soyuz TMA-8", "Soyuz TMA-9"],
        ),
        (Criteria(outcome="aborted"), ["Soyuz 18a", "Soyuz T-10-1", "Soyuz MS-10"]),
        (Criteria(outcome="lost"), ["Soyuz 1", "Soyuz 11"]),
        (Criteria(uncrewed=True, years=(1966, 1970)), ["Soyuz 2"]),
        # up on one, down on another
        (Criteria(people=("Dennis Tito",)), ["Soyuz TM-32"]),
        (Criteria(people=("Dennis Tito",), event="landing"), ["Soyuz TM-31"]),
        (Criteria(exchanged=True, years=(2001, 2001)), ["Soyuz TM-32", "Soyuz TM-33"]),
        (Criteria(call_sign="Rubin"), ["Voskhod 1", "Soyuz 1"]),
        (Criteria(woman=True, programme="Vostok"), ["Vostok 6"]),
        (Criteria(tourist=True, years=(2001, 2002)), ["Soyuz TM-32", "Soyuz TM-34"]),
        (
            Criteria(told=True, years=(1969, 1969)),
            ["Soyuz 4", "Soyuz 5", "Soyuz 6", "Soyuz 7", "Soyuz 8"],
        ),
        (Criteria(people=("Dennis Tito",), years=(1971, 1971)), []),
    ],
)
def test_flights_meet_all_criteria_by_launch(criteria, names):
    assert [one.name for one in flights(criteria, real_library())] == names


def test_a_day_is_told_by_an_article_where_one_tells_it_plainly():
    by_article = dated(mission("Soyuz 9"), "launch", real_library())
    assert by_article.text == "Soyuz 9 was launched on 1 June 1970 and landed on 19 June 1970."
    assert (by_article.passage.article, by_article.highlighted) == ("soyuz-9", "1 June 1970")
    by_record = dated(mission("Soyuz 9"), "landing", real_library())
    assert by_record.text == "The crew of Soyuz 9 landed on 19 June 1970."
    assert by_record.passage.article == "mission-record"


@pytest.mark.parametrize(
    ("words", "marked"), [("Sevastyanov", "Sevastyanov"), ("1 June 1970", "1 June 1970")]
)
def test_the_record_s_sentence_with_some_words(words, marked):
    quote = with_words(mission("Soyuz 9"), words, real_library())
    assert (quote.text, quote.highlighted) == (LAUNCHED_9, marked)


@pytest.mark.parametrize("words", ["", "wombat"])
def test_without_such_words_there_is_no_sentence(words):
    assert with_words(mission("Soyuz 9"), words, real_library()) is None


@pytest.mark.parametrize(
    ("event", "text"),
    [("launch", LAUNCHED_9), ("landing", "The crew of Soyuz 9 landed on 19 June 1970.")],
)
def test_the_record_s_sentence_on_a_moment(event, text):
    passage, sentence = record_place(mission("Soyuz 9"), event, real_library())
    assert passage.words_of(sentence) == text


def test_who_was_on_it_and_when():
    assert crew_of(mission("Soyuz TM-31"), "landing") == (
        "Talgat Musabayev",
        "Yuri Baturin",
        "Dennis Tito",
    )
    assert crew_of(mission("Soyuz 1"), "launch") == ("Vladimir Komarov",)
    assert day_words(mission("Soyuz 9"), "launch") == "1 June 1970"
    assert day_words(mission("Soyuz 18a"), "landing") in ("5 April 1975", "")


@pytest.mark.parametrize(
    ("name", "criteria", "fit"),
    [
        ("Dennis Tito", Criteria(tourist=True), True),
        ("Yuri Baturin", Criteria(tourist=True), False),
        ("Claudie Haigneré", Criteria(woman=True, nation="France"), True),
        ("Claudie Haigneré", Criteria(nation="Germany"), False),
        ("Nobody", Criteria(), False),
    ],
)
def test_who_fits(name, criteria, fit):
    assert fits(name, criteria, shared_record()) is fit


@pytest.mark.parametrize(
    ("names", "text"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_names_in_a_row(names, text):
    assert listed(names) == text


def test_the_country_of_namesakes_is_left_out():
    assert plain("Aleksandr Aleksandrov (Bulgaria)", shared_record()) == "Aleksandr Aleksandrov"
    assert plain("Nobody", shared_record()) == "Nobody"


def test_what_the_record_has_and_what_articles_tell():
    assert scope(shared_record()) == (
        "The mission record has flights of Vostok, Voskhod, Soyuz, Apollo and Shuttle from 1961 "
        "to 2023."
    )
    told = told_missions(real_library())
    assert {"Soyuz 9", "Mir"} <= told
    assert "Vostok 1" not in told
