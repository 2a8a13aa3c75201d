from dataclasses import fields, replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.rank.ranking import (
    LEAST_NAMES,
    MAX_LEAD,
    OF_OTHERS,
    SCALED,
    Evidence,
    Rereading,
    Support,
    Weights,
    rank,
    reread,
    signal_matrix,
    support,
    support_signals,
)
from assistant.reader.model import LearnedReading
from assistant.retrieve.candidates import Candidate, Signals
from tests.toy import toy_index

NOTHING = Weights(**dict.fromkeys((field.name for field in fields(Weights)), 0.0))
UNSURE = Support(**dict.fromkeys((field.name for field in fields(Support)), 0.0))
# What the reader says of the first stands in the evidence, all else in its candidate.
READ = ("read", "marked")
SUPPORTING = [
    field.name
    for field in fields(Support)
    if field.name not in ("intercept", "far", "score", "lead", "said", *READ)
]


@cache
def sentences():
    return toy_index().sentences


def candidate(number, **signals):
    return Candidate(number, *sentences()[number], Signals(**signals))


def order(candidates, **weights):
    return [one.candidate.number for one in rank(candidates, replace(NOTHING, **weights))]


def test_the_higher_weighted_sum_comes_first():
    found = [candidate(0, said=0.2), candidate(1, said=0.9), candidate(2, said=0.5)]
    assert order(found, said=1.0) == [1, 2, 0]


def test_a_negative_weight_pushes_back():
    found = [candidate(0, mission_other=1.0), candidate(1, mission_other=0.0)]
    assert order(found, mission_other=-1.0) == [1, 0]


def test_weights_trade_one_signal_for_another():
    found = [candidate(0, said=1.0, people=0.0), candidate(1, said=0.0, people=1.0)]
    assert order(found, said=2.0, people=1.0) == [0, 1]
    assert order(found, said=1.0, people=2.0) == [1, 0]


def test_equal_scores_keep_the_order_of_the_index_whatever_order_they_come_in():
    found = [candidate(number, said=0.5) for number in (3, 0, 2, 1)]
    assert order(found, said=1.0) == [0, 1, 2, 3]
    assert order(found) == [0, 1, 2, 3]


def test_words_and_cosines_are_scaled_between_the_worst_and_the_best_candidate():
    found = [
        candidate(0, sentences_terms=4.0),
        candidate(1, sentences_terms=8.0),
        candidate(2, sentences_terms=5.0),
    ]
    ranked = rank(found, replace(NOTHING, sentences_terms=2.0))
    assert [(one.candidate.number, one.score) for one in ranked] == [(1, 2.0), (2, 0.5), (0, 0.0)]


@pytest.mark.parametrize("name", SCALED)
def test_a_signal_that_is_the_same_for_all_says_nothing(name):
    found = [candidate(0, **{name: 7.0}), candidate(1, **{name: 7.0})]
    assert [one.score for one in rank(found, replace(NOTHING, **{name: 3.0}))] == [0.0, 0.0]


@pytest.mark.parametrize(
    "name", [field.name for field in fields(Weights) if field.name not in SCALED]
)
def test_a_named_signal_counts_as_it_is(name):
    (one,) = rank([candidate(0, **{name: 0.25})], replace(NOTHING, **{name: 2.0}))
    assert one.score == pytest.approx(0.5)


def test_a_signal_that_was_not_recorded_counts_nothing():
    (one,) = rank([candidate(0)], replace(NOTHING, said=5.0))
    assert one.score == 0.0


def test_no_candidates_give_no_evidence():
    assert not rank([], NOTHING)
    assert signal_matrix([], ["said"]).shape == (0, 1)


def test_ranking_leaves_the_candidates_as_they_are():
    found = [candidate(0, sentences_terms=4.0), candidate(1, sentences_terms=8.0)]
    rank(found, replace(NOTHING, sentences_terms=2.0))
    assert found == [candidate(0, sentences_terms=4.0), candidate(1, sentences_terms=8.0)]


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=8), st.randoms())
def test_the_order_does_not_depend_on_the_order_of_the_candidates(values, random):
    found = [candidate(number, said=value) for number, value in enumerate(values)]
    shuffled = random.sample(found, len(found))
    assert order(shuffled, said=1.0) == order(found, said=1.0)


def evidence(number, score, **signals):
    recorded = dict.fromkeys((*SUPPORTING, "said"), 0.0) | signals
    return Evidence(candidate(number, **recorded), score)


def test_nothing_is_supported_by_no_evidence():
    assert support([], UNSURE) == 0.0
    assert support([], replace(UNSURE, intercept=9.0)) == 0.0


def test_evidence_that_says_nothing_is_as_likely_as_not():
    assert support([evidence(0, 1.0)], UNSURE) == 0.5


def test_support_is_the_logistic_of_the_weighted_signals():
    weights = replace(UNSURE, intercept=-1.0, covered=2.0, score=0.5)
    assert support([evidence(0, 2.0, covered=0.5)], weights) == pytest.approx(0.7310586)


