"""That there is no answer: why, and what there is instead."""

from dataclasses import replace
from functools import cache

import pytest

from assistant.compose.abstention import (
    LITTLE,
    MAX_NAMED,
    MAX_NEAREST,
    UNRELATED,
    declined,
    is_elsewhere,
)
from assistant.compose.library import Library
from assistant.rank.ranking import Evidence
from assistant.retrieve.candidates import Candidate, Signals
from tests.toy import shared_record, toy_index, toy_query

PILOT = "The pilot of Soyuz 1 was Vladimir Komarov."
LAUNCHED_1 = "Soyuz 1 was launched on 23 April 1967."
LAUNCHED_3 = "Soyuz 3 was launched on 26 October 1968."
PARACHUTE = "The parachute of Soyuz 1 failed."
CACHET = "A cachet is the printed or stamped design on a cover that names its event."


@cache
def library():
    return Library.of_index(toy_index(), shared_record())


def evidence(*texts, near=0.9, covered=1.0):
    found = {
        passage.words_of(sentence): (number, passage, sentence)
        for number, (passage, sentence) in enumerate(toy_index().sentences)
    }
    signals = {"sentences_dense": near, "questions_dense": near, "covered": covered}
    return [
        Evidence(Candidate(*found[text], Signals(**signals)), -float(place))
        for place, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("question", "found", "reason"),
    [
        ("Who baked the cake of Soyuz 1?", {"near": 0.1}, "too-weak"),
        ("Who baked the cake?", {"near": 0.9}, "too-weak"),
        ("Who baked the cake?", {"near": 0.1}, "out-of-scope"),
        ("Hello", {"near": 0.9}, "out-of-scope"),
    ],
)
def test_the_reason_depends_on_how_near_the_question_is_to_the_field(question, found, reason):
    reply = declined(toy_query(question), evidence(PILOT, **found), library())
    assert reply.reason == reason
    assert (reply.nearest == ()) is (reason == "out-of-scope")
    assert (reply.read_as, reply.index) == (question, library().index)
    assert reply.follow_ups


def test_without_any_evidence_nothing_was_found():
    reply = declined(toy_query("Who baked the cake?"), [], library())
    assert (reply.reason, reply.nearest) == ("nothing-found", ())


def test_what_is_nearest_on_the_mission_that_is_named_comes_first():
    found = evidence(CACHET, LAUNCHED_3, PILOT, LAUNCHED_1, PARACHUTE)
    reply = declined(toy_query("Who baked the cake of Soyuz 1?"), found, library())
    assert [one.text for one in reply.nearest] == [PILOT, LAUNCHED_1, PARACHUTE][:MAX_NEAREST]
    reply = declined(toy_query("Who baked the cake?"), found, library())
    assert [one.text for one in reply.nearest] == [CACHET, LAUNCHED_3, PILOT]


def test_what_the_articles_tell_of_the_mission_is_said():
    reply = declined(toy_query("Who baked the cake of Soyuz 1?"), evidence(PILOT), library())
    assert "about Soyuz 1" in reply.text
    assert "The flight of Soyuz 1" in reply.text
    assert "The memorial cover of Soyuz 1" in reply.text


def test_many_missions_are_counted():
    names = [f"Soyuz {number}" for number in range(3, 4 + MAX_NAMED)]
    reply = declined(toy_query(f"Who drew {', '.join(names)}?"), evidence(PILOT), library())
    assert f"these {len(names)} missions" in reply.text


@pytest.mark.parametrize(
    ("question", "opening"),
    [("Hello", "Hello!"), ("Thanks!", "You are welcome!"), ("Goodbye", "Goodbye!")],
)
def test_small_talk_is_met_in_kind(question, opening):
    reply = declined(toy_query(question), [], library())
    assert reply.text.startswith(f"{opening} ")


@pytest.mark.parametrize(
    ("question", "found", "elsewhere"),
    [
        # a programme of which the sentence says nothing
        ("Who flew Apollo 11?", {}, True),
        ("Who flew Soyuz 1?", {}, False),
        # a term that it does not have
        ("What is CTO?", {"covered": 0.0}, True),
        ("What is CTO?", {"covered": 0.1}, False),
        # far, with little of its words; near, or with more of them, it is not
        ("Who baked the cake?", {"near": 0.1, "covered": LITTLE - 0.01}, True),
        ("Who baked the cake?", {"near": 0.1, "covered": LITTLE}, False),
        ("Who baked the cake?", {"near": 0.9, "covered": 0.0}, False),
        ("Who baked the cake of Soyuz 1?", {"near": 0.1, "covered": 0.0}, False),
    ],
)
def test_a_question_about_other_things_is_told_by_its_first_evidence(question, found, elsewhere):
    assert is_elsewhere(toy_query(question), evidence(PILOT, **found)[0]) is elsewhere


def test_a_near_sentence_with_few_of_the_words_is_elsewhere_where_the_reader_finds_it_unrelated():
    (near,) = evidence(PILOT, near=0.9, covered=LITTLE - 0.1)
    query = toy_query("Who won the World Cup in 1970?")
    assert not is_elsewhere(query, near)
    assert not is_elsewhere(query, replace(near, read=UNRELATED + 0.1))
    assert is_elsewhere(query, replace(near, read=UNRELATED))
    (more,) = evidence(PILOT, near=0.9, covered=LITTLE)
    assert not is_elsewhere(query, replace(more, read=UNRELATED))


def test_where_nobody_has_asked_only_names_say_that_a_sentence_is_elsewhere():
    (unread,) = evidence(PILOT, near=0.1, covered=0.0)
    assert is_elsewhere(toy_query("Who baked the cake?"), unread, of_flights=False)
    far = replace(unread, read=0.0)
    assert not is_elsewhere(toy_query("Who baked the cake?"), far, of_flights=False)
    candidate = replace(far.candidate, signals=replace(far.candidate.signals, article_names=0.3))
    others = replace(far, candidate=candidate)
    assert is_elsewhere(toy_query("Who baked the cake?"), others, of_flights=False)
