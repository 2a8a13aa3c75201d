import pytest

from assistant.plan.claim_plans import (
    Aboard,
    CalledBy,
    Commanded,
    Covered,
    Crewed,
    Docked,
    Flew,
    FlewTogether,
    LandedIn,
    OnDay,
    Sooner,
    Survived,
    WentTo,
)
from assistant.plan.claims import claim_plan
from assistant.plan.overview import Overview
from assistant.plan.record_plans import Moment
from assistant.plan.subjects import MissionsSubject, PersonSubject
from corpus.dates import find_dates
from tests.articles_toy import real_topics
from tests.toy import shared_record, toy_query

TITO, BATURIN, MUSABAYEV = ("Dennis Tito",), ("Yuri Baturin",), ("Talgat Musabayev",)


def plan_of(question):
    return claim_plan(toy_query(question), shared_record(), real_topics())


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        # who was on which flight
        ("Did Tito fly on TM-32?", Aboard((TITO,), ("Soyuz TM-32",))),
        ("Was Yuri Gagarin on Soyuz 1?", Aboard((("Yuri Gagarin",),), ("Soyuz 1",))),
        ("was Volynov in soyuz 5", Aboard((("Boris Volynov",),), ("Soyuz 5",))),
        ("Did Tito fly with Musabayev on TM-32?", Aboard((TITO, MUSABAYEV), ("Soyuz TM-32",))),
        ("Was Tito a member of the crew of TM-32?", Aboard((TITO,), ("Soyuz TM-32",))),
        ("Did Tito land on TM-31?", Aboard((TITO,), ("Soyuz TM-31",), "landing")),
        ("Was Tito launched on TM-32?", Aboard((TITO,), ("Soyuz TM-32",), "launch")),
        ("Was Thomas Stafford on any of these flights?", Flew(("Thomas Stafford",))),
        ("Did Krikalev fly more than once?", Flew(("Sergei Krikalev",), 2)),
        (
            "Did Mike Fincke go up on more than one of these Soyuz flights?",
            Flew(("Michael Fincke",), 2, "Soyuz"),
        ),
        ("Did Tito and Baturin fly together?", FlewTogether((TITO, BATURIN))),
        ("Did Tito fly with Baturin?", FlewTogether((TITO, BATURIN))),
        ("Was Musabayev the commander of TM-32?", Commanded(MUSABAYEV, "Soyuz TM-32")),
        ("Did Komarov command Soyuz 1?", Commanded(("Vladimir Komarov",), "Soyuz 1")),
        # what became of a crew
        ("Did Soyuz 2 carry a crew?", Crewed("Soyuz 2", crewed=True)),
        ("Was Soyuz 20 unmanned?", Crewed("Soyuz 20", crewed=False)),
        ("Did anyone survive Soyuz 11?", Survived("Soyuz 11", alive=True)),
        ("Did the crew of Soyuz 1 die?", Survived("Soyuz 1", alive=False)),
        (
            "Did the crew of TMA-1 land in Soyuz TM-34?",
            LandedIn(("Soyuz TMA-1", "Soyuz TM-34")),
        ),
        # days and orders
        ("Was Soyuz 1 launched before Soyuz 3?", Sooner(("Soyuz 1", "Soyuz 3"), "launch")),
        ("Did Soyuz 3 land after Soyuz 1?", Sooner(("Soyuz 1", "Soyuz 3"), "landing")),
        # where to, and how it was called
        ("Did Soyuz TM-32 dock with the ISS?", WentTo("Soyuz TM-32", "ISS")),
        ("Did Soyuz 4 and Soyuz 5 dock?", Docked(("Soyuz 4", "Soyuz 5"))),
        ("Was the call sign of Soyuz 1 Rubin?", CalledBy("Soyuz 1", "Rubin")),
        # what the articles tell of
        ("Is Soyuz TMA-13 in the articles?", Covered(Overview(MissionsSubject(("Soyuz TMA-13",))))),
        ("Do you have anything on Tito?", Covered(Overview(PersonSubject("Dennis Tito")))),
        ("Do the articles mention Soyuz 9?", Covered(Overview(MissionsSubject(("Soyuz 9",))))),
    ],
)
def test_a_claim_that_the_record_settles_is_read(question, plan):
    assert plan_of(question) == plan


@pytest.mark.parametrize(
    ("question", "event", "bound"),
    [
        ("Was Soyuz 1 launched in 1967?", "launch", ""),
        ("Did Soyuz 9 land on 19 June 1970?", "landing", ""),
        ("Was Soyuz TM-32 launched after 2002?", "launch", "after"),
        ("Was Soyuz TM-32 launched before May 2001?", "launch", "before"),
    ],
)
def test_a_claim_of_a_day_has_its_event_and_its_bound(question, event, bound):
    plan = plan_of(question)
    (date,) = find_dates(question)
    (mission,) = toy_query(question).entities.missions
    assert plan == OnDay(Moment(mission, event), date, bound)


@pytest.mark.parametrize(
    "question",
    [
        # a word that the record does not know
        "Was Soyuz 1 launched at night?",
        "Did Tito sign the TM-32 cover?",
        "Is Tito on the TM-32 cover?",
        "Did Tito pay for TM-32?",
        "Did Tito want to fly on TM-32?",
        # a flight that is not named
        "Was Tito on the flight before TM-33?",
        "Was Tito the first on TM-32?",
        # it was under way for half a year
        "Did Soyuz TM-32 fly in May 2001?",
        # more than a yes is wanted, or that it was not so is known
        "Did Tito or Shuttleworth fly on TM-32?",
        "Did Tito fly on TM-32, and who else?",
        "Did Gagarin not fly on Soyuz 1?",
        "Who flew on TM-32?",
        # of an unknown subject nothing is told
        "Do you have anything on bitcoin?",
    ],
)
def test_other_questions_claim_nothing_of_the_record(question):
    assert plan_of(question) is None
