"""What the plans of the catalogue are: values that ask nothing unless they say so."""

from dataclasses import FrozenInstanceError, fields
from typing import get_args

import pytest

from assistant.plan.aspects import Aspect
from assistant.plan.plans import (
    Attribute,
    CataloguePlan,
    Count,
    CoverComparison,
    CoverListing,
    Extreme,
    Identify,
    Rows,
    StampSubject,
)

STAMPS = Rows(Aspect.STAMP)
LISTING = CoverListing(("a",), ("a", "b"))
PLANS = [
    StampSubject("s. 6426"),
    Attribute(("a",), STAMPS),
    LISTING,
    Count(LISTING),
    Extreme("oldest", LISTING, Aspect.DATE),
    CoverComparison((("a",), ("b",)), Aspect.STAMP),
    Identify("cover", ("dog",)),
]


def test_every_kind_of_plan_is_here():
    assert {type(one) for one in PLANS} == {*get_args(CataloguePlan)}


@pytest.mark.parametrize("plan", PLANS, ids=lambda one: type(one).__name__)
def test_a_plan_is_a_value(plan):
    assert len({plan, type(plan)(*(getattr(plan, one.name) for one in fields(plan)))}) == 1
    with pytest.raises(FrozenInstanceError):
        setattr(plan, fields(plan)[0].name, None)


@pytest.mark.parametrize(
    ("plan", "whole"),
    [
        (STAMPS, Rows(Aspect.STAMP, marks=(), stamp="", signer="", colour="", words=())),
        (LISTING, CoverListing(("a",), ("a", "b"), rows=None, listed="cover", dated=False)),
        (
            CoverComparison((("a",),), Aspect.DATE),
            CoverComparison((("a",),), Aspect.DATE, measure="rows"),
        ),
        (
            Identify("mark", ("dog",)),
            Identify("mark", ("dog",), dates=(), colours=(), missions=()),
        ),
    ],
)
def test_a_criterion_that_is_not_said_asks_nothing(plan, whole):
    assert plan == whole
