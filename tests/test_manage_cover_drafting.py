"""Rows drafted from an article: every value told, every sentence shown, nothing invented."""

from __future__ import annotations

import tomllib

import pytest
from catalogue_toy import DOVE, toy_articles, toy_catalogue

from assistant.manage.cover_drafting import NothingToDraft, drafted
from corpus.article import article_from_blocks
from corpus.catalogue.checking import untold_values
from corpus.catalogue.reading import read_catalogue
from corpus.catalogue.schema import Catalogue
from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders
from corpus.record.missions import MissionRecord
from index.passages import split

RECORD = MissionRecord.load()
ARTICLES = read_folders([BUILT_IN_ARTICLES]).articles


def rows(*sentences: str, heading: str = "The launch cover of Soyuz 1") -> dict:
    article = article_from_blocks(
        slug="mine",
        title="Mine",
        missions=["Soyuz 1"],
        blocks=[("heading", heading), ("paragraph", " ".join(sentences))],
    )
    (cover,) = tomllib.loads(drafted(article, Catalogue(), RECORD))["cover"]
    return cover


def test_a_heading_gives_name_title_kind_and_mission():
    cover = rows("It has a cachet.")
    assert cover["id"] == "launch-cover-of-soyuz-1"
    assert cover["title"] == "Launch cover of Soyuz 1"
    assert (cover["kind"], cover["missions"]) == ("launch cover", ["Soyuz 1"])
    assert cover["section"] == "The launch cover of Soyuz 1"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("The maxicards of Soyuz 1", "maxicard"),
        ("A return cover", "landing cover"),
        ("The miniature sheet cover of Soyuz 1", "miniature sheet"),
        ("A cover", "cover"),
    ],
)
def test_the_kind_is_the_longest_that_the_heading_names(heading, kind):
    assert rows("It has a cachet.", heading=heading)["kind"] == kind


def test_each_stamp_number_is_a_row_with_its_sentence():
    told = "The cover bears the stamps s. 6432 and 6874c."
    assert rows(told)["stamp"] == [
        {"number": "s. 6432", "sentence": told},
        {"number": "6874c", "sentence": told},
    ]


def test_a_postmark_takes_day_colour_town_wording_and_letter():
    told = 'A Purple cancel of Baikonur reads "Field Post", with prefix "a", on 30 October 2002.'
    (mark,) = rows(told)["postmark"]
    assert mark["date"].isoformat() == "2002-10-30"
    assert (mark["colour"], mark["place"], mark["letter"]) == ("purple", "Baikonur", "a")
    assert mark["wording"] == ["Field Post"]


def test_a_rubber_stamp_is_a_handstamp_and_no_stamp():
    cover = rows('The red rubber stamp of the cover reads "First expedition".')
    assert cover["handstamp"][0]["text"] == ["First expedition"]
    assert "stamp" not in cover


def test_signers_and_people_in_the_cachet_are_as_the_sentence_writes_them():
    cover = rows("It is signed by Krikalev and Flade.", "The cachet shows Sergei Krikalev.")
    assert [one["person"] for one in cover["autograph"]] == ["Krikalev", "Flade"]
    assert cover["cachet"]["people"] == ["Sergei Krikalev"]


def test_a_sentence_without_a_value_is_kept_as_a_comment():
    article = article_from_blocks(
        slug="mine",
        title="Mine",
        blocks=[("heading", "A cover"), ("paragraph", "It has a cachet. The paper is thin.")],
    )
    assert "# No value found in: The paper is thin." in drafted(article, Catalogue(), RECORD)


def test_where_no_heading_names_a_cover_the_sentences_do():
    article = article_from_blocks(
        slug="mine",
        title="Soyuz 1",
        blocks=[("heading", "My find"), ("paragraph", "The envelope has a red postmark.")],
    )
    (cover,) = tomllib.loads(drafted(article, Catalogue(), RECORD))["cover"]
    assert (cover["section"], cover["title"]) == ("My find", "My find")


def test_sections_that_have_their_cover_are_drafted_only_when_asked(tmp_path):
    dove = next(article for article in toy_articles() if article.slug == DOVE)
    with pytest.raises(NothingToDraft, match="has its cover; --all drafts them again"):
        drafted(dove, toy_catalogue(tmp_path), RECORD)
    assert "[[cover]]" in drafted(dove, toy_catalogue(tmp_path), RECORD, every=True)


def test_an_article_without_covers_gives_nothing():
    article = article_from_blocks(slug="mine", title="M", blocks=[("paragraph", "It rained.")])
    with pytest.raises(NothingToDraft, match='no section of "mine" tells of a cover'):
        drafted(article, Catalogue(), RECORD)


def test_drafts_of_all_articles_can_be_read_and_are_told_and_show_every_sentence(tmp_path):
    read = 0
    for article in ARTICLES:
        try:
            text = drafted(article, Catalogue(), RECORD)
        except NothingToDraft:
            continue
        folder = tmp_path / article.slug
        folder.mkdir()
        (folder / f"{article.slug}.toml").write_text(text, encoding="utf-8")
        catalogue = read_catalogue([folder], ARTICLES)
        assert untold_values(catalogue) == ()
        described = {cover.section for cover in catalogue.covers}
        shown = text.replace('\\"', '"')
        assert [
            sentence
            for passage in split(article, RECORD)
            if passage.section in described
            for sentence in map(passage.words_of, passage.sentences)
            if sentence not in shown
        ] == []
        read += len(catalogue.covers)
    assert read > 80
