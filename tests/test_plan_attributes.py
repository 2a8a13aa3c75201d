"""Which plan a question about an aspect of named covers has, and what cannot be compared."""

import pytest

from assistant.plan.aspects import Aspect
from assistant.plan.attributes import comparison, of_covers, with_person
from assistant.plan.plans import Attribute, Count, CoverComparison, Rows
from assistant.plan.tagging import Role, Token, tagged
from tests.real_catalogue import real_library, real_query

MEMORIAL = ("soyuz-1-memorial",)
SOYUZ_9, SOYUZ_10 = ("soyuz-9-first-day",), ("soyuz-10-launch", "soyuz-10-docking")
TM_32, TMA_1 = ("soyuz-tm-32-launch",), ("soyuz-tma-1-launch",)


def planned(question):
    """The plan of a question whose first aspect is what it asks for."""
    library = real_library()
    tokens = tagged(real_query(question), library.catalogue, library.record)
    head = next(token for token in tokens if token.aspect)
    return of_covers(tokens, head, library.catalogue)


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        (
            "Which stamps are on the memorial cover of Soyuz 1?",
            Attribute(MEMORIAL, Rows(Aspect.STAMP)),
        ),
        (
            "How many postmarks has the memorial cover of Soyuz 1?",
            Count(Attribute(MEMORIAL, Rows(Aspect.POSTMARK))),
        ),
        # what is counted are kopeks, and the number is the stamp's own
        ("How many kopeks is the stamp on the memorial cover of Soyuz 1?", None),
        ("What is the number of the stamp on the memorial cover of Soyuz 1?", None),
        (
            "Which is rarer, the cover of Soyuz 9 or the cover of Soyuz 10?",
            CoverComparison((SOYUZ_9, SOYUZ_10), Aspect.RARITY, "more"),
        ),
        (
            "How many stamps are on the covers of Soyuz TM-32 and Soyuz TMA-1",
            CoverComparison((TM_32, TMA_1), Aspect.STAMP, "count"),
        ),
        (
            "Compare the cachets of the covers of Soyuz TM-32 and Soyuz TMA-1",
            CoverComparison((TM_32, TMA_1), Aspect.CACHET),
        ),
    ],
)
def test_an_aspect_of_named_covers_is_told_counted_or_compared(question, plan):
    assert planned(question) == plan


@pytest.mark.parametrize(
    "question",
    [
        # stamps for a flight were issued for it, and its price is another
        "stamps for Soyuz 9",
        "price of Soyuz 9",
        # of the launch, not of its cover
        "stamps of the launch of Soyuz 9",
        # the cover has no such row
        "Which blue postmarks are on the Soyuz TM-32 cover?",
        # no cover is named
        "Which stamps are on the most covers",
    ],
)
def test_what_is_not_of_a_named_cover_has_no_plan(question):
    assert planned(question) is None


@pytest.mark.parametrize(
    ("sides", "aspect", "said", "more", "plan"),
    [
        ([TM_32, TMA_1], Aspect.STAMP, (), False, CoverComparison((TM_32, TMA_1), Aspect.STAMP)),
        # the two covers of one mission are two sides
        (
            [SOYUZ_10],
            Aspect.STAMP,
            (),
            False,
            CoverComparison((SOYUZ_10[:1], SOYUZ_10[1:]), Aspect.STAMP),
        ),
        ([TM_32], Aspect.STAMP, (), False, None),
        ([TM_32, TM_32], Aspect.STAMP, (), False, None),
        (
            [TM_32, TMA_1],
            Aspect.DATE,
            ("days", "between"),
            False,
            CoverComparison((TM_32, TMA_1), Aspect.DATE, "days"),
        ),
        ([TM_32, TMA_1], Aspect.STAMP, ("days", "between"), False, None),
        (
            [TM_32, TMA_1],
            Aspect.STAMP,
            ("more",),
            True,
            CoverComparison((TM_32, TMA_1), Aspect.STAMP, "more"),
        ),
        # no cachet is more than another, and no stamp is older
        ([TM_32, TMA_1], Aspect.CACHET, ("more",), True, None),
        ([TM_32, TMA_1], Aspect.STAMP, ("older",), True, None),
        (
            [TM_32, TMA_1],
            Aspect.DATE,
            ("older",),
            True,
            CoverComparison((TM_32, TMA_1), Aspect.DATE, "more"),
        ),
    ],
)
def test_what_is_compared_and_what_cannot_be(sides, aspect, said, more, plan):
    assert comparison(sides, Rows(aspect), said, more=more) == plan


def test_rows_that_are_narrowed_are_not_compared():
    assert comparison([TM_32, TMA_1], Rows(Aspect.STAMP, colour="red"), (), more=False) is None


@pytest.mark.parametrize(
    ("aspect", "names", "rows"),
    [
        (
            Aspect.AUTOGRAPH,
            ("Dennis Tito",),
            Rows(Aspect.AUTOGRAPH, signer="Dennis Tito"),
        ),
        # whoever of two it may be has not signed
        (Aspect.AUTOGRAPH, ("Dennis Tito", "Another Tito"), None),
        (Aspect.STAMP, ("Dennis Tito",), Rows(Aspect.STAMP, words=("tito",))),
        (Aspect.PRICE, ("Dennis Tito",), None),
    ],
)
def test_a_person_signs_or_is_shown(aspect, names, rows):
    assert with_person(Rows(aspect), Token("Dennis Tito", Role.PERSON, names)) == rows
