"""Answers from the catalogue of the real covers: whole headlines, and a quote for every item."""

from __future__ import annotations

import pytest

from assistant.answer import Answer, Computed, Found
from assistant.compose.suggestions import cover_questions, questions_on
from assistant.plan.plans import Attribute
from corpus.catalogue.schema import Telling
from tests.real_catalogue import real_answer, real_library, real_plan

GAGARIN_START = ("TMA-1", "TMA-5", "TMA-6", "TMA-8", "TMA-9", "TMA-10", "TMA-11")


def answer(question: str) -> Answer:
    found = real_answer(question)
    assert found is not None
    return found


def labels(found: Answer) -> list[str]:
    return [item.label for item in found.items]


def test_the_stamps_of_a_cover_are_whole_and_each_has_its_quote():
    found = answer("Which stamps are on the Soyuz TM-32 cover?")
    assert found.text == (
        "s. 6426 (the Ostankino Television Tower in Moscow) and "
        "s. 6584 (the International Space Station)"
    )
    assert (found.form, found.confidence) == ("list", "high")
    assert [(item.label, item.value) for item in found.items] == [
        ("s. 6426", "the Ostankino Television Tower in Moscow, Russia"),
        ("s. 6584", "the International Space Station, Russia"),
    ]
    first = [found.quotes[item.quotes[0]] for item in found.items]
    assert [quote.highlighted for quote in first] == ["s. 6426", "s. 6584"]
    assert found.found == Found(2, 2, complete=True)
    assert found.follow_ups == (
        "Which postmarks are on the launch cover of Soyuz TM-32?",
        "Which handstamps are on the launch cover of Soyuz TM-32?",
        "What does the cachet of the launch cover of Soyuz TM-32 show?",
    )


def test_stamps_that_a_sentence_counts_and_none_names_make_a_list_incomplete():
    found = answer("Which stamps are on the second TMA-10 cover?")
    assert labels(found) == ["s. 6432", "s. 6874c"]
    assert found.found == Found(2, 3, complete=False)
    assert found.confidence == "medium"
    assert found.note is not None
    assert found.note.startswith("The source speaks of three stamps")


def test_several_covers_of_a_mission_are_told_apart():
    found = answer("List all stamps on the TMA-10 covers")
    assert [(item.label, item.value) for item in found.items] == [
        (
            "First launch cover of Soyuz TMA-10, with three autographs",
            "s. 6428 (the Russian flag), s. 6817 (Gagarin) and s. 6874d (the Zenit stamp)",
        ),
        (
            "Second launch cover of Soyuz TMA-10, with the Expedition 15 emblem",
            "s. 6432 (space-related) and s. 6874c (space-related)",
        ),
    ]


def test_signatures_are_quoted_from_a_sentence_on_the_signing():
    found = answer("Who signed the TMA-10 cover?")
    assert found.text == "Charles Simonyi, Oleg Kotov and Fyodor Yurchikhin"
    assert [quote.text for quote in found.quotes] == [
        "The first launch cover of Soyuz TMA-10 bears three autographs in the order of the "
        "cachet: Simonyi, Kotov and Yurchikhin."
    ]


def test_nobody_is_said_to_have_signed_a_forgery():
    assert real_answer("Who signed the Soyuz TM-21 cover?") is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How much does a TMA-9 cover cost?", "7.5 to 10 euros"),
        ("postage on tma-5 cover", "7.25 rubles"),
        ("When was the memorial cover of Soyuz 1 cancelled?", "24 April 1967"),
        ("How many copies of the Weishaupt cover were printed?", "1038"),
        ("How rare is the launch cover of Soyuz 1?", "very rare"),
    ],
)
def test_a_fact_is_its_value_and_stands_in_the_first_quote(question: str, text: str):
    found = answer(question)
    assert (found.form, found.text) == ("fact", text)
    assert found.quotes[0].highlighted == text


