"""What earlier turns spoke of, and how it is asked on for."""

import re

import pytest

from assistant.resolve.topics import (
    asked_on,
    asked_thing,
    in_other_words,
    in_place_of,
    loosely,
    topic_of,
)

ONE, TWO = ("Soyuz TMA-1",), ("Soyuz 4", "Soyuz 5")


@pytest.mark.parametrize(
    ("name", "said", "found"),
    [
        ("Soyuz TMA-1", "on soyuz tma 1", "soyuz tma 1"),
        ("Soyuz TMA-1", "on TMA1", "TMA1"),
        ("Soyuz TMA-1", "on Soyuz TMA-11", None),
        ("Soyuz 4", "on Soyuz-4", "Soyuz-4"),
        ("Soyuz 4", "four of the 4", "4"),
        ("Mir", "on Mir", "Mir"),
    ],
)
def test_a_mission_is_found_however_loosely_it_is_named(name, said, found):
    match = re.search(loosely(name), said, re.IGNORECASE)
    assert (match and match[0]) == found


@pytest.mark.parametrize(
    ("read_as", "missions", "heading", "topic"),
    [
        ("Who drew it?", ONE, "The launch cover", "The launch cover"),
        # after an abstention: the thing that was asked about, else its missions
        ("Who drew the launch cover of TMA-1?", ONE, "", "the launch cover of TMA-1"),
        ("Who flew Soyuz TMA-1?", ONE, "", "Soyuz TMA-1"),
        ("Who flew them?", TWO, "", "Soyuz 4, Soyuz 5"),
        ("Who?", (), "", ""),
    ],
)
def test_a_turn_is_about_its_heading_or_what_was_asked(read_as, missions, heading, topic):
    assert topic_of(read_as, missions, heading) == topic


@pytest.mark.parametrize(
    ("read_as", "thing"),
    [
        ("Which cover has five postmarks?", "the cover of Soyuz TMA-1"),
        ("What other stamps are rare?", "the stamp of Soyuz TMA-1"),
        ("Which mission has a cover?", "Soyuz TMA-1"),
    ],
)
def test_what_missions_answer_is_about_the_thing_that_was_asked_for(read_as, thing):
    assert asked_thing(read_as, ONE) == thing


@pytest.mark.parametrize(
    ("question", "before", "asked"),
    [
        ("And where?", "When was Soyuz 1 launched?", "Where was Soyuz 1 launched?"),
        ("in which ship?", "When did Tito land?", "In which ship did Tito land?"),
        # what was counted is still asked of
        (
            "And for whom?",
            "How many experiments did she do (Soyuz TMA-12)?",
            "For whom did she do the experiments (Soyuz TMA-12)?",
        ),
        ("when?", "How many covers were flown?", "When were the covers flown?"),
        ("from whom?", "How many of them did he get?", "From whom did he get them?"),
        # no bare question word, or nothing to put it before
        ("Where did he land?", "When was Soyuz 1 launched?", None),
        ("Where?", "The cover of Soyuz 1", None),
        ("Where?", "When Soyuz 1 landed?", None),
    ],
)
def test_another_question_word_takes_the_place_of_the_last_one(question, before, asked):
    assert in_other_words(question, before) == asked


@pytest.mark.parametrize(
    ("question", "before", "asked"),
    [
        ("And when?", "And the memorial cover?", "When: and the memorial cover?"),
        ("by whom?", "Was it signed?", "By whom: was it signed?"),
        ("When was it?", "Was it signed?", None),
        ("When?", "", None),
        ("When?", "Where?", None),
    ],
)
def test_a_bare_question_word_stands_before_the_question_that_it_asks_on(question, before, asked):
    assert asked_on(question, before) == asked


@pytest.mark.parametrize(
    ("pronoun", "topic", "missions", "meant"),
    [
        # the thing last quoted
        ("it", "The launch cover of Soyuz TMA-1", ONE, "the launch cover of Soyuz TMA-1"),
        ("its", "The launch cover of Soyuz TMA-1", ONE, "the launch cover of Soyuz TMA-1's"),
        ("its", "The covers with stamps", ONE, "the covers'"),
        # the mission, by its flight, its crew, or where its landing was told
        ("that flight", "The launch cover", ONE, "the flight of Soyuz TMA-1"),
        ("that crew", "The launch cover", TWO, "the crew of Soyuz 4, Soyuz 5"),
        ("it", "The landing of Soyuz TMA-1", ONE, "Soyuz TMA-1"),
        # a thing of another kind than the last one
        ("that stamp", "The launch cover", ONE, "the stamp of Soyuz TMA-1"),
        ("that cover", "The launch cover", ONE, "the launch cover"),
        # of no mission
        ("it", "Maxicard", (), "Maxicard"),
    ],
)
def test_a_pronoun_stands_for_the_thing_or_the_mission(pronoun, topic, missions, meant):
    assert in_place_of(pronoun, topic, missions) == meant
