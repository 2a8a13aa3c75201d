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
