from dataclasses import replace
from functools import cache
from types import MappingProxyType

import pytest

from assistant.answer import MAX_FACT_QUOTES, MAX_FOLLOW_UPS, Abstention, Answer, Found
from assistant.compose.library import Library
from assistant.compose.reply import compose
from assistant.rank.fitted import Thresholds
from assistant.rank.ranking import Evidence
from assistant.retrieve.candidates import Candidate, Signals
from assistant.verify.corrections import Correction
from corpus.article import article_from_blocks
from corpus.dates import find_dates
from tests.toy import ARTICLES, QUESTIONS, shared_record, toy_index, toy_query

THRESHOLDS = Thresholds(answer=0.5, medium=0.7, high=0.9)
PILOT = "The pilot of Soyuz 1 was Vladimir Komarov."
LAUNCHED_1 = "Soyuz 1 was launched on 23 April 1967."
LAUNCHED_3 = "Soyuz 3 was launched on 26 October 1968."
FLEW_3 = "Georgi Beregovoy flew Soyuz 3 alone."
NOTE_3 = (
    "The source says that the flight of Soyuz 3 began on 28 October 1968, but the record "
    "says 26 October 1968."
)
PARACHUTE = "The parachute of Soyuz 1 failed."
CREW_32 = "The crew of Soyuz TM-32 was Talgat Musabayev, Yuri Baturin and Dennis Tito."
PAID_32 = "Dennis Tito paid about 20 million dollars for his seat on Soyuz TM-32."
POSTMARKS = "The launch cover of Soyuz TM-32 has five postmarks."
FRANKED = (
    "The launch cover of Soyuz TM-32 is franked with stamp s. 6426, which shows the "
    "Ostankino tower."
)
CACHET = "A cachet is the printed or stamped design on a cover that names its event."
LONG = "The long cover of Soyuz 9 " + "with another very small handstamp " * 9 + "is rare."

COVERS = article_from_blocks(
    slug="covers",
    title="Covers",
    missions=["Soyuz 3", "Soyuz 4"],
    blocks=[
        ("heading", "The covers of Soyuz 3 and Soyuz 4"),
        ("paragraph", "The covers of Soyuz 3 and Soyuz 4 are rare."),
    ],
)
WORLD = (
    COVERS,
    *ARTICLES,
    article_from_blocks(
        slug="soyuz-9",
        title="Soyuz 9",
        missions=["Soyuz 9"],
        author="A. Collector",
        updated="2025-03-04",
        blocks=[("heading", "The long cover"), ("paragraph", LONG)],
    ),
)


@cache
def index():
    return toy_index(WORLD, QUESTIONS)


@cache
def library():
    passages = {}
    for passage in index().passages:
        passages.setdefault(passage.article, []).append(passage)
    suggestions = {}
    for question in index().questions:
        passage, sentence = index().sentences[question.sentence]
        suggestions.setdefault((passage.article, sentence.start), question.text)
    return Library(
        index().articles,
        MappingProxyType(passages),
        MappingProxyType(suggestions),
        shared_record(),
        "the-index",
    )


def evidence(*texts):
    """Evidence with hardly any signals, best first, each sentence far behind the one before."""
    signals = Signals(covered=1.0)
    found = {
        passage.words_of(sentence): Candidate(number, passage, sentence, signals)
        for number, (passage, sentence) in enumerate(index().sentences)
    }
    return [Evidence(found[text], -10.0 * place) for place, text in enumerate(texts)]


