"""What the tables of the words of collectors promise to those who read them."""

import pytest

from assistant.plan.aspects import (
    ASPECTS,
    COLOURING,
    COLOURS,
    COMPARES,
    COVER_NOUNS,
    FILLERS,
    GENUINE,
    KIND_NOUNS,
    KIND_WORDS,
    MARKING,
    MISSION_NOUNS,
    NEWEST,
    OLDEST,
    PHRASES,
    SELECTING,
    Aspect,
)
from index.words import stem


@pytest.mark.parametrize(
    ("word", "aspect"),
    [
        ("franking", Aspect.STAMP),
        ("cancellations", Aspect.POSTMARK),
        ("signers", Aspect.AUTOGRAPH),
        ("coloured", Aspect.COLOUR),
        ("rarest", Aspect.RARITY),
        ("dated", Aspect.DATE),
    ],
)
def test_a_word_asks_for_its_aspect_in_any_form(word, aspect):
    assert ASPECTS[stem(word)] is aspect


def test_every_word_has_one_role():
    tables = (
        ASPECTS,
        COVER_NOUNS,
        KIND_NOUNS,
        KIND_WORDS,
        MISSION_NOUNS,
        COLOURS,
        GENUINE,
        COMPARES,
        OLDEST,
        NEWEST,
        FILLERS,
    )
    words = [word for table in tables for word in table]
    assert sorted(word for word in set(words) if words.count(word) > 1) == []


def test_a_phrase_stands_for_a_word_with_a_meaning():
    """Longer phrases are joined first, so that no part of one is taken for another."""
    known = {*ASPECTS, *COVER_NOUNS, *KIND_NOUNS, *OLDEST, *NEWEST}
    asking = {"howmany", "howmuch", "fdcs", "maxicards", "minisheets", "souvenircards"}
    unknown = [word for word in PHRASES.values() if stem(word) not in known and word not in asking]
    assert unknown == []
    assert {len(phrase) for phrase in PHRASES} <= {2, 3, 4}


def test_no_table_can_be_changed():
    for table in (ASPECTS, PHRASES, KIND_NOUNS, KIND_WORDS, GENUINE):
        with pytest.raises(TypeError):
            table["wombat"] = None  # type: ignore[index]


def test_what_selects_is_on_covers_and_what_colours_is_of_marks():
    assert {*SELECTING} == {
        Aspect.STAMP,
        Aspect.POSTMARK,
        Aspect.HANDSTAMP,
        Aspect.REGISTERED,
        Aspect.CACHET,
        Aspect.AUTOGRAPH,
    }
    assert COLOURING < MARKING
