"""Who stands beside a mission only in a sentence that names his own."""

import pytest

from assistant.retrieve.annotating import annotated
from assistant.verify.cooccurrence import of_own_flights
from corpus.article import article_from_blocks
from tests.toy import shared_names, shared_record, toy_index

LIST = "The first guests were Dennis Tito on Soyuz TM-32 and Mark Shuttleworth on Soyuz TM-34."
SIGNED = "Dennis Tito signed the cover of Soyuz TM-34."


def told(mission, name, *texts):
    article = article_from_blocks(
        slug="a", title="A", blocks=[("paragraph", text) for text in texts]
    )
    known = annotated(toy_index([article], ()), shared_record(), shared_names().find)
    return of_own_flights("told", mission, name, known.elsewhere, shared_record())


@pytest.mark.parametrize(
    ("texts", "telling"),
    [
        ((LIST,), "elsewhere"),
        ((LIST, SIGNED), "told"),
        # by a spelling that the record does not know
        (("The cover of Soyuz TM-34 shows Titto.",), "told"),
    ],
)
def test_a_sentence_with_a_flight_of_his_own_has_nobody_fly_on_another(texts, telling):
    assert told("Soyuz TM-34", "Dennis Tito", *texts) == telling


def test_what_is_not_told_and_who_flew_stays_as_it_is():
    assert told("Soyuz TM-32", "Dennis Tito", LIST) == "told"
    assert told("Soyuz TM-34", "Mir", "Soyuz TM-34 never flew to Mir.") == "told"
    assert of_own_flights(None, "Soyuz TM-34", "Dennis Tito", frozenset(), shared_record()) is None
    pair = frozenset({("Soyuz TM-34", "Dennis Tito")})
    assert of_own_flights("denied", "Soyuz TM-34", "Dennis Tito", pair, shared_record()) == "denied"
