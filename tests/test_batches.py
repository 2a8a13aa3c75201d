"""Which rows are encoded together: every row once, and those of one length beside each other."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.batches import BATCH_SIZE, batches


@given(st.lists(st.integers(1, 6), max_size=600))
def test_every_row_is_in_one_batch_and_only_what_is_left_over_is_mixed(lengths):
    cut = list(batches(lengths))
    assert sorted(number for batch in cut for number in batch) == list(range(len(lengths)))
    assert all(0 < len(batch) <= BATCH_SIZE for batch in cut)
    alone = [batch for batch in cut if len({lengths[number] for number in batch}) == 1]
    full = sum(count // BATCH_SIZE for count in Counter(lengths).values())
    assert len([batch for batch in alone if len(batch) == BATCH_SIZE]) >= full
    assert list(batches(lengths)) == cut


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ([], []),
        ([3, 9, 3], [[1, 0, 2]]),
        ([5] * 65 + [7], [list(range(64)), [65, 64]]),
    ],
)
def test_full_batches_come_first_and_long_rows_before_short_ones(lengths, expected):
    assert list(batches(lengths)) == expected
