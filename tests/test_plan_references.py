"""Which covers the words of a question mean, side by side."""

import pytest

from assistant.plan.references import (
    MOST_JOINED,
    Reference,
    is_dangling,
    of_kinds,
    of_missions,
    references,
    resolved,
)
from assistant.plan.tagging import tagged
from tests.real_catalogue import real_library, real_query


def tokens(question):
    library = real_library()
    return tagged(real_query(question), library.catalogue, library.record)


def covers(reference):
    return [one.id for one in resolved(reference, real_library().catalogue)]


def sides(question):
    return references(tokens(question))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # the mission is shared, the kinds are not
        (
            "the launch and the docking cover of Soyuz 10",
            (
                Reference(("Soyuz 10",), ("launch cover",)),
                Reference(("Soyuz 10",), ("docking cover",), says_cover=True),
            ),
        ),
        # the kind is shared, the missions are not
        (
            "the launch covers of Soyuz 9 and Soyuz 10",
            (
                Reference(("Soyuz 9",), ("launch cover",), says_cover=True),
                Reference(("Soyuz 10",), ("launch cover",), says_cover=True),
            ),
        ),
        ("the Houston cover", (Reference((), (), says_cover=True, words=("houston",)),)),
        # what a cover has beside it distinguishes it and is no second side
        (
            "the cover of Soyuz 4 with the miniature sheet",
            (Reference(("Soyuz 4",), (), says_cover=True, words=("miniature sheet",)),),
        ),
        ("which are", ()),
    ],
)
def test_a_question_s_covers_are_sides(question, expected):
    assert sides(question) == expected


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("the launch cover of Soyuz 10", ["soyuz-10-launch"]),
        ("the maximum card of Soyuz 4", ["soyuz-4-and-5-maxicard"]),
        # "the cover" is no card where there is a cover
        (
            "the cover of Soyuz 1",
            ["soyuz-1-launch-top", "soyuz-1-launch-centre", "soyuz-1-memorial"],
        ),
        # by its title alone, where one word singles it out
        ("the Houston cover", ["sts-60-houston-wide"]),
        ("the wombat cover", []),
        ("the cover", []),
        ("the memorial cover of Soyuz 10", []),
    ],
)
def test_a_side_is_resolved_to_the_covers_that_it_means(question, ids):
    (side,) = sides(question)
    assert covers(side) == ids


def test_a_series_is_meant_only_where_a_mission_has_nothing_else():
    catalogue = real_library().catalogue
    series = next(one for one in catalogue.covers if len(one.missions) > MOST_JOINED)
    for mission in series.missions:
        found = of_missions([mission], catalogue)
        own = [one for one in catalogue.of_mission(mission) if len(one.missions) <= MOST_JOINED]
        assert (series in found) == (own == [])


def test_covers_of_a_kind_are_those_of_it_and_else_those_whose_titles_say_so():
    catalogue = real_library().catalogue
    docking = of_kinds(catalogue.covers, ["docking cover"])
    assert {one.kind for one in docking} == {"docking cover"}
    assert of_kinds(catalogue.covers, []) == catalogue.covers


@pytest.mark.parametrize(
    ("question", "dangles"),
    [
        ("stamps on the launch cover of Soyuz 9", False),
        ("stamps on the launch and docking covers", False),
        ("stamps of the launch of Soyuz 9", True),
        ("the Soyuz 9 launch", True),
        ("stamps on the card", False),
    ],
)
def test_a_kind_before_no_cover_dangles(question, dangles):
    kept = [one for one in tokens(question) if one.role != "filler"]
    assert is_dangling(kept) is dangles


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("the miniature sheet cover of Soyuz 4", "soyuz-4-and-5-miniature-sheet-cover"),
        ("the miniature sheet of Soyuz 4", "soyuz-4-and-5-miniature-sheet"),
    ],
)
def test_a_cover_called_by_its_sheet_is_a_cover_and_the_sheet_is_another(question, meant):
    (side,) = sides(question)
    assert covers(side) == [meant]
