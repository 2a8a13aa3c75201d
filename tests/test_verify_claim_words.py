"""How words are brought to one form, and which of them are opposites, numbers or general."""

import pytest

from assistant.verify.claim_words import (
    CONCEDING,
    CONTRAST,
    HEDGE,
    NOT_EVERY,
    ON_A_COVER,
    VALUES,
    cut,
    general,
    is_number,
    is_stop,
    opposites_of,
    plain_words,
    same,
    same_set,
    unit_behind,
)


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        # a name with a number is one word, and a long name the short one
        (
            "The flights of Salyut 1 to the International Space Station",
            ["flight", "salyut1", "iss"],
        ),
        # all that say the same are one
        ("flown, fly and flew", ["fli", "fli", "fli"]),
        ("three stamps", ["3", "stamp"]),
    ],
)
def test_words_that_say_the_same_have_one_stem(text, stems):
    assert same(text) == stems
    assert same_set(text) == {*stems}


@pytest.mark.parametrize(
    ("word", "among", "opposed"),
    [
        ("genuine", "fake rare", "fake"),
        ("fake", "genuine rare", "genuine"),
        ("rare", "common frequent fake", "common frequent"),
        # "un" before it
        ("signed", "unsigned", "unsigned"),
        ("rare", "genuine", ""),
    ],
)
def test_opposites_are_the_lexicon_s_or_have_un_before_them(word, among, opposed):
    (stemmed,) = same(word)
    assert opposites_of(stemmed, same(among)) == same_set(opposed)


@pytest.mark.parametrize(
    ("stemmed", "told", "names", "says"),
    [
        ("flight", "landed", {"missions": True}, True),
        ("flight", "landed", {}, False),
        ("cosmonaut", "landed", {"people": True}, True),
        ("station", "docked", {"stations": True}, True),
        # a handstamp is a mark
        ("mark", "handstamp", {}, True),
        ("mark", "cover", {}, False),
    ],
)
def test_a_name_has_the_general_word_for_it_said(stemmed, told, names, says):
    given = {"missions": False, "people": False, "stations": False, **names}
    (wanted,) = same(stemmed)
    assert general(wanted, same_set(told), **given) is says


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        (HEDGE, "it was possibly forged", True),
        (HEDGE, "the source says so", True),
        (HEDGE, "it was forged", False),
        (NOT_EVERY, "nearly all covers", True),
        (NOT_EVERY, "all covers", False),
        (CONTRAST, "unlike the launch cover", True),
        (CONTRAST, "like the launch cover", False),
        (CONCEDING, "although it was rare", True),
        (CONCEDING, "because it was rare", False),
        (ON_A_COVER, "on a Maxicard", True),
        (ON_A_COVER, "on a mission", False),
    ],
)
def test_what_is_not_told_as_a_plain_fact(pattern, text, matches):
    assert (pattern.search(text) is not None) is matches


@pytest.mark.parametrize(
    ("kind", "text", "values"),
    [
        ("town", "from Moscow to Baikonur", ["Moscow", "Baikonur"]),
        ("colour", "a red and a blue mark", ["red", "blue"]),
        ("ordinal", "the second of the last", ["second", "last"]),
        ("nation", "a German, and a German-born man", ["German"]),
    ],
)
def test_values_of_a_kind(kind, text, values):
    assert VALUES[kind].findall(text) == values


def test_a_span_is_cut_and_leaves_the_others_where_they_were():
    assert cut("on 4 May it flew", [(3, 8)]) == "on       it flew"


@pytest.mark.parametrize(
    ("stemmed", "number"), [("3", True), ("1,000", True), ("6874c", False), ("s", False)]
)
def test_a_number_is_in_figures(stemmed, number):
    assert is_number(stemmed) is number


@pytest.mark.parametrize(
    ("told", "unit"), [(["3", "stamp"], "stamp"), (["3"], ""), (["3", "after"], "")]
)
def test_a_number_counts_what_stands_behind_it(told, unit):
    assert unit_behind(told, 0) == unit


def test_plain_words_and_those_that_say_nothing():
    assert plain_words("The crew's Soyuz-9, in 1970!") == ["the", "crew's", "soyuz-9", "in", "1970"]
    assert [word for word in ("the", "really", "cover") if is_stop(word)] == ["the", "really"]
