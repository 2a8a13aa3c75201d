"""What a reply cannot be: a quote beside its passage, an item without one, a fact of too many."""

from dataclasses import replace

import pytest

from assistant.answer import (
    MAX_FACT_QUOTES,
    MAX_QUOTES,
    Answer,
    Citation,
    Computed,
    Item,
    Quote,
    passage_href,
)
from tests.toy import toy_index

CITATION = Citation("A. Author", "Soyuz 1", "2026-01-02")


def passage():
    return next(one for one in toy_index().passages if one.article == "soyuz-1")


def quote(start=0, end=10, highlight=None):
    """A quote by places in its passage."""
    base = passage().start
    marked = highlight and (base + highlight[0], base + highlight[1])
    return Quote(passage(), base + start, base + end, marked, CITATION)


def answer(count=1, **given):
    return Answer("Yes.", (quote(),) * count, "?", "high", "toy", **given)


def test_a_quote_derives_its_words_from_the_passage():
    whole = passage().text
    assert quote(0, 10).text == whole[:10]
    assert quote(0, 10).highlighted == ""
    assert quote(0, 10, (4, 9)).highlighted == whole[4:9]
    assert quote(0, len(whole)).text == whole


@pytest.mark.parametrize(
    ("start", "end", "highlight"),
    [
        # before it, beyond it, empty, the wrong way round
        (-1, 10, None),
        (0, 100_000, None),
        (5, 5, None),
        (9, 5, None),
        # a highlight beside the quote
        (5, 10, (4, 9)),
        (5, 10, (6, 11)),
        (5, 10, (7, 7)),
    ],
)
def test_a_span_outside_the_passage_is_no_quote(start, end, highlight):
    with pytest.raises(ValueError, match=r"is no span of passage|is outside"):
        quote(start, end, highlight)


def test_a_quote_is_marked_on_its_article_s_page_by_passage_and_offsets():
    name = passage().anchor.removeprefix("p-")
    assert quote(4, 9).url == f"/articles/soyuz-1?quote={name}:4:9#{passage().anchor}"
    # Offsets are of the passage, wherever that stands in its article.
    moved = replace(passage(), start=passage().start + 7, end=passage().end + 7)
    assert passage_href(moved, moved.start + 4, moved.start + 9) == quote(4, 9).url
    assert passage_href(replace(passage(), article="a b"), 0, 1).startswith("/articles/a%20b?")


@pytest.mark.parametrize(("updated", "year"), [("2026-01-02", "2026"), ("", "")])
def test_the_year_of_a_citation(updated, year):
    assert Citation("", "", updated).year == year


def test_an_item_needs_a_quote():
    with pytest.raises(ValueError, match='no quote holds the item "crew: Komarov"'):
        Item("crew", "Komarov", ())


@pytest.mark.parametrize(
    ("form", "most"),
    [
        ("fact", MAX_FACT_QUOTES),
        ("passage", MAX_FACT_QUOTES),
        ("list", MAX_QUOTES),
        ("computed", MAX_QUOTES),
    ],
)
def test_an_answer_has_at_least_one_quote_and_as_many_as_its_form_has_room_for(form, most):
    assert len(answer(most, form=form).quotes) == most
    for count in (0, most + 1):
        with pytest.raises(ValueError, match=f"a {form} has 1 to {most} quotes, not {count}"):
            answer(count, form=form)


@pytest.mark.parametrize(
    "given",
    [
        {"items": (Item("a", "b", (1,)),)},
        {"items": (Item("a", "b", (-1,)),)},
        {"computed": Computed("1 day", "", (0, 1))},
    ],
)
def test_an_item_or_computed_value_names_quotes_that_are_there(given):
    with pytest.raises(ValueError, match="names a quote beyond the 1 there are"):
        answer(**given)
