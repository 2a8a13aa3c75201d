"""Which of somebody's flights a date means."""

import pytest

from assistant.understand.flight_dates import flown_then, people_flying_then
from corpus.dates import find_dates
from tests.toy import shared_record


def flights(name, said):
    return [one.name for one in flown_then(shared_record().flown_by(name), find_dates(said))]


# He came home in the ship of another.
ALL = ["Soyuz TM-2", "Soyuz TM-3", "Soyuz TM-8", "Soyuz TM-14", "Soyuz TM-20"]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        # in its year, of its launch and of its landing
        ("in 1987", ["Soyuz TM-2", "Soyuz TM-3"]),
        ("in 1990", ["Soyuz TM-8"]),
        # on a day between them, and in a month
        ("on 1 January 1990", ["Soyuz TM-8"]),
        ("in May 1992", ["Soyuz TM-14"]),
        # either of two dates
        ("in 1987 or in 1992", ["Soyuz TM-2", "Soyuz TM-3", "Soyuz TM-14"]),
        # none was under way then, or the year is not said
        ("in 1969", ALL),
        ("on 17 March", ALL),
        ("once", ALL),
    ],
)
def test_the_flights_that_were_under_way_then_are_meant(said, names):
    assert flights("Aleksandr Viktorenko", said) == names


VOLKOVS = ("Aleksandr Volkov", "Sergei Volkov", "Vladislav Volkov")


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("in 1969", ("Vladislav Volkov",)),
        ("in October 2008", ("Sergei Volkov",)),
        ("in 1989", ("Aleksandr Volkov",)),
        # nobody's, or no year
        ("in 1975", VOLKOVS),
        ("on 12 October", VOLKOVS),
    ],
)
def test_of_several_of_a_name_whoever_flew_then_is_meant(said, names):
    assert people_flying_then(VOLKOVS, find_dates(said), shared_record()) == names
