import pytest

from assistant.premises import false_premise
from tests.toy import shared_names, shared_record, toy_query


def premise(question, together=lambda mission, person: False):
    return false_premise(toy_query(question), shared_record(), together)


@pytest.mark.parametrize(
    ("question", "correction"),
    [
        # a person on another's mission; the flight he was launched on is told first
        ("Which cachet shows Tito on TMA-1?",
         "Dennis Tito flew on Soyuz TM-32 and Soyuz TM-31, not on Soyuz TMA-1."),
        # a launch and a landing on another day, with words between
        ("Which cover was made for Soyuz 1, launched from Baikonur on 24 May 1967?",
         "Soyuz 1 was launched on 23 April 1967, not on 24 May 1967."),
        ("Where did Soyuz 9 land in August 1970?",
         "Soyuz 9 landed on 19 June 1970, not in August 1970."),
    ],
)
def test_what_the_record_contradicts_is_corrected(question, correction):
    assert premise(question).correction == correction


@pytest.mark.parametrize(
    "question",
    [
        # so it was
        "Which cachet shows Tito on TM-32?",
        "Which stamp is on the cover of Soyuz 1, launched on 23 April 1967?",
        "Which stamp is on the cover of Soyuz 1, launched in April 1967?",
        # the local day
        "What flew on STS-60, launched on 3 February 1994?",
        # another thing's date
        "Which cover of Soyuz 4 was launched and cancelled on 23 January 1969?",
        "Which cover of Soyuz 1 was cancelled on 24 May 1967?",
        # whether it was so is the question
        "Was Soyuz 1 launched on 24 May 1967?",
        # several missions, or none that is known
        "Who flew Soyuz 4 and Soyuz 5, launched on 1 May 1970?",
        "Who flew Soyuz 999 on 1 May 1970?",
    ],
)
def test_what_may_be_so_is_left_alone(question):
    assert premise(question) is None


def test_a_person_whom_an_article_names_beside_the_mission_is_left_alone():
    assert premise("Why was Tito on TMA-1?", lambda mission, person: True) is None


def test_a_sentence_proves_the_correction_by_its_mission_and_by_the_name_or_day():
    tito = premise("Which cachet shows Tito on TMA-1?")
    named = shared_names().find("The crew of Soyuz TM-32 was Musabayev, Baturin and Tito.")
    assert tito.proved_by(("Soyuz TM-32",), named)
    assert not tito.proved_by(("Soyuz TMA-1",), named)
    day = premise("Where did Soyuz 9 land in August 1970?")
    assert day.proved_by(("Soyuz 9",), shared_names().find("It landed on 19 June 1970."))
    assert not day.proved_by(("Soyuz 9",), shared_names().find("It landed in June 1970."))
