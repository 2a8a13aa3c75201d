"""The words of an answer that are Cachet's own."""

import pytest

from assistant.answer import Answer, Citation, Computed, Found, Item, Quote
from assistant.render.wording import headline, item_lines
from tests.toy import toy_index


def answer(text="23 April 1967", quotes=1, **fields):
    """An answer with so many quotes, which are what they are."""
    passage, sentence = toy_index().sentences[0]
    quote = Quote(passage, sentence.start, sentence.end, None, Citation("A. Writer", "A title", ""))
    return Answer(text, (quote,) * quotes, "Which?", "high", "toy", **fields)


@pytest.mark.parametrize(
    ("verdict", "text", "said"),
    [
        (None, "23 April 1967", "23 April 1967"),
        ("yes", "Soyuz 1 flew.", "Yes. Soyuz 1 flew."),
        ("no", "Soyuz 1 flew.", "No. Soyuz 1 flew."),
        # the verdict alone
        ("no", "", "No."),
    ],
)
def test_a_yes_or_no_is_said_before_the_answer(verdict, text, said):
    assert headline(answer(text, verdict=verdict)) == said


def test_a_fact_has_no_lines_beside_its_headline():
    assert item_lines(answer()) == []


@pytest.mark.parametrize(
    ("item", "line"),
    [
        (Item("Soyuz TMA-7", "s. 6874c", (0,)), "Soyuz TMA-7: s. 6874c [1]"),
        (Item("Soyuz TMA-7", "", (1,)), "Soyuz TMA-7 [2]"),
        (Item("", "s. 6874c", (0, 1)), "s. 6874c [1, 2]"),
    ],
)
def test_an_item_is_a_line_with_the_numbers_of_its_quotes(item, line):
    assert item_lines(answer(quotes=2, form="list", items=(item,))) == [line]


def test_where_there_is_one_quote_no_number_is_needed():
    items = (Item("Soyuz TMA-7", "s. 6874c", (0,)), Item("Soyuz TMA-8", "", (0,)))
    assert item_lines(answer(form="list", items=items)) == ["Soyuz TMA-7: s. 6874c", "Soyuz TMA-8"]


def test_how_a_value_was_worked_out_stands_behind_the_items():
    worked = Computed("1 day", "24 April 1971 \u2212 23 April 1971", (0, 1))
    items = (Item("Launch", "23 April 1971", (0,)), Item("Landing", "24 April 1971", (1,)))
    assert item_lines(answer(quotes=2, form="computed", items=items, computed=worked)) == [
        "Launch: 23 April 1971 [1]",
        "Landing: 24 April 1971 [2]",
        "24 April 1971 \u2212 23 April 1971 [1, 2]",
    ]


def test_how_many_were_found_is_said_only_where_some_are_missing():
    items = (Item("Soyuz TMA-7", "", (0,)),)
    some = answer(form="list", items=items, found=Found(1, 7, complete=False))
    assert item_lines(some) == ["Soyuz TMA-7", "1 of 7 found"]
    whole = answer(form="list", items=items, found=Found(1, 1, complete=True))
    assert item_lines(whole) == ["Soyuz TMA-7"]
