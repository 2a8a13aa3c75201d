"""Scoring, row by row: each named for the trap that it must not fall into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from evals_toy import toy_articles
from toy import toy_index

from assistant.answer import Abstention, Answer, Citation, Quote, Reply
from evals.cases.case import Case
from evals.cases.gold import gold, placed_sentences, relevant_to
from evals.cases.matching import holds
from evals.cases.spoiling import spoiled, typos
from evals.runs.running import answerable_raw
from evals.runs.scoring import Judge

INDEX = toy_index(questions=())
JUDGE = Judge(toy_articles())
FLIGHT = "The flight of Soyuz 1"
PILOT = "The pilot of Soyuz 1 was Vladimir Komarov."
LAUNCH = "Soyuz 1 was launched on 23 April 1967."
CANCELLED = "The memorial cover of Soyuz 1 was cancelled on 24 April 1967."
LAUNCH_3 = "Soyuz 3 was launched on 26 October 1968."
NOTE_3 = (
    "The source says that the flight of Soyuz 3 began on 28 October 1968, but the record "
    "says 26 October 1968."
)
CREW = "The crew of Soyuz TM-32 was Talgat Musabayev, Yuri Baturin and Dennis Tito."
SEAT = "Dennis Tito paid about 20 million dollars for his seat on Soyuz TM-32."


def quote(text: str) -> Quote:
    for passage, sentence in INDEX.sentences:
        if passage.words_of(sentence) == text:
            return Quote(passage, sentence.start, sentence.end, None, Citation("", "", ""))
    raise AssertionError(text)


def answer(text: str, *quotes: str, note: str | None = None) -> Answer:
    return Answer(text, tuple(map(quote, quotes)), "?", "high", "toy", note)


def declined(*nearest: str) -> Abstention:
    return Abstention("No.", "too-weak", "?", "toy", tuple(map(quote, nearest)))


def fact(says: Sequence[Sequence[str]], kind: str = "who", **other: object) -> Case:
    case = Case("x", "?", "who", "plain", tuple(map(tuple, says)), ("soyuz-1",), FLIGHT, "000")
    # The form follows from the kind anew.
    return replace(case, **{"kind": kind, "form": "", "quotes": "", **other})


KOMAROV = fact([["Komarov"]])
DECLINE = Case("x", "?", "what", "plain", abstains=True, topic="in-field")
PREMISE = fact([["23 April 1967"]], premise="false", denies=("1968",))


@pytest.mark.parametrize(
    ("case", "reply", "passed", "why"),
    [
        (KOMAROV, answer("Vladimir Komarov", PILOT), True, ""),
        # The fact may stand in the first quote while the short answer is another span of it.
        (KOMAROV, answer("Soyuz 1", PILOT), True, ""),
        # The second quote is not read before the first.
        (KOMAROV, answer("23 April 1967", LAUNCH, PILOT), False, 'does not say "Komarov"'),
        # The right word from an article that does not state the fact is luck.
        (
            fact([["Soyuz 3"]]),
            answer("Soyuz 3", LAUNCH_3),
            False,
            "quotes soyuz-3 first, not soyuz-1",
        ),
        # Declining is no answer to what the articles say.
        (KOMAROV, declined(PILOT), False, "declined: was not sure enough of what it found"),
        # Every group must be there, of each one spelling.
        (
            fact([["Komarov"], ["Gagarin"]]),
            answer("Vladimir Komarov", PILOT),
            False,
            'does not say "Gagarin"',
        ),
        (fact([["Gagarin", "Komarov"]]), answer("Vladimir Komarov", PILOT), True, ""),
        # "Yes" is the reply's own word and must be said, not quoted.
        (fact([["Yes"], ["Komarov"]], "yes-no"), answer("Yes: Komarov", PILOT), True, ""),
        (
            fact([["Yes"], ["Komarov"]], "yes-no"),
            answer("Komarov", PILOT),
            False,
            'does not say "Yes"',
        ),
        # A follow-up may forbid what the earlier turn was about.
        (
            fact([["Komarov"]], denies=("Soyuz 3",)),
            answer("Komarov, not Soyuz 3", PILOT),
            False,
            'says "Soyuz 3"',
        ),
        (DECLINE, declined(), True, ""),
        (DECLINE, answer("Vladimir Komarov", PILOT), False, "answers what the articles do not say"),
        # Corrected, by text, by note or by quote.
        (PREMISE, answer("23 April 1967", LAUNCH), True, ""),
        (PREMISE, answer("Soyuz 1", PILOT, note=LAUNCH), True, ""),
        # Declining confirms nothing.
        (PREMISE, declined(), True, ""),
        # Neither corrected nor denied: what was not said was not confirmed.
        (PREMISE, answer("Vladimir Komarov", PILOT), True, ""),
        # … but where nothing is known to be wrong, only a correction is safe.
        (
            replace(PREMISE, denies=()),
            answer("Vladimir Komarov", PILOT),
            False,
            'lets the false premise stand: does not say "23 April 1967"',
        ),
        (PREMISE, answer("In 1968", LAUNCH), False, 'confirms the false premise: "1968"'),
        # A correction without a quote of a cited article is only a claim.
        (
            replace(PREMISE, denies=(), says=(("26 October 1968",),)),
            answer("26 October 1968", LAUNCH_3),
            False,
            "lets the false premise stand: quotes another article",
        ),
    ],
)
def test_a_verdict(case: Case, reply: Reply, passed: bool, why: str) -> None:
    score = JUDGE.score(case, reply)
    assert (score.passed, score.why) == (passed, why)


@pytest.mark.parametrize(
    ("case", "reply", "figure", "value"),
    [
        (KOMAROV, answer("Vladimir Komarov", PILOT), "short", 1),
        # Right by its quote, but the short answer does not say it.
        (KOMAROV, answer("Soyuz 1", PILOT), "short", 0),
        # It says it, but who would read 201 characters in large type?
        (KOMAROV, answer("Komarov" + "." * 194, PILOT), "short", 0),
        (KOMAROV, answer("Komarov" + "." * 193, PILOT), "short", 1),
        (KOMAROV, declined(), "declined_wrongly", 1),
        (KOMAROV, answer("?", LAUNCH), "declined_wrongly", 0),
        # The short answer may be right while the first quote does not hold it.
        (KOMAROV, answer("Komarov", LAUNCH, PILOT), "first_supports", 0),
        (KOMAROV, answer("Komarov", LAUNCH, PILOT), "citation_recall", 1),
        (KOMAROV, answer("Komarov", LAUNCH, PILOT), "citation_precision", 0.5),
        # A quote of an article that may not be cited supports nothing.
        (fact([["26 October 1968"]]), answer("26 October 1968", LAUNCH_3), "citation_recall", 0),
        # An editor's note beside the fact is no padding.
        (
            fact([["26 October 1968"]], cites=("soyuz-3",)),
            answer("26 October 1968", LAUNCH_3, NOTE_3),
            "citation_precision",
            1,
        ),
        # Of a list one quote need hold one item alone.
        (
            fact([["Tito"], ["20 million"]], "list", cites=("soyuz-tm-32",)),
            answer("Tito; 20 million", CREW, SEAT),
            "first_supports",
            1,
        ),
        (
            fact([["Tito"], ["20 million"]], cites=("soyuz-tm-32",)),
            answer("Tito; 20 million", CREW, SEAT),
            "first_supports",
            0,
        ),
        (fact([["Komarov"]], after=("Hi?",)), answer("Komarov", PILOT), "followed", 1),
        (PREMISE, declined(), "corrected", 0),
        (PREMISE, answer("23 April 1967", LAUNCH), "corrected", 1),
        (KOMAROV, answer("Komarov", PILOT), "verbatim", 1),
        (KOMAROV, declined(PILOT), "verbatim", 1),
    ],
)
def test_a_value(case: Case, reply: Reply, figure: str, value: float) -> None:
    assert JUDGE.score(case, reply).values[figure] == value


def test_a_refusal_has_no_say_in_citations() -> None:
    assert not {"first_supports", "citation_precision"} & set(
        JUDGE.score(KOMAROV, declined(PILOT)).values
    )


def test_a_quote_of_a_changed_article_is_not_verbatim() -> None:
    articles = toy_articles()
    changed = replace(articles["soyuz-1"], text=articles["soyuz-1"].text.replace("pilot", "Pilot"))
    score = Judge({**articles, "soyuz-1": changed}).score(KOMAROV, answer("Komarov", PILOT))
    assert score.values["verbatim"] == 0


def test_in_raw_sources_the_words_decide_and_not_the_slug() -> None:
    raw = Judge(toy_articles(), {"000": "soyuz-tm-32"})
    score = raw.score(fact([["Tito"]], cites=("elsewhere",)), answer("Dennis Tito", CREW))
    assert score.passed
    assert score.values["first_supports"] == 1


@pytest.mark.parametrize(
    ("text", "spelling", "found"),
    [
        ("cancelled on 3 April 1967", "3 April 1967", True),
        # The day's last digit is a day of its own.
        ("cancelled on 23 April 1967", "3 April 1967", False),
        ("the crew of Soyuz 10", "Soyuz 1", False),
        # Titov flew in 1961, Tito in 2001.
        ("German Titov", "Tito", False),
        ("Tito's seat", "Tito", True),
        ("Tito\u2019s seat", "Tito", True),
        ("five postmarks", "5", True),
        ("a postmark of 15 kopeks", "5", False),
        ("twenty-five covers", "five", False),
        ("twenty five covers", "five", False),
        ("the covers were cancelled", "cover", True),
        ("Claudie Haigneré", "Haignere", True),
        ("on Soyuz TM 32", "TM-32", True),
        ("8.6 roubles", "6 roubles", False),
        ("no answer", "No", True),
        ("a note", "No", False),
    ],
)
def test_words_are_found_whole(text: str, spelling: str, found: bool) -> None:
    assert holds(text, [spelling]) is found


def test_gold_is_every_sentence_of_the_section_that_holds_all_groups() -> None:
    sentences = placed_sentences(toy_articles())
    assert [one.text for one in gold(fact([["23 April 1967"]]), sentences)] == [LAUNCH]
    # The same section has no sentence with both.
    assert gold(fact([["23 April 1967"], ["Komarov"]]), sentences) == ()
    both = gold(fact([["23 April 1967"], ["Komarov"]], "list"), sentences)
    assert [one.text for one in both] == [PILOT, LAUNCH]


def test_another_cited_article_is_as_good_to_find() -> None:
    sentences = placed_sentences(toy_articles())
    case = fact([["26 October 1968"]], cites=("soyuz-1", "soyuz-3"))
    assert gold(case, sentences) == ()
    assert [one.text for one in relevant_to(case, sentences)] == [LAUNCH_3, NOTE_3]


def test_gold_is_a_sentence_of_the_index() -> None:
    keys = {f"{passage.article}:{sentence.start}" for passage, sentence in INDEX.sentences}
    placed = {one.key for found in placed_sentences(toy_articles()).values() for one in found}
    assert placed == keys


@pytest.mark.parametrize(
    ("way", "spoiled_question"),
    [
        ("lower", "when was the launch cover of soyuz tm-32 cancelled?"),
        # A hyphen is part of a name and stays.
        ("unpunctuated", "When was the launch cover of Soyuz TM-32 cancelled"),
    ],
)
def test_questions_are_spoiled_the_same_way_each_time(way: str, spoiled_question: str) -> None:
    (case,) = spoiled(
        [
            replace(
                KOMAROV,
                ask="When was the launch cover of Soyuz TM-32 cancelled?",
                after=("Hello?",),
            )
        ],
        way,
    )
    assert case.says == KOMAROV.says
    assert case.ask == spoiled_question


def test_a_typo_keeps_every_letter_and_the_first_in_its_place() -> None:
    question = "Which stamps franked the memorial envelope of Komarov?"
    slipped = typos(question)
    assert slipped == typos(question) != question
    assert sorted(slipped) == sorted(question)
    assert [word[0] for word in slipped.split()] == [word[0] for word in question.split()]


def test_a_question_of_short_words_stays() -> None:
    assert typos("who was it?") == "who was it?"


def test_what_raw_sources_do_not_say_is_left_out_and_not_failed() -> None:
    sentences = placed_sentences(toy_articles())
    there, elsewhere = fact([["Komarov"]]), fact([["Gagarin"]])
    kept, left_out = answerable_raw([there, elsewhere, DECLINE], sentences, {"000": "soyuz-1"})
    assert kept == (there, DECLINE)
    assert left_out == (elsewhere,)


def test_a_name_in_any_sentence_is_no_proof() -> None:
    """Every sentence of an article names its mission; only one of them tells of the launch."""
    case = fact([["Soyuz 1"]], kind="which", shows=(("launched",),))
    assert JUDGE.score(case, answer("Soyuz 1", LAUNCH)).passed
    wrong = JUDGE.score(case, answer("Soyuz 1", PILOT))
    assert (wrong.passed, wrong.why) == (False, 'does not say "launched"')
    assert wrong.values["first_supports"] == 0.0
    # The short answer need not repeat what the quote shows.
    assert JUDGE.score(case, answer("Soyuz 1", LAUNCH)).values["short"] == 1.0
    assert [one.text for one in gold(case, placed_sentences(toy_articles()))] == [LAUNCH]
