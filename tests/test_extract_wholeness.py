import pytest

from assistant.extract.wholeness import whole
from tests.toy import shared_record


def headline(text, part):
    """What becomes of the part of a sentence that was chosen."""
    start = text.index(part)
    found = whole(text, (start, start + len(part)), shared_record())
    return None if found is None else text[slice(*found)]


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        # a part of a name with a hyphen
        ("It carried Peggy Whitson and So-yeon Yi home.", "yeon Yi", "So-yeon Yi"),
        # a part of a word
        ("Its postmark is double-ringed.", "ringed", "double-ringed"),
        # a part of a mission's name
        ("It came down in Soyuz TM-32 near Arkalyk.", "32", "Soyuz TM-32"),
        # a part of a name that no record has
        ("On the cover is the Gagarin Start postmark.", "Gagarin", "Gagarin Start"),
        # a part of a date
        ("It was cancelled on 24 April 1967 in Moscow.", "April 1967", "24 April 1967"),
        # a number without its unit
        ("The trip to Salyut 7 lasted 12 days.", "12", "12 days"),
        ("It cost three euros.", "three", "three euros"),
        ("The cover has three postmarks.", "three", "three"),
        # a half bracket and a half quotation
        ("The stamp shows the tower (s. 6426) in Moscow.", "tower (s. 6426", "tower (s. 6426)"),
        ('It reads "Field Post" below.', '"Field', '"Field Post"'),
        # what a negation turns round
        ("Soyuz 2 was launched without a crew.", "a crew", None),
        ("Soyuz 2 was launched without a crew.", "crew", None),
        ("It carried no stamps at all.", "stamps", None),
        # nothing that tells
        ("It was on the way.", "on the", None),
        # whole as it is
        ("The pilot was Vladimir Komarov.", "Vladimir Komarov", "Vladimir Komarov"),
    ],
)
def test_a_headline_is_whole_or_there_is_none(text, part, expected):
    assert headline(text, part) == expected
