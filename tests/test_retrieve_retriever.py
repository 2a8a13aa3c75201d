from dataclasses import astuple, replace
from functools import cache

import numpy as np
import pytest

from tests.toy import (
    DIMENSIONS,
    QUESTIONS,
    WordEncoder,
    toy_index,
    toy_query,
    toy_retriever,
)

PILOT = "The pilot of Soyuz 1 was Vladimir Komarov."
PARACHUTE = "The parachute of Soyuz 1 failed."
CANCELLED = "The memorial cover of Soyuz 1 was cancelled on 24 April 1967."
LAUNCHED_1 = "Soyuz 1 was launched on 23 April 1967."
LAUNCHED_3 = "Soyuz 3 was launched on 26 October 1968."
NOTE_3 = (
    "The source says that the flight of Soyuz 3 began on 28 October 1968, but the record "
    "says 26 October 1968."
)
CREW_32 = "The crew of Soyuz TM-32 was Talgat Musabayev, Yuri Baturin and Dennis Tito."
LAUNCHED_32 = "Soyuz TM-32 was launched on 28 April 2001."
POSTMARKS = "The launch cover of Soyuz TM-32 has five postmarks."
FRANKED = (
    "The launch cover of Soyuz TM-32 is franked with stamp s. 6426, which shows the "
    "Ostankino tower."
)
CACHET = "A cachet is the printed or stamped design on a cover that names its event."
MAXICARD = "A maxicard is a postcard whose stamp, picture and postmark agree."


@cache
def index(with_questions=True):
    return toy_index(questions=QUESTIONS if with_questions else ())


@cache
def retriever(with_questions=True):
    return toy_retriever(index(with_questions))


@pytest.mark.parametrize(
    ("question", "low", "high"),
    [
        ("What did the memorial cover of Soyuz 1 cost?", 0.999, 1.001),
        ("What did the cover of Soyuz 1 cost?", 0.7, 0.99),
        ("How do I cook borscht?", -0.3, 0.3),
    ],
)
def test_how_near_a_question_is_to_one_without_an_answer_is_known_of_every_candidate(
    question, low, high
):
    known = toy_index(unanswered=["What did the memorial cover of Soyuz 1 cost?", "Who drew it?"])
    searched = toy_retriever(known)
    (found,) = searched.retrieve([toy_query(question)], WordEncoder())
    (value,) = {one.signals.unanswered for one in found}
    assert low < value < high


def test_nothing_is_near_a_question_without_an_answer_where_none_is_known():
    assert {one.signals.unanswered for one in candidates("Who flew Soyuz 1?")} == {0.0}


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        ("Which Soyuz was launched on 23 April 1967?", 1.0),
        ("When was Soyuz 1 launched?", 0.0),
    ],
)
def test_whether_a_mission_is_wanted_is_known_of_every_candidate(question, wants):
    assert {one.signals.wants_mission for one in candidates(question)} == {wants}


class EverywhereEncoder(WordEncoder):
    """Finds every sentence equally near, so that all are candidates."""

    def encode(self, texts, progress=None):
        sentences = index().layers["sentences"].vectors.vectors
        near_all = np.linalg.pinv(sentences) @ np.ones(len(sentences))
        return np.tile(near_all.astype(np.float32), (len(texts), 1))


class BlindEncoder(WordEncoder):
    """Finds nothing near anything."""

    def encode(self, texts, progress=None):
        return np.zeros((len(texts), DIMENSIONS), dtype=np.float32)


def retrieved(query, encoder, with_questions=True):
    (found,) = retriever(with_questions).retrieve([query], encoder)
    return found


def candidates(question, with_questions=True):
    return retrieved(toy_query(question), WordEncoder(), with_questions)


def signals(question):
    """The signals of every sentence of the toy world, by its words."""
    found = retrieved(toy_query(question), EverywhereEncoder())
    return {one.text: one.signals for one in found}


def best(name, question):
    return max(candidates(question), key=lambda one: getattr(one.signals, name)).text


def test_candidates_are_sentences_of_the_articles_in_the_order_of_the_index():
    found = candidates("Who was the pilot of Soyuz 1?")
    numbers = [one.number for one in found]
    assert numbers == sorted(set(numbers))
    for one in found:
        article = index().articles[one.passage.article]
        assert one.text == article.text[one.sentence.start : one.sentence.end]
        assert index().sentences[one.number] == (one.passage, one.sentence)


def test_the_same_question_gives_the_same_candidates():
    assert list(candidates("Which stamp is it?")) == list(candidates("Which stamp is it?"))


