"""What a question takes for granted, put right with a sentence that proves it."""

from functools import cache

import pytest

from assistant.rank.ranking import Evidence
from assistant.retrieve.candidates import Candidate, Signals
from assistant.verify.corrections import Corrector
from corpus.article import article_from_blocks
from tests.toy import ARTICLES, shared_names, shared_record, toy_index, toy_query, toy_retriever

CREW_32 = "The crew of Soyuz TM-32 was Talgat Musabayev, Yuri Baturin and Dennis Tito."
PAID = "Dennis Tito paid about 20 million dollars for his seat on Soyuz TM-32."
LAUNCHED_1 = "Soyuz 1 was launched on 23 April 1967."
LAUNCHED_3 = "Soyuz 3 was launched on 26 October 1968."
FLEW_3 = "Georgi Beregovoy flew Soyuz 3 alone."
DATED = "Dennis Tito was launched on Soyuz TM-32 on 28 April 2001."
ON_33 = "Which cachet shows Dennis Tito on Soyuz TM-33?"
WRONG = "Dennis Tito flew on Soyuz TM-32 and Soyuz TM-31, not on Soyuz TM-33."


@cache
def index():
    """The toy world with a sentence that tells of Tito and of a day."""
    tito = article_from_blocks(
        slug="tito",
        title="Dennis Tito",
        missions=["Soyuz TM-32"],
        updated="2026-01-02",
        blocks=[("heading", "The flight of Dennis Tito"), ("paragraph", DATED)],
    )
    return toy_index((*ARTICLES, tito))


@cache
def corrector():
    retriever = toy_retriever(index())
    return Corrector(shared_record(), retriever, shared_names().find)


def evidence(*texts, record=()):
    """Sentences of the toy world, best first; those in `record` are the mission record's own."""
    found = {
        passage.words_of(sentence): (number, passage, sentence)
        for number, (passage, sentence) in enumerate(index().sentences)
    }
    return [
        Evidence(
            Candidate(*found[text], Signals(is_record=float(text in record))),
            -float(place),
        )
        for place, text in enumerate(texts)
    ]


def corrected(question, *texts, record=()):
    """The correction's words and the sentence that proves it."""
    query = toy_query(question)
    wrong = corrector().premise(query)
    found = corrector().correction(query, wrong, evidence(*texts, record=record))
    return found and (found.text, found.evidence.candidate.text)


@pytest.mark.parametrize(
    ("question", "correction"),
    [
        (ON_33, WRONG),
        ("Who flew Soyuz 1 in 1968?", "Soyuz 1 was launched on 23 April 1967, not in 1968."),
        # what the record or an article tells so
        ("Which cachet shows Dennis Tito on Soyuz TM-32?", None),
        ("Who flew Soyuz 1 in 1967?", None),
        ("What is a maxicard?", None),
    ],
)
def test_a_premise_is_held_against_the_record(question, correction):
    wrong = corrector().premise(toy_query(question))
    assert (wrong and wrong.correction) == correction


def test_the_proof_is_searched_for_with_the_names_of_what_is_right():
    query = toy_query(ON_33)
    proof = corrector().proof_of(query, corrector().premise(query))
    assert (proof.read_as, proof.entities.people) == (ON_33, (("Dennis Tito",),))
    assert proof.entities.missions == ("Soyuz TM-32",)
    assert proof.entities == shared_names().find(proof.text)


def test_the_first_sentence_that_proves_it_is_quoted():
    assert corrected(ON_33, LAUNCHED_1, PAID, CREW_32) == (WRONG, PAID)
    assert corrected(ON_33, LAUNCHED_1, CREW_32, PAID) == (WRONG, CREW_32)


def test_nothing_is_corrected_without_a_proof():
    assert corrected(ON_33, LAUNCHED_1, FLEW_3) is None
    assert corrected(ON_33) is None


def test_an_article_s_sentence_proves_it_before_the_record_s_own():
    assert corrected(ON_33, CREW_32, PAID, record=(CREW_32,)) == (WRONG, PAID)
    assert corrected(ON_33, CREW_32, record=(CREW_32,)) == (WRONG, CREW_32)


def test_a_day_that_is_asked_for_is_best_put_right_by_a_sentence_with_a_day():
    assert corrected("When was Tito launched on TM-33?", PAID, DATED) == (WRONG, DATED)
    assert corrected("Which cover shows Tito launched on TM-33?", PAID, DATED) == (WRONG, PAID)
    # the record's own sentence where it alone has a day
    found = corrected("When was Tito launched on TM-33?", PAID, DATED, record=(DATED,))
    assert found == (WRONG, DATED)
