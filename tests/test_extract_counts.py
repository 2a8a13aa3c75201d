import pytest

from assistant.extract.counts import tally
from assistant.rules import Rule, watched
from tests.toy import shared_record, toy_query

PAD = (
    "The Gagarin Start postmark appears on the launch covers of Soyuz TMA-1, TMA-5, TMA-6, "
    "TMA-8, TMA-9, TMA-10 and TMA-11."
)
TAXI = (
    "The Taxi flights were Taxi-1 or Soyuz TM-32, Taxi-2 or Soyuz TM-33, Taxi-3 or Soyuz TM-34 "
    "and Taxi-4 or Soyuz TMA-1."
)
FIRST = (
    "The first spaceflight participants are Dennis Tito on Soyuz TM-32, Mark Shuttleworth on "
    "TM-34 and Greg Olsen on TMA-7."
)
CREW = (
    "The crew of Soyuz TMA-1 was Sergei Zalyotin (also spelt Zaletin), Frank De Winne and Yuri "
    "Lonchakov."
)
SIGNED = "The launch cover of Soyuz TMA-7 is signed by Valeri Tokarev and Greg Olsen."
APART = "Soyuz TMA-1 has the prefix, as have Soyuz TMA-5 and TMA-9."
NUMBERED = "Two flights, Soyuz TMA-10 and TMA-11, came down short."


@pytest.mark.parametrize(
    ("question", "text", "count", "words"),
    [
        (
            "How many missions have the Gagarin Start postmark?",
            PAD,
            7,
            "Soyuz TMA-1, TMA-5, TMA-6, TMA-8, TMA-9, TMA-10 and TMA-11",
        ),
        # two names of one flight are one
        (
            "How many Taxi flights were there?",
            TAXI,
            4,
            "Taxi-1 or Soyuz TM-32, Taxi-2 or Soyuz TM-33, Taxi-3 or Soyuz TM-34 and Taxi-4 or Soyuz "
            "TMA-1",
        ),
        # ... and two spellings one person
        (
            "How many people flew on TMA-1?",
            CREW,
            3,
            "Sergei Zalyotin (also spelt Zaletin), Frank De Winne and Yuri Lonchakov",
        ),
    ],
)
def test_a_list_without_a_number_is_counted(question, text, count, words):
    found = tally(toy_query(question), text, shared_record())
    assert (found.count, text[slice(*found.span)]) == (count, words)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        # the first ones are not all
        ("How many flights had a tourist?", FIRST),
        # another sort is asked for, or perhaps more
        ("How many stamps have the Gagarin Start postmark?", PAD),
        ("How many people signed the cover?", SIGNED),
        # two lists, a number, and no count asked
        ("How many covers have the prefix?", APART),
        ("How many flights came down short?", NUMBERED),
        ("Which missions have the Gagarin Start postmark?", PAD),
    ],
)
def test_nothing_is_counted_where_that_is_not_certain(question, text):
    assert tally(toy_query(question), text, shared_record()) is None


def test_a_sentence_without_a_flight_lists_none_whatever_rules_are_off() -> None:
    query = toy_query("How many flights carried a spaceflight participant?")
    with watched(Rule.TYPED_SPANS):
        assert tally(query, "A spaceflight participant paid for the seat.", shared_record()) is None
