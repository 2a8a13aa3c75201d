"""Which rows a cover has of each aspect, how they are named, and which meet what is asked."""

import pytest
from catalogue_toy import DOUBTED, INTRODUCED, SIGNED, STAMPED, STRUCK, toy_catalogue

from assistant.plan.aspects import Aspect
from assistant.plan.plans import Rows
from assistant.plan.rows import rows_of

LAUNCH, LANDING, CARD = "dove-1-launch", "dove-1-landing", "dove-card"


@pytest.fixture
def catalogue(tmp_path):
    return toy_catalogue(tmp_path)


def found(catalogue, cover, aspect, **criteria):
    return rows_of(catalogue.cover(cover), Rows(aspect, **criteria), catalogue)


@pytest.mark.parametrize(
    ("cover", "aspect", "names"),
    [
        (LAUNCH, Aspect.STAMP, [("s. 6777", "a dove, 2 copies")]),
        # what a stamp shows is known from its catalogue number
        (LANDING, Aspect.STAMP, [("6777", "a dove")]),
        (
            LAUNCH,
            Aspect.POSTMARK,
            [("Dove Start postmark", '3 May 2003, purple, prefix "a", struck 2 times, on s. 6777')],
        ),
        # without a name it is called by its day
        (LANDING, Aspect.POSTMARK, [("cancel of 9 May 2003", "9 May 2003, black")]),
        (LAUNCH, Aspect.HANDSTAMP, []),
        (LAUNCH, Aspect.REGISTERED, []),
        (LAUNCH, Aspect.CACHET, [("green", "")]),
        (LAUNCH, Aspect.AUTOGRAPH, [("Anna Petrova", "below the green cachet")]),
        (LAUNCH, Aspect.PRICE, [("5 euros", "")]),
        (LAUNCH, Aspect.PRINTED, [("60", "")]),
        (LAUNCH, Aspect.POSTAGE, []),
        (LAUNCH, Aspect.RARITY, []),
        (LAUNCH, Aspect.COLOUR, [("purple", "Dove Start postmark")]),
        (LAUNCH, Aspect.LETTER, [('"a"', "Dove Start postmark")]),
        (LANDING, Aspect.LETTER, []),
        (LAUNCH, Aspect.DATE, [("3 May 2003", "Dove Start postmark")]),
        # a day of its own, where the mark has no name
        (LANDING, Aspect.DATE, [("9 May 2003", "")]),
        (LAUNCH, Aspect.GENUINE, []),
        (LANDING, Aspect.GENUINE, [("forged", "")]),
        (CARD, Aspect.STAMP, []),
    ],
)
def test_a_row_is_called_by_what_it_is_and_tells_the_rest(catalogue, cover, aspect, names):
    assert [(row.name, row.rest) for row in found(catalogue, cover, aspect)] == names


@pytest.mark.parametrize(
    ("aspect", "sentences"),
    [
        (Aspect.STAMP, [STAMPED]),
        (Aspect.POSTMARK, [STRUCK, STAMPED]),
        (Aspect.AUTOGRAPH, [SIGNED]),
        (Aspect.PRICE, [INTRODUCED]),
    ],
)
def test_a_row_has_the_sentences_that_tell_it(catalogue, aspect, sentences):
    (row,) = found(catalogue, LAUNCH, aspect)
    assert [one.sentence for one in row.tellings] == sentences


def test_what_a_cover_is_said_to_be_has_its_sentence_too(catalogue):
    (row,) = found(catalogue, LANDING, Aspect.GENUINE)
    assert [one.sentence for one in row.tellings] == [DOUBTED]


@pytest.mark.parametrize(
    ("aspect", "criteria", "meets"),
    [
        (Aspect.POSTMARK, {"marks": ("dove-start",)}, True),
        (Aspect.POSTMARK, {"marks": ("another",)}, False),
        (Aspect.POSTMARK, {"colour": "purple"}, True),
        (Aspect.POSTMARK, {"colour": "red"}, False),
        # a stamp by its number, however it is written
        (Aspect.STAMP, {"stamp": "6777"}, True),
        (Aspect.STAMP, {"stamp": "s. 6777"}, True),
        (Aspect.STAMP, {"stamp": "6778"}, False),
        # a name by its surname and an initial
        (Aspect.AUTOGRAPH, {"signer": "A. Petrova"}, True),
        (Aspect.AUTOGRAPH, {"signer": "Boris Petrova"}, False),
        # words of the row, or of what is told of the shared stamp or mark
        (Aspect.STAMP, {"words": ("dove", "russia")}, True),
        (Aspect.POSTMARK, {"words": ("pigeon",)}, True),
        (Aspect.STAMP, {"words": ("dove", "eagle")}, False),
    ],
)
def test_a_row_meets_all_of_the_criteria_or_is_none(catalogue, aspect, criteria, meets):
    assert bool(found(catalogue, LAUNCH, aspect, **criteria)) is meets


@pytest.mark.parametrize(
    ("cover", "aspect", "copies", "is_fact"),
    [
        (LAUNCH, Aspect.STAMP, 2, False),
        (LAUNCH, Aspect.POSTMARK, 2, False),
        (LANDING, Aspect.STAMP, 1, False),
        (LAUNCH, Aspect.PRICE, 1, True),
        (LAUNCH, Aspect.COLOUR, 2, True),
    ],
)
def test_a_row_is_counted_as_often_as_it_is_there(catalogue, cover, aspect, copies, is_fact):
    (row,) = found(catalogue, cover, aspect)
    assert (row.copies, row.is_fact) == (copies, is_fact)
