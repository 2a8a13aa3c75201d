"""What a correction means instead of what was said; other questions stay as they are."""

import pytest

from assistant.resolve.correction import meant_instead
from tests.toy import shared_names


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("for TM-30, I mean", "no, TM-30"),
        ("TM-30 i meant", "no, TM-30"),
        ("make that TM-30", "no, TM-30"),
        ("sorry, i was asking about TM-30", "no, TM-30"),
        ("the docking cover I mean", "no, the docking cover"),
        ("TM-30, not TM-29", "TM-30"),
        ("not the launch cover, the landing cover", "no, the landing cover"),
        # nothing is taken back
        ("What do you mean?", "What do you mean?"),
        ("Which cover is not genuine?", "Which cover is not genuine?"),
        ("not yet", "not yet"),
        ("I mean", "I mean"),
    ],
)
def test_a_correction_is_what_follows_what_about(question, meant):
    assert meant_instead(question, shared_names().find) == meant
