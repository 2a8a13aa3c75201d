"""What is catalogued goes with the sentence that told it, and nothing else does."""

from dataclasses import replace

import pytest

from corpus.article import article_from_blocks
from corpus.catalogue.schema import Catalogue
from corpus.catalogue.standing import standing
from tests import catalogue_toy as toy


@pytest.fixture
def catalogue(tmp_path):
    return toy.toy_catalogue(tmp_path)


def articles(without=""):
    """The toy's articles by slug, one sentence of the first replaced by another."""
    dove, marks = toy.toy_articles()
    blocks = [
        (block.kind, dove.text[block.start : block.end].replace(without or "\0", "It rained."))
        for block in dove.blocks
    ]
    edited = article_from_blocks(slug=dove.slug, title=dove.title, blocks=blocks)
    return {edited.slug: edited, marks.slug: marks}


def test_a_catalogue_stands_whole_in_the_articles_it_was_made_from(catalogue):
    assert standing(catalogue, articles()) == catalogue


def test_nothing_stands_without_the_articles(catalogue):
    assert standing(catalogue, {}) == Catalogue()


def test_a_row_goes_with_its_sentence_and_takes_no_other_with_it(catalogue):
    launch = standing(catalogue, articles(toy.SIGNED)).cover("dove-1-launch")
    whole = catalogue.cover("dove-1-launch")
    assert launch == replace(whole, cachet=None, autographs=())


def test_a_row_of_several_sentences_goes_with_any_of_them(catalogue):
    kept = standing(catalogue, articles(toy.STAMPED))
    launch = kept.cover("dove-1-launch")
    assert (launch.stamps, launch.postmarks) == ((), ())
    assert kept.stamp("s. 6777") is None


def test_a_cover_goes_with_the_sentence_that_introduces_it(catalogue):
    kept = standing(catalogue, articles(toy.LANDED))
    assert [cover.id for cover in kept.covers] == ["dove-1-launch", "dove-card"]


def test_a_section_that_is_gone_is_not_referred_to(catalogue):
    dove = toy.toy_articles()[0]
    bare = article_from_blocks(
        slug=dove.slug, title=dove.title, blocks=[("paragraph", toy.INTRODUCED)]
    )
    launch = standing(catalogue, {dove.slug: bare}).cover("dove-1-launch")
    assert (launch.section, launch.also, launch.stamps) == ("", (), ())
