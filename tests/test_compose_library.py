"""What composing looks up: quotes by offset, and questions to ask next."""

from dataclasses import replace
from functools import cache

import pytest

from assistant.answer import MAX_FOLLOW_UPS, Citation
from assistant.compose.library import Library
from assistant.rank.ranking import Evidence
from assistant.retrieve.candidates import Candidate, Signals
from corpus.catalogue.schema import Catalogue, Telling
from tests.toy import shared_record, toy_index

PILOT = "The pilot of Soyuz 1 was Vladimir Komarov."
LAUNCHED_1 = "Soyuz 1 was launched on 23 April 1967."
POSTMARKS = "The launch cover of Soyuz TM-32 has five postmarks."
MAXICARD = "A maxicard is a postcard whose stamp, picture and postmark agree."


@cache
def library():
    return Library.of_index(toy_index(), shared_record())


def evidence(*texts):
    found = {
        passage.words_of(sentence): Candidate(number, passage, sentence, Signals())
        for number, (passage, sentence) in enumerate(toy_index().sentences)
    }
    return [Evidence(found[text], 0.0) for text in texts]


def test_a_library_holds_what_its_index_holds():
    assert library().index == toy_index().generation
    assert sorted(library().passages) == sorted({one.article for one in toy_index().passages})
    assert library().catalogue == Catalogue()


def test_a_quote_is_cut_from_the_article_with_its_citation():
    (one,) = evidence(PILOT)
    passage, sentence = one.candidate.passage, one.candidate.sentence
    marked = (sentence.start + 4, sentence.start + 9)
    quote = library().quote(passage, sentence, marked)
    assert (quote.text, quote.highlighted) == (PILOT, "pilot")
    assert library().articles["soyuz-1"].text[quote.start : quote.end] == PILOT
    assert quote.citation == Citation(library().articles["soyuz-1"].author, "Soyuz 1", "2026-01-02")
    assert library().quote(passage, sentence).highlight is None


@pytest.mark.parametrize(
    ("marked", "highlighted"),
    [("", ""), ("five", "five"), ("TM-32", "TM-32"), ("postmark", ""), ("seven", "")],
)
def test_a_sentence_of_the_catalogue_is_quoted_with_whole_words_marked(marked, highlighted):
    quote = library().quote_telling(Telling("soyuz-tm-32", POSTMARKS), marked)
    assert (quote.text, quote.highlighted) == (POSTMARKS, highlighted)


def test_a_sentence_that_the_index_lacks_is_not_quoted():
    assert library().quote_telling(Telling("soyuz-tm-32", PILOT)) is None
    assert library().quote_telling(Telling("nowhere", POSTMARKS)) is None


CREW, DAY = "Who flew on Soyuz 1?", "When was Soyuz 1 launched?"


def test_what_the_sentences_around_answer_can_be_asked_next():
    around = library().questions_around(evidence(LAUNCHED_1), DAY)
    assert CREW in around
    # what is answered already, and what was just asked, is not suggested
    assert DAY not in around
    assert CREW not in library().questions_around(evidence(PILOT), "Who?")
    assert CREW not in library().questions_around(evidence(LAUNCHED_1), CREW)


def test_what_the_evidence_itself_answers_can_be_asked_instead():
    assert library().questions_of(evidence(LAUNCHED_1), "Who?") == (DAY,)
    assert library().questions_of(evidence(LAUNCHED_1, LAUNCHED_1), "Who?") == (DAY,)
    assert library().questions_of(evidence(POSTMARKS), "Who?") == ()


def test_the_first_questions_are_of_different_kinds():
    found = library().first_questions()
    assert [one.split()[0] for one in found[:2]] == ["Who", "When"]
    many = {("a", place): f"Who flew in {place}?" for place in range(9)}
    asked = {**many, ("a", 9): "When was it?", ("a", 10): "Which covers are there?"}
    found = replace(library(), suggestions=asked).first_questions()
    assert [one.split()[0] for one in found] == ["Which", "Who", "When"]
    assert len(found) == MAX_FOLLOW_UPS
