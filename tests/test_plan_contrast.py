import pytest

from assistant.plan.contrast import contrast_of
from assistant.plan.subjects import TermSubject
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