def composed(question, *texts, supported=0.95, correction=None):
    return compose(
        toy_query(question), evidence(*texts), supported, library(), THRESHOLDS, correction
    )


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Who was the pilot of Soyuz 1?", PILOT, "Vladimir Komarov"),
        ("When was Soyuz 1 launched?", LAUNCHED_1, "23 April 1967"),
        # several people are one answer
        ("Who flew on Soyuz TM-32?", CREW_32, "Talgat Musabayev, Yuri Baturin and Dennis Tito"),
        ("How many postmarks has the cover?", POSTMARKS, "five"),
        ("How much did Dennis Tito pay?", PAID_32, "about 20 million dollars"),
        ("Which mission did Dennis Tito fly on?", PAID_32, "Soyuz TM-32"),
        # no shorter span says it
        ("What is a cachet?", CACHET, CACHET),
        # the kind that is wanted is not there
        ("When did the parachute fail?", PARACHUTE, PARACHUTE),
    ],
)
def test_the_short_answer_is_a_span_of_the_first_quote_or_the_whole_of_it(question, text, answer):
    reply = composed(question, text)
    assert isinstance(reply, Answer)
    assert reply.text == answer
    assert [quote.text for quote in reply.quotes] == [text]
    assert reply.quotes[0].highlighted == ("" if answer == text else answer)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When was Soyuz 1 launched?", "23 April 1967"),
        ("And when was Soyuz 1 launched?", "23 April 1967"),
        # a date alone is neither a yes nor the second half of the answer
        ("Was Soyuz 1 launched on 23 April?", LAUNCHED_1),
        ("When was Soyuz 1 launched, and from where?", LAUNCHED_1),
        ("Soyuz 1 launch and date", LAUNCHED_1),
    ],
)
def test_what_a_few_words_cannot_say_a_short_sentence_does(question, answer):
    (one,) = evidence(LAUNCHED_1)
    place = LAUNCHED_1.index("23 April 1967")
    marked = replace(one, span=(place, place + len("23 April 1967")))
    reply = compose(toy_query(question), [marked], 0.95, library(), THRESHOLDS)
    assert reply.text == answer
    assert reply.quotes[0].highlighted == "23 April 1967"


def test_every_quote_is_the_article_s_text_at_its_offsets():
    reply = composed("When was Soyuz 3 launched?", LAUNCHED_3, FLEW_3)
    for quote in reply.quotes:
        article = index().articles[quote.passage.article]
        assert article.text[quote.start : quote.end] == quote.text


def test_the_first_evidence_is_quoted_and_the_rest_is_not():
    reply = composed("Who was the pilot of Soyuz 1?", PILOT, FLEW_3, CREW_32)
    assert [quote.text for quote in reply.quotes] == [PILOT]


@pytest.mark.parametrize(
    ("article", "behind", "first"),
    [
        (CREW_32, 1.0, CREW_32),
        # far behind, or without the answer: the record stays first
        (CREW_32, 9.0, PAID_32),
        (POSTMARKS, 1.0, PAID_32),
    ],
)
def test_an_article_is_quoted_before_the_record_that_only_says_the_same(article, behind, first):
    told, other = evidence(PAID_32, article)
    record = replace(told, candidate=replace(told.candidate, signals=Signals(is_record=1.0)))
    reply = compose(
        toy_query("Who paid for Soyuz TM-32?"),
        [record, replace(other, score=told.score - behind)],
        0.95,
        library(),
        THRESHOLDS,
    )
    assert reply.quotes[0].text == first


@pytest.mark.parametrize(
    ("question", "marked", "fits", "behind", "first"),
    [
        ("Who paid on a Soyuz?", "Soyuz TM-32", 1.0, 2.0, CREW_32),
        # another kind of question, words that are no mission, far behind, or nobody named
        ("What was it?", "Soyuz TM-32", 1.0, 2.0, PAID_32),
        ("Who paid on a Soyuz?", "20 million dollars", 1.0, 2.0, PAID_32),
        ("Who paid on a Soyuz?", "Soyuz TM-32", 1.0, 4.0, PAID_32),
        ("Who paid on a Soyuz?", "Soyuz TM-32", 0.0, 2.0, PAID_32),
    ],
)
def test_a_mission_is_no_answer_to_who_where_a_sentence_beside_it_names_somebody(
    monkeypatch, question, marked, fits, behind, first
):
    told, other = evidence(PAID_32, CREW_32)
    start = PAID_32.index(marked)
    monkeypatch.setattr(
        "assistant.compose.reply.best_span",
        lambda query, text, record, span: (start, start + len(marked)) if text == PAID_32 else None,
    )
    named = replace(
        other,
        score=told.score - behind,
        candidate=replace(other.candidate, signals=Signals(fits=fits, covered=1.0)),
    )
    reply = compose(toy_query(question), [told, named], 0.95, library(), THRESHOLDS)
    assert reply.quotes[0].text == first


