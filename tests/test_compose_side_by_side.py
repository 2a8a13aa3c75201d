import pytest

from assistant.answer import Abstention
from assistant.compose.side_by_side import covers_all, one_each, tells_each_apart
from tests.toy import shared_record, toy_query

FRANKING = (
    "The franking rose from 7.25 rubles on Soyuz TMA-5 to 8.6 on TMA-8, nine on TMA-9 and "
    "ten on TMA-10."
)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "Who flew on TMA-1, TMA-2 and TMA-3?",
            ["Who flew on Soyuz TMA-1?", "Who flew on Soyuz TMA-2?", "Who flew on Soyuz TMA-3?"],
        ),
        ("crews of TM-33 and of TM-34", ["crews of Soyuz TM-33", "crews of Soyuz TM-34"]),
        # one is asked for, or one of them, or more than an answer may quote
        ("Who flew on TMA-1?", []),
        ("Which landed later, TMA-10 or TMA-11?", []),
        ("Who flew on TMA-1, TMA-2, TMA-3, TMA-4, TMA-5 and TMA-6?", []),
        # a yes or no, a comparison, and what they did together
        ("Did TMA-1 and TMA-2 land?", []),
        ("Compare TMA-1 and TMA-2", []),
        ("When did Soyuz 4 and Soyuz 5 dock?", []),
        ("How many days were between TMA-1 and TMA-2?", []),
        # a follow-up that was completed with what was spoken of
        ("What does the cachet say (Soyuz 4, Soyuz 5)?", []),
        # somebody may have flown on one of them alone
        ("When did Tito fly on TM-31 and TM-32?", []),
    ],
)
def test_a_list_of_missions_is_asked_one_by_one(question, asked):
    assert list(one_each(toy_query(question), shared_record()).values()) == asked


def test_a_sentence_on_all_of_them_is_left_alone():
    query = toy_query("What is the postage of TMA-8 and TMA-10?")
    declined = Abstention("No.", "too-weak", query.read_as, "toy")
    assert not covers_all(declined, query, shared_record())
    assert tells_each_apart(query, FRANKING, shared_record())
    listed = "The covers of Soyuz TMA-8 and TMA-10 have nine rubles of postage."
    assert not tells_each_apart(query, listed, shared_record())
    assert not tells_each_apart(query, "The Soyuz TMA-8 cover has nine rubles.", shared_record())
