"""How annotations lie: laid out, written, read again, and looked into."""

from dataclasses import fields, replace

import numpy as np
import pytest

from assistant.pipeline import annotate
from index.annotations import (
    Annotations,
    Postings,
    Runs,
    Strings,
    load_annotations,
    save_annotations,
)
from tests.toy import shared_record, toy_index

LAID = Postings.of([["cover", "stamp"], [], ["stamp", "stamp"], ["cover"]])


def plain(value):
    """A value of annotations as lists, to be compared."""
    if isinstance(value, Postings | Runs | Strings):
        return [plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, np.ndarray):
        return value.tolist()
    return {key: plain(one) for key, one in value.items()} if isinstance(value, dict) else value


def test_each_name_has_its_rows_once_in_order():
    assert LAID.numbers == {"cover": 0, "stamp": 1}
    assert [LAID.rows_of(name).tolist() for name in ("cover", "stamp", "cachet")] == [
        [0, 3],
        [0, 2],
        [],
    ]
    assert Postings.of([]).rows_of("cover").tolist() == []


@pytest.mark.parametrize(
    ("rows", "name", "having"),
    [
        ([0, 1, 2, 3], "cover", [True, False, False, True]),
        # in any order, and beyond the last that has it
        ([3, 2, 1], "stamp", [False, True, False]),
        ([0, 1], "cachet", [False, False]),
        ([], "cover", []),
    ],
)
def test_which_of_some_rows_have_a_name(rows, name, having):
    assert LAID.among(np.array(rows, dtype=np.int32), name).tolist() == having


@pytest.mark.parametrize(
    ("names", "rows"),
    [(["cover", "stamp"], [0]), (["stamp", "stamp"], [0, 2]), (["cover", "cachet"], []), ([], [])],
)
def test_which_rows_have_all_of_some_names(names, rows):
    assert LAID.with_all(names).tolist() == rows


def test_the_values_of_a_row_are_a_run():
    runs = Runs.of([[1, 2], [], [3]])
    assert [runs.of_row(row).tolist() for row in range(3)] == [[1, 2], [], [3]]
    values, lengths = runs.of_rows(np.array([2, 0, 1]))
    assert (values.tolist(), lengths.tolist()) == ([3, 1, 2], [1, 2, 0])
    assert [part.tolist() for part in runs.of_rows(np.array([], dtype=int))] == [[], []]
    dates = Runs.of([[(1967, 4, 23)], [], [(2001, -1, -1), (2002, 5, -1)]], width=3)
    assert dates.of_row(2).tolist() == [[2001, -1, -1], [2002, 5, -1]]
    assert dates.of_row(1).shape == (0, 3)
    assert Runs.of([], width=3).values.shape == (0, 3)


def test_a_text_is_read_by_its_number_in_any_script():
    texts = ["Haigneré", "", "ЭП-2 😀"]
    assert [Strings.of(texts)[number] for number in range(3)] == texts


def test_what_is_read_is_what_was_written(tmp_path):
    before = annotate(toy_index(), shared_record())
    save_annotations(before, tmp_path)
    after = load_annotations(tmp_path)
    assert after is not None
    for field in fields(Annotations):
        one, other = getattr(before, field.name), getattr(after, field.name)
        assert plain(one) == plain(other), field.name


def test_of_an_index_without_a_sentence_there_are_annotations_too(tmp_path):
    save_annotations(annotate(toy_index((), ()), shared_record()), tmp_path)
    after = load_annotations(tmp_path)
    assert (after.sentences, after.fewest, after.suggested) == (0, 0, ())


def test_a_generation_without_annotations_has_none(tmp_path):
    assert load_annotations(tmp_path) is None


def test_large_arrays_are_mapped_and_small_ones_read(tmp_path):
    many = np.zeros(1 << 18, dtype=np.int32)
    known = replace(annotate(toy_index(), shared_record()), passage_of=many)
    save_annotations(known, tmp_path)
    after = load_annotations(tmp_path)
    assert isinstance(after.passage_of.base, np.memmap)
    assert not isinstance(after.flags.base, np.memmap)
    assert after.passage_of.tolist() == many.tolist()