def test_a_cachet_is_told_by_its_sentences():
    found = answer("What is the cachet on the Soyuz 4 launch cover?")
    assert found.form == "passage"
    assert found.text == (
        'The official cachet on the launch cover of Soyuz 4 reads "Earth-Space Space-Earth".'
    )


def test_covers_with_a_mark_are_all_listed_in_the_order_of_their_flights():
    found = answer("Which covers have the Gagarin Start postmark?")
    assert found.text == (
        "Launch covers of Soyuz TMA-1, Soyuz TMA-5, Soyuz TMA-6, Soyuz TMA-8, Soyuz TMA-9 and "
        "Soyuz TMA-11; Second launch cover of Soyuz TMA-10, with the Expedition 15 emblem"
    )
    assert len(found.items) == 7
    # A sentence on the postmark names just these missions.
    assert found.found == Found(7, 7, complete=True)


def test_missions_are_counted_with_the_working():
    found = answer("How many missions used the Gagarin Start postmark?")
    assert (found.form, found.text) == ("computed", "7 missions")
    assert labels(found) == [f"Soyuz {name}" for name in GAGARIN_START]
    assert found.computed is not None
    assert found.computed.value == "7 missions"


def test_a_list_by_a_stamp_is_open_while_other_stamps_are_undescribed():
    found = answer("Which covers carry s. 6874c?")
    assert labels(found)[:2] == ["Launch cover of Soyuz TMA-7", "Launch cover of Soyuz TMA-8"]
    assert found.found == Found(3, 3, complete=False)
    assert found.confidence == "medium"


def test_suspect_covers_are_shown_as_what_the_articles_say_of_each():
    found = answer("list all forged covers")
    assert {item.value for item in found.items} == {"forged", "doubtful"}
    assert found.text.startswith("Forged: Second forged batch: covers of Soyuz TM-20")
    assert "Doubtful: Wide covers of STS-60 with the Houston postmark" in found.text


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("How many stamps are on the TMA-6 cover?", "4 stamps", "four stamps"),
        ("How many postmarks are on the TM-32 cover?", "5 postmarks", "five postmarks"),
    ],
)
def test_a_count_is_quoted_first_from_the_sentence_that_says_it(
    question: str, text: str, marked: str
):
    found = answer(question)
    assert (found.form, found.text, found.confidence) == ("computed", text, "high")
    assert found.quotes[0].highlighted == marked


def test_a_count_that_a_sentence_contradicts_is_not_given():
    """Five autographs are on it, of which three rows are known."""
    assert real_answer("number of signatures on the TMA-5 cover") is None


def test_two_covers_are_compared_by_number():
    found = answer("How many postmarks are on the TM-32 cover and how many on TM-31?")
    assert found.form == "comparison"
    assert [(item.label, item.value) for item in found.items] == [
        ("Launch cover of Soyuz TM-32", "5 postmarks"),
        ("Launch cover of Soyuz TM-31", "4 postmarks"),
    ]
    assert answer("More cancels on the TM-31 or on the TM-32 cover?").text == (
        "Launch cover of Soyuz TM-32"
    )


def test_the_rarer_cover_leads_and_both_are_quoted():
    found = answer("Which is rarer, the Soyuz 1 launch cover or the Soyuz T-15 cover?")
    assert found.text == "Launch covers of Soyuz 1"
    assert [item.value for item in found.items] == [
        "very rare",
        "quite common among the flown items called space mail",
    ]
    assert [quote.highlighted for quote in found.quotes] == [item.value for item in found.items]


def test_days_between_two_covers_are_worked_out():
    found = answer("How many days between the launch cover and the docking cover of Soyuz 10?")
    assert found.computed == Computed("1 day", "24 April 1971 − 23 April 1971", (0, 1))
    assert [quote.highlighted for quote in found.quotes] == ["23 April 1971", "24 April 1971"]


