"""An operator's covers beside the built-in ones: read with them, and no bad file loses another."""

from __future__ import annotations

import pytest
from catalogue_toy import DOVE, LANDED, MARKS, STRUCK, toy_articles, toy_catalogue

from corpus.catalogue.serving import served_catalogue, with_own_covers

ARTICLES = {article.slug: article for article in toy_articles()}
OWN = f"""
[[cover]]
id = "my-dove"
title = "My own cover of Dove 1"
missions = ["Dove 1"]
kind = "landing cover"
section = "The landing cover of Dove 1"
sentence = "{LANDED}"

[[cover.postmark]]
mark = "dove-start"
sentence = "{STRUCK}"
"""


@pytest.fixture
def built_in(tmp_path):
    (tmp_path / "built-in").mkdir()
    return toy_catalogue(tmp_path / "built-in")


def own(tmp_path, **files):
    folder = tmp_path / "covers"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_cover_of_ones_own_stands_beside_the_others_and_carries_their_marks(tmp_path, built_in):
    served = with_own_covers(built_in, own(tmp_path, **{DOVE: OWN}), ARTICLES)
    assert served.refused == ()
    assert served.catalogue.covers[:-1] == built_in.covers
    assert [one.id for one in served.catalogue.with_mark("dove-start")] == [
        "dove-1-launch",
        "my-dove",
    ]


def test_without_a_folder_nothing_changes(tmp_path, built_in):
    served = with_own_covers(built_in, tmp_path / "none", ARTICLES)
    assert (served.catalogue, served.refused) == (built_in, ())


def test_a_broken_file_is_named_and_the_rest_goes_on(tmp_path, built_in):
    folder = own(tmp_path, **{DOVE: OWN, "another": "[[cover]\n", MARKS: OWN.replace("my", "our")})
    served = with_own_covers(built_in, folder, ARTICLES)
    assert [one.id for one in served.catalogue.covers[len(built_in.covers) :]] == ["my-dove"]
    broken, elsewhere = map(str, served.refused)
    assert broken.startswith(f"{folder / 'another.toml'}, line 1: broken TOML")
    assert "dove-marks.toml, line" in elsewhere


def test_a_name_that_is_taken_is_refused_with_its_holder(tmp_path, built_in):
    taken = OWN.replace("my-dove", "dove-1-launch")
    served = with_own_covers(built_in, own(tmp_path, **{DOVE: taken}), ARTICLES)
    assert served.catalogue == built_in
    assert 'taken by the cover "Launch cover of Dove 1"; give another' in str(served.refused[0])


def test_marks_of_ones_own_are_read_before_the_covers_that_carry_them(tmp_path, built_in):
    marks = (
        f'[[postmark]]\nid = "my-mark"\nname = "my mark"\narticle = "{DOVE}"\n'
        f'section = ""\nsentence = "{STRUCK}"\n'
    )
    covers = OWN.replace("dove-start", "my-mark")
    served = with_own_covers(
        built_in, own(tmp_path, **{DOVE: covers, "postmarks": marks}), ARTICLES
    )
    assert served.refused == ()
    assert served.catalogue.postmark("my-mark").section == ""


def test_other_articles_serve_nothing_of_the_built_in_covers():
    assert served_catalogue(ARTICLES).covers == ()
