"""Missions that a question names by their place: beside another, or so many in a year."""

import pytest

from assistant.resolve.sequence import named_by_place
from tests.toy import shared_record


@pytest.mark.parametrize(
    ("question", "reading"),
    [
        # before and after a mission that is named
        ("Who flew on the flight before Soyuz TMA-4?", "Who flew on Soyuz TMA-3?"),
        ("When was the mission after TM-32 launched?", "When was Soyuz TM-33 launched?"),
        ("and the one before TMA-1?", "and Soyuz TM-34?"),
        ("who was on the soyuz right before tma2", "who was on Soyuz TMA-1"),
        ("What was the next flight after Soyuz 11?", "What was Soyuz 12?"),
        ("Who was in the crew before that of TMA-3?", "Who was in the crew of Soyuz TMA-2?"),
        # ... with nothing else asked
        ("which flight came after TM-34?", "what was Soyuz TMA-1?"),
        ("who flew next after TMA-12", "who flew on Soyuz TMA-13"),
        # no flight without a crew, and over the end of a series
        ("Who flew the mission after Soyuz 1?", "Who flew Soyuz 3?"),
        # so many in a year, of one series or of all
        ("who was on the last TMA flight of 2008", "who was on Soyuz TMA-13"),
        ("Who flew the first Soyuz flight of 2008?", "Who flew Soyuz TMA-12?"),
        ("When was the second flight in 2003?", "When was Soyuz TMA-3?"),
    ],
)
def test_a_mission_is_named_where_its_place_is(question, reading):
    assert named_by_place(question, shared_record()) == reading


@pytest.mark.parametrize(
    "question",
    [
        # an event, a cover, somebody's flight
        "What happened on the flight after TM-15 undocked?",
        "Who had flown before TMA-1?",
        "Which cover was made before Soyuz TMA-4?",
        "Which was the first flight after TM-15's landing?",
        # somebody's own flight before it
        "shatalov and eliseev previous mission before soyuz 8",
        "What was Krikalev's last flight before TMA-6?",
        # the record has only the Shuttle's flights to Mir
        "Who flew on the mission before STS-71?",
        "Who was on the first flight of 1995?",
        # nothing before the first, nor so many in the year
        "Who flew on the flight before Vostok 1?",
        "Who flew the fifth TMA flight of 2008?",
    ],
)
def test_what_names_no_certain_mission_stays_as_it_is(question):
    assert named_by_place(question, shared_record()) == question
