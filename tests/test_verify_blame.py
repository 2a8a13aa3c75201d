"""Which questions would have somebody be a forger, and which sentences say who did it."""

import pytest

from assistant.verify.blame import blames, names_who_is_blamed
from tests.toy import toy_query

FORGED = "German dealers forged the covers."


@pytest.mark.parametrize(
    ("question", "blaming"),
    [
        ("Did German dealers forge the covers?", True),
        ("Were the covers forged by German dealers?", True),
        ("Did Tito forge the covers?", True),
        ("Is the Houston postmark fake?", False),
        ("Did Tito fly on Soyuz TM-32?", False),
        ("Were the covers sold by dealers?", False),
    ],
)
def test_what_blames_somebody(question, blaming):
    assert blames(toy_query(question)) is blaming


@pytest.mark.parametrize(
    ("question", "sentence", "named"),
    [
        ("Did German dealers forge the covers?", FORGED, True),
        (
            "Were the covers forged by German dealers?",
            "The covers were forged by German dealers in 1995.",
            True,
        ),
        # somebody else did it, or nobody is named
        ("Did Tito forge the covers?", FORGED, False),
        ("Did German dealers forge the covers?", "The covers were forged in 1995.", False),
        # to sell is not to forge
        ("Did German dealers forge the covers?", "German dealers sold the forged covers.", False),
        (
            "Have German dealers forged and sold the covers?",
            "German dealers forged and sold the covers.",
            True,
        ),
    ],
)
def test_who_is_blamed_is_named_as_the_agent(question, sentence, named):
    assert names_who_is_blamed(toy_query(question), sentence) is named
