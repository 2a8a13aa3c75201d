import pytest

from corpus.dates import find_dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 23-April-1967 Soyuz", [("23-April-1967", 1967, 4, 23)]),
        ("April 23, 1967", [("April 23, 1967", 1967, 4, 23)]),
        ("1967-04-23", [("1967-04-23", 1967, 4, 23)]),
        ("23.04.67", [("23.04.67", 1967, 4, 23)]),
        ("23rd of April 1967", [("23rd of April 1967", 1967, 4, 23)]),
        # American order is only read where the other reading is no date
        ("04/23/1967", [("04/23/1967", 1967, 4, 23)]),
        # a year alone, a month with its year, a day without a year keep their precision
        ("in 1967", [("1967", 1967, None, None)]),
        ("March of 2008", [("March of 2008", 2008, 3, None)]),
        ("on May 4", [("May 4", None, 5, 4)]),
        # a typo inside a month's name
        ("14 Janaury 1969", [("14 Janaury 1969", 1969, 1, 14)]),
        # numbers that are no dates: a stamp, a print run, a sum of money
        ("stamp s. 6005, 1000 covers, 8.6 rubles, 12 of 60", []),
        # a modal verb is no month
        ("it may have 3 stamps", []),
        # the span of a flight gives the day that has a month
        ("the 28th to 30-October-1968", [("30-October-1968", 1968, 10, 30)]),
    ],
)
def test_reads_every_form_with_its_precision(text, expected):
    found = [(text[one.start : one.end], one.year, one.month, one.day) for one in find_dates(text)]
    assert found == expected


def test_dates_agree_when_no_shared_part_differs():
    day, year, other = (find_dates(text)[0] for text in ("23 April 1967", "1967", "24 April 1967"))
    assert day.agrees(year)
    assert not day.agrees(other)
