"""Whether words, days, numbers, values and the order of names agree with a sentence."""

import pytest

from assistant.verify.agreement import (
    agreement,
    dates_agree,
    events_fit,
    in_order,
    is_ranked,
    is_said_of_another,
    numbers_agree,
    values_agree,
)
from assistant.verify.claim import claim_of
from assistant.verify.statement import Told, statement_of
from tests.toy import shared_record, toy_query

LANDED = "Soyuz 9 landed on 19 June 1970."


def pair(question, text, heading=""):
    claim = claim_of(toy_query(question), shared_record())
    return claim, statement_of(Told(text, heading), shared_record())


@pytest.mark.parametrize(
    ("question", "text", "missing", "share", "clauses"),
    [
        ("Is the cover rare?", "The cover is rare.", set(), 1.0, ["The cover is rare."]),
        ("Is the cover rare?", "The cover is old.", {"rare"}, 0.5, ["The cover is old."]),
        ("Is the cover rare?", "The stamp is old.", {"cover", "rare"}, 0.0, []),
        # the one with most of it first
        (
            "Is the blank cover rare and signed?",
            "It was signed; the blank cover is rare.",
            set(),
            1.0,
            [" the blank cover is rare.", "It was signed"],
        ),
    ],
)
def test_the_share_of_a_claim_that_a_sentence_has(question, text, missing, share, clauses):
    found = agreement(*pair(question, text))
    assert (found.missing, found.share) == (missing, share)
    assert [one.text for one in found.clauses] == clauses


def test_what_the_heading_says_is_not_missing():
    found = agreement(*pair("Is the cover rare?", "It is rare.", "The launch cover"))
    assert (found.missing, found.share) == (frozenset(), 1.0)


@pytest.mark.parametrize(
    ("question", "text", "agrees"),
    [
        ("Did Soyuz 9 land?", LANDED, True),
        ("Did Soyuz 9 land on 19 June 1970?", LANDED, True),
        ("Did Soyuz 9 land in 1970?", LANDED, True),
        ("Did Soyuz 9 land on 20 June 1970?", LANDED, False),
        ("Did Soyuz 9 land on 19 June 1970?", "Soyuz 9 landed in 1970.", None),
        ("Did Soyuz 9 land on 19 June 1970?", "Soyuz 9 landed safely.", None),
        ("Did Soyuz 9 land before 20 June 1970?", LANDED, True),
        ("Did Soyuz 9 land after 1970?", LANDED, None),
        ("Did Soyuz 9 land after 1971?", LANDED, False),
        # of two days it is not certain which it is
        ("Did Soyuz 9 land on 2 June 1970?", "Soyuz 9 landed on 1 June or 3 June 1970.", None),
    ],
)
def test_days_agree_where_they_are_as_exact(question, text, agrees):
    claim, statement = pair(question, text)
    assert dates_agree(claim, statement, agreement(claim, statement)) is agrees


@pytest.mark.parametrize(
    ("question", "text", "agrees"),
    [
        ("Has the cover five postmarks?", "The cover has five postmarks.", True),
        ("Has the cover five postmarks?", "The cover has three postmarks.", False),
        ("Has the cover five postmarks?", "The cover has five stamps and postmarks.", None),
        ("Has the cover more than four postmarks?", "The cover has five postmarks.", True),
        ("Has the cover at most four postmarks?", "The cover has five postmarks.", False),
        ("Has the cover more than one postmark?", "The cover has another postmark.", True),
        ("Has the cover more than one postmark?", "The cover has a postmark.", None),
        ("Has the cover postmarks?", "The cover has five postmarks.", True),
    ],
)
def test_numbers_agree_where_they_count_the_same(question, text, agrees):
    claim, statement = pair(question, text)
    assert numbers_agree(claim, agreement(claim, statement)) is agrees


@pytest.mark.parametrize(
    ("kind", "question", "text", "agrees"),
    [
        ("colour", "Is the postmark red?", "The postmark is red.", True),
        ("colour", "Is the postmark red?", "The postmark is blue.", False),
        ("colour", "Is the postmark red?", "The postmark is round.", None),
        # one of several may be so
        ("colour", "Is there a red postmark?", "The postmark is blue.", None),
        ("town", "Was the cover sent from Moscow?", "The cover was sent from Baikonur.", False),
        # who is of one nation may be of another too
        ("nation", "Was the tourist German?", "The tourist was American.", None),
        ("ordinal", "Was the tourist the first?", "The tourist was the second.", False),
        # an ordinal that names a thing is not what is claimed
        (
            "ordinal",
            "Was the stamp on the first cover?",
            "The stamp was on the second cover.",
            None,
        ),
    ],
)
def test_values_agree_where_the_same_clause_has_them(kind, question, text, agrees):
    claim, statement = pair(question, text)
    assert values_agree(kind, claim, statement, agreement(claim, statement)) is agrees


@pytest.mark.parametrize(
    ("question", "text", "ordered"),
    [
        ("Did Soyuz 4 relieve Soyuz 5?", "Soyuz 4 relieved Soyuz 5.", True),
        ("Did Soyuz 5 relieve Soyuz 4?", "Soyuz 4 relieved Soyuz 5.", False),
        ("Did Soyuz 5 relieve Soyuz 4?", "Soyuz 5 was relieved by Soyuz 4.", False),
        # joined names have no order
        ("Did Soyuz 5 and Soyuz 4 dock?", "Soyuz 4 docked with Soyuz 5.", True),
        ("Did Tito replace Shuttleworth?", "Shuttleworth replaced Tito.", False),
    ],
)
def test_names_stand_in_the_order_of_the_question(question, text, ordered):
    assert in_order(*pair(question, text), shared_record()) is ordered


@pytest.mark.parametrize(
    ("question", "text", "of_another"),
    [
        ("Is the cover rare?", "The cover bears the rare stamp.", True),
        ("Is the cover rare?", "The cover is rare.", False),
        ("Is the cover rare?", "The rare cover was sold.", False),
        ("Did the cover become rare?", "The cover bears the rare stamp.", False),
    ],
)
def test_what_only_describes_another_thing(question, text, of_another):
    assert is_said_of_another(*pair(question, text)) is of_another


@pytest.mark.parametrize(
    ("text", "ranked"),
    [
        ("Was Tito the first tourist?", True),
        ("Was the stamp on the first cover?", False),
        ("Is the first cover rare?", False),
        ("Was Tito a tourist?", False),
    ],
)
def test_an_ordinal_is_claimed_or_names_a_thing(text, ranked):
    assert is_ranked(text) is ranked


@pytest.mark.parametrize(
    ("question", "text", "fit"),
    [
        (
            "Did he land on Soyuz TMA-2?",
            "He went up on Soyuz TMA-3 and landed on Soyuz TMA-2.",
            True,
        ),
        (
            "Did he land on Soyuz TMA-3?",
            "He went up on Soyuz TMA-3 and landed on Soyuz TMA-2.",
            False,
        ),
        ("Did he land on Soyuz TMA-3?", "He landed on Soyuz TMA-3.", True),
        (
            "Did he sleep on Soyuz TMA-3?",
            "He went up on Soyuz TMA-3 and landed on Soyuz TMA-2.",
            True,
        ),
    ],
)
def test_the_event_is_that_of_the_claimed_mission(question, text, fit):
    assert events_fit(*pair(question, text), shared_record()) is fit
