"""What is searched: names and dates as the articles write them, no markup."""

import pytest

from assistant.understand.expansion import with_dates_in_words, with_names, without_markup


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("what was cancelled on 22.10.69", "what was cancelled on 22 October 1969"),
        ("which cover is dated 1971-12-10?", "which cover is dated 10 December 1971?"),
        ("4/24/1967 or 30-Apr-2001", "24 April 1967 or 30 April 2001"),
        ("the 3rd of May 2001", "the 3 May 2001"),
        ("in April 1967", "in April 1967"),
        ("31 February 2001", "31 February 2001"),
    ],
)
def test_a_whole_date_is_searched_as_the_articles_write_it(text, searched):
    assert with_dates_in_words(text) == searched


@pytest.mark.parametrize(
    ("text", "missions", "searched"),
    [
        ("Taxi-4 crew?", ("Soyuz TM-33",), "Taxi-4 crew? (Soyuz TM-33)"),
        ("who rode up with EO-22", ("Soyuz TM-24",), "who rode up with EO-22 (Soyuz TM-24)"),
        ("who flew tm33", ("Soyuz TM-33",), "who flew tm33"),
        ("the crew of STS71", ("STS-71",), "the crew of STS71"),
        ("soyuz 9 and soyuz 1", ("Soyuz 9", "Soyuz 1"), "soyuz 9 and soyuz 1"),
        ("Which Soyuz was Taxi-4?", ("Soyuz TM-33",), "Which Soyuz was Taxi-4?"),
        (
            "what is the name of Taxi-4's ship",
            ("Soyuz TM-33",),
            "what is the name of Taxi-4's ship",
        ),
        ("Taxi-1 to Taxi-3", ("A-1", "A-2", "A-3"), "Taxi-1 to Taxi-3"),
    ],
)
def test_a_mission_by_another_name_is_searched_by_its_own_too(text, missions, searched):
    assert with_names(text, missions) == searched


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("[b]who signed TMA-7[/b]", "who signed TMA-7"),
        ("<i>who</i> flew [url=http://x.example]Soyuz 1[/url]?", "who flew Soyuz 1 ?"),
        ("is 3 < 4 and 5 > 4", "is 3 < 4 and 5 > 4"),
        ("<b></b>", "<b></b>"),
    ],
)
def test_tags_are_not_searched(text, bare):
    assert without_markup(text) == bare
