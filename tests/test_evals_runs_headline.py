"""A headline is whole, or it is a figure that somebody sees: every row is a wrong cut once made."""

from __future__ import annotations

import pytest
from toy import toy_index

from assistant.answer import Answer, Citation, Quote
from corpus.article import article_from_blocks
from evals.runs.headline import whole_headline


def answer(text: str, sentence: str) -> Answer:
    article = article_from_blocks(
        slug="x", title="X", missions=[], updated="2026-01-02", blocks=[("paragraph", sentence)]
    )
    (passage, first), *_ = toy_index([article], ()).sentences
    quote = Quote(passage, first.start, first.end, None, Citation("", "", ""))
    return Answer(text, (quote,), "?", "high", "toy")


@pytest.mark.parametrize(
    ("text", "sentence", "whole"),
    [
        ("Vladimir Komarov", "The pilot of Soyuz 1 was Vladimir Komarov.", True),
        # Cut from a name that is joined by a hyphen.
        ("yeon Yi", "So-yeon Yi of Soyuz TMA-12 is Korean.", False),
        ("oyuz 1", "The pilot of Soyuz 1 was Vladimir Komarov.", False),
        ("Soyuz TM", "It was launched on Soyuz TM-32 in spring.", False),
        # Inside a name of the record.
        ("Komarov", "The pilot of Soyuz 1 was Vladimir Komarov.", False),
        ("The Gagarin", "The Gagarin Start postmark is purple.", False),
        # The next name is another one.
        ("Moscow", "It was signed in Moscow Soyuz 1 men say.", True),
        ("24 April", "It was cancelled on 24 April 1967 in Moscow.", False),
        ("24 April 1967", "It was cancelled on 24 April 1967 in Moscow.", True),
        ("3", "The cover measures 3.5 inches.", False),
        ("a crew", "It came back without a crew on board.", False),
        ("a crew", "It came back not damaged, with a crew on board.", True),
        ("without a crew", "It came back without a crew on board.", True),
        ("the cover (of 1967", "It is the cover (of 1967) that counts.", False),
        ('the "Krug', 'It shows the "Krug" logo.', False),
        ("the", "It is the cover.", False),
        # The verdict is the reply's own word, and the rest is what is cut.
        ("Yes. Vladimir Komarov", "The pilot of Soyuz 1 was Vladimir Komarov.", True),
        ("Yes", "The pilot of Soyuz 1 was Vladimir Komarov.", True),
        ("No crew was", "No crew was on board of it.", True),
        # Counted, not cut.
        ("3 (3 of 3 found)", "The pilot of Soyuz 1 was Vladimir Komarov.", True),
        # One of its places is a whole one.
        ("Soyuz 1", "Soyuz 10 came after Soyuz 1 by four years.", True),
    ],
)
def test_a_headline_is_cut_at_no_wrong_place(text: str, sentence: str, whole: bool) -> None:
    assert whole_headline(answer(text, sentence)) is whole