def test_a_sentence_without_a_span_is_the_answer_whole_however_long_it_is():
    reply = composed("What is the long cover?", LONG)
    assert len(LONG) > 200
    assert (reply.form, reply.text, reply.quotes[0].text) == ("passage", LONG, LONG)


def test_a_quote_is_cited_with_the_author_and_the_date_of_its_article():
    citation = composed("What is the long cover?", LONG).quotes[0].citation
    assert (citation.author, citation.title, citation.updated) == (
        "A. Collector",
        "Soyuz 9",
        "2025-03-04",
    )


def test_an_answer_names_the_index_and_what_it_read():
    reply = composed("Who was the pilot of Soyuz 1?", PILOT)
    assert (reply.index, reply.read_as) == ("the-index", "Who was the pilot of Soyuz 1?")


@pytest.mark.parametrize(
    ("supported", "confidence"),
    [(0.5, "low"), (0.69, "low"), (0.7, "medium"), (0.89, "medium"), (0.9, "high"), (1.0, "high")],
)
def test_confidence_is_told_from_the_support_by_the_thresholds(supported, confidence):
    reply = composed("Who was the pilot of Soyuz 1?", PILOT, supported=supported)
    assert reply.confidence == confidence


def test_too_little_support_declines_and_shows_the_three_nearest():
    reply = composed(
        "Who was the commander of Soyuz 11?", PILOT, FLEW_3, CREW_32, PAID_32, supported=0.49
    )
    assert isinstance(reply, Abstention)
    assert reply.reason == "too-weak"
    assert [quote.text for quote in reply.nearest] == [PILOT, FLEW_3, CREW_32]
    assert {quote.highlight for quote in reply.nearest} == {None}
    assert "Soyuz 11" in reply.text


def test_an_abstention_says_what_the_articles_tell_of_the_mission_and_asks_about_it():
    near = [
        Evidence(
            replace(one.candidate, signals=Signals(sentences_dense=0.8)),
            one.score,
        )
        for one in evidence(CREW_32, LAUNCHED_1)
    ]
    reply = compose(
        toy_query("How old was the pilot of Soyuz 1?"), near, 0.1, library(), THRESHOLDS
    )
    assert reply.text == (
        "The articles do not answer this about Soyuz 1. "
        "What they tell: The flight of Soyuz 1; The memorial cover of Soyuz 1."
    )
    assert [quote.text for quote in reply.nearest] == [LAUNCHED_1, CREW_32]
    assert reply.follow_ups == library().first_questions()


def test_what_is_far_from_every_sentence_is_out_of_scope():
    reply = composed("How do I bake bread?", PILOT, supported=0.1)
    assert (reply.reason, reply.nearest) == ("out-of-scope", ())
    assert reply.follow_ups == library().first_questions()


def test_no_evidence_declines_as_nothing_found():
    reply = composed("Who was the commander of Soyuz 11?")
    assert isinstance(reply, Abstention)
    assert (reply.reason, reply.nearest) == ("nothing-found", ())


@pytest.mark.parametrize(
    ("question", "met"),
    [
        ("Hello", "Hello!"),
        ("Thanks!", "You are welcome!"),
        ("What can you do?", "Hello!"),
        ("bye", "Goodbye!"),
        ("ok thanks, bye", "You are welcome!"),
    ],
)
def test_small_talk_gets_a_friendly_line_and_questions_that_are_answered(question, met):
    reply = composed(question, PILOT)
    assert isinstance(reply, Abstention)
    assert (reply.reason, reply.nearest) == ("out-of-scope", ())
    assert reply.text.startswith(f"{met} Ask about")
    assert set(reply.follow_ups) <= set(library().suggestions.values())
    assert len(reply.follow_ups) == MAX_FOLLOW_UPS


