"""Who is meant by "he" and "she"."""

import pytest

from assistant.resolve.coreference import whom
from tests.toy import shared_record

SHARMAN, TITO, WHITSON, YI = "Helen Sharman", "Dennis Tito", "Peggy Whitson", "Yi So-yeon"
MALENCHENKO, KRIKALEV = "Yuri Malenchenko", "Sergei Krikalev"


@pytest.mark.parametrize(
    ("pronoun", "spoken_of", "missions", "meant"),
    [
        # the only one of that sex, and a cosmonaut of either
        ("she", [[MALENCHENKO, WHITSON]], ["Soyuz TMA-11"], WHITSON),
        ("he", [[MALENCHENKO, WHITSON]], ["Soyuz TMA-11"], MALENCHENKO),
        ("that woman", [[MALENCHENKO, WHITSON]], ["Soyuz TMA-11"], WHITSON),
        ("that cosmonaut", [[TITO]], ["Soyuz TM-32"], TITO),
        ("that cosmonaut", [[MALENCHENKO, WHITSON]], ["Soyuz TMA-11"], ""),
        # of several, one who was alone before
        ("he", [[KRIKALEV, TITO], [TITO]], ["Soyuz TM-32"], TITO),
        ("he", [[KRIKALEV, TITO]], ["Soyuz TM-32"], ""),
        # a woman of the crew, though only men were named
        ("her", [["Anatoly Artsebarsky", KRIKALEV]], ["Soyuz TM-12"], SHARMAN),
        # nobody of that sex in the last turn, but in the one before
        ("she", [[TITO], [YI]], ["Soyuz TM-32"], YI),
        ("she", [[TITO]], ["Soyuz TM-32"], ""),
        # somebody whom the record does not know may be either
        ("she", [["Kurt Weishaupt"]], [], "Kurt Weishaupt"),
        # nobody was spoken of last
        ("he", [[], [TITO]], ["Soyuz TMA-1"], ""),
    ],
)
def test_a_pronoun_means_whoever_it_can(pronoun, spoken_of, missions, meant):
    assert whom(pronoun, spoken_of, missions, shared_record()) == meant
