import pytest

from assistant.plan.parts import parts_of


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Who flew on Soyuz 9 and when did they land?",
            ("Who flew on Soyuz 9?", "when did they land?"),
        ),
        (
            "How many did Kizim take along, what cancels are on them and where were they signed?",
            (
                "How many did Kizim take along?",
                "what cancels are on them?",
                "where were they signed?",
            ),
        ),
        (
            "Who made the Znamya card? How many are there?",
            ("Who made the Znamya card?", "How many are there?"),
        ),
        ("When and where was it cancelled?", ("When was it cancelled?", "where was it cancelled?")),
        (
            "which stamps and postmarks are on the cover of Soyuz 9?",
            (
                "which stamps are on the cover of Soyuz 9?",
                "which postmarks are on the cover of Soyuz 9?",
            ),
        ),
    ],
)
def test_questions_are_parted(question, parts):
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Who flew on Soyuz 9?",
        "Which two men made the long trip of 1970, when there was no station?",
        "When the capsule had lost its antenna, how many others failed?",
        "What was real and what was fake?",
        "Tell me about Soyuz 9 and what happened",
        "Which covers are by those who flew and landed?",
        "Who made it? How many are there?",
        "Which three postmarks and stamps tell of the journey?",
    ],
)
def test_one_question_stays_one(question):
    assert parts_of(question) == ()
