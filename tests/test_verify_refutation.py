from dataclasses import replace
from functools import cache

import pytest

from assistant.answer import Abstention
from assistant.compose.library import Library
from assistant.compose.reply import compose
from assistant.rank.fitted import Thresholds
from assistant.rank.ranking import Evidence
from assistant.retrieve.candidates import Candidate, Signals
from assistant.verify.refutation import MAX_PLACE, mistaken, refutation, says_more
from corpus.article import article_from_blocks
from tests.toy import shared_record, toy_index, toy_query

THRESHOLDS = Thresholds(answer=0.5, medium=0.7, high=0.9)
LAUNCHED = "Soyuz 10 was launched on 22 April 1971."
STAYED_OUT = "Soyuz 10 reached Salyut 1, but its crew never went aboard the station."
MOVED_NOBODY = "No crew transfer took place on Soyuz 10."
CANCELLED = "The docking cover of Soyuz 10 was cancelled in Moscow on 24 April 1971."
PURPLE = "The docking postmark of Soyuz 10 is purple."
LOST = "Kern was replaced by Dietz in the crew of Soyuz 10 a week before the launch."
SLIP = "The source dates the landing of Soyuz 10 to 24 May 1971, but it landed on 24 April 1971."
UNNUMBERED = "The registered mail handstamp of the Soyuz 10 cover has not been numbered."
CARD_SLIP = (
    "The source says that the card of 10 December 1971 is two months younger, but "
    "Soyuz 10 landed on 24 April 1971."
)


@cache
def index():
    return toy_index(
        [
            article_from_blocks(
                slug="soyuz-10",
                title="Soyuz 10",
                missions=["Soyuz 10"],
                blocks=[
                    ("heading", "The flight of Soyuz 10"),
                    (
                        "paragraph",
                        " ".join(
                            [
                                LAUNCHED,
                                STAYED_OUT,
                                MOVED_NOBODY,
                                UNNUMBERED,
                                CANCELLED,
                                PURPLE,
                                LOST,
                            ]
                        ),
                    ),
                    ("note", SLIP),
                    ("note", CARD_SLIP),
                ],
            )
        ],
        (),
    )


def evidence(*texts, about=1.0):
    signals = Signals(mission_subject=about)
    found = {
        passage.words_of(sentence): Candidate(number, passage, sentence, signals)
        for number, (passage, sentence) in enumerate(index().sentences)
    }
    return [Evidence(found[text], -float(place)) for place, text in enumerate(texts)]


def on_topic(one):
    """The evidence as if the sentence named the event that is asked for."""
    signals = replace(one.candidate.signals, topic=1.0)
    return replace(one, candidate=replace(one.candidate, signals=signals))


@pytest.mark.parametrize(
    ("question", "nearest", "against"),
    [
        ("How many days did the crew live aboard with Soyuz 10?", STAYED_OUT, True),
        ("Which crew changed places on Soyuz 10?", MOVED_NOBODY, True),
        # another thing is denied
        ("Which stamp is on the Soyuz 10 cover?", STAYED_OUT, False),
        # what is asked for, not what is said to be so
        ("Which catalogue number has the stamp on the Soyuz 10 cover?", UNNUMBERED, False),
        # that it was not so is known to who asks
        ("Why did nobody go aboard with Soyuz 10?", STAYED_OUT, False),
        # nothing is denied, or of no mission that is named
        ("When was the crew of Soyuz 10 launched?", LAUNCHED, False),
        ("How long did the crew live aboard?", STAYED_OUT, False),
        # the slip that a note mends, and the right day
        ("Which cover was made when Soyuz 10 came back in May 1971?", SLIP, True),
        ("Which cover was made when Soyuz 10 came back in April 1971?", SLIP, False),
        ("Which cover was made when Soyuz 10 came back?", SLIP, False),
        # a day of which the note has nothing wrong
        ("Which card of Soyuz 10 is of December 1971?", CARD_SLIP, False),
    ],
)
def test_a_sentence_counts_against_what_it_denies_or_mends(question, nearest, against):
    found = refutation(toy_query(question), evidence(nearest))
    assert (found.candidate.text if found else None) == (nearest if against else None)


@pytest.mark.parametrize(
    ("question", "nearest", "against"),
    [
        ("Why was the Soyuz 10 docking cover cancelled on 22 April 1971?", [CANCELLED], CANCELLED),
        # what is told of another thing goes before it
        (
            "Why was the Soyuz 10 docking cover cancelled on 22 April 1971?",
            [LOST, CANCELLED],
            CANCELLED,
        ),
        # then it was, or only the day is asked
        ("Why was the Soyuz 10 docking cover cancelled on 24 April 1971?", [CANCELLED], None),
        ("Was the Soyuz 10 docking cover cancelled on 22 April 1971?", [CANCELLED], None),
    ],
)
def test_the_reason_for_another_day_is_no_answer(question, nearest, against):
    found = [on_topic(one) for one in evidence(*nearest)]
    reply = refutation(toy_query(question), found)
    assert (reply.candidate.text if reply else None) == against


