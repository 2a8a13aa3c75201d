"""Which passages and headings are whose."""

import pytest

from index.outlines import Chosen, Outline, PassagesOfArticles, outlined
from tests.toy import toy_index


def test_an_article_s_headings_stand_in_order_and_its_passages_together():
    outlines = outlined(toy_index().passages)
    assert list(outlines) == ["soyuz-1", "soyuz-3", "soyuz-tm-32", "soyuz-tm-33", "glossary"]
    assert outlines["soyuz-1"] == Outline(
        "soyuz-1", "Soyuz 1", ("The flight of Soyuz 1", "The memorial cover of Soyuz 1"), 0, 2
    )
    assert outlines["glossary"] == Outline("glossary", "Glossary", ("Cachet", "Maxicard"), 7, 9)
    assert outlined([]) == {}


def test_each_article_has_its_own_passages():
    index = toy_index()
    of_articles = PassagesOfArticles(index.passages, index.outlines)
    assert len(of_articles) == 5
    for slug, passages in of_articles.items():
        assert passages == tuple(one for one in index.passages if one.article == slug)
    assert of_articles.get("no such") is None


def test_of_those_not_chosen_there_are_none():
    index = toy_index()
    chosen = Chosen(index.by_article, {"glossary": 1})
    assert list(chosen) == ["glossary"]
    assert chosen["glossary"] == index.by_article["glossary"]
    assert len(chosen) == 1
    with pytest.raises(KeyError):
        chosen["soyuz-1"]
