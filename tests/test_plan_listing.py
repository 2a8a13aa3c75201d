"""Which covers a listing finds, of which it looked at, and what is counted or picked of them."""

import pytest

from assistant.plan.aspects import Aspect
from assistant.plan.listing import of_listing
from assistant.plan.plans import Count, CoverComparison, CoverListing, Extreme, Rows
from assistant.plan.tagging import Role, tagged
from tests.real_catalogue import real_library, real_query

WITH_6426 = ("soyuz-tm-32-launch", "soyuz-tma-3-launch", "soyuz-tma-4-launch")
GAGARIN_START = (
    "soyuz-tma-1-launch",
    "soyuz-tma-10-launch-2",
    "soyuz-tma-11-launch",
    "soyuz-tma-5-launch",
    "soyuz-tma-6-launch",
    "soyuz-tma-8-launch",
    "soyuz-tma-9-launch",
)
FORGED = (
    "soyuz-tm-21-six-signatures",
    "soyuz-tm-20-second-batch",
    "soyuz-tm-21-second-batch",
    "soyuz-tm-21-sts-71-landing",
    "soyuz-tm-22-faked-postmarks",
    "sts-60-houston-wide",
)
OF_1971 = (
    "soyuz-10-launch",
    "soyuz-10-docking",
    "soyuz-11-launch",
    "soyuz-11-docking",
    "soyuz-11-return",
    "soyuz-11-memorial",
    "soyuz-11-salyut-maxicard-lower",
)
SOYUZ_9 = ("soyuz-9-first-day", "soyuz-9-maxicards")


def planned(question):
    """The plan of a question whose first noun of covers or missions is what it asks for."""
    library = real_library()
    tokens = tagged(real_query(question), library.catalogue, library.record)
    head = next(one for one in tokens if one.role in (Role.COVER, Role.MISSIONS))
    return of_listing(tokens, head, library.catalogue)


@pytest.mark.parametrize(
    ("question", "covers", "rows", "listed"),
    [
        ("Which covers carry s. 6426?", WITH_6426, Rows(Aspect.STAMP, stamp="6426"), "cover"),
        (
            "Which missions have the Gagarin Start postmark?",
            GAGARIN_START,
            Rows(Aspect.POSTMARK, marks=("gagarin-start",)),
            "mission",
        ),
        ("forged covers", FORGED, Rows(Aspect.GENUINE), "cover"),
        ("covers from 1971", OF_1971, None, "cover"),
        ("landing covers of Soyuz 11", ("soyuz-11-return",), None, "cover"),
        (
            "rare covers",
            ("soyuz-1-launch-top", "soyuz-1-launch-centre"),
            Rows(Aspect.RARITY),
            "cover",
        ),
    ],
)
def test_covers_are_listed_by_what_they_have(question, covers, rows, listed):
    plan = planned(question)
    assert isinstance(plan, CoverListing)
    assert (plan.covers, plan.rows, plan.listed) == (covers, rows, listed)
    assert {*plan.covers} <= {*plan.among}
    assert plan.dated == ("1971" in question)


def test_a_listing_is_counted_and_the_first_of_it_picked():
    assert planned("How many covers bear s. 6426?") == Count(planned("Which covers bear s. 6426?"))
    of_soyuz_9 = CoverListing(SOYUZ_9, SOYUZ_9)
    assert planned("newest cover of Soyuz 9") == Extreme("newest", of_soyuz_9, Aspect.DATE)
    most = planned("Which cover has the most stamps?")
    assert (most.which, most.aspect, most.of.rows) == ("most", Aspect.STAMP, Rows(Aspect.STAMP))


def test_two_covers_are_held_against_each_other():
    plan = planned("Which is older, the cover of Soyuz TM-32 or the cover of Soyuz TMA-1?")
    sides = (("soyuz-tm-32-launch",), ("soyuz-tma-1-launch",))
    assert plan == CoverComparison(sides, Aspect.DATE, "more")


@pytest.mark.parametrize(
    "question",
    [
        # nothing is asked of them, or what no cover has
        "covers",
        "Which covers have a wombat?",
        # two times that do not agree
        "covers from 23 April 1967 and 1967",
        "memorial covers of Soyuz 10",
        # of a flight and not of its cover
        "the covers of the launch",
        # two things at once
        "covers with s. 6426 and the Gagarin Start postmark",
        "forged covers with s. 6426",
        "How many covers are forged?",
        # one of the sides is none
        "Which is older, the launch cover of Soyuz 9 or the launch cover of Soyuz 10?",
    ],
)
def test_what_is_not_understood_lists_nothing(question):
    assert planned(question) is None
