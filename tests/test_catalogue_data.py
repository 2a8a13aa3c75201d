"""The covers that come with the articles: every value is told, and nothing told is missing."""

from __future__ import annotations

import json

from corpus.catalogue.attributes import attributes
from corpus.catalogue.checking import (
    numbers_without_stamp,
    sections_without_cover,
    stray_cancels,
    untold_values,
)
from corpus.catalogue.exporting import catalogue_from_json, catalogue_to_json
from corpus.catalogue.gaps import ArticleSentence, gaps
from corpus.catalogue.queries import Criteria, facets, select
from corpus.catalogue.reading import BUILT_IN_COVERS, read_catalogue
from corpus.catalogue.schema import SectionReference
from corpus.catalogue.sentences import span_of
from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders
from corpus.record.missions import MissionRecord
from index.passages import split

ARTICLES = read_folders([BUILT_IN_ARTICLES]).articles
CATALOGUE = read_catalogue([BUILT_IN_COVERS], ARTICLES)

# Sections whose headings name covers and that describe none.
NO_COVER = {
    # It says who told of the forged covers.
    SectionReference("soyuz-tm-21", "Sergei Chizhov's open letter on the Soyuz TM-21 covers"),
}

# What sentences on marks tell that is on no cover and in no mark: (article, value) → why.
NOT_ON_A_COVER = {
    ("baikonur-postmarks", "8674d"): "the source's number for s. 6874d, two digits swapped",
    ("soyuz-tma-10", "8674d"): "the source's number for s. 6874d, two digits swapped",
    ("soyuz-tma-7", "6630"): "the source's number for what is likelier s. 6430",
    ("soyuz-tma-7", "6425"): "the first number of a range, for comparison",
    ("soyuz-tma-7", "6432"): "the last number of a range, for comparison",
    ("soyuz-tma-2", "6634b"): "on the cover of Soyuz TMA-1, for comparison",
    ("baikonur-postmarks", "now has a prefix"): "the source's words on a mark, not the mark's",
    ("soyuz-6-7-and-8", "all four"): "the source's words on the covers, not a mark's",
    ("baikonur-postmarks", "13 October 2008"): "no day: Soyuz TMA-13 of October 2008",
    ("forgeries", "3 May 2003"): "an undocking that the purple cancel does not fit",
    ("forgeries", "4 May 2003"): "the same undocking, in Moscow time",
    ("forgeries", "4 May"): "the same undocking, in Moscow time",
    ("soyuz-tma-2", "3 May 2003"): "an undocking that the purple cancel does not fit",
    ("glossary", "11 October 1971"): "the end of Salyut 1, for comparison",
    ("soyuz-11", "11 October 1971"): "the end of Salyut 1, for comparison",
    ("soyuz-11", "30 June 1971"): "the landing, for comparison with a maxicard",
    ("mir-mail", "4 February 1993"): "the Znamya experiment, not the mark on its cards",
    ("soyuz-tm-14", "2 October 1991"): "the launch of Soyuz TM-13, for comparison",
    ("mir-mail", "1038"): "how many covers were postmarked",
    ("soyuz-tm-14", "300"): "how many items were cancelled",
}


def test_the_words_of_every_value_stand_in_its_sentences():
    assert [str(untold) for untold in untold_values(CATALOGUE)] == []


def test_every_sentence_lies_in_one_that_the_index_has():
    """Otherwise an answer could not quote it; a note is one sentence of the index."""
    record = MissionRecord.load()
    by_slug = {article.slug: article for article in ARTICLES}
    known = {
        article.slug: [
            (one.start, one.end) for passage in split(article, record) for one in passage.sentences
        ]
        for article in ARTICLES
    }
    rows = [row for cover in CATALOGUE.covers for row in attributes(cover, CATALOGUE)]
    told = {
        telling
        for row in (*CATALOGUE.stamps, *CATALOGUE.postmarks, *CATALOGUE.covers, *rows)
        for telling in row.tellings
    }
    spans = {telling: span_of(telling, by_slug[telling.article]) for telling in told}
    assert [
        telling
        for telling, (start, end) in spans.items()
        if not any(first <= start and end <= last for first, last in known[telling.article])
    ] == []


def test_a_postmark_strikes_stamps_that_its_cover_carries():
    assert [str(stray) for stray in stray_cancels(CATALOGUE)] == []


def test_every_section_on_a_cover_card_or_sheet_has_its_cover():
    assert set(sections_without_cover(CATALOGUE, ARTICLES)) == NO_COVER


def test_every_stamp_number_of_the_articles_is_catalogued():
    assert numbers_without_stamp(CATALOGUE, ARTICLES) == ()


def test_no_stamp_number_postmark_date_wording_or_signer_of_the_articles_is_missing():
    record = MissionRecord.load()
    told = [
        ArticleSentence(passage.article, passage.section, passage.words_of(sentence))
        for article in ARTICLES
        for passage in split(article, record)
        for sentence in passage.sentences
    ]
    missing = {(gap.told.article, gap.value): str(gap) for gap in gaps(CATALOGUE, told, record)}
    assert [text for place, text in missing.items() if place not in NOT_ON_A_COVER] == []
    assert [place for place in NOT_ON_A_COVER if place not in missing] == []


def test_every_shared_mark_is_on_a_cover_but_for_one_that_none_is_told_of():
    alone = [one.id for one in CATALOGUE.postmarks if not CATALOGUE.with_mark(one.id)]
    assert alone == ["mir-dated-1991"]


def test_no_two_covers_have_one_title():
    titles = [cover.title for cover in CATALOGUE.covers]
    assert sorted(set(titles)) == sorted(titles)


def test_every_stamp_number_on_a_cover_is_a_catalogued_stamp():
    numbers = {stamp.number for cover in CATALOGUE.covers for stamp in cover.stamps}
    assert [one for one in sorted(numbers) if one and CATALOGUE.stamp(one) is None] == []


def test_every_facet_value_selects_as_many_covers_as_it_counts():
    wrong = [
        (facet.name, value)
        for facet in facets(CATALOGUE)
        for value in facet.values
        if len(select(CATALOGUE, criteria(facet.name, value.value))) != value.count
    ]
    assert wrong == []


def criteria(name, value):
    return Criteria(**{name: int(value) if name == "year" else value})


def test_every_cover_is_found_by_its_own_description():
    lost = [
        cover.id
        for cover in CATALOGUE.covers
        if cover not in select(CATALOGUE, Criteria(text=cover.title))
    ]
    assert lost == []


def test_the_catalogue_comes_back_from_json_as_it_was():
    written = json.dumps(catalogue_to_json(CATALOGUE))
    assert catalogue_from_json(json.loads(written)) == CATALOGUE
