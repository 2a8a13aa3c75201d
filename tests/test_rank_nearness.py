"""How near is near: whether a question is about the field at all."""

import numpy as np
import pytest

from assistant.rank.fitted import Fitted
from assistant.rank.nearness import FAR, FAR_UNASKED, is_far, is_near, names_a_thing
from assistant.rank.ranking import Evidence, Ranked, rank, reread
from assistant.retrieve.candidates import Candidate, Candidates, Signals
from tests.toy import toy_index, toy_query

BREAD = "How do I bake bread?"


def found(*cosines):
    """Evidence with the cosines of its sentences and of their anticipated questions."""
    passage, sentence = toy_index().sentences[0]
    return [
        Evidence(
            Candidate(
                0,
                passage,
                sentence,
                Signals(sentences_dense=said, questions_dense=asked),
            ),
            0.0,
        )
        for said, asked in cosines
    ]


@pytest.mark.parametrize(
    ("said", "asked", "near"),
    [
        # as near as a question is that the sentence is known to answer, or less
        (0.4, 0.62, True),
        (0.62, 0.5, True),
        (0.5, 0.55, False),
        (0.4, FAR, True),
        # a sentence that nobody has asked for is met by its own words alone
        (0.5, 0.5, True),
        (FAR_UNASKED, FAR_UNASKED, True),
        (0.4, 0.4, False),
    ],
)
def test_how_near_is_near_depends_on_whether_the_sentence_was_ever_asked_for(said, asked, near):
    (one,) = found((said, asked))
    assert is_near(one.candidate.signals) is near
    assert is_far(toy_query(BREAD), [one]) is not near


def test_one_sentence_that_is_near_is_enough():
    far, near = (0.1, 0.2), (0.1, 0.9)
    assert is_far(toy_query(BREAD), found(far, far))
    assert not is_far(toy_query(BREAD), found(far, near))
    assert is_far(toy_query(BREAD), [])


@pytest.mark.parametrize(
    ("said", "asked"), [([0.1, 0.4], [0.2, 0.62]), ([0.5], [0.5]), ([0.5], [0.55]), ([], [])]
)
def test_of_ranked_candidates_it_is_told_by_their_table(said, asked):
    columns = {"sentences_dense": np.array(said), "questions_dense": np.array(asked)}
    numbers = np.arange(len(said))
    ranked = rank(
        Candidates(toy_index().sentences[: len(said)], numbers, columns), Fitted.load().ranking
    )
    assert isinstance(ranked, Ranked)
    expected = is_far(toy_query(BREAD), found(*zip(said, asked, strict=True)))
    assert is_far(toy_query(BREAD), ranked) is expected
    assert is_far(toy_query(BREAD), reread(ranked, [], Fitted.load().rereading)) is expected


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Who baked the bread of Soyuz 1?", True),
        ("Did Dennis Tito bake bread?", True),
        ("Was bread baked on Mir?", True),
        ("Does stamp s. 6426 show bread?", True),
        # a date is of every field
        ("Was bread baked on 12 April 1961?", False),
        (BREAD, False),
    ],
)
def test_what_names_a_thing_of_the_field_is_never_far(question, named):
    query = toy_query(question)
    assert names_a_thing(query) is named
    assert is_far(query, found((0.1, 0.1))) is not named
