"""Which questions are put to the catalogue of covers, and as which plan; all others are not."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from assistant.plan.aspects import Aspect
from assistant.plan.catalogue import plan_of
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
from corpus.catalogue.schema import Catalogue
from tests.real_catalogue import real_library, real_plan, real_query

FACTS = Path(__file__).parents[1] / "evals" / "facts"
TMA_10 = ("soyuz-tma-10-launch-1", "soyuz-tma-10-launch-2")
TMA_13 = ("soyuz-tma-13-launch-1", "soyuz-tma-13-launch-2")
SOYUZ_1 = ("soyuz-1-launch-top", "soyuz-1-launch-centre")
SOYUZ_11 = ("soyuz-11-launch", "soyuz-11-docking", "soyuz-11-return", "soyuz-11-memorial")
TM_24 = ("soyuz-tm-24-five-mir-postmarks", "soyuz-tm-24-original-crew-items")
WEISHAUPT = ("soyuz-tm-2-weishaupt",)


def rows(aspect: Aspect, **criteria: object) -> Rows:
    return Rows(aspect, **criteria)  # type: ignore[arg-type]


def attribute(covers: str | tuple[str, ...], aspect: Aspect, **criteria: object) -> Attribute:
    return Attribute((covers,) if isinstance(covers, str) else covers, rows(aspect, **criteria))


STAMP, POSTMARK, CACHET = Aspect.STAMP, Aspect.POSTMARK, Aspect.CACHET
ATTRIBUTES = [
    ("Which stamps are on the Soyuz TMA-3 cover?", attribute("soyuz-tma-3-launch", STAMP)),
    ("TM-32 stamps", attribute("soyuz-tm-32-launch", STAMP)),
    ("what stamp is on cover from soyuz tma9", attribute("soyuz-tma-9-launch", STAMP)),
    ("List all stamps on the TMA-10 covers", attribute(TMA_10, STAMP)),
    # The second, by its number and by what its title says.
    ("Which stamps are on the second TMA-10 cover?", attribute(TMA_10[1], STAMP)),
    ("stamps on the TMA-10 cover with the Expedition 15 emblem", attribute(TMA_10[1], STAMP)),
    ("postmarks of TMA-1 cover", attribute("soyuz-tma-1-launch", POSTMARK)),
    ("Which postmarks are on the Soyuz 11 covers?", attribute(SOYUZ_11, POSTMARK)),
    ("handstamps on TM-31", attribute("soyuz-tm-31-launch", Aspect.HANDSTAMP)),
    ("who signed the TMA-10 cover", attribute(TMA_10, Aspect.AUTOGRAPH)),
    ("Whose autographs are on the Znamya card?", attribute("znamya-card", Aspect.AUTOGRAPH)),
    ("What does the cachet of TMA-9 show?", attribute("soyuz-tma-9-launch", CACHET)),
    # A noun of two parts is one: no "rubber stamp" is a stamp.
    (
        "What does the red rubber stamp on the TM-31 cover say?",
        attribute("soyuz-tm-31-launch", Aspect.HANDSTAMP, colour="red"),
    ),
    ("How much does a TMA-9 cover cost?", attribute("soyuz-tma-9-launch", Aspect.PRICE)),
    ("postage on tma-5 cover", attribute("soyuz-tma-5-launch", Aspect.POSTAGE)),
    ("How many copies of the Weishaupt cover were printed?", attribute(WEISHAUPT, Aspect.PRINTED)),
    (
        "Which prefix letter does the Field Post postmark of TMA-9 have?",
        attribute("soyuz-tma-9-launch", Aspect.LETTER, marks=("field-post",)),
    ),
    (
        "colour of Gagarin Start postmark on TMA-1 cover",
        attribute("soyuz-tma-1-launch", Aspect.COLOUR, marks=("gagarin-start",)),
    ),
    (
        "When was the memorial cover of Soyuz 1 cancelled?",
        attribute("soyuz-1-memorial", Aspect.DATE),
    ),
    # "With" goes on about the cover, and is no second one.
    (
        "When was the cover with the Soyuz 4 and 5 miniature sheet cancelled?",
        attribute("soyuz-4-and-5-miniature-sheet-cover", Aspect.DATE),
    ),
    ("How rare is the launch cover of Soyuz 1?", attribute(SOYUZ_1, Aspect.RARITY)),
    # Somebody whose flight has a cover, and somebody who is on a stamp.
    ("What stamps are on the Pontes cover?", attribute("soyuz-tma-8-launch", STAMP)),
    (
        "Which Gagarin stamp is on TMA-2?",
        attribute("soyuz-tma-2-launch", STAMP, words=("gagarin",)),
    ),
    (
        "What is on stamp s. 6874a of the TMA-12 cover?",
        attribute("soyuz-tma-12-launch", STAMP, stamp="6874a"),
    ),
]
OTHERS = [
    ("How many stamps are on the TMA-6 cover?", Count(attribute("soyuz-tma-6-launch", STAMP))),
    (
        "number of postmarks on the tito flight cover",
        Count(attribute("soyuz-tm-32-launch", POSTMARK)),
    ),
    (
        "How many Mir postmarks are on the TM-24 cover?",
        Count(attribute(TM_24, POSTMARK, marks=("mir-post-office",))),
    ),
    (
        "How many postmarks are on the TM-32 cover and how many on TM-31?",
        CoverComparison((("soyuz-tm-32-launch",), ("soyuz-tm-31-launch",)), POSTMARK, "count"),
    ),
    (
        "More cancels on the TM-31 or on the TM-32 cover?",
        CoverComparison((("soyuz-tm-31-launch",), ("soyuz-tm-32-launch",)), POSTMARK, "more"),
    ),
    (
        "Compare the stamps on TMA-9 and TMA-11",
        CoverComparison((("soyuz-tma-9-launch",), ("soyuz-tma-11-launch",)), STAMP),
    ),
    (
        "Compare the cachets of the two TMA-13 covers",
        CoverComparison(((TMA_13[0],), (TMA_13[1],)), CACHET),
    ),
    (
        "Which is rarer, the Soyuz 1 launch cover or the Soyuz T-15 cover?",
        CoverComparison((SOYUZ_1, ("soyuz-t-15-both-stations",)), Aspect.RARITY, "more"),
    ),
    # The mission stands once, for both.
    (
        "How many days between the launch cover and the docking cover of Soyuz 10?",
        CoverComparison((("soyuz-10-launch",), ("soyuz-10-docking",)), Aspect.DATE, "days"),
    ),
    (
        "Which is older, the memorial cover or the launch cover of Soyuz 11?",
        CoverComparison((("soyuz-11-memorial",), ("soyuz-11-launch",)), Aspect.DATE, "more"),
    ),
    (
        'My envelope has a red handstamp "First expedition on ISS", what is it?',
        Identify("mark", ("first", "expedition", "iss"), (), ("red",)),
    ),
    (
        "I have a cover with a postmark dated 18 October 2003, which mission is it?",
        Identify("mission", (), (date(2003, 10, 18),)),
    ),
    (
        "What do I know about this postmark with a cosmonaut and Vostok?",
        Identify("mark", ("cosmonaut", "vostok")),
    ),
    ("s. 6426", StampSubject("6426")),
    ("What does stamp s. 6426 show?", StampSubject("6426")),
]
# The covers that are listed, and what makes them members.
LISTINGS = [
    (
        "Which covers carry s. 6874c?",
        ("soyuz-tma-10-launch-2", "soyuz-tma-7-launch", "soyuz-tma-8-launch"),
        rows(STAMP, stamp="6874c"),
    ),
    (
        "Which covers bear the octagon?",
        WEISHAUPT,
        rows(POSTMARK, marks=("mir-octagon",)),
    ),
    ("Which covers were signed by Greg Olsen?", ("soyuz-tma-7-launch",), None),
    ("Which covers have an oval handstamp?", ("soyuz-tma-1-launch",), None),
    (
        "Which covers have a stamp of Kazakhstan?",
        ("soyuz-tm-31-launch", "soyuz-tma-13-launch-2"),
        rows(STAMP, words=("kazakhstan",)),
    ),
    ("Which cover of TMA-13 has the Kazakhstan stamp?", TMA_13[1:], None),
    ("Which covers are rare?", SOYUZ_1, rows(Aspect.RARITY)),
    (
        "list all forged covers",
        (
            "soyuz-tm-21-six-signatures",
            "soyuz-tm-20-second-batch",
            "soyuz-tm-21-second-batch",
            "soyuz-tm-21-sts-71-landing",
            "soyuz-tm-22-faked-postmarks",
            "sts-60-houston-wide",
        ),
        rows(Aspect.GENUINE),
    ),
    (
        "Which covers are dated 22 October 1969?",
        (
            "soyuz-6-7-and-8-joint",
            "soyuz-6-definitive",
            "soyuz-7-definitive",
            "soyuz-8-definitive",
        ),
        None,
    ),
    ("Which maxicards of Soyuz 9 are there?", ("soyuz-9-maxicards",), None),
]
NOT_OF_THE_CATALOGUE = [
    # A meaning, a reason, a place, a person who made it.
    "What is a cachet?",
    "What is a launch cover?",
    "What is a cancellation in stamp collecting?",
    "total postage of the Soyuz TMA-7 cover",
    "three black cancels on which cover",
    "Whose autograph on the TM-14 envelope includes the first name?",
    "list the mission handstamps on ISS Soyuz covers",
    "What is the difference between a cachet and a postmark?",
    "What does EKA mean on the TM-33 cover?",
    "Why is there a letter 3 on the TM-32 cover?",
    "Where is the cachet on TMA-5?",
    "Who designed the cachet of TMA-9?",
    "Who makes these ISS Soyuz covers?",
    # What a flight has and no cover.
    "date of Soyuz 11",
    "price of Soyuz TM-32",
    "When was Soyuz TM-32 launched?",
    "Which stamps were issued for Soyuz 11?",
    "What colour was Soyuz 11?",
    "Which missions flew in 1969?",
    "Which flights carried covers?",
    "Who was commander of Soyuz TMA-9?",
    # Nothing that covers are chosen by, or a word that is no criterion.
    "Which covers does the catalogue describe?",
    "Which covers have no stamps?",
    "Which is the best cover?",
    "stamps",
    "Which stamps of the TMA-3 cover are cancelled by the pictorial?",
    "Which crew is on the cachet of TMA-9?",
    "What was faked on the covers of Soyuz TM-22?",
    "What does the launch cover of TM-33 look like?",
    # Copies of one cover are not covers of the catalogue.
    "How many covers were carried on Soyuz T-15?",
    "How many covers are there of Soyuz T-15?",
    "How many covers did Progress-33 bring?",
    # More is asked of a thing than what it is.
    "I got a Soyuz TM-14 cover dated 17.03.91, is that an error?",
    "The postmark says FIELD POST, what does that mean?",
    "I have a cover with a purple postmark, what is it worth?",
    "hi there! i just inherited a box of old soviet space envelopes, what can you tell me?",
    "Did Olsen sign the TMA-7 cover?",
    "Hello",
]


@pytest.mark.parametrize(("question", "plan"), [*ATTRIBUTES, *OTHERS])
def test_a_question_about_covers_has_a_plan(question: str, plan: CataloguePlan):
    assert real_plan(question) == plan


@pytest.mark.parametrize(("question", "covers", "selected_by"), LISTINGS)
def test_a_listing_finds_the_covers(
    question: str, covers: tuple[str, ...], selected_by: Rows | None
):
    plan = real_plan(question)
    assert isinstance(plan, CoverListing)
    assert plan.covers == covers
    assert selected_by is None or plan.rows == selected_by


def test_missions_are_listed_and_counted_by_what_their_covers_have():
    count = real_plan("How many missions used the Gagarin Start postmark?")
    assert isinstance(count, Count)
    assert isinstance(count.of, CoverListing)
    assert count.of.listed == "mission"
    assert len(count.of.covers) == 7
    which = real_plan("On the covers of which flights is there a Gagarin Start postmark?")
    assert which == count.of


@pytest.mark.parametrize(
    ("question", "which", "aspect", "among"),
    [
        ("What is the oldest cover described?", "oldest", Aspect.DATE, 85),
        ("Which is the newest maxicard?", "newest", Aspect.DATE, 4),
        ("Which launch cover has the most autographs?", "most", Aspect.AUTOGRAPH, 5),
    ],
)
def test_the_first_and_the_most_of_some_covers(
    question: str, which: str, aspect: Aspect, among: int
):
    plan = real_plan(question)
    assert isinstance(plan, Extreme)
    assert (plan.which, plan.aspect, len(plan.of.covers)) == (which, aspect, among)


@pytest.mark.parametrize("question", NOT_OF_THE_CATALOGUE)
def test_any_other_question_has_none(question: str):
    assert real_plan(question) is None


def test_no_reason_and_no_yes_or_no_is_asked_of_the_catalogue():
    asked = [
        case["ask"]
        for path in sorted(FACTS.glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8")).get("case", [])
        if case.get("kind") in ("why", "yes-no") and not case.get("after")
    ]
    assert len(asked) > 100
    assert [question for question in asked if real_plan(question)] == []


def test_without_covers_there_is_no_plan():
    query = real_query("TM-32 stamps")
    assert plan_of(query, Catalogue(), real_library().record) is None
