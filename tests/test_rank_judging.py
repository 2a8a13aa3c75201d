"""Many readings of questions, judged in one pass of encoder and reader."""

from functools import cache

import pytest

from assistant.rank.fitted import Fitted
from assistant.rank.judging import READ_AT_ONCE, Judge
from assistant.rank.ranking import rank, support
from assistant.reader.context import shown_question, shown_sentence
from assistant.reader.model import LearnedReading
from index.passages import sentence_text_to_embed
from tests.toy import WordEncoder, toy_index, toy_query, toy_retriever

PILOT = "The pilot of Soyuz 1 was Vladimir Komarov."
LAUNCHED_3 = "Soyuz 3 was launched on 26 October 1968."
MAXICARD = "A maxicard is a postcard whose stamp, picture and postmark agree."
ASKED = ("Who was the pilot of Soyuz 1?", "When was Soyuz 3 launched?", "What is a maxicard?")


@cache
def retriever():
    return toy_retriever(toy_index())


def judge(reader=None, encoder=None, *, asked=True):
    encoder = encoder or WordEncoder()
    return Judge(retriever(), encoder, reader, Fitted.load(), asked=asked)


def queries(*asked):
    return [toy_query(one) for one in asked]


class Preferring:
    """Reads the sentence that has certain words as the answer, and all others as none."""

    def __init__(self, words):
        self._words = words
        self.calls = []

    def read_pairs(self, questions, contexts, targets):
        self.calls.append((list(questions), list(contexts), list(targets)))
        readings = []
        for context, (start, end) in zip(contexts, targets, strict=True):
            likes = self._words in context[start:end]
            at = context.index(self._words, start) if likes else start
            last = at + len(self._words) if likes else end
            margin = 9.0 if likes else -9.0
            readings.append(LearnedReading(margin, at, last, margin))
        return readings


def test_each_query_has_its_own_evidence_in_one_pass_of_the_encoder():
    encoder = WordEncoder()
    judged = judge(encoder=encoder).judged(queries(*ASKED))
    assert [one.query.read_as for one in judged] == list(ASKED)
    assert [one.evidence[0].candidate.text for one in judged] == [PILOT, LAUNCHED_3, MAXICARD]
    assert encoder.encoded == list(ASKED)


def test_queries_together_are_judged_as_each_alone():
    for one in judge().judged(queries(*ASKED)):
        (alone,) = judge().judged([one.query])
        assert (alone.supported, [each.score for each in alone.evidence]) == (
            one.supported,
            [each.score for each in one.evidence],
        )


def test_how_likely_the_first_answers_comes_of_the_fitted_weights_without_a_reader():
    fitted, (query,) = Fitted.load(), queries(ASKED[0])
    (judged,) = judge().judged([query])
    (candidates,) = judge().candidates([query])
    ranked = rank(candidates, fitted.ranking)
    assert list(judged.evidence) == list(ranked)
    assert judged.supported == support(ranked, fitted.without_reader.asked.support)


def test_the_first_of_each_are_read_at_once_and_the_reader_s_choice_comes_first():
    reader = Preferring("Soyuz 1 failed")
    judged = judge(reader).judged(queries(*ASKED[:2]))
    ((questions, contexts, targets),) = reader.calls
    counts = [min(READ_AT_ONCE, len(one.evidence)) for one in judged]
    assert counts == [READ_AT_ONCE, READ_AT_ONCE]
    assert questions == [
        shown_question(one.query.text, one.query.flights, one.query.entities.people)
        for one in judged
        for _ in range(READ_AT_ONCE)
    ]
    assert len(contexts) == len(targets) == 2 * READ_AT_ONCE
    first = judged[0].evidence[0]
    assert first.candidate.text == "The parachute of Soyuz 1 failed."


def test_what_is_read_is_marked_in_the_sentence_and_not_in_what_the_reader_was_shown():
    reader = Preferring("26 October 1968.")
    (judged,) = judge(reader).judged(queries(ASKED[1]))
    first = judged.evidence[0]
    assert first.candidate.text == LAUNCHED_3
    assert LAUNCHED_3[slice(*first.span)] == "26 October 1968."
    passage, sentence = first.candidate.passage, first.candidate.sentence
    context, (start, end) = shown_sentence(
        sentence_text_to_embed(passage, sentence), LAUNCHED_3, *passage.neighbours(sentence)
    )
    ((_, contexts, targets),) = reader.calls
    assert (context, (start, end)) in list(zip(contexts, targets, strict=True))
    assert start > 0
    assert context[start:end] == LAUNCHED_3


@pytest.mark.parametrize("reader", [None, Preferring("Soyuz")])
def test_nothing_asked_and_nothing_found_are_judged_without_harm(reader):
    assert judge(reader).judged([]) == []

    class Blind(WordEncoder):
        def encode(self, texts, progress=None):
            return super().encode(texts, progress) * 0

    known, blank = queries(ASKED[0], "xyzzy")
    found, nothing = judge(reader, Blind()).judged([known, blank])
    assert (len(nothing.evidence), nothing.supported) == (0, 0.0)
    assert found.evidence


def test_an_index_without_anticipated_questions_has_a_decision_of_its_own():
    fitted, reader = Fitted.load(), Preferring("Soyuz")
    assert judge().decision == fitted.without_reader.asked
    assert judge(asked=False).decision == fitted.without_reader.unasked
    assert judge(reader).decision == fitted.with_reader.asked
    assert judge(reader, asked=False).decision == fitted.with_reader.unasked
