from itertools import combinations

import pytest

from index import thesaurus
from index.words import stem, stems


@pytest.mark.parametrize(
    "group",
    [
        # every form of every word of a group
        "postmark postmarks postmarked cancel cancels canceled cancelled cancelling cancellation",
        "cover covers envelope envelopes",
        "launch launches launched launching",
        "land lands landed landing",
        "sign signs signed signature signatures autographed",
        "forge forged forgery forgeries counterfeits fake fakes",
        "show shows shown depicts depicting pictured",
        # forms that no rule derives
        "begin begins began begun beginning starts",
        "pay pays paid sold sells costs priced",
        # both spellings, inflected
        "organised organizes organisation arranged",
        "roubles rubles",
        "colours colors",
        # as written only
        "crewed manned",
        "uncrewed unmanned",
    ],
)
def test_synonyms_meet_in_every_inflection(group):
    meanings = {one: stems(one) for one in group.split()}
    assert len(set(map(tuple, meanings.values()))) == 1, meanings


@pytest.mark.parametrize(
    "words",
    [
        # the stem of "manned" is "man" and that of "crewed" is "crew"
        "man crew crewed",
        "launch land",
        "cover postmark",
        "handstamp postmark stamp",
        "sign signal",
        "value valley",
        "organise organ",
    ],
)
def test_words_of_different_meaning_stay_apart(words):
    for one, other in combinations(words.split(), 2):
        assert stems(one) != stems(other)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("the blast off", "the launch"),
        ("it touched down", "it landed"),
        ("space walks", "spacewalk"),
        ("a rubber stamp", "the handstamp"),
    ],
)
def test_phrases_become_the_word_of_the_field(said, written):
    assert stems(said) == stems(written)


def test_no_word_stands_in_two_groups():
    listed = [{stem(word) for word in group.split()} for group in thesaurus._GROUPS]
    for one, other in combinations(listed, 2):
        assert not one & other


@pytest.mark.parametrize("changed", [0, 1, 2])
def test_the_fingerprint_changes_with_each_table(changed):
    tables = [thesaurus._PHRASES, thesaurus._SAME_AS_WRITTEN, thesaurus._GROUPS]
    assert thesaurus._fingerprint(*tables) == thesaurus.FINGERPRINT
    tables[changed] = (*tables[changed], "moon lunar")
    assert thesaurus._fingerprint(*tables) != thesaurus.FINGERPRINT
