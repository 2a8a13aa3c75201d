"""What an overview gathers of covers, postmarks and stamps, each sentence once."""

from assistant.compose.items import Items
from assistant.compose.overview_covers import add_covers, add_mark, add_stamp
from tests.articles_toy import real_catalogue, real_library

LAUNCH = (
    "The launch cover of Soyuz 10 was cancelled on 23 April 1971, the day of the launch by "
    "Moscow time."
)
DOCKING = (
    "The docking cover of Soyuz 10 was issued for the docking with the Salyut station on 24 "
    "April 1971."
)


def gathered(add, *things):
    items = Items(real_library())
    add(*things, items) if add is add_covers else add(*things, items, real_catalogue())
    return [(one.label, one.value, one.quotes) for one in items.items]


def covers(*ids):
    return [real_catalogue().cover(one) for one in ids]


def test_several_covers_are_told_by_the_sentences_that_introduce_them():
    assert gathered(add_covers, covers("soyuz-10-launch", "soyuz-10-docking")) == [
        ("Launch cover of Soyuz 10", LAUNCH, (0,)),
        ("Docking cover of Soyuz 10", DOCKING, (1,)),
    ]


def test_of_one_cover_it_is_told_what_is_on_it():
    first, *others = gathered(add_covers, covers("soyuz-tm-32-launch"))
    assert first[0] == "Launch cover of Soyuz TM-32"
    labels = [label for label, _, _ in others]
    assert [(label, value) for label, value, _ in others if label == "Stamp"] == [
        ("Stamp", "s. 6426"),
        ("Stamp", "s. 6584"),
    ]
    assert {"Postmark", "Cachet"} <= {*labels}
    assert labels.index("Stamp") < labels.index("Postmark") < labels.index("Cachet")


def test_a_postmark_is_told_with_its_section_and_its_covers():
    told = gathered(add_mark, real_catalogue().postmark("gagarin-start"))
    labels = list(dict.fromkeys(label for label, _, _ in told))
    assert labels == [
        "Gagarin Start postmark",
        "The Gagarin Start postmark",
        "Launch cover of Soyuz TMA-1",
        "Second launch cover of Soyuz TMA-10, with the Expedition 15 emblem",
        "Launch cover of Soyuz TMA-11",
        "Launch cover of Soyuz TMA-5",
        "Launch cover of Soyuz TMA-6",
        "Launch cover of Soyuz TMA-8",
        "Launch cover of Soyuz TMA-9",
    ]
    assert [quotes for _, _, quotes in told] == [(number,) for number in range(len(told))]


def test_a_stamp_is_told_with_the_covers_that_carry_it():
    told = gathered(add_stamp, real_catalogue().stamp("s. 6426"))
    assert [(label, quotes) for label, _, quotes in told] == [
        ("s. 6426", (0,)),
        ("s. 6426", (1,)),
        ("Launch cover of Soyuz TM-32", (0,)),
        ("Launch cover of Soyuz TMA-3", (2,)),
        ("Launch cover of Soyuz TMA-4", (3,)),
    ]
    # The sentence that has the number comes first, and is not said again of the cover.
    assert "s. 6426" in told[0][1]
    assert told[2][1] == ""
