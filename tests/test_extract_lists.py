import pytest

from assistant.extract.selection import best_span
from tests.toy import shared_record, toy_query

SIGNED = (
    "The launch cover of Soyuz TMA-7 is signed by Valeri Tokarev on the left and Greg Olsen "
    "in the centre."
)
GUESTS = (
    "Three guests of Interkosmos flew to Mir: Faris on Soyuz TM-3, the Bulgarian Aleksandrov "
    "on Soyuz TM-5 and Chr\u00e9tien on Soyuz TM-7."
)
FORGED = (
    "The forged covers of 1995 came out in four batches, for Soyuz TM-21, for Soyuz TM-20 "
    "and TM-21, for the STS-71 landing and for Soyuz TM-22."
)
CALLED = (
    "The call sign of Soyuz TM-3 was Vityaz, as it was for Soyuz TM-8 and Soyuz TM-14, all "
    "launched with Viktorenko aboard."
)
WORKED = (
    "STS-76 was the flight that took Shannon Lucid to Mir and on which Michael Clifford "
    "worked in open space."
)
FRANKED = (
    "The franking rose from 7.25 rubles on Soyuz TMA-5 to 8.6 on TMA-8, nine on TMA-9 and "
    "ten on TMA-10 and TMA-11."
)
OTHERS = "Soyuz TMA-1 and TMA-5 have the prefix, but not Soyuz TMA-2."
PROTEST = "Vladimir Komarov knew that Yuri Gagarin protested."


def answered(question, text, marked):
    start = text.index(marked)
    span = best_span(toy_query(question), text, shared_record(), (start, start + len(marked)))
    return text[slice(*span)]


@pytest.mark.parametrize(
    ("question", "text", "marked", "answer"),
    [
        # people apart from each other in one list
        (
            "Who signed the TMA-7 cover?",
            SIGNED,
            "Valeri Tokarev",
            "Valeri Tokarev on the left and Greg Olsen",
        ),
        (
            "Who were the Interkosmos guests?",
            GUESTS,
            "Faris",
            "Faris on Soyuz TM-3, the Bulgarian Aleksandrov on Soyuz TM-5 and Chr\u00e9tien",
        ),
        # ... from its middle to both sides
        (
            "Who were the Interkosmos guests?",
            GUESTS,
            "Aleksandrov",
            "Faris on Soyuz TM-3, the Bulgarian Aleksandrov on Soyuz TM-5 and Chr\u00e9tien",
        ),
        # one is asked for, or those of one flight
        ("Who was the Bulgarian guest of Interkosmos?", GUESTS, "Aleksandrov", "Aleksandrov"),
        ("Who flew to Mir on TM-7?", GUESTS, "Chr\u00e9tien", "Chr\u00e9tien"),
        # a verb parts them
        ("Who protested?", PROTEST, "Yuri Gagarin", "Yuri Gagarin"),
        ("Who worked in open space?", WORKED, "Michael Clifford", "Michael Clifford"),
        # missions apart from each other
        (
            "List the forged covers of 1995",
            FORGED,
            "Soyuz TM-20 and TM-21",
            "Soyuz TM-21, for Soyuz TM-20 and TM-21, for the STS-71 landing and for Soyuz TM-22",
        ),
        (
            "Which flights used the call sign Vityaz?",
            CALLED,
            "Soyuz TM-8 and Soyuz TM-14",
            "Soyuz TM-3 was Vityaz, as it was for Soyuz TM-8 and Soyuz TM-14",
        ),
        # those that are contrasted are none
        ("Which covers have the prefix?", OTHERS, "Soyuz TMA-1 and TMA-5", "Soyuz TMA-1 and TMA-5"),
        # each has a number of its own
        ("Which covers cost ten rubles?", FRANKED, "TMA-10 and TMA-11", "TMA-10 and TMA-11"),
        # others' missions are not those of the one who is asked about
        ("List Faris's flights", GUESTS, "Soyuz TM-3", "Soyuz TM-3"),
        ("List all guests of Interkosmos", GUESTS, "Soyuz TM-3", "Soyuz TM-3"),
        # one mission is asked for
        ("Which flight had a forged landing cover?", FORGED, "STS-71", "STS-71"),
    ],
)
def test_where_several_are_asked_for_the_whole_list_answers(question, text, marked, answer):
    assert answered(question, text, marked) == answer
