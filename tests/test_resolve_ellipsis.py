"""What "that did" leaves out is put back from the question before."""

import pytest

from assistant.resolve.ellipsis import with_its_verb
from tests.toy import shared_names


@pytest.mark.parametrize(
    ("question", "before", "whole"),
    [
        (
            "Then what was the first shuttle that did?",
            "Did STS-60 dock with Mir?",
            "Then what was the first shuttle that did dock with Mir?",
        ),
        ("Who did?", "Did Dennis Tito sign the TM-32 cover?", "Who did sign the TM-32 cover?"),
        (
            "which flight did then?",
            "did Soyuz 10 dock with Salyut?",
            "which flight did dock with Salyut?",
        ),
        (
            "Which one was?",
            "And was Soyuz TM-21 launched in 1994?",
            "Which one was launched in 1994?",
        ),
        ("When did it land?", "Did STS-60 dock with Mir?", None),
        ("what did he do", "did Tito fly on tm-32", None),
        ("Who did?", "When was Soyuz 1 launched?", None),
        ("Who was?", "Did Tito fly on TM-32?", None),
        ("Who did?", "Did anybody sign it?", None),
    ],
)
def test_a_short_question_takes_the_verb_of_the_one_before(question, before, whole):
    assert with_its_verb(question, before, shared_names().find) == whole
