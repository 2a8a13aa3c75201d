"""Links open the article with exactly the quoted words marked."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hard_quotes import COVER, SOYUZ_1, quote_of
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Quote
from assistant.render.links import deep_link, page_link
from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders
from corpus.record.missions import MissionRecord
from index.passages import split

BASE = "https://cachet.example"


def page(quote: Quote) -> str:
    """The address of the article with the quote's words marked."""
    start = quote.start - quote.passage.start
    span = f"{start}:{start + len(quote.text)}"
    return f"{BASE}/articles/soyuz-1?quote=0f1e2d3c:{span}#p-0f1e2d3c"


def test_a_short_quote_is_named_whole_behind_the_passage():
    quote = quote_of("Soyuz 1 was launched at night.")

    assert deep_link(quote, BASE) == (
        f"{page(quote)}:~:text=Soyuz%201%20was%20launched%20at%20night%2E"
    )


def test_a_long_quote_is_named_by_its_first_and_last_words():
    assert deep_link(quote_of(COVER), BASE) == (
        f"{page(quote_of(COVER))}:~:text=This%20third%20cover,mission%20cancellation%20mark%2E"
    )


def test_signs_that_part_a_directive_or_end_a_link_are_encoded():
    quote = quote_of('TM-32, & "[x]" (it\'s) {a|b} <c> ~ \\')

    assert deep_link(quote, BASE) == (
        f"{page(quote)}:~:text=TM%2D32%2C%20%26%20%22%5Bx%5D%22%20%28it%27s%29%20%7Ba%7Cb%7D%20%3Cc%3E"
        "%20%7E%20%5C"
    )


def test_more_words_tell_a_start_apart_before_a_prefix_does():
    quote = quote_of(COVER, before="This third cover is not the one. ")

    assert ":~:text=This%20third%20cover%20was," in deep_link(quote, BASE)


def test_a_short_quote_that_stands_elsewhere_too_gets_its_neighbours():
    quote = quote_of(
        "It failed.",
        before="It failed. The parachute of Soyuz 1 opened. ",
        after=" Nobody knew why.",
    )

    assert deep_link(quote, BASE) == (
        f"{page(quote)}:~:text=Soyuz%201%20opened.-,It%20failed.,-Nobody%20knew%20why%2E"
    )


def test_a_start_that_stands_elsewhere_gets_a_prefix():
    opening = "One two three four five "
    long = opening + "words " * 30 + "and the very end."
    quote = quote_of(long, before=f"{opening}others. The note: ")

    assert deep_link(quote, BASE) == (
        f"{page(quote)}:~:text=others.%20The%20note%3A-,One%20two%20three%20four%20five,"
        "the%20very%20end%2E"
    )


def test_an_end_that_also_stands_inside_the_quote_gets_a_suffix():
    closing = "in all of this long year"
    long = f"Sixty covers {closing} and then {'more ' * 25}{closing}"
    quote = quote_of(long, after=" So it was.")

    assert deep_link(quote, BASE) == (
        f"{page(quote)}:~:text=Sixty%20covers%20in,all%20of%20this%20long%20year,-So%20it%20was%2E"
    )


def test_words_that_are_unique_in_the_passage_but_not_in_the_article_get_a_prefix():
    quote = quote_of("It failed.", before="The parachute opened late. ")
    article = "It failed. ".ljust(100, "x") + quote.passage.text

    assert ":~:text=It%20failed" in deep_link(quote, BASE)
    assert ":~:text=parachute%20opened%20late.-,It%20failed" in deep_link(quote, BASE, article)


def test_the_text_of_another_edition_is_not_used():
    quote = quote_of("It failed.")

    assert deep_link(quote, BASE, "It failed. It failed.") == deep_link(quote, BASE)


def test_a_quote_of_several_lines_is_named_by_its_first_and_its_last():
    quote = quote_of("Yuri Gidzenko\nSergei Krikalev\nBill Shepherd")

    assert deep_link(quote, BASE) == f"{page(quote)}:~:text=Yuri%20Gidzenko,Bill%20Shepherd"


@pytest.mark.parametrize("base", ["", "http://localhost:8000", "https://a.example/cachet/"])
def test_a_base_stands_before_the_path_without_a_second_slash(base):
    assert page_link(quote_of("It failed."), base) == (
        f"{base.rstrip('/')}/articles/soyuz-1?quote=0f1e2d3c:0:10#p-0f1e2d3c"
    )


def test_signs_of_a_base_that_end_links_are_encoded():
    assert page_link(quote_of("x"), "https://a.example/it's (here)[1]").startswith(
        "https://a.example/it%27s%20%28here%29%5B1%5D/articles/"
    )


@pytest.mark.parametrize("base", ["javascript:alert(1)", "cachet.example", "//cachet.example"])
def test_a_base_that_is_no_web_address_is_refused(base):
    with pytest.raises(ValueError, match="give one with http:// or https://"):
        page_link(quote_of("It failed."), base)


WORDS = st.lists(
    st.sampled_from(["cover", "Cover", "flown", "TM-32,", "a", "é.", "\n", "(x)"]),
    min_size=1,
    max_size=60,
).map(" ".join)


@settings(max_examples=2000, deadline=None, derandomize=True, database=None)
@given(WORDS, WORDS, WORDS)
def test_every_term_stands_in_its_place(before, text, after):
    quote = quote_of(f"flown {text} flown", before=f"{before} ", after=f" {after}")
    link = deep_link(quote, BASE)
    terms = {name: " ".join(term.split()) for name, term in terms_of(link).items()}

    assert re.fullmatch(r"[\w:/.%#~=,?-]+", link)
    assert " ".join(quote.text.split()).startswith(terms["start"])
    assert " ".join(quote.text.split()).endswith(terms["end"] or terms["start"])
    assert " ".join(before.split()).endswith(terms["prefix"])
    assert " ".join(after.split()).startswith(terms["suffix"])


def test_a_browser_finds_exactly_each_sentence_and_each_passage_of_our_articles():
    record = MissionRecord.load()
    for article in read_folders([BUILT_IN_ARTICLES]).articles:
        for passage in split(article, record):
            for part in (passage, *passage.sentences):
                quote = Quote(passage, part.start, part.end, None, SOYUZ_1)
                link = deep_link(quote, BASE, article.text)

                assert found_by_browser(article.text, link) == (part.start, part.end), link


def terms_of(link):
    found = re.fullmatch(
        r"text=(?:(?P<prefix>[^,]+)-,)?(?P<start>[^,-]+)(?:,(?P<end>[^,-]+))?(?:,-(?P<suffix>.+))?",
        link.partition(":~:")[2],
    )
    assert found, link
    return {name: unquote(term) for name, term in found.groupdict("").items()}


def found_by_browser(text, link):
    """The first range that a link marks, by the steps of the Text Fragments draft."""
    terms = {
        name: r"\s+".join(map(re.escape, term.split())) for name, term in terms_of(link).items()
    }
    starts = rf"(?:{terms['prefix']}\s*)(?P<start>{terms['start']})"
    for start in re.finditer(starts, text, re.IGNORECASE):
        ends = re.compile(rf"(?P<end>{terms['end']})(?=\s*{terms['suffix']})", re.IGNORECASE)
        if end := ends.search(text, start.end("start")):
            return start.start("start"), end.end("end")
    return None
