"""Names of a corpus are found by how it writes them, and held against where a sentence stands."""

import numpy as np
import pytest

from assistant.retrieve.corpus_names import CorpusNames, names_in
from corpus.reading.readers import READERS
from tests.toy import toy_index

TEXTS = {
    "orel.md": "# The Orel rocket\n\nOn 4 June the Orel carried 60 cards to Halden. It fell on a "
    "barn. The maker, Ilse Roth of Halden, died in 1985.\n",
    "adler.md": "# The Adler balloon\n\nThe Adler rose from the moor near Kassel with mail. "
    "It climbed to 500 metres.\n",
}


@pytest.fixture(name="names", scope="module")
def two_articles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    articles = []
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
        articles.append(READERS[".md"](folder / name).article)
    index = toy_index(articles, ())
    return CorpusNames(index), index


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They sailed in the Adler from Kassel.", {"adler", "kassel"}),
        # what opens a sentence or a cell, and what is written small as often, is no name
        ("Rockets rose. The rocket fell | Kept by Roth. No Rocket flew.", {"roth"}),
    ],
)
def test_a_word_with_a_capital_within_a_sentence_is_a_name(text, found):
    assert names_in([text]) == found


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("How high did the Adler climb?", ("adler",)),
        # who writes no capitals may still mean a name
        ("how high did the adler climb", ("adler",)),
        # a name that the articles lack, and a number
        ("How high did the Zwaluw climb in 1931?", ("zwaluw", "1931")),
        # a people and a month are of many things
        ("Did the Belgian see it in June?", ()),
        ("What fell on the barn?", ()),
    ],
)
def test_the_names_of_a_question_are_told_by_the_corpus_or_by_their_capital(names, question, named):
    assert names[0].named(question) == named


def test_a_name_stands_for_every_sentence_of_its_article_and_no_other(names):
    corpus, index = names
    numbers = np.arange(len(index.sentences))
    found = corpus.of("How high did the Adler climb?", numbers)["article_names"]
    slugs = [passage.article for passage, _ in index.sentences]
    assert dict(zip(slugs, found.tolist(), strict=True)) == {"orel": 0.0, "adler": 1.0}
    assert set(corpus.of("What fell?", numbers)["article_names"].tolist()) == {1.0}
