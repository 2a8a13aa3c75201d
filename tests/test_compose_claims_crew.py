"""Claims on crews, held against the mission record: the verdict and the sentences for it."""

import pytest

from assistant.compose.claims_crew import crew_claim
from assistant.plan.claim_plans import (
    Aboard,
    Commanded,
    Crewed,
    Flew,
    FlewTogether,
    LandedIn,
    Survived,
)
from tests.articles_toy import real_library

TITO, MUSABAYEV = ("Dennis Tito",), ("Talgat Musabayev",)
BATURIN, SHUTTLEWORTH = ("Yuri Baturin",), ("Mark Shuttleworth",)
TM_32 = (
    "Soyuz TM-32 was launched on 28 April 2001 with Talgat Musabayev, Yuri Baturin and Dennis "
    "Tito to the International Space Station."
)
TM_34 = (
    "Soyuz TM-34 was launched on 25 April 2002 with Yuri Gidzenko, Roberto Vittori and Mark "
    "Shuttleworth to the International Space Station."
)
TM_33_LANDED = (
    "Soyuz TM-33 landed on 5 May 2002 with Yuri Gidzenko, Roberto Vittori and Mark Shuttleworth."
)
TM_31_LANDED = (
    "Soyuz TM-31 landed on 6 May 2001 with Talgat Musabayev, Yuri Baturin and Dennis Tito."
)
UNCREWED = "Soyuz 2 was launched without a crew on 25 October 1968."
LOST = "Soyuz 11 came down on 29 June 1971 UTC (30 June in Moscow), and none of its crew survived."


def settled(claim):
    found = crew_claim(claim, real_library())
    return found and (found[0], [quote.text for quote in found[1] if quote])


@pytest.mark.parametrize(
    ("claim", "verdict", "sentences"),
    [
        (Aboard((TITO,), ("Soyuz TM-32",)), "yes", [TM_32]),
        (Aboard((TITO, MUSABAYEV), ("Soyuz TM-32",)), "yes", [TM_32, TM_32]),
        # the crew, and where that person was
        (Aboard((SHUTTLEWORTH,), ("Soyuz TM-32",)), "no", [TM_32, TM_34, TM_33_LANDED]),
        (Aboard((TITO,), ("Soyuz TM-31",), "landing"), "yes", [TM_31_LANDED]),
        (Flew(TITO), "yes", [TM_32]),
        (Flew(TITO, 2, "Soyuz"), "no", [TM_32]),
        (FlewTogether((TITO, BATURIN)), "yes", [TM_32]),
        (FlewTogether((TITO, SHUTTLEWORTH)), "no", [TM_32, TM_34]),
        (Commanded(MUSABAYEV, "Soyuz TM-32"), "yes", [TM_32]),
        (Commanded(TITO, "Soyuz TM-32"), "no", [TM_32]),
        (Crewed("Soyuz 2", crewed=True), "no", [UNCREWED]),
        (Crewed("Soyuz 2", crewed=False), "yes", [UNCREWED]),
        (Survived("Soyuz 11", alive=True), "no", [LOST]),
        (Survived("Soyuz 11", alive=False), "yes", [LOST]),
        (
            Survived("Soyuz 9", alive=True),
            "yes",
            ["The crew of Soyuz 9 landed on 19 June 1970."],
        ),
        (LandedIn(("Soyuz TM-32", "Soyuz TM-31")), "yes", [TM_31_LANDED, TM_32]),
        (
            LandedIn(("Soyuz TM-32", "Soyuz TM-32")),
            "no",
            [
                "Soyuz TM-32 landed on 31 October 2001 with Viktor Afanasyev, Claudie Haigneré "
                "and Konstantin Kozeyev.",
                TM_32,
            ],
        ),
    ],
)
def test_the_record_settles_a_claim_with_its_sentences(claim, verdict, sentences):
    assert settled(claim) == (verdict, sentences)


@pytest.mark.parametrize(
    "claim",
    [
        # "fly on" may mean the landing or not
        Aboard((TITO,), ("Soyuz TM-31",)),
        # nobody was on it, or it is not in the record
        Aboard((TITO,), ("Soyuz 2",)),
        Aboard((TITO,), ("Wombat 1",)),
        Survived("Soyuz 2", alive=True),
        # a second flight elsewhere may not be in the record
        Flew(TITO, 2),
        FlewTogether((TITO, ("Norman Thagard",))),
        # the first of an American crew need not have commanded it
        Commanded(("Thomas Stafford",), "ASTP Apollo"),
        # one of several people
        Flew(("Dennis Tito", "Yuri Baturin")),
    ],
)
def test_what_the_record_does_not_settle(claim):
    assert settled(claim) is None
