from dataclasses import replace

import pytest

from assistant.answer import Abstention, Answer, Citation, Found, Item, Quote
from assistant.compose.side_by_side import covers_all, one_each, side_by_side, tells_each_apart
from tests.toy import shared_record, toy_index, toy_query

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


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("who was the pilot (Soyuz 7, Soyuz 8)?", "who was the pilot ({})?"),
        ("And the flight engineer (Soyuz 7, Soyuz 8)?", "And the flight engineer ({})?"),
        ("when did they land (Soyuz 7, Soyuz 8)?", "when did they land ({})?"),
        # of a cover of both, of all together, and what is no one value
        ("Who signed the launch cover (Soyuz 7, Soyuz 8)?", ""),
        ("When did both launch (Soyuz 7, Soyuz 8)?", ""),
        ("What does it say (Soyuz 7, Soyuz 8)?", ""),
        ("did they land (Soyuz 7, Soyuz 8)?", ""),
    ],
)
def test_a_follow_up_on_several_is_asked_of_each_that_it_leans_on(question, asked):
    both = ("Soyuz 7", "Soyuz 8")
    sides = one_each(replace(toy_query(question), leant_on=both), shared_record())
    assert dict(sides) == ({name: asked.format(name) for name in both} if asked else {})
    assert one_each(toy_query(question), shared_record()) == {}


def test_a_sentence_on_all_of_them_is_left_alone():
    query = toy_query("What is the postage of TMA-8 and TMA-10?")
    declined = Abstention("No.", "too-weak", query.read_as, "toy")
    assert not covers_all(declined, query, shared_record())
    assert tells_each_apart(query, FRANKING, shared_record())
    listed = "The covers of Soyuz TMA-8 and TMA-10 have nine rubles of postage."
    assert not tells_each_apart(query, listed, shared_record())
    assert not tells_each_apart(query, "The Soyuz TMA-8 cover has nine rubles.", shared_record())


def told(text, words, confidence):
    """An answer of these words, quoted from the toy sentence that has them."""
    passage, sentence = next(
        (passage, one) for passage, one in toy_index().sentences if words in passage.words_of(one)
    )
    quote = Quote(passage, sentence.start, sentence.end, None, Citation("A. Writer", "A title", ""))
    return Answer(text, (quote,), f"{text}?", confidence, "toy", follow_ups=(f"And {text}?",))


ASKED = "When were Soyuz 1, Soyuz 3 and Soyuz TM-33 launched?"
ONE = told("23 April 1967.", "Soyuz 1 was launched", "high")
THREE = told("26 October 1968", "Soyuz 3 was launched", "medium")
DECLINED = Abstention("No.", "too-weak", ASKED, "toy")


def test_each_mission_is_an_item_with_its_own_quote_and_the_least_sure_says_how_sure():
    reply = side_by_side(
        toy_query(ASKED), {"Soyuz 1": ONE, "Soyuz TM-33": DECLINED, "Soyuz 3": THREE}
    )
    assert (reply.form, reply.text) == (
        "comparison",
        "Soyuz 1: 23 April 1967; Soyuz 3: 26 October 1968",
    )
    assert reply.items == (
        Item("Soyuz 1", "23 April 1967", (0,)),
        Item("Soyuz 3", "26 October 1968", (1,)),
    )
    assert reply.quotes == (*ONE.quotes, *THREE.quotes)
    assert reply.found == Found(shown=2, of=3, complete=False)
    assert (reply.confidence, reply.read_as, reply.follow_ups) == (
        "medium",
        ASKED,
        ("And 23 April 1967.?",),
    )


def test_nothing_stands_side_by_side_where_fewer_than_two_are_answered():
    query = toy_query(ASKED)
    whole = side_by_side(query, {"Soyuz 1": ONE, "Soyuz 3": THREE})
    assert whole.found == Found(shown=2, of=2, complete=True)
    assert side_by_side(query, {"Soyuz 1": ONE, "Soyuz 3": DECLINED}) is None
    assert side_by_side(query, {}) is None
