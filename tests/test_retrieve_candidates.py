"""Candidates are made when they are looked at, each once."""

import numpy as np
import pytest

from assistant.retrieve.candidates import Candidates, Lazy, Signals, numbers_of, table_of
from tests.toy import toy_index


def test_only_what_is_looked_at_is_made_and_it_stays_the_same():
    made = []

    def make(place):
        made.append(place)
        return object()

    lazy = Lazy(4, make)
    assert lazy[1] is lazy[1]
    assert lazy[-1] is lazy[3]
    assert lazy[1:1] == ()
    assert lazy[:2][1] is lazy[1]
    assert made == [1, 3, 0]
    assert len([*lazy]) == len(lazy) == 4


def test_a_place_beyond_the_last_is_refused():
    with pytest.raises(IndexError):
        Lazy(2, str)[2]


def test_a_candidate_has_its_row_of_the_table():
    sentences = toy_index().sentences
    found = Candidates(
        [sentences[1], sentences[3]], np.array([1, 3]), {"said": np.array([0.25, 0.5])}
    )
    first, second = found
    assert (second.number, second.passage, second.sentence) == (3, *sentences[3])
    assert (first.signals, second.signals) == (Signals(said=0.25), Signals(said=0.5))
    assert table_of(found, ["said", "topic"]).tolist() == [[0.25, 0.0], [0.5, 0.0]]


def test_a_table_of_candidates_one_by_one_is_the_same():
    found = Candidates(toy_index().sentences[:2], np.array([0, 2]), {"said": np.array([0.25, 0.5])})
    names = ["said", "topic"]
    assert table_of([*found], names).tolist() == table_of(found, names).tolist()
    assert numbers_of([*found]).tolist() == numbers_of(found).tolist() == [0, 2]
