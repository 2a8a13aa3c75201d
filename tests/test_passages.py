"""Passages: exact offsets over everything that is indexed, their size, and names that stay."""

from dataclasses import replace
from itertools import pairwise

import pytest
from toy import ARTICLES as TOY

from corpus.article import article_from_blocks
from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders
from corpus.record.article import record_article
from corpus.record.missions import MissionRecord
from index.passages import (
    MAX_PASSAGE_WORDS,
    MIN_PASSAGE_WORDS,
    passage_text_to_search,
    sentence_text_to_embed,
    split,
)
from index.words import sentences

RECORD = MissionRecord.load()
BUILT_IN = {
    article: split(article, RECORD)
    for article in (*read_folders([BUILT_IN_ARTICLES]).articles, record_article(RECORD))
}


def words(count, end="."):
    return " ".join(["word"] * (count - 1) + [f"last{end}"]).capitalize()


def article_of(*blocks):
    return article_from_blocks(slug="a", title="A", blocks=blocks)


def sizes(*blocks):
    return [
        (passage.kind, len(passage.text.split())) for passage in split(article_of(*blocks), RECORD)
    ]


def test_every_built_in_passage_is_its_slice_of_the_article():
    for article, passages in BUILT_IN.items():
        for passage in passages:
            assert article.text[passage.start : passage.end] == passage.text
            for one in passage.sentences:
                assert article.text[one.start : one.end] == passage.words_of(one)


def test_every_built_in_sentence_is_in_exactly_one_passage():
    for article, passages in BUILT_IN.items():
        expected = []
        for block in article.blocks:
            text = article.text[block.start : block.end]
            if block.kind in ("note", "roster"):  # quoted whole
                expected.append((block.start, block.end))
            elif block.kind != "heading":
                expected += [
                    (block.start + start, block.start + end) for start, end in sentences(text)
                ]
        found = [(one.start, one.end) for passage in passages for one in passage.sentences]
        assert found == expected, article.slug


def test_no_built_in_word_outside_the_headings_is_left_out():
    for article, passages in BUILT_IN.items():
        kept = "".join(
            "".join(passage.words_of(one).split())
            for passage in passages
            for one in passage.sentences
        )
        assert kept == "".join(
            "".join(article.text[block.start : block.end].split())
            for block in article.blocks
            if block.kind != "heading"
        )


def test_built_in_passages_are_in_order_and_never_cross_a_section():
    for article, passages in BUILT_IN.items():
        assert all(one.end <= other.start for one, other in pairwise(passages))
        for passage in passages:
            section = article.section_at(passage.start)
            assert section.heading == passage.section
            assert passage.end <= section.end


def test_no_built_in_passage_is_longer_than_the_limit():
    assert [
        passage.id
        for passages in BUILT_IN.values()
        for passage in passages
        if len(passage.text.split()) > MAX_PASSAGE_WORDS and len(passage.sentences) > 1
    ] == []


def test_a_built_in_passage_is_short_only_where_no_neighbour_has_room():
    """Notes and crew lists stand alone, so they part the text around them."""
    short = []
    for article, passages in BUILT_IN.items():
        for one, other in pairwise(passages):
            if one.kind == other.kind == "text" and one.section == other.section:
                counts = [len(passage.text.split()) for passage in (one, other)]
                if min(counts) < MIN_PASSAGE_WORDS and sum(counts) <= MAX_PASSAGE_WORDS:
                    short.append((article.slug, one.section, counts))
    assert short == []


