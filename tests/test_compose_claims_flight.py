"""Claims on flights, held against the mission record: days, orders, stations, call signs."""

import pytest

from assistant.compose.claims_flight import flight_claim, missions_of
from assistant.plan.claim_plans import CalledBy, Docked, OnDay, Sooner, WentTo
from assistant.plan.record_plans import Moment
from corpus.dates import find_dates
from tests.articles_toy import real_library

LANDED = "The crew of Soyuz 9 landed on 19 June 1970."
LOST = "Soyuz 11 came down on 29 June 1971 UTC (30 June in Moscow), and none of its crew survived."
TM_14 = (
    "Soyuz TM-14 was launched on 17 March 1992 with Aleksandr Viktorenko, Aleksandr Kaleri and "
    "Klaus-Dietrich Flade to the Mir space station."
)
CALL_SIGN = "The call sign of Soyuz 1 was Rubin."


def settled(claim):
    found = flight_claim(claim, real_library())
    return found and (found[0], [quote.text for quote in found[1] if quote])


def landed(mission, day, bound=""):
    return OnDay(Moment(mission, "landing"), find_dates(day)[0], bound)


@pytest.mark.parametrize(
    ("claim", "verdict", "sentences"),
    [
        (landed("Soyuz 9", "19 June 1970"), "yes", [LANDED]),
        (landed("Soyuz 9", "June 1970"), "yes", [LANDED]),
        (landed("Soyuz 9", "1971"), "no", [LANDED]),
        # by the calendar of either place
        (landed("Soyuz 11", "29 June 1971"), "yes", [LOST]),
        (landed("Soyuz 11", "30 June 1971"), "yes", [LOST]),
        (landed("Soyuz 9", "20 June 1970", "before"), "yes", [LANDED]),
        (landed("Soyuz 9", "1970", "after"), "no", [LANDED]),
        (
            Sooner(("Soyuz 4", "Soyuz 5"), "launch"),
            "yes",
            [
                "Soyuz 4 was launched on 14 January 1969 and landed on 17 January 1969.",
                "Soyuz 5 was launched on 15 January 1969 and landed on 18 January 1969.",
            ],
        ),
        (WentTo("Soyuz TM-14", "Mir"), "yes", [TM_14]),
        (WentTo("Soyuz TM-14", "ISS"), "no", [TM_14]),
        (
            Docked(("Soyuz 4", "Soyuz 5")),
            "yes",
            ["Soyuz 4 and Soyuz 5 docked on 16 January 1969."],
        ),
        (CalledBy("Soyuz 1", "Rubin"), "yes", [CALL_SIGN]),
        (CalledBy("Soyuz 1", "Granit"), "no", [CALL_SIGN]),
    ],
)
def test_the_record_settles_a_claim_with_its_sentences(claim, verdict, sentences):
    assert settled(claim) == (verdict, sentences)


@pytest.mark.parametrize(
    "claim",
    [
        # before by one calendar and not by the other
        landed("Soyuz 11", "30 June 1971", "before"),
        landed("Wombat 1", "1971"),
        Sooner(("Soyuz 5", "Soyuz 5"), "landing"),
        # it flew to no station, docked with nothing of the name, had no call sign
        WentTo("Soyuz 9", "Mir"),
        Docked(("Soyuz 4", "Soyuz 9")),
        CalledBy("STS-60", "Rubin"),
    ],
)
def test_what_the_record_does_not_settle(claim):
    assert settled(claim) is None


def test_missions_are_those_of_the_record():
    found = missions_of(["Soyuz 9", "Wombat 1", "Soyuz 4"], real_library())
    assert [one.name for one in found] == ["Soyuz 9", "Soyuz 4"]
