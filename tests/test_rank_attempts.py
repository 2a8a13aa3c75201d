"""Which reading of a question is answered best, and in how many batches that is found."""

from functools import cache

import pytest

from assistant.plan.analysis import Analyser
from assistant.rank.attempts import best_attempt
from assistant.rank.fitted import Fitted, Thresholds
from assistant.rank.judging import Judge, Judged
from assistant.resolve.conversation import Conversation, Turn
from assistant.resolve.followup import resolve
from tests.toy import WordEncoder, shared_record, toy_index, toy_retriever

THRESHOLDS = Thresholds(answer=0.3, medium=0.6, high=0.9)
TWO_STEPS = "Who flew the flight that failed by its parachute?"
WHICH = "Which flight failed by its parachute?"
NAMED = "Who flew Soyuz 1?"
SPOKEN = Turn("What is shown?", ("Soyuz 1",), (), "The memorial cover")


@cache
def analyser():
    return Analyser(toy_index(), shared_record())


@cache
def judge():
    retriever = toy_retriever(toy_index())
    return Judge(retriever, WordEncoder(), None, Fitted.load())


class Supporting:
    """As sure of each reading as `supports` says, of others not at all; keeps what it judged."""

    def __init__(self, supports):
        self._supports = supports
        self.batches = []

    def judged(self, queries):
        self.batches.append([query.read_as for query in queries])
        found = zip(queries, judge().search(queries), strict=True)
        return [
            Judged(query, evidence, self._supports.get(query.read_as, 0.0))
            for query, evidence in found
        ]


def attempted(question, supports, *turns, companions_of=lambda query: ()):
    """The best attempt at a question after these turns, and the batches that were judged."""
    conversation, names = Conversation(turns), analyser().names
    resolution = resolve(analyser().words(question), conversation, names.find, shared_record())
    supporting = Supporting(supports)
    attempt = best_attempt(
        resolution,
        analyser().analysed(resolution),
        conversation,
        analyser(),
        supporting,
        THRESHOLDS,
        companions_of,
    )
    return attempt, supporting.batches


@pytest.mark.parametrize(
    ("supports", "read_as"),
    [
        (
            {"Which flight failed by its parachute?": 0.7, "Who flew Soyuz 1?": 0.9},
            "Who flew Soyuz 1?",
        ),
        # which flight that was is not told surely, or not what is asked of it
        ({"Which flight failed by its parachute?": 0.5, "Who flew Soyuz 1?": 0.9}, None),
        ({"Which flight failed by its parachute?": 0.7, "Who flew Soyuz 1?": 0.1}, None),
        # answered as it is
        (
            {
                "Who flew the flight that failed by its parachute?": 0.4,
                "Which flight failed by its parachute?": 0.7,
                "Who flew Soyuz 1?": 0.9,
            },
            None,
        ),
    ],
)
def test_a_flight_that_is_told_of_takes_its_name_where_nothing_answers(supports, read_as):
    attempt, _ = attempted(TWO_STEPS, supports)
    assert attempt.best.query.read_as == (read_as or TWO_STEPS)


@pytest.mark.parametrize(
    ("question", "supports", "read_as"),
    [
        # left as it was, and answered best so
        ("Who had to stay behind?", {"Who had to stay behind?": 0.6}, "Who had to stay behind?"),
        # answered better of the mission, or of the thing, that was spoken of
        (
            "Who had to stay behind?",
            {"Who had to stay behind?": 0.4, "Who had to stay behind (Soyuz 1)?": 0.6},
            "Who had to stay behind (Soyuz 1)?",
        ),
        (
            "Who had to stay behind?",
            {"Who had to stay behind (The memorial cover)?": 0.6},
            "Who had to stay behind (The memorial cover)?",
        ),
        # sure enough
        (
            "Who had to stay behind?",
            {"Who had to stay behind?": 0.95, "Who had to stay behind (Soyuz 1)?": 0.99},
            "Who had to stay behind?",
        ),
        # completed, and answered so, however well it would be answered alone
        (
            "Why did it crash?",
            {"Why did the memorial cover crash?": 0.5, "Why did it crash?": 0.9},
            "Why did the memorial cover crash?",
        ),
        # completed, and to be declined so
        ("And a backup?", {"And a backup?": 0.5}, "And a backup?"),
        # by itself it asks nothing
        ("Why did it crash?", {"Why did it crash?": 0.5}, "Why did the memorial cover crash?"),
        # nothing answers: the first reading is what is declined
        ("Why did it crash?", {"Why did it crash?": 0.01}, "Why did the memorial cover crash?"),
    ],
)
def test_a_question_is_read_as_it_is_answered_best(monkeypatch, question, supports, read_as):
    monkeypatch.setattr("assistant.rank.attempts.is_far", lambda query, evidence: False)
    attempt, _ = attempted(question, supports, SPOKEN)
    assert attempt.best.query.read_as == read_as