@pytest.mark.parametrize("name", SUPPORTING)
def test_each_signal_of_the_first_counts_and_those_of_the_others_do_not(name):
    weights = replace(UNSURE, **{name: 1.0})
    first, other = evidence(0, 1.0, **{name: 1.0}), evidence(1, 1.0, **{name: 1.0})
    assert support([first, evidence(1, 1.0)], weights) > 0.5
    assert support([evidence(0, 1.0), other], weights) == 0.5


def test_what_a_sentence_says_of_the_question_counts_only_where_a_reader_judged_it():
    weights = replace(UNSURE, said=-1.0)
    plain = evidence(0, 1.0, said=0.4)
    assert support([plain], weights) == 0.5
    read = replace(plain, read=0.0)
    assert support([read], weights) == pytest.approx(0.4013123)
    # saying nearly all of it is no worse than saying most of it
    most, all_of_it = (
        support([replace(evidence(0, 1.0, said=share), read=0.0)], weights) for share in (0.7, 1.0)
    )
    assert most == all_of_it


@pytest.mark.parametrize(
    ("asked", "said", "far"),
    [
        # as near as a question or a sentence about the same is, by either of the two
        (0.75, 0.0, 0.0),
        (0.9, 0.2, 0.0),
        (0.2, 0.75, 0.0),
        (0.5, 0.23, 0.25),
        (0.0, 0.0, 0.75),
    ],
)
def test_far_is_what_the_nearest_lacks(asked, said, far):
    signals = support_signals([evidence(0, 1.0, questions_dense=asked, sentences_dense=said)])
    assert signals["far"] == pytest.approx(far)


@pytest.mark.parametrize("name", READ)
def test_what_the_reader_says_of_the_first_counts(name):
    weights = replace(UNSURE, **{name: 1.0})
    read = replace(evidence(0, 1.0), **{name: 1.0})
    assert support([read, evidence(1, 1.0)], weights) > 0.5
    other = replace(evidence(1, 1.0), **{name: 1.0})
    assert support([evidence(0, 1.0), other], weights) == 0.5


BOTH = Rereading(
    **(
        dict.fromkeys((field.name for field in fields(Rereading)), 0.0)
        | {"ranked": 1.0, "read": 1.0}
    )
)


def reading(score, start=0, end=3, span_score=99.0):
    return LearnedReading(score, start, end, span_score)


def test_a_sentence_of_an_article_on_others_falls_behind_when_it_is_read():
    # "When did Rumbel die?" is not answered by "He died in 1985" of an article on somebody else
    found = [
        evidence(0, 3.0, article_names=LEAST_NAMES - 0.01),
        evidence(1, 2.0, article_names=1.0),
    ]
    reordered = reread(found, [reading(0.0), reading(0.0)], BOTH)
    assert [(one.candidate.number, one.score) for one in reordered] == [
        (1, 2.0),
        (0, 3.0 - OF_OTHERS),
    ]


def test_what_is_read_is_put_in_a_new_order():
    found = [evidence(number, 3.0 - number, article_names=1.0) for number in range(3)]
    reordered = reread(found, [reading(0.0), reading(0.0), reading(5.0)], BOTH)
    assert [(one.candidate.number, one.score) for one in reordered] == [
        (2, 6.0),
        (0, 3.0),
        (1, 2.0),
    ]


def test_what_is_not_read_stays_behind_what_is():
    found = [evidence(0, 3.0), evidence(1, 2.9), evidence(2, 2.8)]
    reordered = reread(found, [reading(-9.0)], BOTH)
    assert [one.candidate.number for one in reordered] == [0, 1, 2]
    scores = [one.score for one in reordered]
    assert scores == sorted(scores, reverse=True)


def test_nothing_read_keeps_the_order():
    found = [evidence(0, 3.0), evidence(1, 2.0)]
    assert [one.candidate.number for one in reread(found, [], BOTH)] == [0, 1]


@pytest.mark.parametrize(
    ("marks", "span"),
    [
        (reading(1.0, 4, 9), (4, 9)),
        # the reader saw no answer here
        (reading(1.0, 4, 9, span_score=-99.0), None),
        # outside the sentence, or empty
        (reading(1.0, -3, 2), None),
        (reading(1.0, 0, 9999), None),
        (reading(1.0, 4, 4), None),
    ],
)
def test_the_words_that_the_reader_marks_are_kept_where_they_are_of_the_sentence(marks, span):
    (one,) = reread([evidence(0, 1.0)], [marks], BOTH)
    assert one.span == span


def test_the_lead_is_that_over_the_second_and_has_an_end():
    assert support_signals([evidence(0, 3.0), evidence(1, 1.0)])["lead"] == 2.0
    assert support_signals([evidence(0, 99.0), evidence(1, 1.0)])["lead"] == MAX_LEAD
    assert support_signals([evidence(0, 3.0), evidence(1, 3.0)])["lead"] == 0.0


def test_the_only_evidence_leads_as_far_as_can_be():
    assert support_signals([evidence(0, 0.0)])["lead"] == MAX_LEAD


@pytest.mark.parametrize("odds", [-500.0, 500.0])
def test_odds_beyond_measure_are_certain_and_not_an_error(odds):
    certain = support([evidence(0, 0.0)], replace(UNSURE, intercept=odds))
    assert certain == pytest.approx(float(odds > 0))
