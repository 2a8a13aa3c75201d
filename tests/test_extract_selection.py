"""Which words of a sentence answer: typed, the reader's, both together, or none."""

import pytest

from assistant.extract.selection import MAX_GROWN, asks_how, best_span
from tests.toy import shared_record, toy_query

LAUNCHED = "Soyuz 1 was launched on 23 April 1967 by Vladimir Komarov."
CREW = "The crew was Talgat Musabayev, Yuri Baturin and Dennis Tito."
READS = 'The cachet reads "Odyssey", in red.'


def answered(question, text, marked=""):
    """The words that answer, where the reader marks some."""
    learned = (text.index(marked), text.index(marked) + len(marked)) if marked else None
    span = best_span(toy_query(question), text, shared_record(), learned)
    return None if span is None else text[slice(*span)]


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("When was Soyuz 1 launched?", LAUNCHED, "23 April 1967"),
        ("Who was launched?", LAUNCHED, "Vladimir Komarov"),
        # all of a list
        ("Who flew?", CREW, "Talgat Musabayev, Yuri Baturin and Dennis Tito"),
        # no kind of answer that the sentence has
        ("When was it launched?", CREW, None),
        ("Why was it launched?", LAUNCHED, None),
    ],
)
def test_without_a_reader_the_nearest_typed_words_answer(question, text, words):
    assert answered(question, text) == words


@pytest.mark.parametrize(
    ("question", "text", "marked", "words"),
    [
        # together with the typed words that they share words with
        ("When was it launched?", LAUNCHED, "on 23 April", "on 23 April 1967"),
        # ... unless they go on far beyond these
        ("When was it launched?", LAUNCHED, LAUNCHED[:-1], "23 April 1967"),
        # other words for a date are not followed
        ("When was it launched?", LAUNCHED, "Soyuz 1", "23 April 1967"),
        # but those for a cause are
        ("What does the cachet read?", READS, "cachet reads", "cachet reads"),
        ("Why was it?", "It failed, as the parachute did not open.", "It failed", "It failed"),
    ],
)
def test_the_reader_s_words_and_the_typed_ones(question, text, marked, words):
    assert answered(question, text, marked) == words


def test_so_much_longer_the_reader_s_words_may_be():
    date = "23 April 1967"
    near, far = "x" * (MAX_GROWN - 1), "x" * (MAX_GROWN + 1)
    assert answered("When was it?", f"{near} {date}.", f"{near} {date}") == f"{near} {date}"
    assert answered("When was it?", f"{far} {date}.", f"{far} {date}") == date


@pytest.mark.parametrize(
    ("question", "how"),
    [
        ("How did the mail get there?", True),
        ("And how did it get there?", True),
        ("How many covers are there?", False),
        ("When did it land, and how?", False),
    ],
)
def test_a_way_of_doing_is_asked(question, how):
    assert asks_how(toy_query(question)) is how


def test_who_is_no_way_of_doing():
    text = "The mail was carried by Vladimir Komarov in a bag."
    assert answered("How was the mail carried?", text, "Vladimir Komarov") is None
    assert answered("How was the mail carried?", text, "in a bag") == "in a bag"


def test_somebody_is_no_way_of_getting_there():
    text = "Michael Foale, the American on Mir at the collision, had been launched on STS-84."
    asked = "How did the American get there?"
    assert answered(asked, text, "Michael Foale") is None
    assert answered(asked, text, "launched on STS-84") == "launched on STS-84"
    assert answered("Who was the American?", text, "Michael Foale") == "Michael Foale"