@pytest.mark.parametrize(
    ("supports", "read_as"),
    [
        # nothing answers as it is
        ({"What did Komarov say (Soyuz 1)?": 0.4}, "What did Komarov say (Soyuz 1)?"),
        # what answers is about his flight, and no flight answers as surely
        (
            {"What did Komarov say?": 0.5, "What did Komarov say (Soyuz 1)?": 0.4},
            "What did Komarov say?",
        ),
        # nothing answers at all
        ({"What did Komarov say (Soyuz 1)?": 0.2}, "What did Komarov say?"),
    ],
)
def test_a_question_about_somebody_is_read_of_the_flight_that_answers(supports, read_as):
    attempt, _ = attempted("What did Komarov say?", supports)
    assert attempt.best.query.read_as == read_as


@pytest.mark.parametrize(
    ("turns", "question", "supports", "batches"),
    [
        # sure at once, as it is or as it was completed
        ((), NAMED, {NAMED: 0.9}, [[NAMED]]),
        (
            (SPOKEN,),
            "Why did it crash?",
            {"Why did the memorial cover crash?": 0.3},
            [["Why did the memorial cover crash?"]],
        ),
        # unsure, and it can mean nothing else
        ((), NAMED, {NAMED: 0.5}, [[NAMED]]),
        # all other readings at once
        (
            (SPOKEN,),
            "Who had to stay behind?",
            {"Who had to stay behind?": 0.89},
            [
                ["Who had to stay behind?"],
                [
                    "Who had to stay behind (Soyuz 1)?",
                    "Who had to stay behind (The memorial cover)?",
                ],
            ],
        ),
        (
            (),
            "What did Komarov say?",
            {},
            [
                ["What did Komarov say?"],
                ["What did Komarov say (Voskhod 1)?", "What did Komarov say (Soyuz 1)?"],
            ],
        ),
        # at last the second step, where the first is surely told
        ((), TWO_STEPS, {WHICH: 0.6}, [[TWO_STEPS], [WHICH], [NAMED]]),
        ((), TWO_STEPS, {WHICH: 0.59}, [[TWO_STEPS], [WHICH]]),
        # ... and only where nothing else answers
        ((), TWO_STEPS, {TWO_STEPS: 0.3, WHICH: 0.9}, [[TWO_STEPS], [WHICH]]),
    ],
)
def test_no_more_is_judged_than_is_needed_in_three_batches(turns, question, supports, batches):
    attempt, judged = attempted(question, supports, *turns)
    assert judged == batches
    assert attempt.batches == len(batches) <= 3
    assert [one.query.read_as for one in attempt.tried] == [one for each in batches for one in each]


def test_a_question_far_from_all_is_read_otherwise_only_where_that_is_asked_for():
    # Beside Rome, nothing of the question is in any sentence on Soyuz 1.
    (asked, other) = ("When did Rome fall?", "When did Rome fall (Soyuz 1)?")
    attempt, batches = attempted(asked, {other: 0.99}, SPOKEN)
    assert other in batches[1]
    assert attempt.best.query.read_as == asked


def beside(*questions):
    """What is asked beside these readings of a question; nothing beside others."""
    return lambda query: [
        analyser().alone(f"{query.read_as} {number}")
        for number in ("And one?", "And two?")
        if query.read_as in questions
    ]


