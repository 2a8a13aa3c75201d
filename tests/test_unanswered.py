"""The questions that the articles leave open: two halves, and none that a sentence answers."""

import pytest

from corpus.questions import BUILT_IN_QUESTIONS, read_questions
from corpus.unanswered import known_unanswered, read_unanswered, unanswered_apart
from index.words import normalise


def plain(text):
    return normalise(text).strip(" ?.!")


def test_every_question_is_there_once():
    texts = list(map(plain, read_unanswered()))
    assert len(texts) == len(set(texts)) >= 2000


def test_none_is_known_to_have_an_answer():
    answered = {plain(text) for one in read_questions(BUILT_IN_QUESTIONS) for text in one.questions}
    assert answered.isdisjoint(map(plain, read_unanswered()))


def test_each_is_either_known_or_kept_apart_for_good():
    known, apart = set(known_unanswered()), set(unanswered_apart())
    assert known.isdisjoint(apart)
    assert known | apart == set(read_unanswered())
    assert 0.45 < len(known) / len(known | apart) < 0.55
    # By the words alone: a new question never moves an old one.
    assert "Who engraved the Gagarin Start postmark?" in apart | known


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ('in_field = ["a?"]\nelsewhere = ["b?"]\n', ("a?", "b?")),
        ("in_field = []\nelsewhere = []\n", ()),
    ],
)
def test_a_file_is_read_in_its_order(tmp_path, text, known):
    file = tmp_path / "unanswered.toml"
    file.write_text(text, encoding="utf-8")
    assert read_unanswered(file) == known
