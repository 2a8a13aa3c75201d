"""What the tables of words promise: phrases in plain words, stems that are found, no clash."""

from itertools import combinations

import pytest

from assistant.plan import record_words
from assistant.plan.record_words import (
    ABOUT,
    ATTRIBUTES,
    NATIONS,
    OPEN_REQUESTS,
    ROLES,
    STATION_NAMES,
    STEMS,
    WHAT_CAN_BE_ASKED,
    WHAT_IS,
    WHO_IS,
    stemmed,
)
from index.words import stem
from tests.toy import shared_record


def test_words_are_kept_by_stem():
    assert stemmed(["flights", "flight", "landed"]) == {"flight", "land"}


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("flights", "flight"),
        ("landing", "land"),
        ("launched", "launch"),
        ("cosmonauts", "person"),
        ("women", "woman"),
        ("earliest", "first"),
        ("uncrewed", "without"),
        ("unmanned", "without"),
    ],
)
def test_a_word_has_its_role_in_any_form(word, role):
    assert stem(word) in ROLES[role]


@pytest.mark.parametrize(
    ("word", "nation"),
    [
        ("German", "Germany"),
        ("Frenchwoman", "France"),
        ("dutch", "Netherlands"),
        ("Poles", "Poland"),
    ],
)
def test_people_are_of_a_nation_as_the_record_writes_it(word, nation):
    assert NATIONS[stem(word.lower())] == nation
    assert any(person.nation == nation for person in shared_record().people)


def test_a_word_for_a_nation_is_of_one_nation_and_no_other_role():
    assert {*NATIONS} & set().union(*ROLES.values()) == set()


def test_what_is_asked_of_a_cover_is_asked_by_words_of_its_own():
    shared = [
        (one, other, ATTRIBUTES[one] & ATTRIBUTES[other])
        for one, other in combinations(ATTRIBUTES, 2)
        if ATTRIBUTES[one] & ATTRIBUTES[other]
    ]
    assert shared == []


@pytest.mark.parametrize("phrases", [ABOUT, WHO_IS, WHAT_IS, OPEN_REQUESTS, WHAT_CAN_BE_ASKED])
def test_a_phrase_is_words_in_small_letters_and_stands_once(phrases):
    assert all(word == word.lower() and word.strip() for phrase in phrases for word in phrase)
    assert len({*phrases}) == len(phrases)


def test_no_table_can_be_changed():
    for table in (STEMS, ROLES, NATIONS, STATION_NAMES, ATTRIBUTES):
        with pytest.raises(TypeError):
            table["wombat"] = None  # type: ignore[index]
    assert record_words.ROLES is ROLES