def test_every_signal_of_every_candidate_is_finite():
    found = candidates("Who was the pilot of Soyuz 1?")
    assert all(np.isfinite(astuple(one.signals)).all() for one in found)


@pytest.mark.parametrize(
    ("name", "question", "text"),
    [
        # words of the sentence itself
        ("sentences_terms", "Which tower is Ostankino?", FRANKED),
        ("sentences_dense", "parachute failed", PARACHUTE),
        # words that only the passage around it has
        ("passages_terms", "Ostankino", POSTMARKS),
        # words that nobody but an anticipated question has
        ("questions_terms", "komarov mission", PILOT),
        ("questions_dense", "Who flew the very first Soyuz?", PILOT),
        ("questions_dense", "What makes a maximum card?", MAXICARD),
        (
            "questions_dense",
            "How many cancels has the envelope of the first space tourist?",
            POSTMARKS,
        ),
        # an inflected word is its stem
        ("sentences_terms", "memorial cancelling", CANCELLED),
    ],
)
def test_a_hit_in_any_layer_counts_for_the_sentence_it_leads_to(name, question, text):
    assert best(name, question) == text


def test_an_anticipated_question_asked_word_for_word_is_as_near_as_can_be():
    for question in ("Who flew the very first Soyuz?", "komarov mission"):
        found = {one.text: one.signals.questions_dense for one in candidates(question)}
        assert found[PILOT] == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize(
    ("name", "question", "values"),
    [
        # the mission that is asked for is in the sentence
        ("mission_named", "When was Soyuz 1 launched?", {LAUNCHED_1: 1, LAUNCHED_3: 0, CACHET: 0}),
        # half of what is asked for
        ("mission_named", "Were Soyuz 1 and Soyuz 3 launched?", {LAUNCHED_1: 0.5, LAUNCHED_3: 0.5}),
        # no mission is asked for: nothing is missing
        ("mission_named", "What is a cachet?", {LAUNCHED_1: 1, CACHET: 1}),
        ("mission_subject", "When was Soyuz 1 launched?", {LAUNCHED_1: 1, LAUNCHED_3: 0}),
        # another mission, and none at all
        ("mission_other", "When was Soyuz 3 launched?", {LAUNCHED_1: 1, LAUNCHED_3: 0, CACHET: 0}),
        # alike names are other missions
        ("mission_other", "When was Soyuz TM-3 launched?", {LAUNCHED_3: 1, LAUNCHED_32: 1}),
        # a person's flight, where no mission is named
        (
            "mission_of_person",
            "When did Dennis Tito fly?",
            {LAUNCHED_32: 1, CREW_32: 1, LAUNCHED_1: 0, CACHET: 0},
        ),
        # ... and not where one is
        ("mission_of_person", "Did Dennis Tito fly on Soyuz 1?", {LAUNCHED_32: 0, LAUNCHED_1: 0}),
        ("people", "When did Dennis Tito fly?", {CREW_32: 1, LAUNCHED_32: 0, PILOT: 0}),
        ("people", "Did Tito meet Komarov?", {CREW_32: 0.5, PILOT: 0.5, CACHET: 0}),
        # another spelling of the name in the article
        ("people", "When did Beregovoi fly?", {"Georgi Beregovoy flew Soyuz 3 alone.": 1}),
        ("people", "When was it?", {CREW_32: 1, CACHET: 1}),
        # a date of less precision agrees
        ("dates", "What happened in April 1967?", {CANCELLED: 1, LAUNCHED_1: 1, LAUNCHED_3: 0}),
        ("dates", "What happened on 1967-04-24?", {CANCELLED: 1, LAUNCHED_1: 0}),
        ("stamps", "Which cover has stamp s. 6426?", {FRANKED: 1, POSTMARKS: 0}),
        # what kind of text it is
        ("is_note", "When was Soyuz 3 launched?", {NOTE_3: 1, LAUNCHED_3: 0}),
        # a date for when, a name for who, a number for how many
        ("fits", "When was Soyuz 1 launched?", {LAUNCHED_1: 1, PARACHUTE: 0, PILOT: 0}),
        ("fits", "Who was the pilot of Soyuz 1?", {PILOT: 1, LAUNCHED_1: 0}),
        ("fits", "How many postmarks has the cover?", {POSTMARKS: 1, PARACHUTE: 0}),
        # ... that the question has not said itself
        ("fits", "When on 23 April 1967 was Soyuz 1 launched?", {LAUNCHED_1: 0, CANCELLED: 1}),
        ("fits", "Who was with Vladimir Komarov?", {PILOT: 0, CREW_32: 1}),
        # an open question fits all by half
        ("fits", "What is a cachet?", {CACHET: 0.5, PILOT: 0.5}),
    ],
)
def test_a_signal_says_what_the_sentence_has_of_what_is_asked(name, question, values):
    found = signals(question)
    assert {text: getattr(found[text], name) for text in values} == values


