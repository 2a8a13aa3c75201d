"""The headline of an answer: typed and whole words, or the sentence itself."""

from functools import cache

import pytest

from assistant.answer import Item
from assistant.compose.headline import MAX_FURTHER, Headline, going_on, headline_of, marked_quote
from assistant.compose.library import Library
from assistant.rank.ranking import Evidence
from assistant.retrieve.candidates import Candidate, Signals
from tests.toy import shared_record, toy_index, toy_query

PILOT = "The pilot of Soyuz 1 was Vladimir Komarov."
LAUNCHED_1 = "Soyuz 1 was launched on 23 April 1967."
PARACHUTE = "The parachute of Soyuz 1 failed."
CANCELLED = "The memorial cover of Soyuz 1 was cancelled on 24 April 1967."
LAUNCHED_3 = "Soyuz 3 was launched on 26 October 1968."
NOTE_3 = (
    "The source says that the flight of Soyuz 3 began on 28 October 1968, but the record "
    "says 26 October 1968."
)


@cache
def library():
    return Library.of_index(toy_index(), shared_record())


def evidence(*texts, read=None):
    found = {
        passage.words_of(sentence): Candidate(number, passage, sentence, Signals())
        for number, (passage, sentence) in enumerate(toy_index().sentences)
    }
    return [Evidence(found[text], 0.0, read=read) for text in texts]


def headline(question, *texts):
    query = toy_query(question)
    quotes = [marked_quote(one, query, library()) for one in evidence(*texts)]
    return headline_of(query, quotes, shared_record())


@pytest.mark.parametrize(
    ("question", "texts", "expected"),
    [
        # typed words are a fact
        ("Who was the pilot of Soyuz 1?", (PILOT,), Headline("Vladimir Komarov", "fact")),
        ("When was Soyuz 1 launched?", (LAUNCHED_1,), Headline("23 April 1967", "fact")),
        # a reason, a yes or no and what has no typed answer are whole sentences
        ("Why did Soyuz 1 crash?", (PARACHUTE,), Headline(PARACHUTE, "passage")),
        ("Was Soyuz 1 launched in 1967?", (LAUNCHED_1,), Headline(LAUNCHED_1, "passage")),
        ("When was Soyuz 1 launched?", (PARACHUTE,), Headline(PARACHUTE, "passage")),
        # two short ones together
        (
            "Compare Soyuz 1 and Soyuz 3",
            (LAUNCHED_1, LAUNCHED_3),
            Headline(f"{LAUNCHED_1} {LAUNCHED_3}", "passage"),
        ),
        # several are a list
        (
            "When were the flights launched?",
            (LAUNCHED_1, LAUNCHED_3),
            Headline(
                "23 April 1967; 26 October 1968",
                "list",
                (Item("23 April 1967", "", (0,)), Item("26 October 1968", "", (1,))),
            ),
        ),
    ],
)
def test_a_headline_is_whole_and_typed_or_the_sentence_itself(question, texts, expected):
    assert headline(question, *texts) == expected


def test_quotes_that_say_the_same_are_one_item():
    both = headline("When were the flights launched?", LAUNCHED_1, LAUNCHED_3, LAUNCHED_1)
    assert both.text == "23 April 1967; 26 October 1968"
    assert [item.quotes for item in both.items] == [(0, 2), (1,)]


def test_of_a_note_only_the_part_that_is_right_is_marked():
    (note,) = evidence(NOTE_3)
    asked = toy_query("When was Soyuz 3 launched?")
    assert marked_quote(note, asked, library()).highlighted == "the record says 26 October 1968"
    source = toy_query("When does the source say Soyuz 3 was launched?")
    assert marked_quote(note, source, library()).highlight is None


def test_an_open_question_goes_on_with_its_section_and_no_note():
    query = toy_query("Why did Soyuz 1 crash?")
    first = headline("Why did Soyuz 1 crash?", PARACHUTE)
    found = [*evidence(PARACHUTE), *evidence(PILOT, CANCELLED, LAUNCHED_1, read=1.0)]
    further = [one.text for one in going_on(query, found, first, library())]
    assert set(further) == {PILOT, LAUNCHED_1}
    assert len(further) == MAX_FURTHER


def test_an_open_question_goes_on_with_the_sentences_around_where_no_other_is_near():
    query = toy_query("Why did Soyuz 1 crash?")
    first = headline("Why did Soyuz 1 crash?", PARACHUTE)
    (alone,) = evidence(PARACHUTE)
    passage = alone.candidate.passage
    told = [passage.words_of(one) for one in passage.sentences]
    further = [one.text for one in going_on(query, [alone], first, library())]
    assert further == [one for one in told if one != PARACHUTE][:MAX_FURTHER]


def test_a_way_of_doing_is_told_by_the_sentence():
    assert headline("How did Soyuz 1 come down?", PARACHUTE).form == "passage"


def test_a_fact_goes_on_with_nothing():
    query, found = toy_query("Who was the pilot of Soyuz 1?"), evidence(PILOT, PARACHUTE, read=9.0)
    assert going_on(query, found, Headline("Vladimir Komarov", "fact"), library()) == ()
    assert going_on(query, found, Headline(PILOT, "passage"), library()) == ()
