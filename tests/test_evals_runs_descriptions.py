"""Descriptions of covers: read strictly, and judged by which cover the answer tells of first."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from corpus.article import CorpusError
from evals.runs.descriptions import (
    Description,
    are_found,
    ask_descriptions,
    places,
    read_descriptions,
)
from tests.real_catalogue import real_answer, real_library

FLAGS = Description("Two flags?", ("soyuz-tm-32-launch",))
ONE = "Which stamps are on the Soyuz TM-32 cover?"
TWO = "Which stamps are on the Soyuz TMA-3 cover and the Soyuz TM-32 cover?"
OTHER = "Which stamps are on the Soyuz TMA-3 cover?"


def asked(question):
    catalogue = real_library().catalogue
    assistant = SimpleNamespace(catalogue=catalogue, ask=lambda _: real_answer(question))
    return ask_descriptions(assistant, [FLAGS])[0]


def test_every_description_is_of_covers_that_are_there():
    told = read_descriptions()
    assert len(told) == len({one.question for one in told}) == 50
    for one in told:
        assert all(map(real_library().catalogue.cover, one.covers)), one.question


@pytest.mark.parametrize(
    ("question", "why"), [(ONE, ""), (TWO, "comes after another"), (OTHER, "is not found")]
)
def test_an_answer_is_judged_by_the_cover_that_it_tells_of_first(question, why):
    assert asked(question).why == why


def test_most_must_come_first_and_nearly_all_among_five():
    first, late, lost = asked(ONE), asked(TWO), asked(OTHER)
    assert places([first, late, lost]) == (1, 2)
    assert are_found([*[first] * 7, *[late] * 3])
    assert not are_found([*[first] * 6, *[late] * 4])
    assert not are_found([*[first] * 9, lost])


def test_a_mistake_in_the_file_has_its_line(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text('[[description]]\nask = "It?"\ncover = "a"\n', encoding="utf-8")
    with pytest.raises(CorpusError, match='line 3: unknown key "cover"'):
        read_descriptions(path)
