"""Covers side by side, by number, by days, and which leads; None where one side is not told."""

import pytest

from assistant.answer import Computed
from assistant.compose.catalogue_comparing import compared, extreme
from assistant.plan.aspects import Aspect
from assistant.plan.plans import CoverComparison, CoverListing, Extreme
from tests.real_catalogue import real_library, real_plan, real_query

SIDES = (("soyuz-tm-32-launch",), ("soyuz-tma-1-launch",))
LABELS = ["Launch cover of Soyuz TM-32", "Launch cover of Soyuz TMA-1"]
QUERY = "Compare the covers of Soyuz TM-32 and Soyuz TMA-1"


def side_by_side(aspect, measure="rows", sides=SIDES):
    plan = CoverComparison(sides, aspect, measure)
    return compared(plan, real_query(QUERY), real_library())


def leading(question):
    plan = real_plan(question)
    assert isinstance(plan, Extreme)
    return extreme(plan, real_query(question), real_library())


@pytest.mark.parametrize(
    ("aspect", "measure", "values"),
    [
        (
            Aspect.STAMP,
            "rows",
            [
                "s. 6426 (the Ostankino Television Tower in Moscow) and s. 6584 (the "
                "International Space Station)",
                "s. 6634b (Gagarin 40th Anniversary) and s. 6430 (electric railway)",
            ],
        ),
        (Aspect.STAMP, "count", ["2 stamps", "2 stamps"]),
        (Aspect.POSTMARK, "count", ["5 postmarks", "3 postmarks"]),
    ],
)
def test_both_sides_are_told(aspect, measure, values):
    found = side_by_side(aspect, measure)
    assert found.form == "comparison"
    assert [(one.label, one.value) for one in found.items] == [*zip(LABELS, values, strict=True)]
    assert found.text == "; ".join(
        f"{label}: {value}" for label, value in zip(LABELS, values, strict=True)
    )
    assert all(one.quotes for one in found.items)


@pytest.mark.parametrize(
    ("aspect", "text", "confidence"),
    [
        # the older, the one with more, and neither of two alike
        (Aspect.DATE, "Launch cover of Soyuz TM-32", "high"),
        (Aspect.POSTMARK, "Launch cover of Soyuz TM-32", "high"),
        (
            Aspect.STAMP,
            "Launch cover of Soyuz TM-32: 2 stamps; Launch cover of Soyuz TMA-1: 2 stamps",
            "medium",
        ),
    ],
)
def test_the_side_with_more_leads(aspect, text, confidence):
    found = side_by_side(aspect, "more")
    assert (found.text, found.confidence) == (text, confidence)


def test_the_days_between_are_worked_out_in_either_order():
    for sides in (SIDES, SIDES[::-1]):
        found = side_by_side(Aspect.DATE, "days", sides)
        assert (found.form, found.text) == ("computed", "550 days")
        assert found.computed == Computed(
            "550 days", "30 October 2002 \u2212 28 April 2001", (0, 1)
        )
        assert [(one.label, one.value) for one in found.items] == [
            (LABELS[0], "28 April 2001"),
            (LABELS[1], "30 October 2002"),
        ]


@pytest.mark.parametrize("aspect", [Aspect.AUTOGRAPH, Aspect.PRICE, Aspect.RARITY])
def test_a_side_of_which_nothing_is_told_leaves_no_comparison(aspect):
    assert side_by_side(aspect) is None


@pytest.mark.parametrize(
    ("question", "text", "how"),
    [
        (
            "oldest cover",
            "Launch covers of Soyuz 1 (23 April 1967)",
            "the oldest of 43 covers with a date",
        ),
        (
            "newest cover of Soyuz 11",
            'The lower Salyut maxicard of Soyuz 11, "Salut-1" (10 December 1971)',
            "the newest of 5 covers with a date",
        ),
        (
            "Which cover has the most stamps?",
            "Launch covers of Soyuz TMA-5 and Soyuz TMA-6 (4 stamps)",
            "the most of 35 covers",
        ),
    ],
)
def test_the_cover_that_leads_has_its_working(question, text, how):
    found = leading(question)
    assert (found.form, found.text, found.computed.how) == ("computed", text, how)
    assert found.confidence == "medium"
    assert all(one.quotes for one in found.items)


@pytest.mark.parametrize("aspect", [Aspect.DATE, Aspect.STAMP])
def test_none_of_no_covers_leads(aspect):
    plan = Extreme("oldest", CoverListing((), ()), aspect)
    assert extreme(plan, real_query(QUERY), real_library()) is None
