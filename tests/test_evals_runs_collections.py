"""The collections of other fields are whole, read without a loss, and counted plainly."""

import pytest

from corpus.reading.folder import read_folders
from evals.cases.case import Case
from evals.cases.reading import read_cases
from evals.cases.table import CaseError
from evals.runs.collections import (
    COLLECTIONS,
    COUNTS,
    TUNED,
    Count,
    collections,
    counts_of,
    is_fitted_on,
)

NAMES = ("airship-mail", "antarctic-mail", "rocket-mail")


def test_the_collections_are_known_by_their_folders(tmp_path):
    assert collections() == NAMES
    assert set(TUNED) < set(NAMES)
    with pytest.raises(CaseError, match="no collections here"):
        collections(tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_every_text_of_a_collection_is_read_and_every_case_cites_one(name):
    reading = read_folders([COLLECTIONS / name / "texts"])
    assert (len(reading.articles), reading.refused, reading.skipped) == (20, (), ())
    cases = read_cases(
        COLLECTIONS / name / "questions", {one.slug: one for one in reading.articles}
    )
    assert len(cases) == 60
    assert sum(case.abstains for case in cases) == 12
    assert {case.writer for case in cases} == {f"collection-{name}"}


@pytest.mark.parametrize(
    ("name", "fitted"),
    [
        ("collection-rocket-mail-rm-01", True),
        ("collection-airship-mail-60", False),
        ("collection-antarctic-mail-01", False),
    ],
)
def test_only_every_second_question_of_two_collections_may_be_fitted_on(name, fitted):
    assert is_fitted_on(Case(name, "Who?", form="decline")) is fitted


def test_nothing_asked_counts_as_nothing():
    assert counts_of([]) == dict.fromkeys(COUNTS, Count(0, 0))
