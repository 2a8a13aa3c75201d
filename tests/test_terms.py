from math import log

import numpy as np
import pytest

from index.terms import LENGTH_CORRECTION, TERM_SATURATION, TermIndex

TEXTS = [["launch", "cover", "soyuz"], ["launch", "launch", "rocket"], ["maxicard"], []]


def bm25(stem, text):
    """Robertson and Zaragoza 2009 with Lucene's never negative weight of a word."""
    holding = sum(stem in one for one in TEXTS)
    rarity = log(1 + (len(TEXTS) - holding + 0.5) / (holding + 0.5))
    # A text without words is counted as one of one empty word.
    average = sum(max(len(one), 1) for one in TEXTS) / len(TEXTS)
    length = 1 - LENGTH_CORRECTION + LENGTH_CORRECTION * max(len(text), 1) / average
    count = text.count(stem)
    return rarity * count / (TERM_SATURATION * length + count)


@pytest.fixture(scope="module")
def terms():
    return TermIndex.build(TEXTS)


@pytest.mark.parametrize("question", [["launch"], ["launch", "rocket"], ["maxicard", "nothing"]])
def test_scores_are_bm25_of_each_text_in_order(terms, question):
    expected = [sum(bm25(stem, text) for stem in question) for text in TEXTS]
    assert terms.scores(question) == pytest.approx(expected, rel=1e-5)


def test_a_rare_word_weighs_more_than_a_common_one(terms):
    assert terms.scores(["maxicard"]).max() > terms.scores(["launch"]).max()


@pytest.mark.parametrize("question", [[], ["nothing"], ["LAUNCH"]])
def test_no_shared_word_scores_nothing(terms, question):
    scores = terms.scores(question)
    assert (scores.dtype, scores.tolist()) == (np.float32, [0, 0, 0, 0])


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # no text at all, and texts of stop words alone
        ([], []),
        ([[]], [0.0]),
        ([[], []], [0.0, 0.0]),
    ],
)
def test_a_corpus_without_words_can_be_asked(texts, expected):
    assert TermIndex.build(texts).scores(["launch"]).tolist() == expected


def test_what_is_loaded_scores_like_what_was_saved(terms, tmp_path):
    terms.save(tmp_path)
    loaded = TermIndex.load(tmp_path, len(TEXTS))
    for question in (["launch"], ["cover", "maxicard"], ["nothing"]):
        assert loaded.scores(question).tobytes() == terms.scores(question).tobytes()


def test_a_corpus_without_words_is_saved_and_loaded(tmp_path):
    TermIndex.build([]).save(tmp_path)
    assert TermIndex.load(tmp_path, 0).scores(["launch"]).tolist() == []


def test_what_is_saved_is_arrays_and_json(terms, tmp_path):
    terms.save(tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} == {".npy", ".json"}
