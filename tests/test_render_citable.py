"""A quote made ready to leave: its lines, its source and its address."""

from datetime import date

import pytest
from hard_quotes import COVER, quote_of

from assistant.answer import Citation
from assistant.render.citable import citable, clean, clean_lines, dated, listed


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one line", ("one line",)),
        ("  two\t lines \r\n\n\u2028 of  words ", ("two lines", "of words")),
        # what cannot be seen, and what a terminal would obey
        ("re\u200bd \u202ecov\u00ader\x1b[31m", ("red cover[31m",)),
        ("\ud800", ("",)),
        ("", ("",)),
    ],
)
def test_only_what_can_be_seen_is_kept_line_by_line(text, lines):
    assert clean_lines(text) == lines
    assert clean(text) == " ".join(lines)


def test_parts_that_are_there_are_listed():
    assert listed(["Cachet", "", "Covers"]) == "Cachet, Covers"
    assert listed([]) == ""
    assert dated("Covers", "2026") == "Covers (2026)"
    assert dated("Covers", "") == "Covers"


def test_a_quote_has_its_words_its_source_and_a_name_of_its_own():
    one = citable(quote_of(COVER), "https://cachet.example", date(2026, 1, 3))
    assert (one.id, one.lines, one.text) == ("cachet-soyuz-1-100-293", (COVER,), COVER)
    assert (one.author, one.title, one.year, one.updated) == (
        "Cachet",
        "Soyuz 1",
        "2026",
        "2026-01-02",
    )
    assert one.url.startswith(
        "https://cachet.example/articles/soyuz-1?quote=0f1e2d3c:0:193#p-0f1e2d3c"
    )
    assert one.accessed == date(2026, 1, 3)


def test_without_a_public_address_there_is_no_link():
    assert citable(quote_of(COVER), "").url == ""


def test_the_source_is_cleaned_too():
    one = citable(quote_of("a\nb", citation=Citation("A\u200b.\nB", "T\x07 U", "20\u200b26")), "")
    assert (one.lines, one.text) == (("a", "b"), "a b")
    assert (one.author, one.title, one.year) == ("A. B", "T U", "202")