def test_the_editor_s_note_on_the_same_fact_follows_the_answer_with_its_quote():
    reply = composed("When was Soyuz 3 launched?", LAUNCHED_3)
    assert reply.text == "26 October 1968"
    assert reply.note == NOTE_3
    assert [quote.text for quote in reply.quotes] == [LAUNCHED_3, NOTE_3]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        # the note of the section is about another fact
        ("Who flew Soyuz 3?", FLEW_3),
        # another article has a note, this one has none
        ("When was Soyuz 1 launched?", LAUNCHED_1),
        # no section, no note
        ("What is a cachet?", CACHET),
    ],
)
def test_a_note_on_another_fact_stays_away(question, text):
    reply = composed(question, text)
    assert reply.note is None
    assert [quote.text for quote in reply.quotes] == [text]


def test_a_note_that_answers_is_quoted_whole_and_not_twice():
    reply = composed("What does the source say of Soyuz 3?", NOTE_3)
    assert [quote.text for quote in reply.quotes] == [NOTE_3]
    assert reply.text == NOTE_3


def test_of_a_note_only_what_is_right_is_the_short_answer():
    reply = composed("When was Soyuz 3 launched?", NOTE_3)
    assert reply.quotes[0].text == NOTE_3
    assert reply.text == reply.quotes[0].highlighted == "the record says 26 October 1968"


@pytest.mark.parametrize(
    ("question", "sentence", "said", "text"),
    [
        ("Was Soyuz 1 launched on 23 April 1967?", LAUNCHED_1, "yes", LAUNCHED_1),
        ("Was Soyuz 1 launched in April 1967?", LAUNCHED_1, "yes", LAUNCHED_1),
        # another day than the question's
        ("Was Soyuz 1 launched on 24 April 1967?", LAUNCHED_1, "no", LAUNCHED_1),
        # "survive" is not said, so nothing is settled
        ("Did Komarov survive Soyuz 1?", PARACHUTE, None, PARACHUTE),
        # not a question of yes or no
        ("When was Soyuz 1 launched?", LAUNCHED_1, None, "23 April 1967"),
    ],
)
def test_yes_and_no_are_said_where_the_sentence_settles_it(question, sentence, said, text):
    query = toy_query(question)
    signals = {
        "people": 1.0,
        "mission_subject": 1.0,
        "dates": float(
            any(one.agrees(date) for one in find_dates(sentence) for date in query.entities.dates)
        ),
    }
    (one,) = evidence(sentence)
    told = Evidence(replace(one.candidate, signals=Signals(**signals)), 0.0)
    reply = compose(query, [told], 0.95, library(), THRESHOLDS)
    assert (reply.verdict, reply.text) == (said, text)


def test_no_is_said_where_the_record_contradicts_a_question_of_yes_or_no():
    correction = Correction("Yuri Gagarin flew on Vostok 1, not on Soyuz 1.", evidence(PILOT)[0])
    asked = composed("Did Gagarin fly Soyuz 1?", PILOT, correction=correction)
    assert (asked.verdict, asked.text, asked.note) == ("no", PILOT, correction.text)
    when = composed("When did Gagarin fly Soyuz 1?", PILOT, correction=correction)
    assert (when.verdict, when.text, when.note) == (None, PILOT, correction.text)


def test_a_comparison_quotes_both_sides():
    reply = composed(
        "Compare the launches of Soyuz 1 and Soyuz 3", LAUNCHED_1, PARACHUTE, LAUNCHED_3
    )
    assert {LAUNCHED_1, LAUNCHED_3} <= {quote.text for quote in reply.quotes}
    assert PARACHUTE not in {quote.text for quote in reply.quotes}


def test_a_list_quotes_one_sentence_a_mission():
    ranked = evidence(LAUNCHED_1, PARACHUTE, LAUNCHED_3)
    close = [Evidence(one.candidate, -0.1 * place) for place, one in enumerate(ranked)]
    reply = compose(
        toy_query("List all flights that were launched"), close, 0.95, library(), THRESHOLDS
    )
    assert [quote.text for quote in reply.quotes][:2] == [LAUNCHED_1, LAUNCHED_3]