def test_every_built_in_passage_has_a_name_of_its_own():
    names = [passage.id for passages in BUILT_IN.values() for passage in passages]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        # short paragraphs join until they are long enough
        (
            [("paragraph", words(30)), ("paragraph", words(30)), ("paragraph", words(50))],
            [("text", 60), ("text", 50)],
        ),
        # a short last one joins the one before, where there is room
        ([("paragraph", words(77)), ("paragraph", words(17))], [("text", 94)]),
        ([("paragraph", words(110)), ("paragraph", words(17))], [("text", 110), ("text", 17)]),
        # a long paragraph is cut between sentences into parts of about equal length
        ([("paragraph", " ".join(words(30) for _ in range(6)))], [("text", 90), ("text", 90)]),
        # a sentence longer than the limit stays whole
        ([("paragraph", words(150))], [("text", 150)]),
        # list items join like paragraphs
        ([("item", words(20)), ("item", words(25))], [("text", 45)]),
        # a note and a crew list stand alone, whatever their length
        (
            [
                ("paragraph", words(10)),
                ("note", words(10)),
                ("paragraph", words(10)),
                ("roster", "Soyuz TM-3\nA B\nC D"),
            ],
            [("text", 10), ("note", 10), ("text", 10), ("roster", 6)],
        ),
        # a heading is no passage, and ends one
        (
            [("paragraph", words(10)), ("heading", "Cover"), ("paragraph", words(10))],
            [("text", 10), ("text", 10)],
        ),
        # a heading that says something is
        ([("headline", "Soyuz 4 and 5 - First docking"), ("paragraph", words(40))], [("text", 47)]),
        # nothing but a character that no one sees
        ([("paragraph", "\u200b"), ("paragraph", words(10))], [("text", 10)]),
        # a section without words
        ([("heading", "One"), ("heading", "Two"), ("paragraph", words(10))], [("text", 10)]),
    ],
)
def test_sentences_gather_into_passages_of_fitting_length(blocks, expected):
    assert sizes(*blocks) == expected


def test_a_note_is_one_sentence_so_that_an_error_is_never_quoted_without_its_correction():
    note = "The source says 28 October 1968. The record gives 26 October 1968."
    (passage,) = split(article_of(("note", note)), RECORD)
    assert [passage.words_of(one) for one in passage.sentences] == [note]


def test_an_edit_renames_only_the_passage_that_it_touches():
    before = split(TOY[0], RECORD)
    edited = article_from_blocks(
        slug="soyuz-1",
        title="Soyuz 1",
        missions=["Soyuz 1"],
        blocks=[
            ("heading", "The flight of Soyuz 1"),
            ("paragraph", "A sentence is new here. The pilot of Soyuz 1 was Vladimir Komarov."),
            ("heading", "The memorial cover of Soyuz 1"),
            ("paragraph", before[1].text),
        ],
    )
    after = split(edited, RECORD)
    assert after[1].id == before[1].id
    assert after[1].start != before[1].start
    assert after[0].id != before[0].id


def test_a_name_tells_the_article_and_is_safe_in_an_address():
    passage = split(TOY[0], RECORD)[0]
    slug, digest = passage.id.split("#")
    assert slug == "soyuz-1"
    assert passage.anchor == f"p-{digest}"
    assert len(digest) == 8
    assert int(digest, 16) >= 0


def test_the_same_words_twice_in_a_section_get_two_names():
    first, second = split(article_of(("paragraph", words(100)), ("paragraph", words(100))), RECORD)
    assert second.id == first.id + "-2"


def test_equal_articles_of_two_slugs_get_different_names():
    other = replace(TOY[0], slug="copy")
    assert not {one.id for one in split(TOY[0], RECORD)} & {one.id for one in split(other, RECORD)}


def test_text_to_embed_says_what_the_sentence_leaves_unsaid():
    article = article_from_blocks(
        slug="a",
        title="Covers",
        blocks=[
            ("heading", "Soyuz 4 and 5"),
            ("paragraph", "This cover was cancelled on 16 January 1969. The Soyuz 5 card is rare."),
            ("heading", "Franking"),
            ("paragraph", "Stamps are glued on."),
        ],
    )
    first, second = split(article, RECORD)
    assert [sentence_text_to_embed(first, one) for one in first.sentences] == [
        "Soyuz 4, Soyuz 5: This cover was cancelled on 16 January 1969.",
        "The Soyuz 5 card is rare.",
    ]
    assert [sentence_text_to_embed(second, one) for one in second.sentences] == [
        "Franking: Stamps are glued on."
    ]
    assert passage_text_to_search(first) == (
        "Covers. Soyuz 4 and 5. Soyuz 4, Soyuz 5: This cover was cancelled on 16 January 1969. "
        "The Soyuz 5 card is rare."
    )


def test_neighbours_are_the_sentences_beside_one_in_its_passage():
    (passage,) = split(article_of(("paragraph", "One flew. Two stayed. Three left.")), RECORD)
    assert [passage.neighbours(one) for one in passage.sentences] == [
        ("", "Two stayed."),
        ("One flew.", "Three left."),
        ("Two stayed.", ""),
    ]
