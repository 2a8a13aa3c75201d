"""Folders of covers checked with file and line, and covers selected as on their page."""

from __future__ import annotations

import pytest

from assistant.manage.cataloguing import catalogue_of, check_catalogue, selected
from corpus.article import CorpusError
from corpus.catalogue.queries import Criteria

ARTICLE = """---
title: My covers
slug: my-covers
missions: [Soyuz 1]
---

## The green cover of Soyuz 1

The green cover of Soyuz 1 bears the stamp s. 9001. It was cancelled on 25 April 1967 in Moscow.
"""
COVER = """[[cover]]
id = "my-green-cover"
title = "The green cover of Soyuz 1"
missions = ["Soyuz 1"]
kind = "cover"
section = "The green cover of Soyuz 1"
sentence = "The green cover of Soyuz 1 bears the stamp s. 9001."

[[cover.postmark]]
date = 1967-04-25
place = "Moscow"
sentence = "It was cancelled on 25 April 1967 in Moscow."
"""


@pytest.fixture
def home(tmp_path):
    for folder, name, text in (
        ("articles", "my-covers.md", ARTICLE),
        ("covers", "my-covers.toml", COVER),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_built_in_covers_are_all_told(tmp_path):
    found = check_catalogue(tmp_path)
    assert found.problems == ()
    assert found.covers > 80


def test_a_folder_is_checked_beside_the_built_in_covers(home):
    found = check_catalogue(home, home / "covers")
    assert (found.covers, found.stamps, found.postmarks, found.problems) == (1, 0, 0, ())
    assert [line.partition(" is in no row")[0] for line in found.missing] == [
        'my-covers, "The green cover of Soyuz 1": stamp 9001'
    ]


def test_a_value_that_no_sentence_tells_is_named_with_its_line(home):
    path = home / "covers" / "my-covers.toml"
    path.write_text(COVER.replace('"Moscow"', '"Kaluga"'), encoding="utf-8")
    (problem,) = check_catalogue(home, home / "covers").problems
    assert str(problem).startswith(f'{path}, line 11: cover "my-green-cover", postmark 1: no sent')
    assert '"kaluga" of place "Kaluga"' in str(problem)


def test_a_file_that_cannot_be_read_is_a_problem_of_its_own(home):
    path = home / "covers" / "my-covers.toml"
    path.write_text(COVER.replace("kind", "sort"), encoding="utf-8")
    found = check_catalogue(home, home / "covers")
    assert found.covers == 0
    assert str(found.problems[0]).startswith(f'{path}, line 5: unknown key "sort"')


def test_a_folder_without_covers_is_refused(tmp_path):
    with pytest.raises(CorpusError, match="there is no file of covers; give a folder"):
        check_catalogue(tmp_path, tmp_path / "none")


def test_a_data_folder_serves_its_own_covers_with_the_built_in(home):
    served = catalogue_of(home)
    assert served.refused == ()
    assert served.catalogue.covers[-1].id == "my-green-cover"
    of_mission = selected(served.catalogue, Criteria(mission="Soyuz 1"))
    assert [cover.id for cover in of_mission][-1] == "my-green-cover"


def test_covers_are_selected_by_the_filters_of_their_page(tmp_path):
    catalogue = catalogue_of(tmp_path).catalogue
    forged = selected(catalogue, Criteria(), programme="soyuz", genuine="forged")
    assert len(forged) == 4
    assert selected(catalogue, Criteria(), programme="nonsense") == ()
    newest = selected(catalogue, Criteria(kind="maxicard"), sort="newest")
    assert newest[0].id == "soyuz-11-salyut-maxicard-lower"
    titles = [cover.title for cover in selected(catalogue, Criteria(), sort="title")]
    assert titles == sorted(titles, key=str.casefold)