def test_what_is_asked_beside_a_question_is_judged_in_the_same_batch():
    attempt, batches = attempted(NAMED, {NAMED: 0.9}, companions_of=beside(NAMED))
    assert batches == [[NAMED, f"{NAMED} And one?", f"{NAMED} And two?"]]
    assert [one.query.read_as for one in attempt.companions] == batches[0][1:]
    assert [one.query.read_as for one in attempt.tried] == [NAMED]


def test_what_was_asked_beside_another_reading_is_not_kept(monkeypatch):
    monkeypatch.setattr("assistant.rank.attempts.is_far", lambda query, evidence: False)
    asked, other = "Who had to stay behind?", "Who had to stay behind (Soyuz 1)?"
    attempt, batches = attempted(asked, {other: 0.6}, SPOKEN, companions_of=beside(asked))
    assert (attempt.best.query.read_as, attempt.companions, len(batches)) == (other, (), 2)
    attempt, batches = attempted(asked, {other: 0.6}, SPOKEN, companions_of=beside(asked, other))
    assert batches[2] == [f"{other} And one?", f"{other} And two?"]
    assert [one.query.read_as for one in attempt.companions] == batches[2]
    assert attempt.batches == 3


def test_the_flight_that_answers_is_named_in_a_question_that_is_still_its_own():
    asked, named = "What did Komarov say?", "What did Komarov say (Soyuz 1)?"
    attempt, _ = attempted(asked, {named: 0.4})
    first = attempt.tried[0].query
    assert (attempt.best.query.text, attempt.best.query.entities) == (first.text, first.entities)
    assert attempt.best.supported == 0.4


def test_what_is_asked_beside_the_second_step_is_judged_with_it():
    supports = {WHICH: 0.6, NAMED: 0.9}
    attempt, batches = attempted(TWO_STEPS, supports, companions_of=beside(TWO_STEPS, NAMED))
    assert batches == [
        [TWO_STEPS, f"{TWO_STEPS} And one?", f"{TWO_STEPS} And two?"],
        [WHICH],
        [NAMED, f"{NAMED} And one?", f"{NAMED} And two?"],
    ]
    assert attempt.batches == 3
    assert attempt.best.query.read_as == NAMED
    assert [one.query.read_as for one in attempt.companions] == batches[2][1:]
    assert [one.query.read_as for one in attempt.tried] == [TWO_STEPS, WHICH, NAMED]


def test_a_second_step_that_answers_nothing_leaves_what_was_asked_beside_the_question():
    supports = {WHICH: 0.6, NAMED: 0.1}
    attempt, batches = attempted(TWO_STEPS, supports, companions_of=beside(TWO_STEPS, NAMED))
    assert (attempt.best.query.read_as, attempt.batches) == (TWO_STEPS, 3)
    assert [one.query.read_as for one in attempt.companions] == batches[0][1:]


@pytest.mark.parametrize(
    ("step", "flight", "best"),
    [
        # the second step answers, the flight of whom it asks, or neither
        (0.9, 0.1, "What did Komarov do on Soyuz 1?"),
        (0.9, 0.8, "What did Komarov do on Soyuz 1?"),
        (0.1, 0.8, "flight"),
        (0.1, 0.1, "question"),
    ],
)
def test_both_a_second_step_and_a_flight_take_three_batches(step, flight, best):
    asked = "What did Komarov do on the flight that failed by its parachute?"
    of_flight = f"{asked[:-1]} (Soyuz 1)?"
    named = "What did Komarov do on Soyuz 1?"
    supports = {WHICH: 0.6, named: step, of_flight: flight}
    attempt, batches = attempted(asked, supports, companions_of=beside(asked, named, of_flight))
    read_as = {"flight": of_flight, "question": asked}.get(best, best)
    assert attempt.best.query.read_as == read_as
    assert attempt.batches == len(batches) == 3
    assert [one.query.read_as for one in attempt.companions] == [
        f"{read_as} And one?",
        f"{read_as} And two?",
    ]
