import pytest

from assistant.extract.selection import best_span
from tests.toy import shared_record, toy_query

CRANE = (
    "The launch cover of Soyuz TMA-5 is franked with four different stamps, among them a "
    "Crane definitive (stamp s. 6425)."
)
TOWER = (
    "The Ostankino Television Tower definitive (stamp s. 6426) completes the postage on the "
    "launch cover of Soyuz TMA-4."
)
SEVERAL = 'The prefix "B" is in the Field Post cancels of the Soyuz TMA-5 and TMA-9 covers.'
NONE = (
    "Definitives on the Soyuz launch covers include the Crane (s. 6425) and the Kremlin (s. 6431)."
)
FOALE = "Michael Foale, the American on Mir at the collision, had been launched on STS-84."


@pytest.mark.parametrize(
    ("question", "text", "marked", "answer"),
    [
        (
            "Which envelope has the Crane stamp?",
            CRANE,
            "stamp s. 6425",
            "The launch cover of Soyuz TMA-5",
        ),
        (
            "Which covers have stamp s. 6426?",
            TOWER,
            "Ostankino Television Tower",
            "the launch cover of Soyuz TMA-4",
        ),
        (
            "Which covers have a prefix?",
            SEVERAL,
            "Field Post cancels",
            "Soyuz TMA-5 and TMA-9 covers",
        ),
        # no cover is named
        ("Which covers have stamp s. 6425?", NONE, "the Crane", None),
        # the reader marks a cover, or its mission
        ("Which cover has the Crane stamp?", CRANE, "Soyuz TMA-5", "Soyuz TMA-5"),
        # "the covers" are not told without their missions
        ("Which covers have a prefix?", SEVERAL, "covers", "Soyuz TMA-5 and TMA-9 covers"),
        ("Which covers have stamp s. 6425?", NONE, "launch covers", "launch covers"),
        # what is on the cover is asked
        ("Which stamp is on the TMA-5 cover?", CRANE, "stamp s. 6425", "stamp s. 6425"),
        # how is not answered by who
        ("How did the American get there?", FOALE, "Michael Foale", None),
        ("How did the American get there?", FOALE, "launched on STS-84", "launched on STS-84"),
        ("Who was the American?", FOALE, "Michael Foale", "Michael Foale"),
    ],
)
def test_what_is_marked_answers_the_kind_of_thing_that_is_asked(question, text, marked, answer):
    start = text.index(marked)
    span = best_span(toy_query(question), text, shared_record(), (start, start + len(marked)))
    assert (text[slice(*span)] if span else None) == answer
