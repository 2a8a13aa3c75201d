"""Slips and words run together, by a vocabulary of a few words."""

import pytest

from assistant.understand.spelling import Speller, vocabulary

COUNTS = vocabulary(
    ["The launch cover was cancelled in Baikonur.", "A cover and a postmark, launched."]
)
SPELLER = Speller(COUNTS, frozenset({"wonderful", "weather"}))


def test_a_vocabulary_counts_normalised_words():
    assert COUNTS["cover"] == 2
    assert COUNTS["baikonur"] == 1
    assert vocabulary(["Ab ab", "b"], str.split) == {"Ab": 1, "ab": 1, "b": 1}
    assert vocabulary([]) == {}


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("When was it lauched?", "When was it launched?"),
        ("the postmrak", "the postmark"),
        # two slips in a word of six letters or more, one in a shorter one
        ("Bakonour", "baikonur"),
        ("the covre", "the cover"),
        ("the cvore", "the cvore"),
        # known, English, inflected, too short, or near nothing
        ("cover wonderful", "cover wonderful"),
        ("covers covered", "covers covered"),
        ("cov", "cov"),
        ("xylophone", "xylophone"),
        # what is no letter stays
        ("TM-32 s. 6426?", "TM-32 s. 6426?"),
    ],
)
def test_an_unknown_word_becomes_the_nearest_known_one(text, corrected):
    assert SPELLER.correct(text) == corrected


@pytest.mark.parametrize(
    ("text", "spaced"),
    [
        ("thelaunchcoverwasinbaikonur", "the launch cover was in baikonur"),
        ("LAUNCHCOVERofBaikonur", "LAUNCH COVER of Baikonur"),
        # the fewest words
        ("thepostmarkcover", "the postmark cover"),
        # figures stand apart
        ("launchcover1967", "launch cover 1967"),
        # one that is made of no known words, one with spaces, a short one
        ("qwertzuiopqwertzuiop", "qwertzuiopqwertzuiop"),
        ("thelaunch cover of 1967", "thelaunch cover of 1967"),
        ("launchcover", "launchcover"),
    ],
)
def test_words_that_are_run_together_are_parted(text, spaced):
    assert SPELLER.spaced(text) == spaced


def test_the_more_frequent_of_two_as_near_words_is_meant():
    speller = Speller({"carding": 1, "carting": 5}, frozenset())
    assert speller.correct("carzing") == "carting"
    assert Speller({"carding": 5, "carting": 1}, frozenset()).correct("carzing") == "carding"