def test_a_list_says_how_many_were_found_when_it_quotes_fewer():
    texts = (
        LAUNCHED_1,
        LAUNCHED_3,
        CREW_32,
        CACHET,
        LONG,
        "Soyuz TM-33 was launched on 21 October 2001.",
    )
    close = [Evidence(one.candidate, -0.01 * place) for place, one in enumerate(evidence(*texts))]
    reply = compose(
        toy_query("List all flights that were launched"), close, 0.95, library(), THRESHOLDS
    )
    assert [quote.text for quote in reply.quotes if quote.passage.kind == "text"] == [*texts[:4]]
    assert reply.found == Found(shown=4, of=6, complete=False)


def test_a_list_about_one_mission_gathers_its_sentences_on_the_asked_thing():
    near = [
        Evidence(replace(one.candidate, signals=Signals(topic=topic)), -0.1)
        for one, topic in zip(evidence(POSTMARKS, PAID_32, FRANKED), (1.0, 0.5, 1.0), strict=True)
    ]
    reply = compose(
        toy_query("Which postmarks and stamps has the cover of Soyuz TM-32?"),
        near,
        0.95,
        library(),
        THRESHOLDS,
    )
    assert [quote.text for quote in reply.quotes] == [POSTMARKS, FRANKED]


def test_a_list_of_sentences_about_one_thing_says_no_count():
    texts = (
        POSTMARKS,
        PAID_32,
        FRANKED,
        CREW_32,
        LAUNCHED_1,
        "Soyuz TM-32 was launched on 28 April 2001.",
    )
    told = [
        Evidence(replace(one.candidate, signals=Signals(topic=1.0)), -0.1)
        for one in evidence(*texts)
    ]
    reply = compose(
        toy_query("Which postmarks and stamps has the cover of Soyuz TM-32?"),
        told,
        0.95,
        library(),
        THRESHOLDS,
    )
    assert len(reply.quotes) == 4
    assert reply.found is None


def test_a_list_counts_no_further_than_was_read():
    texts = (
        LAUNCHED_1,
        LAUNCHED_3,
        CREW_32,
        CACHET,
        LONG,
        "Soyuz TM-33 was launched on 21 October 2001.",
    )
    read = [
        Evidence(one.candidate, -0.01 * place, read=1.0 if place < 5 else None)
        for place, one in enumerate(evidence(*texts))
    ]
    asked = toy_query("List all flights that were launched")
    assert compose(asked, read, 0.95, library(), THRESHOLDS).found is None
    ended = [*read[:5], replace(read[5], score=-9.0)]
    assert compose(asked, ended, 0.95, library(), THRESHOLDS).found == Found(4, 5, complete=False)


def test_what_is_told_of_a_mission_begins_with_its_own_article():
    reply = composed("Who embroidered the patch of Soyuz 3?", FLEW_3, supported=0.0)
    assert reply.text == (
        "The articles do not answer this about Soyuz 3. What they tell: "
        "The flight of Soyuz 3; The covers of Soyuz 3 and Soyuz 4."
    )


def test_a_heading_that_is_only_the_mission_s_name_tells_nothing_of_it():
    titled = article_from_blocks(
        slug="soyuz-40",
        title="Soyuz 40",
        missions=["Soyuz 40"],
        blocks=[
            ("heading", "Soyuz 40 (EO-9)"),
            ("paragraph", "Soyuz 40 was launched in May 1981."),
            ("heading", "Soyuz 39"),
            ("paragraph", "Soyuz 39 flew before Soyuz 40."),
        ],
    )
    passages = list(dict.fromkeys(passage for passage, _ in toy_index([titled], ()).sentences))
    told = replace(
        library(),
        articles={**library().articles, "soyuz-40": titled},
        passages={"soyuz-40": passages},
    )
    reply = compose(
        toy_query("Who drew the stamp of Soyuz 40?"), evidence(FLEW_3), 0.0, told, THRESHOLDS
    )
    assert reply.text == (
        "The articles do not answer this about Soyuz 40. The nearest passages are below."
    )


