"""What a question and each sentence have in common, signal by signal, with exact values."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from assistant.retrieve.annotating import annotated
from assistant.retrieve.signals import SentenceSignals
from corpus.record.article import record_article
from index.words import stems
from tests.toy import ARTICLES, shared_names, shared_record, toy_index, toy_query

PILOT = "The pilot of Soyuz 1 was Vladimir Komarov."
FAILED = "The parachute of Soyuz 1 failed."
LAUNCHED_1 = "Soyuz 1 was launched on 23 April 1967."
LAUNCHED_3 = "Soyuz 3 was launched on 26 October 1968."
NOTE_3 = (
    "The source says that the flight of Soyuz 3 began on 28 October 1968, but the record "
    "says 26 October 1968."
)
FRANKED = (
    "The launch cover of Soyuz TM-32 is franked with stamp s. 6426, which shows the "
    "Ostankino tower."
)
CREW_32 = "The crew of Soyuz TM-32 was Talgat Musabayev, Yuri Baturin and Dennis Tito."
CACHET = "A cachet is the printed or stamped design on a cover that names its event."


@cache
def index():
    return toy_index()


def texts():
    return [passage.words_of(sentence) for passage, sentence in index().sentences]


@cache
def laid_out():
    known = annotated(index(), shared_record(), shared_names().find)
    return SentenceSignals(index().passages, known)


def found(query, numbers):
    return laid_out().of(query, stems(query.text), np.array(numbers))


def signals(query, sentence):
    """Every signal of one sentence, by name."""
    of_one = found(query, [texts().index(sentence)])
    return {name: float(values[0]) for name, values in of_one.items()}


@pytest.mark.parametrize(
    ("question", "signal", "sentence", "value"),
    [
        # missions: named, the subject, others
        ("When was Soyuz 1 launched?", "mission_named", LAUNCHED_1, 1.0),
        ("When was Soyuz 1 launched?", "mission_named", LAUNCHED_3, 0.0),
        ("Compare Soyuz 1 with Soyuz 3", "mission_named", LAUNCHED_1, 0.5),
        ("Who was the pilot?", "mission_named", CACHET, 1.0),
        ("When was Soyuz 1 launched?", "mission_subject", FAILED, 1.0),
        ("When was Soyuz 1 launched?", "mission_other", LAUNCHED_3, 1.0),
        ("When was Soyuz 1 launched?", "mission_other", CACHET, 0.0),
        ("When was it launched?", "mission_other", LAUNCHED_3, 0.0),
        # people, their flights and those of others
        ("What did Komarov fly?", "people", PILOT, 1.0),
        ("What did Komarov fly?", "people", LAUNCHED_1, 0.0),
        ("What did Komarov and Tito fly?", "people", PILOT, 0.5),
        ("What did nobody fly?", "people", CACHET, 1.0),
        ("What did Komarov fly?", "mission_of_person", LAUNCHED_1, 1.0),
        ("What did Komarov fly?", "mission_of_person", LAUNCHED_3, 0.0),
        ("What did Komarov fly?", "flight_of_others", LAUNCHED_3, 1.0),
        ("What did Komarov fly?", "flight_of_others", LAUNCHED_1, 0.0),
        # stamps and dates
        ("What shows s. 6426?", "stamps", FRANKED, 1.0),
        ("What shows s. 6426?", "stamps", CACHET, 0.0),
        ("What was on 23 April 1967?", "dates", LAUNCHED_1, 1.0),
        ("What was in April 1967?", "dates", LAUNCHED_1, 1.0),
        ("What was on 24 April 1967?", "dates", LAUNCHED_1, 0.0),
        ("What was on 23 April 1967 and 24 April 1967?", "dates", LAUNCHED_1, 0.5),
        ("What was it?", "dates", CACHET, 1.0),
        # events and things of the field
        ("Is the launch of the cachet known?", "topic", LAUNCHED_1, 0.5),
        ("Is the launch known?", "topic", LAUNCHED_1, 1.0),
        ("Is the launch known?", "topic", CACHET, 0.0),
        ("Is it known?", "topic", CACHET, 0.0),
        # what it is
        ("What was it?", "is_note", NOTE_3, 1.0),
        ("What was it?", "is_note", LAUNCHED_3, 0.0),
        ("What was it?", "is_lead", LAUNCHED_3, 0.0),
        ("What was it?", "is_record", LAUNCHED_3, 0.0),
        # the wanted kind of answer, beyond what the question says
        ("When was Soyuz 1 launched?", "fits", LAUNCHED_1, 1.0),
        ("When was Soyuz 1 launched?", "fits", FAILED, 0.0),
        ("When was Soyuz 1, launched on 23 April 1967, lost?", "fits", LAUNCHED_1, 0.0),
        ("Who flew?", "fits", PILOT, 1.0),
        ("What is a cachet?", "fits", CACHET, 0.5),
        ("Which flight was it?", "wants_mission", CACHET, 1.0),
        ("What is a cachet?", "wants_mission", CACHET, 0.0),
    ],
)
def test_a_signal_of_a_sentence(question, signal, sentence, value):
    assert signals(toy_query(question), sentence)[signal] == value


@pytest.mark.parametrize(
    ("question", "said", "heading", "covered"),
    [
        # in the sentence, in its heading, in neither
        ("parachute", 1.0, 0.0, 1.0),
        ("flight", 0.0, 1.0, 1.0),
        ("wombat", 0.0, 0.0, 0.0),
    ],
)
def test_what_a_question_tells_stands_in_a_sentence_or_its_heading(
    question, said, heading, covered
):
    of_one = signals(toy_query(question), FAILED)
    assert (of_one["said"], of_one["heading"], of_one["covered"]) == (said, heading, covered)


def test_what_was_asked_of_a_sentence_before_is_covered_and_not_said():
    of_one = signals(toy_query("tourist"), "The launch cover of Soyuz TM-32 has five postmarks.")
    assert (of_one["said"], of_one["covered"]) == (0.0, 1.0)


def test_a_word_that_is_new_tells_as_much_as_the_rarest():
    of_one = signals(toy_query("parachute wombat"), FAILED)
    assert of_one["said"] == pytest.approx(0.5)


def test_where_the_last_answer_stood():
    query = toy_query("What was it?")
    here = replace(query, place=("soyuz-1", "The flight of Soyuz 1"))
    beside = replace(query, place=("soyuz-1", "The memorial cover of Soyuz 1"))
    places = [
        (signals(one, FAILED)["same_section"], signals(one, FAILED)["same_article"])
        for one in (query, here, beside)
    ]
    assert places == [(0.0, 0.0), (1.0, 1.0), (0.0, 1.0)]


def test_the_signals_of_several_sentences_stand_in_the_order_asked_for():
    numbers = [texts().index(one) for one in (FAILED, CREW_32, PILOT)]
    of_three = found(toy_query("Who was the pilot of Soyuz 1?"), numbers)
    assert of_three["mission_named"].tolist() == [1.0, 0.0, 1.0]
    assert {len(values) for values in of_three.values()} == {3}


def test_a_sentence_of_the_record_is_one():
    record = toy_index((*ARTICLES[:1], record_article(shared_record())))
    known = annotated(record, shared_record(), shared_names().find)
    of_two = SentenceSignals(record.passages, known).of(
        toy_query("What was it?"), ["it"], np.array([0, len(record.sentences) - 1])
    )
    assert sorted(of_two["is_record"].tolist()) == [0.0, 1.0]