def test_a_sentence_on_another_mission_or_far_behind_counts_for_nothing():
    asked = toy_query("How many days did the crew live aboard with Soyuz 10?")
    assert refutation(asked, evidence(STAYED_OUT, about=0.5)) is None
    assert refutation(asked, evidence(*[LAUNCHED] * MAX_PLACE, STAYED_OUT)) is None


def composed(question, supported, *texts):
    passages = {"soyuz-10": index().passages}
    library = Library(index().articles, passages, {}, shared_record(), "the-index")
    return compose(toy_query(question), evidence(*texts), supported, library, THRESHOLDS)


def test_a_denial_is_the_answer_where_nothing_answers_surely():
    reply = composed(
        "How many days did the crew of Soyuz 10 live aboard?", 0.1, LAUNCHED, STAYED_OUT
    )
    assert reply.text == reply.note == STAYED_OUT
    assert [quote.text for quote in reply.quotes] == [STAYED_OUT]
    assert reply.confidence == "low"


def test_a_denial_that_says_more_of_the_question_is_surer_than_the_first():
    first, against = evidence(LAUNCHED, STAYED_OUT)
    for covered, more in ((0.6, True), (0.5, False)):
        said = replace(against.candidate, signals=Signals(covered=covered))
        before = replace(first.candidate, signals=Signals(covered=0.35))
        assert says_more(replace(against, candidate=said), replace(first, candidate=before)) is more


def test_of_a_note_the_part_that_is_right_is_the_answer():
    reply = composed("Which cover was made when Soyuz 10 came back in May 1971?", 0.1, SLIP)
    assert (reply.text, reply.note) == ("it landed on 24 April 1971", SLIP)


def test_a_sure_answer_or_none_at_all_stays_what_it_is():
    question = "When was the crew of Soyuz 10 aboard after launch?"
    assert composed(question, 0.8, LAUNCHED, STAYED_OUT).quotes[0].text == LAUNCHED
    none = composed("Which stamp is on the Soyuz 10 cover?", 0.1, LAUNCHED, STAYED_OUT)
    assert isinstance(none, Abstention)


@pytest.mark.parametrize(
    ("question", "nearest", "otherwise"),
    [
        # the same thing elsewhere, or on another day
        ("Why was the docking cover of Soyuz 10 cancelled at Baikonur?", CANCELLED, True),
        ("Who cancelled the Soyuz 10 docking cover on 22 April 1971?", CANCELLED, True),
        # of another colour
        ("Why is the docking postmark of Soyuz 10 blue?", PURPLE, True),
        ("Why is the docking postmark of Soyuz 10 purple?", PURPLE, False),
        ("Which blue stamp is on the first cover of Soyuz 10?", PURPLE, False),
        # there and then
        ("Why was the docking cover of Soyuz 10 cancelled in Moscow?", CANCELLED, False),
        ("Who cancelled the Soyuz 10 docking cover on 24 April 1971?", CANCELLED, False),
        ("Who cancelled the Soyuz 10 docking cover in April 1971?", CANCELLED, False),
        # another thing, or one with little of what is asked
        ("Which stamp of Baikonur is on the first cover of Soyuz 10?", CANCELLED, False),
        (
            "Which machine of the Baikonur office cancelled the rare blue Soyuz 10 letters?",
            CANCELLED,
            False,
        ),
        # somebody who lost his place
        ("How many days did Kern spend in orbit on Soyuz 10?", LOST, True),
        ("When was Kern born, the man of Soyuz 10?", LOST, False),
        ("How many days did Kern spend in orbit after the Soyuz 10 launch?", LOST, True),
        ("Why was Kern taken off when Soyuz 10 flew?", LOST, False),
        ("How many days did Dorn spend in orbit on Soyuz 10?", LOST, False),
        ("Why did Kern not fly on Soyuz 10?", LOST, False),
        # of no mission that is named
        ("Why was the docking cover cancelled at Baikonur?", CANCELLED, False),
    ],
)
def test_what_is_told_otherwise_of_the_same_thing_counts_against_the_question(
    question, nearest, otherwise
):
    found = evidence(nearest)
    found[0] = on_topic(found[0])
    assert (mistaken(toy_query(question), found) is found[0]) is otherwise
