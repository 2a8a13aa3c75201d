"""How rows of the catalogue are quoted, named, counted and doubted."""

import pytest

from assistant.compose.catalogue_citing import (
    Quotes,
    follow_ups_on,
    in_order,
    is_complete,
    label_of,
    listed,
    marks_of,
    names_of,
    note_on,
    stands_in,
    stated,
    stating,
)
from assistant.plan.aspects import Aspect
from assistant.plan.plans import Rows
from assistant.plan.rows import rows_of
from corpus.catalogue.schema import Telling
from tests.real_catalogue import real_library

TM_32, TMA_1 = "soyuz-tm-32-launch", "soyuz-tma-1-launch"
SECOND = "soyuz-tma-10-launch-2"


def covers(*ids):
    return [real_library().catalogue.cover(one) for one in ids]


def rows(cover, aspect):
    (found,) = covers(cover)
    return rows_of(found, Rows(aspect), real_library().catalogue)


def test_each_sentence_is_quoted_once_however_many_rows_it_tells():
    quotes = Quotes(real_library())
    numbers = [quotes.of(row) for row in rows(TM_32, Aspect.STAMP)]
    assert numbers == [(0, 1), (2, 1)]
    assert [one.highlighted for one in quotes.all] == ["s. 6426", "", "s. 6584"]
    assert [quotes.of(row) for row in rows(TM_32, Aspect.STAMP)] == numbers
    assert len(quotes.all) == 3


def test_no_more_sentences_are_quoted_than_are_asked_for():
    (row, _) = rows(TM_32, Aspect.STAMP)
    assert Quotes(real_library()).of(row, most=1) == (0,)
    assert Quotes(real_library()).of_tellings([]) == ()


@pytest.mark.parametrize(
    ("cover", "aspect", "marks"),
    [
        (TM_32, Aspect.STAMP, ("s. 6426", "6426", "the Ostankino Television Tower in Moscow")),
        (TM_32, Aspect.POSTMARK, ("postmark with a Soyuz imprint", "Soyuz")),
        ("soyuz-9-first-day", Aspect.POSTMARK, ("cancel of 7 July 1970", "7 July 1970")),
    ],
)
def test_what_may_be_marked_of_a_row(cover, aspect, marks):
    assert marks_of(rows(cover, aspect)[0]) == marks


@pytest.mark.parametrize(
    ("cover", "aspect", "names"),
    [
        # a stamp with its subject
        (
            TM_32,
            Aspect.STAMP,
            (
                "s. 6426 (the Ostankino Television Tower in Moscow)",
                "s. 6584 (the International Space Station)",
            ),
        ),
        # two of one name are told apart
        (
            TM_32,
            Aspect.POSTMARK,
            (
                "postmark with a Soyuz imprint",
                "postmark with an ISS imprint (MKC)",
                'postmark with a "C" between asterisks',
                "pictorial cancel (the Soyuz rocket)",
                "pictorial cancel (the orbiting spacecraft)",
            ),
        ),
        (SECOND, Aspect.AUTOGRAPH, ()),
    ],
)
def test_rows_are_called_by_what_tells_them_apart(cover, aspect, names):
    assert names_of(rows(cover, aspect)) == names


@pytest.mark.parametrize(
    ("cover", "aspect", "number", "words", "complete"),
    [
        (TM_32, Aspect.POSTMARK, 5, "five postmarks", True),
        (TM_32, Aspect.STAMP, 2, "two Russian postage stamps", True),
        # of three stamps two are told
        (SECOND, Aspect.STAMP, 3, "three space-related stamps", False),
        ("soyuz-1-memorial", Aspect.STAMP, 0, "", True),
    ],
)
def test_the_number_that_a_sentence_says(cover, aspect, number, words, complete):
    (found,) = covers(cover)
    own = rows(cover, aspect)
    assert stated(found, own, aspect) == number
    tellings, said = stating(number, found, own, aspect)
    assert said == ((words,) if words else ())
    assert all(words in one.sentence for one in tellings)
    assert is_complete(found, own, aspect) is complete


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b", "c"], "a, b and c"),
        # a comma in one of them
        (["a", "b, c"], "a; b, c"),
    ],
)
def test_names_as_one_headline(names, text):
    assert listed(names) == text


@pytest.mark.parametrize(
    ("ids", "label"),
    [
        ([TM_32], "Launch cover of Soyuz TM-32"),
        ([TM_32, TMA_1], "Launch covers of Soyuz TM-32 and Soyuz TMA-1"),
        # of one mission and kind
        (["soyuz-1-launch-top", "soyuz-1-launch-centre"], "Launch covers of Soyuz 1"),
        (
            ["soyuz-10-launch", "soyuz-10-docking"],
            "Launch cover of Soyuz 10; Docking cover of Soyuz 10",
        ),
    ],
)
def test_several_covers_have_one_label(ids, label):
    assert label_of(covers(*ids)) == label


def test_covers_stand_by_day_or_by_the_launch_of_their_first_mission():
    found = in_order(covers(TMA_1, "znamya-card", "soyuz-1-memorial", TM_32), real_library().record)
    assert [one.id for one in found] == ["soyuz-1-memorial", "znamya-card", TM_32, TMA_1]


def test_a_doubt_is_noted_with_the_aspect_that_it_concerns():
    assert note_on(covers(SECOND), Aspect.STAMP).startswith("The source speaks of three stamps")
    assert note_on(covers(TM_32), Aspect.STAMP) is None
    assert note_on(covers(TM_32), Aspect.PRICE) is None
    assert note_on(covers("sts-60-houston-wide"), Aspect.POSTMARK).startswith(
        "The Houston STS-60 postmark is doubtful"
    )


def test_questions_go_on_about_the_other_aspects_of_at_most_two_covers():
    library = real_library()
    assert follow_ups_on(covers(TM_32), Aspect.STAMP, library) == (
        "Which postmarks are on the launch cover of Soyuz TM-32?",
        "Which handstamps are on the launch cover of Soyuz TM-32?",
        "What does the cachet of the launch cover of Soyuz TM-32 show?",
    )
    assert follow_ups_on(covers(TM_32, TMA_1, SECOND), None, library) == ()


@pytest.mark.parametrize(
    ("mark", "stands"), [("s. 6426", True), ("6426", True), ("642", False), ("stamp", False)]
)
def test_words_stand_whole_in_a_sentence(mark, stands):
    assert stands_in(mark, Telling("a", "The stamps s. 6426 and s. 1.")) is stands
