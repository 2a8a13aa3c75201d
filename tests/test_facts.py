"""The checklist of what the sources know: `facts/<slug>.toml`, words that stand in one sentence."""

import tomllib
from pathlib import Path

import pytest

from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders
from corpus.record.missions import MissionRecord
from index.passages import split

FACTS = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "facts").glob("*.toml"))
}
ARTICLES = sorted(path.stem for path in BUILT_IN_ARTICLES.glob("*.md"))


@pytest.fixture(scope="module")
def sentences():
    """The sentences of each article as they would be quoted, in small letters."""
    record = MissionRecord.load()
    return {
        article.slug: [
            passage.words_of(one).casefold()
            for passage in split(article, record)
            for one in passage.sentences
        ]
        for article in read_folders([BUILT_IN_ARTICLES]).articles
    }


def test_each_article_has_a_checklist_and_each_checklist_an_article():
    assert sorted(FACTS) == ARTICLES


@pytest.mark.parametrize("slug", FACTS)
def test_every_fact_stands_in_one_sentence(slug, sentences):
    lost = [
        row
        for row in FACTS[slug]["facts"]
        if not any(
            all(words.casefold() in sentence for words in row) for sentence in sentences[slug]
        )
    ]
    assert lost == []


@pytest.mark.parametrize("slug", FACTS)
def test_a_checklist_is_rows_of_words_each_once(slug):
    assert set(FACTS[slug]) == {"facts"}
    rows = [tuple(row) for row in FACTS[slug]["facts"]]
    assert all(row and all(isinstance(one, str) and one.strip() for one in row) for row in rows)
    assert len(set(rows)) == len(rows) > 0


def test_there_are_at_least_500_facts():
    assert sum(len(one["facts"]) for one in FACTS.values()) >= 500
