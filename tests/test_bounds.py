"""Titles, slugs, authors, headings and sentences have bounds, and their offsets stay true."""

import pytest

from assistant.answer import MAX_QUOTES
from corpus.article import CorpusError, article_from_blocks
from corpus.reading.readers import READERS
from corpus.slugs import slug_of
from index.passages import split
from index.words import MAX_SENTENCE_CHARACTERS, sentences
from tests.toy import shared_record, toy_assistant, write_article
from tests.web_toy import PAGE, serving

COVER = "The green cover was cancelled in Lindow."


@pytest.mark.parametrize("title", ["9" * 4_301, "Soyuz " + "9" * 100_000])
def test_the_list_of_articles_takes_a_number_of_any_length(tmp_path, title):
    others = ["Soyuz 10", "Soyuz 9", "Soyuz 009"]
    articles = [
        article_from_blocks(slug=f"a{number}", title=one, blocks=[("paragraph", COVER)])
        for number, one in enumerate([title, *others])
    ]
    with serving(tmp_path, toy_assistant(articles, ())) as client:
        page = client.get("/articles", headers=PAGE)
    assert page.status_code == 200
    assert page.text.index("Soyuz 9<") < page.text.index("Soyuz 10<")


@pytest.mark.parametrize(
    ("key", "value", "most"),
    [
        ("title", "t" * 201, 200),
        ("slug", "s" * 101, 100),
        ("author", "a" * 201, 200),
        ("period", "p" * 201, 200),
        ("missions", f"[{'m' * 201}]", 200),
        ("sources", f"[{{author: {'a' * 201}, title: t}}]", 200),
    ],
)
def test_what_is_too_long_in_the_front_matter_is_refused_by_line(tmp_path, key, value, most):
    fields = {"title": "t", "slug": "s"} | {key: value}
    path = tmp_path / "a.md"
    front = "\n".join(f"{name}: {one}" for name, one in fields.items())
    path.write_text(f"---\n{front}\n---\n\n{COVER}\n", encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        READERS[".md"](path)
    assert caught.value.problem == f'"{key}" has more than {most} characters; shorten it'
    assert caught.value.line == 2 + [*fields].index(key)


def test_the_title_and_slug_of_raw_text_are_cut(tmp_path):
    path = tmp_path / ("n" * 240 + ".txt")
    path.write_text(f"{'w' * 5_000}\n\n{COVER}\n", encoding="utf-8")
    article = READERS[".txt"](path).article
    assert article.title == "w" * 200
    assert len(article.slug) == 100
    assert slug_of("n" * 240) != slug_of("n" * 241)


def test_a_heading_of_a_page_is_a_paragraph():
    words = "word " * 100
    article = article_from_blocks(
        slug="s", title="t", blocks=[("heading", words.strip()), ("paragraph", COVER)]
    )
    assert [block.kind for block in article.blocks] == ["paragraph", "paragraph"]


@pytest.mark.parametrize("unit", ["word ", "w", "word\n", "\u0301e"])
def test_a_sentence_without_an_end_is_cut_and_loses_no_word(unit):
    text = (unit * 12_000).strip()
    spans = sentences(text)
    assert all(0 < end - start <= MAX_SENTENCE_CHARACTERS for start, end in spans)
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize("kind", ["note", "roster", "item", "paragraph"])
def test_a_reply_is_bounded_whatever_the_article(kind):
    text = ("The green cover was cancelled in Lindow and " * 2_000).strip()
    article = article_from_blocks(slug="s", title="Green", blocks=[(kind, text)])
    for passage in split(article, shared_record()):
        for sentence in passage.sentences:
            assert 0 < sentence.end - sentence.start <= MAX_SENTENCE_CHARACTERS
            assert article.text[sentence.start : sentence.end] == passage.words_of(sentence)
    reply = toy_assistant([article], ()).ask("Where was the green cover cancelled?")
    assert len(reply.text) <= MAX_QUOTES * MAX_SENTENCE_CHARACTERS


def test_an_article_at_the_bounds_is_read(tmp_path):
    path = write_article(tmp_path, "s" * 100, COVER, "t" * 200)
    assert READERS[".md"](path).article.title == "t" * 200
