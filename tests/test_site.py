"""How a collection presents itself: `site.toml`, and the words where there is none."""

import pytest

from corpus.article import CorpusError
from corpus.site import BUILT_IN_SITE, PLAIN_SITE, Site, served_site


def test_other_articles_are_not_presented_as_the_built_in_ones(tmp_path):
    assert served_site((), (tmp_path,)) == BUILT_IN_SITE
    assert served_site((tmp_path,), (tmp_path,)) == PLAIN_SITE
    assert "cover" not in f"{PLAIN_SITE.title} {PLAIN_SITE.sentence}"


def test_a_collection_gives_its_title_sentence_and_examples(tmp_path):
    own, home = tmp_path / "own", tmp_path / "home"
    for folder in (own, home):
        folder.mkdir()
    (own / "site.toml").write_text(
        'title = "Sledge mail"\nsentence = "What 20 articles tell."\nexamples = ["Who drove?"]\n'
    )
    assert served_site((own,), (own, home)) == Site(
        "Sledge mail", "What 20 articles tell.", ("Who drove?",)
    )
    (home / "site.toml").write_text('title = "Dogs"\n')
    assert served_site((own,), (own, home)).title == "Dogs"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('titel = "A"', 'line 1: unknown key "titel"'),
        ("title = 3", "line 1: "),
        (f'\ntitle = "{"a" * 500}"', 'line 2: "title" has more than 400 characters'),
    ],
)
def test_a_broken_site_is_refused_with_its_line(tmp_path, text, problem):
    (tmp_path / "site.toml").write_text(text)
    with pytest.raises(CorpusError, match=problem):
        served_site((), (tmp_path,))
