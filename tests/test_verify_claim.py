"""What a question of yes or no claims, part by part; other questions claim nothing."""

import pytest

from assistant.verify.claim import claim_of
from tests.toy import shared_record, toy_query

FLAGS = ("every", "only", "before", "again", "anybody", "meant", "able", "of_somebody", "generic")


def claim(question):
    return claim_of(toy_query(question), shared_record())


@pytest.mark.parametrize(
    ("question", "text", "needed"),
    [
        ("Did Soyuz 9 land safely?", "Did Soyuz 9 land safely?", {"land", "safe"}),
        # without what introduces it
        ("Is it true that Tito was the first tourist?", "Tito was the first tourist?", {"tourist"}),
        ("Do you know whether it was signed?", "it was signed?", {"sign"}),
        # general verbs weigh nothing beside others, and something alone
        ("Does the cover carry a stamp?", "Does the cover carry a stamp?", {"cover", "stamp"}),
        (
            "Does the cover have more than three postmarks?",
            "Does the cover have more than three postmarks?",
            {"cover", "postmark"},
        ),
        ("Did he travel again?", "Did he travel again?", {"travel"}),
    ],
)
def test_the_words_that_a_sentence_must_have(question, text, needed):
    found = claim(question)
    assert (found.text, found.needed) == (text, needed)


@pytest.mark.parametrize(
    "question",
    [
        "Who flew Soyuz 9?",
        "When did it land?",
        # asks for more than a yes, or for one of two
        "Can you list the covers?",
        "Did Komarov or Tito fly?",
        "Do you know who flew Soyuz 9?",
        # denies itself
        "Was Soyuz 9 not crewed?",
    ],
)
def test_what_claims_nothing(question):
    assert claim(question) is None


@pytest.mark.parametrize(
    ("question", "flags"),
    [
        ("Did all of the crew survive?", {"every"}),
        ("Did only the commander survive?", {"only"}),
        ("Did the crew ever fly again?", {"again", "anybody"}),
        ("Had the crew flown before?", {"before"}),
        ("Was another woman there before the landing of 2008?", {"before", "anybody"}),
        ("Did the commander sign Tito's cover?", {"of_somebody"}),
        ("Is a cachet printed?", {"anybody", "generic"}),
        ("Should the cover be cleaned?", {"able"}),
        ("Was the crew meant to dock?", {"meant"}),
        ("Did the crew dock?", set()),
    ],
)
def test_how_much_is_claimed(question, flags):
    found = claim(question)
    assert {name for name in FLAGS if getattr(found, name)} == flags


@pytest.mark.parametrize(
    ("question", "numbers", "compared"),
    [
        ("Does the cover have three postmarks?", (("3", "postmark"),), ""),
        ("Does the cover have more than three postmarks?", (("3", "postmark"),), "more"),
        ("Did it cost at most 20 euros?", (("20", "euro"),), "less"),
        # a day is no number
        ("Did Soyuz 9 land on 19 June 1970?", (), ""),
    ],
)
def test_numbers_are_claimed_of_what_they_count(question, numbers, compared):
    found = claim(question)
    assert (found.numbers, found.compared) == (numbers, compared)


@pytest.mark.parametrize(
    ("question", "bound"),
    [
        ("Did Soyuz 9 land on 19 June 1970?", ""),
        ("Did Soyuz 9 land before 20 June 1970?", "before"),
        ("Did Soyuz 9 land after June 1970?", "after"),
        ("Did Soyuz 9 land by 1970?", "before"),
    ],
)
def test_a_day_is_claimed_or_what_is_before_or_after_it(question, bound):
    found = claim(question)
    assert (found.bound, [one.year for one in found.dates]) == (bound, [1970])


def test_values_and_names_are_claimed_apart_from_words():
    found = claim("Is the first red postmark of Soyuz 9 from Moscow?")
    assert {kind: set(said) for kind, said in found.values.items()} == {
        "town": {"moscow"},
        "colour": {"red"},
        "ordinal": {"first"},
        "nation": set(),
    }
    assert (found.missions, found.stems) == (("Soyuz 9",), {"postmark"})
    of_tito = claim("Did Tito fly?")
    assert of_tito.people == (("Dennis Tito",),)
    assert of_tito.flights == ("Soyuz TM-31", "Soyuz TM-32")
