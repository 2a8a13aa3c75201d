import pytest

from assistant.plan.contrast import contrast_of
from assistant.plan.subjects import CoversSubject, TermSubject
from tests.articles_toy import real_topics
from tests.toy import shared_record, toy_query


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What is the difference between a cachet and a postmark?", ("a cachet", "a postmark")),
        ("difference between maxicard and postcard", ("maxicard", "postcard")),
        ("How does a cachet differ from a handstamp?", ("a cachet", "a handstamp")),
        ("compare a cachet with a postmark", ("a cachet", "a postmark")),
        ("cachet vs postmark", ("cachet", "postmark")),
    ],
)
def test_two_subjects_are_put_side_by_side(question, names):
    found = contrast_of(toy_query(question), real_topics(), shared_record())
    assert found is not None
    assert found.names == names
    assert isinstance(found.first.subject, TermSubject)


@pytest.mark.parametrize(
    "question",
    [
        # one side is not known
        "What is the difference between a cachet and a wombat?",
        # no difference is asked for
        "What is a cachet?",
        # more than two
        "Compare cachet, postmark and stamp and card",
        "Why do the two covers differ?",
    ],
)
def test_what_is_no_contrast_is_left_to_others(question):
    assert contrast_of(toy_query(question), real_topics(), shared_record()) is None


BOTH = (
    "First launch cover of Soyuz TMA-13, with Baikonur stamps",
    "Second launch cover of Soyuz TMA-13, with a Kazakhstan stamp",
)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What's the difference between the two Soyuz TMA-13 covers?", BOTH),
        ("What's different about their stamps (Soyuz TMA-13)?", BOTH),
        (
            "difference between the launch cover of Soyuz 10 and the docking cover",
            ("Launch cover of Soyuz 10", "Docking cover of Soyuz 10"),
        ),
        # the covers of both missions are meant, and said of the first alone
        (
            "compare the covers of TM-33 and TM-34",
            ("covers of TM-33", "covers of TM-34"),
        ),
    ],
)
def test_two_covers_are_put_side_by_side(question, names):
    found = contrast_of(toy_query(question), real_topics(), shared_record())
    assert found.names == names
    assert isinstance(found.first.subject, CoversSubject)
    assert isinstance(found.second.subject, CoversSubject)


def test_a_flight_is_compared_with_others_by_no_cover():
    question = toy_query("What is the difference between Soyuz TMA-13 and earlier flights?")
    assert contrast_of(question, real_topics(), shared_record()) is None