def test_what_the_question_tells_is_covered_by_the_sentence_by_its_heading_or_by_its_questions():
    tower = signals("Which Ostankino tower?")
    assert tower[FRANKED].said == pytest.approx(1.0)
    assert tower[FRANKED].covered == pytest.approx(1.0)
    assert tower[CACHET].said == 0.0
    # "first" stands in no sentence, only in questions that sentences are known to answer
    first = signals("first")
    assert first[PILOT].said == 0.0
    assert first[PILOT].covered == pytest.approx(1.0)
    # "flight" stands in the heading alone
    flight = signals("flight")
    assert flight[PARACHUTE].said == 0.0
    assert flight[PARACHUTE].heading == pytest.approx(1.0)
    assert flight[CACHET].heading == 0.0


def test_a_rare_word_tells_more_than_a_frequent_one():
    found = signals("launched parachute")
    assert found[PARACHUTE].said > found[LAUNCHED_1].said > 0.0


def test_the_event_that_is_asked_for_is_told_from_another_one():
    found = signals("When was the memorial cover postmarked?")
    assert found[POSTMARKS].topic == pytest.approx(1.0)
    assert found[LAUNCHED_1].topic == 0.0


def test_without_anticipated_questions_the_sentences_are_found_all_the_same():
    found = candidates("Who was the pilot of Soyuz 1?", with_questions=False)
    assert PILOT in [one.text for one in found]
    assert max(found, key=lambda one: one.signals.sentences_dense).text == PILOT


def test_where_neither_words_nor_meaning_hit_there_are_no_candidates():
    assert not retrieved(toy_query("xyzzy"), BlindEncoder())


def test_words_alone_find_candidates_where_the_meaning_finds_none():
    found = retrieved(toy_query("Ostankino"), BlindEncoder())
    assert [one.text for one in found if one.signals.sentences_terms > 0] == [FRANKED]


@pytest.mark.parametrize("question", ["?", "the of and", "\U0001f680", "1", "a" * 500])
def test_a_question_without_telling_words_is_retrieved_without_harm(question):
    for one in candidates(question):
        assert np.isfinite(astuple(one.signals)).all()


def test_who_and_what_are_together_in_one_sentence_is_known():
    together = retriever().together
    assert together("Soyuz TM-32", "Dennis Tito") == "told"
    assert together("Soyuz 1", "Dennis Tito") is None
    assert together("Soyuz TM-33", "Dennis Tito") is None


def test_a_sentence_where_the_last_answer_stood_is_marked_as_such():
    query = replace(toy_query("And why?"), place=("soyuz-1", "The flight of Soyuz 1"))
    found = {one.text: one.signals for one in retrieved(query, EverywhereEncoder())}
    marks = {text: (one.same_section, one.same_article) for text, one in found.items()}
    assert marks[LAUNCHED_1] == (1.0, 1.0)
    assert marks[CANCELLED] == (0.0, 1.0)
    assert marks[LAUNCHED_3] == (0.0, 0.0)
    alone = retrieved(toy_query("And why?"), EverywhereEncoder())
    assert {(one.signals.same_section, one.signals.same_article) for one in alone} == {(0, 0)}


def test_a_sentence_of_his_ship_with_another_crew_is_marked_as_theirs():
    asked = "When did Komarov fly?"
    marks = {text: one.flight_of_others for text, one in signals(asked).items()}
    assert (marks[LAUNCHED_1], marks[LAUNCHED_3]) == (0.0, 1.0)
    # Where a mission is asked for, `mission_other` tells.
    named = signals("When did Soyuz 1 fly?")
    assert {one.flight_of_others for one in named.values()} == {0}


def test_many_questions_are_encoded_at_once_and_found_as_each_would_be_alone():
    encoder, asked = WordEncoder(), ("When was Soyuz 1 launched?", "What is a maxicard?")
    found = retriever().retrieve([toy_query(one) for one in asked], encoder)
    assert encoder.encoded == list(asked)
    told = [[(one.number, one.signals) for one in each] for each in found]
    assert told == [[(one.number, one.signals) for one in candidates(each)] for each in asked]
    assert retriever().retrieve([], encoder) == []
