"""What the claims are: values, each settled by the record's crews, its flights or the articles."""

from dataclasses import FrozenInstanceError, fields
from typing import get_args

import pytest

from assistant.plan.claim_plans import (
    Aboard,
    CalledBy,
    Claim,
    Commanded,
    Covered,
    CrewClaim,
    Crewed,
    Docked,
    Flew,
    FlewTogether,
    FlightClaim,
    LandedIn,
    OnDay,
    Sooner,
    Survived,
    WentTo,
)
from assistant.plan.overview import Overview
from assistant.plan.record_plans import Moment
from assistant.plan.subjects import MissionsSubject
from corpus.dates import DateMention

TITO = ("Dennis Tito",)
OF_CREWS = [
    Aboard((TITO,), ("Soyuz TM-32",)),
    Flew(TITO),
    FlewTogether((TITO, ("Yuri Baturin",))),
    Commanded(TITO, "Soyuz TM-32"),
    Crewed("Soyuz 2", crewed=False),
    Survived("Soyuz 11", alive=False),
    LandedIn(("Soyuz TM-32", "Soyuz TM-31")),
]
OF_FLIGHTS = [
    OnDay(Moment("Soyuz 9", "landing"), DateMention(0, 4, 1970, None, None)),
    Sooner(("Soyuz 4", "Soyuz 5"), "launch"),
    WentTo("Soyuz TM-14", "Mir"),
    Docked(("Soyuz 4", "Soyuz 5")),
    CalledBy("Soyuz 1", "Rubin"),
]
COVERED = Covered(Overview(MissionsSubject(("Soyuz 9",))))


def test_every_kind_of_claim_is_of_crews_of_flights_or_of_the_articles():
    assert {type(one) for one in OF_CREWS} == {*get_args(CrewClaim)}
    assert {type(one) for one in OF_FLIGHTS} == {*get_args(FlightClaim)}
    assert {*get_args(Claim)} == {*get_args(CrewClaim), *get_args(FlightClaim), Covered}


@pytest.mark.parametrize(
    "claim", [*OF_CREWS, *OF_FLIGHTS, COVERED], ids=lambda one: type(one).__name__
)
def test_a_claim_is_a_value(claim):
    assert len({claim, type(claim)(*(getattr(claim, one.name) for one in fields(claim)))}) == 1
    with pytest.raises(FrozenInstanceError):
        setattr(claim, fields(claim)[0].name, None)


def test_what_is_not_said_is_claimed_in_its_plainest_sense():
    aboard, flew, together, *_ = OF_CREWS
    assert aboard.event is None
    assert (flew.at_least, flew.programme) == (1, "")
    assert together.event == "launch"
    assert OF_FLIGHTS[0].bound == ""
