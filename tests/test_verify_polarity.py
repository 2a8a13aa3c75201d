from collections import defaultdict

import pytest

from assistant.verify.polarity import contradicted, verdict
from corpus.dates import find_dates
from tests.toy import toy_query

MEANT = "The American musician Lance Bass was first meant to fly on Soyuz TMA-1."
SEAT = "The Korean astronaut Ko San was originally to fly on Soyuz TMA-12."
ASSIGNED = (
    "Salizhan Sharipov was originally assigned to command Soyuz TMA-13 and to take part in "
    "Expedition 18."
)
SLIPPED = (
    "The launch of Soyuz TMA-5 had been scheduled for 9 October 2004 and slipped by five days."
)
PASSED_OVER = "After Soyuz 3, Georgi Beregovoy was passed over and got no further flights."
MEANT_FOR = "The SPK was meant to support the Buran programme by moving cargo."
REPLACED = "Yuri Lonchakov replaced Salizhan Sharipov, who was originally to command Soyuz TMA-13."
PURPOSE = "The crew of Soyuz TM-31 was to switch on the life support systems."
YEAR = "The Field Post cancel of Soyuz TMA-1 has a prefix and a two-digit year."
STRUCK = "The launch cover of Soyuz TMA-3 has four postmarks."


def said(question, text):
    query = toy_query(question)
    agrees = any(one.agrees(date) for one in find_dates(text) for date in query.entities.dates)
    signals = defaultdict(float, people=1.0, mission_subject=1.0, dates=float(agrees))
    return verdict(query, text, "", signals)


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        # what was meant and came otherwise
        ("Did Lance Bass fly on TMA-1?", MEANT, "no"),
        ("Did Ko San fly on TMA-12?", SEAT, "no"),
        ("Did Sharipov command TMA-13?", ASSIGNED, "no"),
        ("Was the launch of TMA-5 on 9 October 2004?", SLIPPED, "no"),
        # that is just what is asked
        ("Was Ko San originally to fly on TMA-12?", SEAT, "yes"),
        ("Was the SPK meant to support the Buran programme?", MEANT_FOR, "yes"),
        # a flight is flying
        ("Did Beregovoy fly again?", PASSED_OVER, "no"),
        # he did, and the other one did not
        ("Did Lonchakov command TMA-13?", REPLACED, None),
        # perhaps it did
        ("Did the crew of TM-31 switch on the life support systems?", PURPOSE, None),
        # numbers in words are numbers
        ("Is the year on the TMA-1 cancel four digits?", YEAR, None),
        ("Has the TMA-1 cancel a 2-digit year?", YEAR, "yes"),
        ("Has the TMA-3 launch cover 4 postmarks?", STRUCK, "yes"),
        ("Has the TMA-3 launch cover five postmarks?", STRUCK, None),
    ],
)
def test_yes_is_not_said_of_what_was_only_meant_nor_of_another_number(question, text, answer):
    assert said(question, text) == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Did Gagarin fly Soyuz 1?", "no"),
        ("Did STS-60 dock at Mir?", "no"),
        ("Did Tito land on TM-32?", "no"),
        ("Was Yuri Gagarin on Soyuz 1?", "no"),
        ("Was Tito a member of the crew of Soyuz TMA-1?", "no"),
        # another thing is asked of a flight that was not so
        ("Did Gagarin refuse to fly Soyuz 1?", None),
        ("Did Gagarin want Soyuz 1 to fly?", None),
        ("Did Tito fly on the mission that TMA-1 relieved?", None),
        ("Is Tito on the Soyuz TMA-1 cover?", None),
        # that it was not so is known to who asks
        ("Did Gagarin not fly Soyuz 1?", None),
        ("When did Gagarin fly Soyuz 1?", None),
    ],
)
def test_no_is_said_of_a_flight_that_the_record_contradicts(question, answer):
    assert contradicted(toy_query(question)) == answer
