"""What the plans of the record are, and of which flights the record has every one."""

from dataclasses import FrozenInstanceError, fields
from typing import get_args

import pytest

from assistant.plan.record_plans import (
    Criteria,
    Flights,
    Moment,
    Order,
    People,
    RecordPlan,
    Return,
    SideBySide,
    Span,
    is_whole,
)

LAUNCH = Moment("Soyuz 4", "launch")
PLANS = [
    Flights(Criteria()),
    People(Criteria()),
    Span(LAUNCH, Moment("Soyuz 4", "landing")),
    Order(("Soyuz 4", "Soyuz 5"), "landing"),
    SideBySide(("Soyuz 4", "Soyuz 5")),
    Return("Soyuz TM-32"),
]


@pytest.mark.parametrize(
    ("criteria", "whole"),
    [
        (Criteria(programme="Soyuz"), True),
        (Criteria(programme="Vostok"), True),
        (Criteria(programme="Shuttle"), False),
        (Criteria(programme="Apollo"), False),
        (Criteria(series="Soyuz TM"), True),
        (Criteria(call_sign="Vityaz"), True),
        (Criteria(told=True), True),
        (Criteria(stations=("Mir",)), True),
        (Criteria(stations=("ISS",)), False),
        (Criteria(stations=("Mir", "ISS")), False),
        (Criteria(nation="Germany"), False),
        (Criteria(years=(1971, 1971)), False),
        (Criteria(), False),
    ],
)
def test_the_record_has_every_flight_of_some_programmes_and_stations(criteria, whole):
    assert is_whole(criteria) is whole


def test_every_kind_of_plan_is_here():
    assert {type(one) for one in PLANS} == {*get_args(RecordPlan)}


@pytest.mark.parametrize("plan", PLANS, ids=lambda one: type(one).__name__)
def test_a_plan_is_a_value(plan):
    assert len({plan, type(plan)(*(getattr(plan, one.name) for one in fields(plan)))}) == 1
    with pytest.raises(FrozenInstanceError):
        setattr(plan, fields(plan)[0].name, None)


def test_what_is_not_said_asks_nothing():
    asked = Criteria()
    assert asked.event == "launch"
    others = [one.name for one in fields(Criteria) if one.name != "event"]
    assert [name for name in others if getattr(asked, name)] == []
    assert (PLANS[0].pick, PLANS[0].count) == ("all", False)
    assert (PLANS[1].pick, PLANS[1].count, PLANS[1].at_least) == ("all", False, 1)
    assert (PLANS[2].person, PLANS[3].last) == ("", False)