def test_the_oldest_covers_share_their_day():
    found = answer("What is the oldest cover described?")
    assert found.text == "Launch covers of Soyuz 1 (23 April 1967)"
    assert found.quotes[0].highlighted == "23 April 1967"


def test_the_most_of_an_aspect_goes_by_what_sentences_count():
    found = answer("Which launch cover has the most autographs?")
    assert found.text == "Launch cover of Soyuz TMA-5 (5 autographs)"
    assert [quote.highlighted for quote in found.quotes] == ["Five autographs"]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "I have a purple postmark with a little cosmonaut on top and Sputnik, what is it?",
            "Gagarin Start postmark",
        ),
        (
            'My envelope has a red handstamp "First expedition on ISS", what is it?',
            'red "First expedition on ISS" handstamp',
        ),
        ("I have a cover with a postmark dated 18 October 2003, which mission is it?", "TMA-3"),
        ("I've got a triangular emblem with three flags on a cover, which flight?", "TMA-8"),
        ("I found a cover with a pentagon postmark in blue, which mission is it from?", "T-15"),
    ],
)
def test_a_description_identifies(question: str, text: str):
    found = answer(question)
    assert (found.form, found.confidence) == ("fact", "high")
    assert found.text in (text, f"Soyuz {text}")


@pytest.mark.parametrize(
    "question",
    [
        "I have a cover with a Sputnik and a dog, what is it?",
        "I have a green postmark with a little cosmonaut and Sputnik, what is it?",
        "My cover has a nice stamp, what is it?",
        "I have an envelope dated 24 April 1950. Which mission is this?",
    ],
)
def test_a_description_that_fits_nothing_well_identifies_nothing(question: str):
    assert real_answer(question) is None


def test_a_doubt_about_what_was_identified_is_said():
    found = answer("There is a Houston postmark on my cover, what is it?")
    assert found.text == "Houston postmark of STS-60"
    assert found.note is not None
    assert "doubtful" in found.note


def test_a_stamp_by_its_number_is_shown_with_its_covers():
    found = answer("s. 6426")
    assert found.text == "s. 6426 (the Ostankino Television Tower in Moscow)"
    assert labels(found) == [
        "Launch cover of Soyuz TM-32",
        "Launch cover of Soyuz TMA-3",
        "Launch cover of Soyuz TMA-4",
    ]


def test_what_is_suggested_about_a_cover_is_answered_about_it():
    catalogue = real_library().catalogue
    # Its title holds a word that also asks: "Wrong-date first day covers and mail".
    odd = {"soyuz-tm-14-wrong-date"}
    asked = [
        (cover.id, question)
        for cover in catalogue.covers
        if cover.id not in odd
        for question in questions_on(cover, catalogue).values()
    ]
    assert len(asked) > 150
    for cover_id, question in asked:
        plan = real_plan(question)
        assert isinstance(plan, Attribute), question
        assert plan.covers == (cover_id,), question
        assert real_answer(question) is not None, question


def test_questions_on_covers_by_section():
    questions = cover_questions(real_library().catalogue)
    assert questions["soyuz-10", "The launch cover of Soyuz 10"] == (
        "Which postmarks are on the launch cover of Soyuz 10?",
    )


def test_a_sentence_of_the_catalogue_is_quoted_with_the_marked_words():
    library = real_library()
    sentence = "The launch cover of Soyuz TM-32 has five postmarks."
    quote = library.quote_telling(Telling("soyuz-tm-32", sentence), "five postmarks")
    assert quote is not None
    assert (quote.text, quote.highlighted) == (sentence, "five postmarks")
    part = library.quote_telling(Telling("soyuz-tm-32", sentence), "five post")
    assert part is not None
    assert part.highlighted == ""
    assert library.quote_telling(Telling("soyuz-tm-32", "No such sentence.")) is None
    assert library.quote_telling(Telling("no-article", sentence)) is None
