"""What a question says of a mission, held against the record, one kind of claim at a time."""

import pytest

from assistant.understand.entities import Entities
from assistant.verify.contradictions import (
    FalsePremise,
    knows_better,
    listed,
    wrong_crew_size,
    wrong_day,
    wrong_docking,
    wrong_station,
)
from corpus.dates import DateMention, find_dates
from tests.toy import shared_names, shared_record


def mission(name):
    return shared_record().get(name)


@pytest.mark.parametrize(
    ("plain", "correction"),
    [
        (
            "who saw §, launched on 24 may 1967",
            "Soyuz 1 was launched on 23 April 1967, not on 24 May 1967.",
        ),
        ("the § cover, launched in 1968", "Soyuz 1 was launched on 23 April 1967, not in 1968."),
        ("who flew § in 1968", "Soyuz 1 was launched on 23 April 1967, not in 1968."),
        (
            "the landing of § on 25 april 1967",
            "Soyuz 1 landed on 24 April 1967, not on 25 April 1967.",
        ),
        # right, or of another thing
        ("who saw §, launched on 23 april 1967", None),
        ("who flew § in april 1967", None),
        ("the cover of §, cancelled on 24 may 1967", None),
        ("§ and zarya, launched on 20 november 1998", None),
    ],
)
def test_a_launch_or_landing_on_another_day_is_wrong(plain, correction):
    wrong = wrong_day(plain, mission("Soyuz 1"))
    assert (wrong and wrong.correction) == correction


@pytest.mark.parametrize(
    ("plain", "name", "found"),
    [
        ("when did § dock with mir", "Soyuz 11", ("Mir", "Soyuz 11 flew to Salyut 1, not to Mir.")),
        (
            "who flew § to salyut 6",
            "Soyuz 11",
            ("Salyut 6", "Soyuz 11 flew to Salyut 1, not to Salyut 6."),
        ),
        (
            "when did § reach the international space station",
            "Soyuz TM-24",
            ("ISS", "Soyuz TM-24 flew to Mir, not to the ISS."),
        ),
        ("when did § dock with salyut 1", "Soyuz 11", None),
        ("when did § dock with salyut", "Soyuz 11", None),
        # it is no flight, or it knows better
        ("which card of § shows mir", "Soyuz 11", None),
        ("why did § never fly to mir", "Soyuz 11", None),
    ],
)
def test_a_station_that_a_flight_did_not_go_to_is_wrong(plain, name, found):
    wrong = wrong_station(plain, name, [mission(name)])
    assert (wrong and (wrong[0], wrong[1].correction)) == found


def test_a_docking_of_what_docked_with_nothing_is_wrong():
    wrong = wrong_docking("when did § dock", [mission("Soyuz 1")])
    assert (wrong.correction, wrong.by_denial) == ("Soyuz 1 did not dock.", True)
    assert wrong_docking("when did § dock", [mission("Soyuz 4")]) is None
    assert wrong_docking("when did § land", [mission("Soyuz 1")]) is None
    assert wrong_docking("why did § not dock", [mission("Soyuz 1")]) is None
    assert wrong_docking("when did it dock", []) is None


@pytest.mark.parametrize(
    ("plain", "correction"),
    [
        ("who was in the two-man crew of §", "The crew of Soyuz 1 numbered one, not two."),
        ("the crew of 3 of §", "The crew of Soyuz 1 numbered one, not three."),
        ("which three cosmonauts on § died", "The crew of Soyuz 1 numbered one, not three."),
        ("who was in the one-man crew of §", None),
        ("who was in §", None),
    ],
)
def test_a_crew_of_another_size_is_wrong(plain, correction):
    wrong = wrong_crew_size(plain, mission("Soyuz 1"))
    assert (wrong and wrong.correction) == correction


@pytest.mark.parametrize(
    ("plain", "better"),
    [
        ("why did it not dock", True),
        ("what was planned before it", True),
        ("was it nearly lost", True),
        ("when did it dock", False),
    ],
)
def test_a_question_may_know_better(plain, better):
    assert knows_better(plain) is better


def test_names_are_listed_with_an_and():
    assert listed(["A"]) == "A"
    assert listed(["A", "B"]) == "A and B"
    assert listed(["A", "B", "C"]) == "A, B and C"


TITO = FalsePremise("wrong", "search", ("Soyuz TM-32",), people=("Dennis Tito",))
DAY = FalsePremise("wrong", "search", ("Soyuz 1",), day=DateMention(0, 0, 1967, 4, 23))
DENIAL = FalsePremise("wrong", "search", ("Soyuz 1",), said=r"\b[Dd]ock", by_denial=True)


@pytest.mark.parametrize(
    ("premise", "missions", "text", "proved"),
    [
        (TITO, ("Soyuz TM-32",), "Dennis Tito flew on Soyuz TM-32.", True),
        # of another mission, or without him
        (TITO, ("Soyuz 1",), "Dennis Tito flew on Soyuz TM-32.", False),
        (TITO, ("Soyuz TM-32",), "Yuri Baturin flew on Soyuz TM-32.", False),
        # the day, and the whole of it
        (DAY, ("Soyuz 1",), "Soyuz 1 was launched on 23 April 1967.", True),
        (DAY, ("Soyuz 1",), "Soyuz 1 was launched in April 1967.", False),
        (DAY, ("Soyuz 1",), "Soyuz 1 landed on 24 April 1967.", False),
        # a denial with the words
        (DENIAL, ("Soyuz 1",), "Soyuz 1 did not dock.", True),
        (DENIAL, ("Soyuz 1",), "Soyuz 1 docked.", False),
        (DENIAL, ("Soyuz 1",), "Soyuz 1 did not land well.", False),
    ],
)
def test_a_sentence_proves_it_that_says_what_is_right(premise, missions, text, proved):
    named = (
        shared_names().find(text) if premise is not DAY else Entities(dates=tuple(find_dates(text)))
    )
    assert premise.proved_by(missions, named, text) is proved
