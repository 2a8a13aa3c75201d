"""A title that is said whole means its cover, whatever else its words could mean."""

from __future__ import annotations

import pytest

from assistant.plan.aspects import Aspect
from assistant.plan.plans import Attribute, Rows
from assistant.plan.tagging import Role, Token
from assistant.plan.titles import with_title
from corpus.catalogue.schema import Catalogue, Cover, Telling
from tests.real_catalogue import real_plan

TOLD = (Telling("soyuz-4", "It is told."),)
CATALOGUE = Catalogue(
    (
        Cover("four", "Launch cover of Soyuz 4", "cover", "soyuz-4", "", TOLD),
        Cover("both", "Launch cover of Soyuz 4 and Soyuz 5", "cover", "soyuz-4", "", TOLD),
        Cover("card", "Card of Soyuz 4: a set", "cover", "soyuz-4", "", TOLD),
        Cover("twin", "Sheet of Soyuz 4, blue", "cover", "soyuz-4", "", TOLD),
        Cover("twins", "Sheet of Soyuz 4, red", "cover", "soyuz-4", "", TOLD),
    )
)
FILLERS = frozenset("is are on the of".split())


def tokens(text):
    roles = {"which": Role.ASK, "stamps": Role.ASPECT, "odd": Role.WORD}
    return tuple(
        Token(word, roles.get(word, Role.FILLER if word in FILLERS else Role.WORD))
        for word in text.split()
    )


@pytest.mark.parametrize(
    ("text", "cover"),
    [
        ("which stamps are on the launch cover of soyuz 4", "four"),
        ("which stamps are on the launch cover of soyuz 4 and soyuz 5", "both"),
        ("which stamps are on the card of soyuz 4", "card"),
        ("which stamps are on the sheet of soyuz 4 red", "twins"),
        # two have this name, another word may narrow it, and the title is not whole
        ("which stamps are on the sheet of soyuz 4", None),
        ("which odd stamps are on the card of soyuz 4", None),
        ("which stamps are on the launch cover", None),
    ],
)
def test_the_longest_title_counts_where_nothing_else_is_said(text, cover):
    found = with_title(tokens(text), CATALOGUE)
    assert (found and [one.values for one in found if one.role is Role.TITLE]) == (
        cover and [(cover,)]
    )


@pytest.mark.parametrize(
    ("question", "cover", "aspect"),
    [
        # a person of the title signs nothing, and a flight within it is no second cover's
        (
            "What cancels does the memorial cover of Soyuz 1 for Vladimir Komarov have?",
            "soyuz-1-memorial",
            Aspect.POSTMARK,
        ),
        ("How was the docking cover of Soyuz 11 postmarked?", "soyuz-11-docking", Aspect.POSTMARK),
        ("How is the launch cover of Soyuz TM-32 franked?", "soyuz-tm-32-launch", Aspect.STAMP),
        ("How was the Soyuz TM-32 cover cancelled?", "soyuz-tm-32-launch", Aspect.POSTMARK),
    ],
)
def test_what_is_on_a_cover_that_is_named_whole_is_read_from_its_rows(question, cover, aspect):
    assert real_plan(question) == Attribute((cover,), Rows(aspect))


@pytest.mark.parametrize(
    "question",
    [
        "How was the parachute of Soyuz 1 packed?",
        "How did the launch cover of Soyuz TM-32 get cancelled in Baikonur?",
        "How far was the cover flown?",
    ],
)
def test_other_ways_and_means_are_left_to_the_sentences(question):
    assert real_plan(question) is None
