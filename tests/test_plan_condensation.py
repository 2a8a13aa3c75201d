import pytest

from assistant.plan.condensation import condensed
from tests.toy import shared_names


@pytest.mark.parametrize(
    ("question", "shorter"),
    [
        # what stands beside a name, and what else is asked behind the wish to be told all of it
        (
            "Tell me about the SPK, the Russian flying armchair. Who tried it?",
            "Tell me about the SPK",
        ),
        (
            "Tell me about the Znamya card (the souvenir one) please",
            "Tell me about the Znamya card",
        ),
        ("tell me something about Soyuz 9 and its covers", "tell me something about Soyuz 9"),
        # how somebody came by it; the name that was said there goes with the question
        (
            "I bought a cover of Soyuz 9. Which stamps are on the first day cover?",
            "Which stamps are on the first day cover (Soyuz 9)?",
        ),
        # what it is about stands before what is asked
        (
            "Soyuz TMA-1 launch cover: name the stamps on it.",
            "name the stamps on the Soyuz TMA-1 launch cover.",
        ),
        ("hi there, who flew on Soyuz 9?", "who flew on Soyuz 9?"),
    ],
)
def test_a_long_question_is_shortened_to_what_it_asks(question, shorter):
    assert shorter in condensed(question, shared_names().find)


@pytest.mark.parametrize(
    "question",
    [
        "Who flew on Soyuz 9?",
        # a date, a number, a colour, a person or a denial would be lost
        "It is dated 26 April 2003. Which cover is that?",
        "It has 3 cancels. Which cover is that?",
        "It has a purple cancel. Which cover is that?",
        "It is signed by Dennis Tito. Which cover is that?",
        "It has no stamp. Which cover is that?",
        # two questions are no aside of each other
        "Which cover is that? And which stamps belong on it?",
        "Komarov flew it.",
    ],
)
def test_nothing_that_tells_is_cut(question):
    assert condensed(question, shared_names().find) == ()
