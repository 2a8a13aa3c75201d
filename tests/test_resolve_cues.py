"""How a question leans on what was said before, by its words alone."""

import pytest

from assistant.resolve.cues import (
    OPENERS,
    asks_anew,
    has_own_antecedent,
    leans,
    leaves_out,
)
from tests.toy import shared_names


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("OK, and what about Soyuz 3?", "Soyuz 3?"),
        ("sorry, I meant TMA-3", "TMA-3"),
        ("and for TM-32?", "TM-32?"),
        ("So who flew it?", "who flew it?"),
        ("Who flew it?", "Who flew it?"),
        # "no" of a name is no opener
        ("Nobody flew it", "Nobody flew it"),
    ],
)
def test_an_opener_goes_before_what_is_asked(question, rest):
    assert OPENERS.sub("", question, count=1) == rest


@pytest.mark.parametrize(
    ("question", "back"),
    [
        ("When did it land?", True),
        ("What is its colour?", True),
        ("When did he fly?", True),
        ("Who signed them?", True),
        ("Where was that cover cancelled?", True),
        ("When was that?", True),
        # "it" that stands for nothing, and "that" of a clause
        ("Is it true?", False),
        ("What time is it?", False),
        ("Who was the man that flew?", False),
        ("When did Soyuz 1 land?", False),
    ],
)
def test_a_pronoun_points_back(question, back):
    assert leans(question) is back


@pytest.mark.parametrize(
    ("question", "own"),
    [
        ("Which cover bears s. 6426 and who signed it?", True),
        ("Which cosmonaut said that he was afraid?", True),
        ("When was Mir built and when did it fall?", True),
        ("Which postmark has a rocket in it?", True),
        ("And the American aboard, how had he come up?", True),
        # of the same clause, of no person, or itself leaning on what was before
        ("Which stamp is on it?", False),
        ("Which cover is rare and when did he sign?", False),
        ("Who signed it and when did he fly?", False),
        ("When did he fly?", False),
    ],
)
def test_a_pronoun_may_stand_for_what_the_question_itself_names(question, own):
    assert has_own_antecedent(question, shared_names().find) is own


@pytest.mark.parametrize(
    ("question", "lacks"),
    [
        ("Why?", True),
        ("Who signed?", True),
        ("WHO SIGNED?", True),
        ("Face value?", True),
        ("And in which ship?", True),
        ("Who flew next?", True),
        # a name that no record knows, another thing, a long question, a definition, and nothing
        ("Who was Korolev?", False),
        ("Who designed rocket engines?", False),
        ("Who signed all the covers of that year?", False),
        ("A cachet?", False),
        ("What is philately?", False),
        ("?", False),
    ],
)
def test_a_short_question_may_lack_what_it_is_about(question, lacks):
    assert leaves_out(question) is lacks


@pytest.mark.parametrize(
    ("question", "anew"),
    [
        ("What about Soyuz 3?", False),
        ("And Soyuz 3?", False),
        ("What about when it landed?", True),
        ("And who flew Soyuz 3?", True),
        ("What about the second of the two rare covers?", True),
    ],
)
def test_behind_an_opener_there_may_be_a_question_of_its_own(question, anew):
    assert asks_anew(question) is anew