def test_many_missions_are_counted_and_not_named_when_they_are_declined():
    names = ", ".join(f"Soyuz {number}" for number in range(3, 12))
    reply = composed(f"Who drew the stamps of {names}?", FLEW_3, supported=0.0)
    assert reply.text == (
        "The articles do not answer this about these 9 missions. The nearest passages are below."
    )


def test_a_list_with_a_note_has_no_more_quotes_than_an_answer_may_hold():
    texts = (
        LAUNCHED_3,
        LAUNCHED_1,
        PAID_32,
        CACHET,
        LONG,
        "Soyuz TM-33 was launched on 21 October 2001.",
    )
    close = [Evidence(one.candidate, -0.01 * place) for place, one in enumerate(evidence(*texts))]
    reply = compose(
        toy_query("List all flights that were launched"), close, 0.95, library(), THRESHOLDS
    )
    assert 2 <= len(reply.quotes) <= MAX_FACT_QUOTES


def test_a_correction_says_what_is_wrong_and_quotes_what_is_right():
    (proof,) = evidence(CREW_32)
    wrong = "Dennis Tito flew on Soyuz TM-32, not on Soyuz TMA-1."
    reply = composed(
        "Which cachet shows Tito on Soyuz TMA-1?",
        PILOT,
        supported=0.1,
        correction=Correction(wrong, proof),
    )
    assert isinstance(reply, Answer)
    assert reply.note == wrong
    assert [quote.text for quote in reply.quotes] == [CREW_32]


def test_follow_ups_are_questions_of_the_same_article_and_not_the_one_just_answered():
    assert composed("When was Soyuz 1 launched?", LAUNCHED_1).follow_ups == (
        "Who flew the very first Soyuz?",
    )
    assert composed("Who was the pilot of Soyuz 1?", PILOT).follow_ups == ()
    assert composed("What is a cachet?", CACHET).follow_ups == ("What makes a maximum card?",)


def test_the_question_that_was_asked_is_not_suggested():
    assert composed("Who flew the very first Soyuz?", LAUNCHED_1).follow_ups == ()


def test_after_an_abstention_there_is_always_something_to_ask():
    reply = composed("Who was the pilot of Soyuz 1?", PILOT, supported=0.0)
    assert 1 <= len(reply.follow_ups) <= MAX_FOLLOW_UPS
    assert set(reply.follow_ups) <= set(library().suggestions.values())


def test_a_persons_birth_that_no_sentence_tells_is_declined_however_near_the_sentence():
    assert isinstance(composed("When was Vladimir Komarov born?", PILOT), Abstention)
    assert isinstance(composed("Who was Vladimir Komarov?", PILOT), Answer)


@pytest.mark.parametrize(
    ("question", "covered", "near", "answered"),
    [
        # nothing known is named, few words are shared and no anticipated question is near
        ("When did the Titanic sink?", 0.0, 0.4, False),
        ("When did the Titanic sink?", 0.2, 0.4, False),
        ("When did the Titanic sink?", 0.3, 0.4, True),
        ("When did the Titanic sink?", 0.0, 0.6, True),
        ("When did Soyuz 1 sink?", 0.0, 0.4, True),
        # a date makes it no question of the field
        ("Who won the world cup in 1998?", 0.16, 0.4, False),
        ("Who won the world cup in 1998?", 0.4, 0.4, True),
        # an unknown term, which is asked for in the words of many questions
        ("What is CTO?", 0.0, 0.8, False),
        ("what does CTO mean", 0.0, 0.8, False),
        ("What is a cover?", 0.2, 0.8, True),
        # a programme that the sentence does not name
        ("What is an Apollo 11 cover worth?", 1.0, 0.9, False),
    ],
)
def test_a_question_about_something_else_is_declined(question, covered, near, answered):
    (one,) = evidence(LAUNCHED_1)
    signals = Signals(covered=covered, questions_dense=near)
    told = replace(one, candidate=replace(one.candidate, signals=signals))
    reply = compose(toy_query(question), [told], 0.95, library(), THRESHOLDS)
    assert isinstance(reply, Answer) is answered
