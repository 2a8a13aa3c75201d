"""What an overview gathers of missions and people: facts, sections, notes and covers."""

import pytest

from assistant.compose.items import Items
from assistant.compose.overview_missions import (
    MAX_SENTENCES_ON_A_PERSON,
    add_missions,
    add_person,
)
from tests.articles_toy import real_catalogue, real_library


def of_missions(*names):
    items = Items(real_library())
    add_missions(names, items, real_catalogue())
    return [(one.label, one.value, one.quotes) for one in items.items]


def of_person(name):
    items = Items(real_library())
    add_person(name, items)
    return [(one.label, one.value) for one in items.items]


def test_a_mission_without_an_article_has_the_facts_of_the_record():
    assert of_missions("Vostok 1") == [
        ("Crew", "Yuri Gagarin", (0,)),
        ("Launch", "12 April 1961", (0,)),
        ("Landing", "12 April 1961", (1,)),
        ("Call sign", "Kedr", (2,)),
    ]


def test_a_mission_has_its_lead_its_facts_its_sections_and_its_covers():
    told = of_missions("Soyuz 9")
    assert [label for label, _, _ in told] == [
        "Soyuz 9",
        "Crew",
        "Launch",
        "Landing",
        "Call sign",
        "The flight of Soyuz 9",
        "The first day cover of Soyuz 9",
        "The maxicards of Soyuz 9",
        "First day cover of Soyuz 9",
    ]
    assert told[1][1] == "Andriyan Nikolayev and Vitaly Sevastyanov"
    # A section is told by what the facts do not say already.
    assert told[5][1] == "Andriyan Nikolayev of Soyuz 9 had flown Vostok 3 in August 1962."


def test_the_facts_of_several_missions_say_of_which():
    told = of_missions("Soyuz 4", "Soyuz 5")
    assert [(label, value) for label, value, _ in told[1:7]] == [
        ("Soyuz 4: crew", "Vladimir Shatalov"),
        ("Soyuz 4: launch", "14 January 1969"),
        ("Soyuz 4: landing", "17 January 1969"),
        ("Soyuz 5: crew", "Boris Volynov, Aleksei Yeliseyev and Yevgeny Khrunov"),
        ("Soyuz 5: launch", "15 January 1969"),
        ("Soyuz 5: landing", "18 January 1969"),
    ]
    assert [label for label, _, _ in told].count("Note") == 1


def test_an_unknown_mission_has_nothing():
    assert of_missions("Wombat 1") == []


@pytest.mark.parametrize(
    ("name", "flights"),
    [
        ("Dennis Tito", [("Soyuz TM-31, landing", "2001"), ("Soyuz TM-32", "2001")]),
        ("Yuri Gagarin", [("Vostok 1", "1961")]),
        (
            "Sergei Krikalev",
            [
                ("Soyuz TM-7", "1988"),
                ("Soyuz TM-12", "1991"),
                ("Soyuz TM-13, landing", "1992"),
                ("STS-60", "1994"),
                ("Soyuz TM-31", "2000"),
                ("Soyuz TMA-6", "2005"),
            ],
        ),
    ],
)
def test_somebody_s_flights_stand_behind_the_sentences(name, flights):
    told = of_person(name)
    assert told[MAX_SENTENCES_ON_A_PERSON:] == flights
    assert all(name.split()[-1] in value for _, value in told[:MAX_SENTENCES_ON_A_PERSON])


def test_the_sentence_that_says_who_somebody_is_comes_first():
    assert of_person("Yuri Gagarin")[0] == (
        "The Soyuz spacecraft before the flight of Soyuz 1",
        "Yuri Gagarin, the backup for Soyuz 1, protested that the spacecraft was not ready to fly.",
    )


def test_of_namesakes_only_the_one_who_flew_on_what_is_told_of_is_meant():
    assert not any("Sergei Volkov" in value for _, value in of_person("Aleksandr Volkov"))
