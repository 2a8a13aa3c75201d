import pytest

from assistant.extract.selection import best_span
from tests.toy import shared_record, toy_query

FIRST = (
    "The first spaceflight participants on Soyuz covers are Dennis Tito on Soyuz TM-32, Mark "
    "Shuttleworth on TM-34, Greg Olsen on TMA-7 and Anousheh Ansari on TMA-9."
)
LATER = (
    "The later spaceflight participants are Charles Simonyi on Soyuz TMA-10 and Sheikh "
    "Muszaphar Shukor on TMA-11."
)
CREW = "The crew of Soyuz TMA-2 was Yuri Malenchenko and Ed Lu, who formed Expedition 7."
BETWEEN = "Soyuz TMA-4 flew between Soyuz TMA-3 of October 2003 and Soyuz TMA-5 of October 2004."
SECOND = "Mark Shuttleworth flew on Soyuz TM-34 and was the second space tourist."


@pytest.mark.parametrize(
    ("question", "text", "marked", "answer"),
    [
        ("Who was the fourth spaceflight participant?", FIRST, "Dennis Tito", "Anousheh Ansari"),
        ("Who was the third participant?", FIRST, "Dennis Tito", "Greg Olsen"),
        # the list is not so long, does not begin with the first, or is in no order
        ("Who was the fifth participant?", FIRST, "Dennis Tito", None),
        ("Who was the second participant?", LATER, "Charles Simonyi", "Charles Simonyi"),
        ("Who was the third man on TMA-2?", CREW, "Yuri Malenchenko and Ed Lu", None),
        (
            "What was the fourth TMA flight?",
            BETWEEN,
            "Soyuz TMA-3 of October 2003 and Soyuz TMA-5",
            None,
        ),
        # the sentence says who was
        ("Who was the second space tourist?", SECOND, "Mark Shuttleworth", "Mark Shuttleworth"),
        ("Who flew on TMA-2?", CREW, "Yuri Malenchenko and Ed Lu", "Yuri Malenchenko and Ed Lu"),
    ],
)
def test_one_by_its_number_is_taken_from_a_list_in_order(question, text, marked, answer):
    start = text.index(marked)
    span = best_span(toy_query(question), text, shared_record(), (start, start + len(marked)))
    assert (text[slice(*span)] if span else None) == answer
