"""Which evidence a reply quotes: one sentence, one a side, one a member of a list."""

from functools import cache

import pytest

from assistant.answer import MAX_FACT_QUOTES
from assistant.compose.gathering import MAX_BEHIND, gathered
from assistant.rank.ranking import Evidence
from assistant.retrieve.candidates import Candidate, Signals
from tests.toy import toy_index, toy_query

LAUNCHED_1 = "Soyuz 1 was launched on 23 April 1967."
LAUNCHED_3 = "Soyuz 3 was launched on 26 October 1968."
LAUNCHED_32 = "Soyuz TM-32 was launched on 28 April 2001."
LAUNCHED_33 = "Soyuz TM-33 was launched on 21 October 2001."
PARACHUTE = "The parachute of Soyuz 1 failed."
PAID = "Dennis Tito paid about 20 million dollars for his seat on Soyuz TM-32."
POSTMARKS = "The launch cover of Soyuz TM-32 has five postmarks."
CACHET = "A cachet is the printed or stamped design on a cover that names its event."
MAXICARD = "A maxicard is a postcard whose stamp, picture and postmark agree."
VOSKHOD = "The memorial cover of Soyuz 1 bears the stamp of Voskhod 1."
FLIGHTS = "List all flights that were launched"


@cache
def sentences():
    return {
        passage.words_of(sentence): (number, passage, sentence)
        for number, (passage, sentence) in enumerate(toy_index().sentences)
    }


def evidence(*texts, apart=0.1, topic=0.0, read=0):
    """These sentences, each so far behind the one before; the first few were read."""
    return [
        Evidence(
            Candidate(*sentences()[text], Signals(topic=topic)),
            -apart * place,
            read=1.0 if place < read else None,
        )
        for place, text in enumerate(texts)
    ]


def chosen(question, found):
    told = gathered(toy_query(question), found)
    return [one.candidate.text for one in told.chosen], told.found


def test_a_fact_is_quoted_by_the_first_sentence_alone():
    assert chosen("When was Soyuz 1 launched?", evidence(LAUNCHED_1, LAUNCHED_3)) == (
        [LAUNCHED_1],
        1,
    )


@pytest.mark.parametrize(
    ("found", "texts"),
    [
        # the best of each side, in the order of the question
        ((LAUNCHED_3, PARACHUTE, LAUNCHED_1), [LAUNCHED_3, PARACHUTE]),
        # a side that nothing is found on
        ((LAUNCHED_1, PARACHUTE, LAUNCHED_33), [LAUNCHED_1]),
        # the first may be on another
        ((LAUNCHED_33, LAUNCHED_1, LAUNCHED_3), [LAUNCHED_33, LAUNCHED_1, LAUNCHED_3]),
    ],
)
def test_a_comparison_has_one_sentence_a_side(found, texts):
    assert chosen("Compare Soyuz 1 and Soyuz 3", evidence(*found)) == (texts, len(texts))


def test_a_list_has_one_sentence_for_each_mission():
    found = evidence(LAUNCHED_1, LAUNCHED_3, PARACHUTE, LAUNCHED_32)
    assert chosen(FLIGHTS, found) == ([LAUNCHED_1, LAUNCHED_3, LAUNCHED_32], 3)


def test_what_is_on_no_mission_is_one_member_a_section():
    found = evidence(CACHET, MAXICARD, CACHET)
    assert chosen("List all the words of the field", found) == ([CACHET, MAXICARD], 2)


def test_a_sentence_that_is_far_behind_the_first_is_no_member():
    near = evidence(LAUNCHED_1, LAUNCHED_3, apart=MAX_BEHIND)
    assert chosen(FLIGHTS, near) == ([LAUNCHED_1, LAUNCHED_3], 2)
    far = evidence(LAUNCHED_1, LAUNCHED_3, apart=MAX_BEHIND + 0.01)
    assert chosen(FLIGHTS, far) == ([LAUNCHED_1], 1)


def test_more_members_than_are_quoted_are_counted_where_all_were_judged_alike():
    texts = (LAUNCHED_1, LAUNCHED_3, LAUNCHED_32, LAUNCHED_33, CACHET, MAXICARD)
    quoted = list(texts[: MAX_FACT_QUOTES - 1])
    assert chosen(FLIGHTS, evidence(*texts)) == (quoted, 6)
    assert chosen(FLIGHTS, evidence(*texts, read=6)) == (quoted, 6)
    # further on nobody has read
    assert chosen(FLIGHTS, evidence(*texts, read=5)) == (quoted, len(quoted))


def test_a_list_about_a_mission_gathers_what_is_said_of_it_on_the_asked_thing():
    question = "Which postmarks and stamps has the cover of Soyuz TM-32?"
    on_topic = evidence(LAUNCHED_32, POSTMARKS, LAUNCHED_1, PAID, topic=1.0)
    assert chosen(question, on_topic) == ([LAUNCHED_32, POSTMARKS, PAID], 3)
    # the first is quoted in any case
    assert chosen(question, evidence(LAUNCHED_32, POSTMARKS, topic=0.5)) == ([LAUNCHED_32], 1)


def test_a_sentence_that_names_several_missions_is_a_list_by_itself():
    named = sentences()[VOSKHOD][2].missions
    assert len(named) == 2
    assert chosen("List all flights with a stamp", evidence(VOSKHOD, LAUNCHED_3)) == ([VOSKHOD], 1)
