"""The contract of a store: what it proposes, scores and fetches, whatever holds the index."""

from functools import cache

import numpy as np
import pytest

from assistant.pipeline import annotate
from assistant.retrieve.retriever import Retriever
from index import store as indexes
from index import vectors
from index.generation import writer_lock
from index.stores.embedded import EmbeddedStore
from index.stores.store import Meaning, Words
from index.words import stems
from tests.toy import ARTICLES, WordEncoder, shared_record, toy_index, toy_query

LAYERS = ("sentences", "passages", "questions", "unanswered")
QUESTION = "How many cancels has the launch cover of Soyuz TM-32?"
WORDS = Words(tuple(stems(QUESTION)))
MEANING = Meaning(WordEncoder().encode([QUESTION])[0])


@cache
def index():
    return toy_index(unanswered=["What did the cover of Soyuz 1 cost?", "Who drew it?"])


@cache
def known():
    return annotate(index(), shared_record())


def embedded(_folder, _monkeypatch):
    return EmbeddedStore(index(), known().question_of)


def quantised(folder, monkeypatch):
    """As an index of many sentences is kept: what proposes rows lies beside the vectors."""
    monkeypatch.setattr(vectors, "EXACT_BELOW", 3)
    with writer_lock(folder):
        indexes.save(index(), folder)
    loaded = indexes.load(folder)
    assert loaded.layers["sentences"].vectors.proposes
    return EmbeddedStore(loaded, known().question_of)


def listed(folder, monkeypatch):
    """As an index of very many sentences is kept."""
    monkeypatch.setattr(vectors, "FLAT_BELOW", 9)
    monkeypatch.setattr(vectors, "ROWS_A_LIST", 4)
    monkeypatch.setattr(vectors, "SEARCHED_LISTS", 4)
    return quantised(folder, monkeypatch)


@pytest.fixture(params=[embedded, quantised, listed])
def held(request, tmp_path, monkeypatch):
    return request.param(tmp_path, monkeypatch)


def exact(layer, asked):
    """The scores of a whole layer as they are by definition."""
    of_layer = index().layers[layer]
    if isinstance(asked, Words):
        return of_layer.terms.scores(asked.stems)
    return of_layer.vectors.vectors @ asked.vector


def expected(scores, count):
    order = sorted(np.flatnonzero(scores > 0).tolist(), key=lambda row: (-scores[row], row))
    return order[:count]


@pytest.mark.parametrize("asked", [WORDS, MEANING], ids=["words", "meaning"])
@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("count", [1, 3, 100])
def test_the_nearest_come_best_first_with_their_scores(held, layer, asked, count):
    rows, scores = held.nearest(layer, asked, count)
    whole = exact(layer, asked)
    assert rows.tolist() == expected(whole, count)
    assert scores == pytest.approx(whole[rows], abs=1e-6)
    assert (rows.dtype, scores.dtype) == (np.int64, np.float32)


@pytest.mark.parametrize("asked", [WORDS, MEANING], ids=["words", "meaning"])
def test_those_that_nobody_has_asked_for_can_be_had_alone(held, asked):
    whole = exact("sentences", asked)
    whole[known().question_of] = 0
    rows, _ = held.nearest("sentences", asked, 4, "unasked")
    assert rows.tolist() == expected(whole, 4)
    assert not {*rows.tolist()} & {*known().question_of.tolist()}


def test_ties_are_in_the_order_of_the_rows(held):
    rows, scores = held.nearest("sentences", Words(("soyuz",)), 100)
    pairs = list(zip((-scores).tolist(), rows.tolist(), strict=True))
    assert pairs == sorted(pairs)


@pytest.mark.parametrize("asked", [WORDS, MEANING], ids=["words", "meaning"])
@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("rows", [[1, 0], [0], []])
def test_the_scores_of_any_rows_can_be_asked_for(held, layer, asked, rows):
    wanted = np.array(rows, dtype=np.int64)
    assert held.scores(layer, asked, wanted) == pytest.approx(exact(layer, asked)[wanted], abs=1e-6)


@pytest.mark.parametrize("layer", LAYERS)
def test_a_row_scores_the_same_to_the_bit_whether_proposed_or_asked_for(held, layer):
    for asked in (WORDS, MEANING):
        rows, scores = held.nearest(layer, asked, 5)
        assert held.scores(layer, asked, rows).tobytes() == scores.tobytes()


def test_unknown_words_find_nothing(held):
    rows, scores = held.nearest("sentences", Words(("wombat",)), 5)
    assert (rows.tolist(), scores.tolist()) == ([], [])
    assert held.scores("sentences", Words(()), np.array([2, 1])).tolist() == [0.0, 0.0]


def test_sentences_are_fetched_by_row_with_their_passages(held):
    fetched = held.fetch(np.array([3, 0, 16]))
    assert list(fetched) == [index().sentences[row] for row in (3, 0, 16)]
    assert len(fetched) == 3


def test_over_any_store_the_candidates_are_the_same(held):
    own = Retriever(index(), known())
    other = Retriever(index(), known(), held)
    for question in (QUESTION, "Who was the pilot of Soyuz 1?", "komarov mission"):
        (one,), (two,) = (
            retriever.retrieve([toy_query(question)], WordEncoder()) for retriever in (own, other)
        )
        assert list(one) == list(two)


def test_an_index_without_questions_is_unasked_throughout():
    bare = toy_index(ARTICLES, ())
    held = EmbeddedStore(bare, np.empty(0, dtype=np.int32))
    assert held.nearest("sentences", MEANING, 5, "unasked")[0].tolist() == (
        held.nearest("sentences", MEANING, 5)[0].tolist()
    )


# What the embedded store keeps beside vectors


def clustered(count):
    chance = np.random.default_rng(3)
    centres = chance.standard_normal((40, 32), dtype=np.float32)
    rows = centres[chance.integers(0, 40, count)]
    rows = rows + 0.5 * chance.standard_normal((count, 32), dtype=np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.mark.parametrize(("flat_below", "kind"), [(10_000, "Scalar"), (2_000, "IVF")])
def test_many_vectors_are_proposed_by_a_smaller_copy(tmp_path, monkeypatch, flat_below, kind):
    monkeypatch.setattr(vectors, "EXACT_BELOW", 1_000)
    monkeypatch.setattr(vectors, "FLAT_BELOW", flat_below)
    monkeypatch.setattr(vectors, "ROWS_A_LIST", 16)
    rows = clustered(4_000)
    for name in ("a", "b"):
        vectors.VectorIndex(rows).save(tmp_path / f"{name}.npy")
    assert (tmp_path / "a.faiss").read_bytes() == (tmp_path / "b.faiss").read_bytes()
    loaded = vectors.VectorIndex.load(tmp_path / "a.npy")
    assert kind in type(loaded._quantised).__name__
    found = 0
    for query in rows[::400]:
        near = np.argsort(-(rows @ query))[:10]
        proposed = loaded.proposed(query, 10)
        assert len(proposed) == 10 * vectors.PROPOSED_TIMES
        found += len({*near.tolist()} & {*proposed.tolist()})
        assert loaded.cosines_of(query, proposed).tobytes() == (
            loaded.cosines(query)[proposed].tobytes()
        )
    assert found >= 98


def test_few_vectors_have_none(tmp_path):
    vectors.VectorIndex(clustered(50)).save(tmp_path / "a.npy")
    assert [path.name for path in tmp_path.iterdir()] == ["a.npy"]
    assert not vectors.VectorIndex.load(tmp_path / "a.npy").proposes
