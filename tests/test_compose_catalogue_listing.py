"""Lists and counts of covers that a plan has found: members, values, and whether all are known."""

import pytest

from assistant.answer import Computed, Found
from assistant.compose.catalogue_listing import count_of_covers, listing
from assistant.plan.plans import CoverListing
from tests.real_catalogue import real_library, real_plan, real_query


def answer(question, compose=listing):
    plan = real_plan(question)
    assert isinstance(plan, CoverListing)
    return compose(plan, real_query(question), real_library())


@pytest.mark.parametrize(
    ("question", "text", "items", "complete"),
    [
        # each with what makes it a member; another cover's stamps may not be told
        (
            "Which covers carry s. 6426?",
            "Launch covers of Soyuz TM-32, Soyuz TMA-3 and Soyuz TMA-4",
            [
                (
                    "Launch cover of Soyuz TM-32",
                    "s. 6426 (the Ostankino Television Tower in Moscow)",
                ),
                ("Launch cover of Soyuz TMA-3", "s. 6426 (the Ostankino Television Tower)"),
                ("Launch cover of Soyuz TMA-4", "s. 6426 (the Ostankino Television Tower)"),
            ],
            False,
        ),
        # by their days
        (
            "landing covers of Soyuz 11",
            "Return cover of Soyuz 11",
            [("Return cover of Soyuz 11", "30 June 1971")],
            True,
        ),
    ],
)
def test_the_members_of_a_list(question, text, items, complete):
    found = answer(question)
    assert (found.form, found.text) == ("list", text)
    assert [(one.label, one.value) for one in found.items] == items
    assert found.found == Found(len(items), len(items), complete)
    assert found.confidence == ("high" if complete else "medium")


def test_missions_are_listed_with_their_covers():
    found = answer("Which missions have the Gagarin Start postmark on their covers?")
    assert found.text == (
        "Soyuz TMA-1, Soyuz TMA-5, Soyuz TMA-6, Soyuz TMA-8, Soyuz TMA-9, Soyuz TMA-10 and "
        "Soyuz TMA-11"
    )
    assert (found.items[0].label, found.items[0].value) == (
        "Soyuz TMA-1",
        "Launch cover of Soyuz TMA-1",
    )
    # A sentence on the mark names the missions of just these covers.
    assert found.found == Found(7, 7, complete=True)


def test_suspect_covers_stand_under_what_they_are():
    found = answer("forged covers")
    assert found.text.startswith("Forged: Second forged batch: covers of Soyuz TM-20")
    assert ". Doubtful: Wide covers of STS-60 with the Houston postmark" in found.text
    assert {one.value for one in found.items} == {"forged", "doubtful"}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Which covers carry s. 6426?", "3 covers"),
        ("landing covers of Soyuz 11", "1 cover"),
        ("Which missions have the Gagarin Start postmark on their covers?", "7 missions"),
    ],
)
def test_a_count_has_its_list(question, value):
    found, whole = answer(question, count_of_covers), answer(question)
    quotes = tuple(dict.fromkeys(number for one in whole.items for number in one.quotes))
    assert (found.form, found.text) == ("computed", value)
    assert found.computed == Computed(value, whole.text, quotes)
    assert found.items == whole.items


def test_without_a_cover_there_is_no_list():
    query = real_query("Which covers?")
    assert listing(CoverListing((), ()), query, real_library()) is None
    assert count_of_covers(CoverListing((), ()), query, real_library()) is None
