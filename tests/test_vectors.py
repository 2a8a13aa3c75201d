import numpy as np
import pytest

from index.vectors import VectorIndex

# Three directions in a plane: cosines with the first are 1, 0.6 and 0.
VECTORS = np.array([[1, 0], [0.6, 0.8], [0, 1]], dtype=np.float32)
QUERY = np.array([1, 0], dtype=np.float32)


@pytest.mark.parametrize(
    ("count", "rows", "cosines"),
    [
        (1, [0], [1.0]),
        (2, [0, 1], [1.0, 0.6]),
        # more than there are
        (9, [0, 1, 2], [1.0, 0.6, 0.0]),
        (0, [], []),
    ],
)
def test_finds_the_nearest_rows_best_first(count, rows, cosines):
    found, scores = VectorIndex(VECTORS).search(QUERY, count)
    assert found.tolist() == rows
    assert scores.tolist() == pytest.approx(cosines)
    assert (found.dtype, scores.dtype) == (np.int64, np.float32)


def test_the_opposite_direction_is_the_farthest():
    found, scores = VectorIndex(np.array([[-1, 0], [0, 1]], dtype=np.float32)).search(QUERY, 2)
    assert (found.tolist(), scores.tolist()) == ([1, 0], [0.0, -1.0])


def test_search_is_exact():
    rows = np.random.default_rng(7).standard_normal((500, 24)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    found, scores = VectorIndex(rows).search(rows[123], 10)
    expected = np.argsort(-(rows @ rows[123]))[:10]
    assert found.tolist() == expected.tolist()
    assert found[0] == 123
    assert scores == pytest.approx(rows[expected] @ rows[123], abs=1e-6)


def test_all_cosines_come_in_the_order_of_the_texts():
    cosines = VectorIndex(VECTORS).cosines(QUERY)
    assert cosines.tolist() == pytest.approx([1.0, 0.6, 0.0])
    assert cosines.dtype == np.float32


def test_cosines_with_a_vector_of_another_length_are_refused():
    with pytest.raises(ValueError, match=r"shape \(3,\) cannot be compared .* shape \(2,\)"):
        VectorIndex(VECTORS).cosines(np.ones(3, dtype=np.float32))


def test_vectors_in_another_order_of_memory_have_the_same_cosines():
    assert VectorIndex(np.asfortranarray(VECTORS)).cosines(QUERY).tolist() == pytest.approx(
        [1.0, 0.6, 0.0]
    )


@pytest.mark.parametrize("shape", [(0, 2), (0, 0)])
def test_no_vectors_find_nothing(shape):
    empty = VectorIndex(np.empty(shape, dtype=np.float32))
    found, scores = empty.search(QUERY, 5)
    assert (found.tolist(), scores.tolist()) == ([], [])
    assert empty.cosines(QUERY).shape == (0,)


def test_what_is_loaded_is_what_was_saved(tmp_path):
    VectorIndex(VECTORS).save(tmp_path / "a.npy")
    loaded = VectorIndex.load(tmp_path / "a.npy")
    assert loaded.vectors.tobytes() == VECTORS.tobytes()
    assert loaded.search(QUERY, 3)[0].tolist() == [0, 1, 2]


def test_a_pickled_array_is_not_loaded(tmp_path):
    """Unpickling runs whatever the file says."""
    np.save(tmp_path / "a.npy", np.array([{"run": "this"}], dtype=object), allow_pickle=True)
    with pytest.raises(ValueError, match="allow_pickle=False"):
        VectorIndex.load(tmp_path / "a.npy")
