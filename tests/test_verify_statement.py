"""What a sentence tells, clause by clause, and which of its words it denies or hedges."""

import pytest

from assistant.verify.statement import Told, numbers_in, statement_of, values_in
from tests.toy import shared_record


def statement(text, heading="", missions=()):
    return statement_of(Told(text, heading, missions), shared_record())


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "Soyuz 9 landed on 19 June 1970, but its crew was not well; three stamps were lost.",
            [
                "Soyuz 9 landed on 19 June 1970",
                "but its crew was not well",
                " three stamps were lost.",
            ],
        ),
        ("It was launched and was lost.", ["It was launched", " and was lost."]),
        # what is joined by "and" alone is one clause
        ("The stamp and the postmark are rare.", ["The stamp and the postmark are rare."]),
    ],
)
def test_a_sentence_is_parted_where_a_new_verb_begins(text, clauses):
    assert [one.text for one in statement(text).clauses] == clauses


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("None of its crew survived.", {"crew", "surviv"}),
        ("The crew did not dock.", {"dock"}),
        ("The pilot failed to dock.", {"dock"}),
        # up to a comma
        ("It was not rare, in Moscow.", {"rare"}),
        # these deny nothing
        ("Not only the cover is rare.", set()),
        ("It landed no later than 1970.", set()),
        ("The cover is rare.", set()),
    ],
)
def test_what_stands_behind_a_denial_is_denied(text, denied):
    (clause,) = statement(text).clauses
    assert clause.denied == denied
    assert clause.denies is bool(denied)


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("The source says that it was lost.", {"hedged"}),
        ("Some of the covers are rare.", {"partial"}),
        ("although it was lost", {"conceding"}),
        ("It was lost.", set()),
    ],
)
def test_how_a_clause_is_told(text, flags):
    (clause,) = statement(text).clauses
    assert {one for one in ("hedged", "partial", "conceding") if getattr(clause, one)} == flags


def test_what_a_sentence_is_about_is_told_by_its_heading_too():
    told = statement("Tito landed on 6 May 2001.", "The flight of Soyuz TM-32", ("Soyuz TM-31",))
    assert told.own_missions == ()
    assert told.missions == {"Soyuz TM-31", "Soyuz TM-32"}
    assert told.people == (("Dennis Tito",),)
    assert [(one.year, one.month, one.day) for one in told.dates] == [(2001, 5, 6)]
    assert told.has("flight")
    assert told.has("land")
    assert not told.has("dock")
    assert not told.stations
    assert statement("It docked with Mir.").stations


def test_the_numbers_of_a_clause_are_beside_its_days():
    (clause,) = statement("On 6 May 2001 five postmarks and 20 covers were sold.").clauses
    assert numbers_in(clause) == (("5", "postmark"), ("20", "cover"))


def test_the_values_of_a_text():
    assert values_in("The Red mark is from Moscow.", "colour") == {"red"}
    assert values_in("The Red mark is from Moscow.", "town") == {"moscow"}
    assert values_in("The Red mark is from Moscow.", "nation") == frozenset()
