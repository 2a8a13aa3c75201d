"""An operator's articles: tried, added, listed and taken away."""

from pathlib import Path

import pytest

from assistant.manage.articles import add_articles, listed_articles, remove_article
from assistant.manage.picture_sources import ADDED_ARTICLES
from corpus.article import CorpusError
from index.selection import Selection
from tests.toy import write_article

CARD = "The blue card was printed in Lindow."


@pytest.fixture
def home(tmp_path):
    """A data folder that indexes a folder of one article."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    write_article(corpus, "green-cover", "The green cover is rare.")
    home = tmp_path / "home"
    home.mkdir()
    Selection((corpus,)).keep(home)
    return home


@pytest.fixture
def scattered(tmp_path):
    """Two folders in one, each with an article of the same file name."""
    folder = tmp_path / "mine"
    for name, words in (("1961", CARD), ("1962", "The red card is lost.")):
        (folder / name).mkdir(parents=True)
        (folder / name / "index.txt").write_text(f"{words}\n", encoding="utf-8")
    return folder


def kept(home):
    return sorted(str(path.relative_to(home)) for path in home.rglob("*.txt"))


def test_a_dry_run_reads_and_copies_nothing(home, scattered):
    (scattered / "page.html").write_text("<nav>Start</nav><h1>Orel</h1><p>It came.</p>")
    reading = add_articles(home, [scattered], dry_run=True)
    assert [article.slug for article in reading.articles] == ["index", "1962-index", "page"]
    assert reading.left_out[2] == ('the page around the text: "Start"',)
    assert not (home / ADDED_ARTICLES).exists()


def test_a_list_tells_what_was_left_out_of_each_file(home, tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<nav>Start</nav><h1>Orel</h1><p>It came.</p>")
    add_articles(home, [page])
    left_out = {one.article.slug: one.left_out for one in listed_articles(home)}
    assert left_out == {"green-cover": (), "page": ('the page around the text: "Start"',)}


def test_the_same_name_in_two_folders_is_two_articles(home, scattered):
    reading = add_articles(home, [scattered])
    assert reading.refused == ()
    assert kept(home) == ["articles/1961/index.txt", "articles/1962/index.txt"]
    listed = {one.article.slug: one.article.text for one in listed_articles(home) if one.is_added}
    assert listed == {"index": CARD, "1962-index": "The red card is lost."}


def test_two_files_of_one_name_that_are_given_together_are_both_kept(home, scattered):
    add_articles(home, [scattered / "1961" / "index.txt", scattered / "1962" / "index.txt"])
    assert kept(home) == ["articles/1962/index.txt", "articles/index.txt"]


def test_names_that_differ_in_a_letter_alone_are_both_kept(home, tmp_path):
    for name in ("Lindow", "Líndow"):
        (tmp_path / f"{name}.txt").write_text(f"{CARD} {name}.", encoding="utf-8")
    add_articles(home, [tmp_path / "Lindow.txt", tmp_path / "Líndow.txt"])
    slugs = [one.article.slug for one in listed_articles(home) if one.is_added]
    assert len(set(slugs)) == 2
    assert "lindow" in slugs


@pytest.mark.parametrize("name", ["1962-index", "FILE"])
def test_an_added_article_goes_by_its_slug_or_its_file(home, scattered, name):
    add_articles(home, [scattered])
    file = home / ADDED_ARTICLES / "1962" / "index.txt"
    removed = remove_article(home, str(file) if name == "FILE" else name)
    assert removed.article.text == "The red card is lost."
    assert kept(home) == ["articles/1961/index.txt"]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("nothing", "no article has this slug or file"),
        ("index.txt", "several articles have this file name; name one of index, 1962-index"),
        ("green-cover", "was not added but comes from .*corpus; remove it there"),
    ],
)
def test_what_cannot_be_removed_stays_and_says_why(home, scattered, name, problem):
    add_articles(home, [scattered])
    with pytest.raises(CorpusError, match=problem):
        remove_article(home, name)
    assert len(kept(home)) == 2
    assert any(Path(one.file).name == "green-cover.md" for one in listed_articles(home))
