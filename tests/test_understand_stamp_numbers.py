"""Stamps by their catalogue numbers, and the dates that are no stamps."""

import pytest

from assistant.understand.stamp_numbers import stamps_and_dates


@pytest.mark.parametrize(
    ("text", "stamps"),
    [
        ("Which cover bears stamp s. 6426?", ("6426",)),
        ("s.6874c", ("6874c",)),
        ("s 6426 and s. 6005", ("6426", "6005")),
        # the number alone
        ("What does 6426 show?", ("6426",)),
        # a catalogue number that looks like a year is still a stamp
        ("s. 1967", ("1967",)),
        # several, the last one before a full stop
        ("It bears s. 6426,6427 and s. 6005.", ("6426", "6427", "6005")),
        # a year, behind an owner's s too
        ("in 1967", ()),
        ("Tito's 2001 cover", ()),
        # a distance and a price
        ("475 km short", ()),
        ("475 kilometres", ()),
        ("for 150 rubles", ()),
        # the number of a mission that does not exist
        ("Soyuz 999", ()),
        ("Soyuz TM-999", ()),
        # how many there were
        ("a set of 1000 covers", ()),
        ("1,000 signed covers", ()),
        # a number of another kind, a year before spaceflight
        ("numbered 307", ()),
        ("in Paris in 1906.", ()),
    ],
)
def test_stamp_numbers_are_no_years_distances_or_counts(text, stamps):
    assert stamps_and_dates(text)[0] == stamps


def test_a_marked_number_is_no_year_of_a_date():
    stamps, dates = stamps_and_dates("the cover with s. 1967 of 24 April 1968")
    assert stamps == ("1967",)
    assert [(date.year, date.month, date.day) for date in dates] == [(1968, 4, 24)]
