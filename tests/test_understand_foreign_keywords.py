"""Questions in other languages are read as far as their telling words go."""

import pytest

from assistant.understand.foreign_keywords import in_english
from corpus.questions import BUILT_IN_QUESTIONS, read_questions


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("Wann wurde Sojus TMA-11 gestartet?", "when was Sojus TMA-11 launched?"),
        ("Qui \u00e9tait \u00e0 bord de Soyouz TM-33 ?", "who was \u00e0 aboard of Soyouz TM-33 ?"),
        ("Wer war der Pilot von Sojus 1?", "who was the Pilot of Sojus 1?"),
        ("Wer hat den Beleg unterschrieben?", "who has the cover signed?"),
        ("Soyuz TM-32 tripulaci\u00f3n", "Soyuz TM-32 crew"),
        ("\u042d\u043a\u0438\u043f\u0430\u0436 \u0422\u041c-32", "crew TM-32"),
    ],
)
def test_telling_words_and_ships_become_english(question, read):
    assert in_english(question) == read


@pytest.mark.parametrize(
    "question",
    [
        "Did Lance Bass fly?",
        "the dove on the stamp",
        "Who was on it?",
        "",
        "die cut stamps",
    ],
)
def test_english_stays_as_it_is(question):
    assert in_english(question) == question


def test_no_anticipated_question_is_taken_for_another_language():
    asked = [question for one in read_questions(BUILT_IN_QUESTIONS) for question in one.questions]
    assert [question for question in asked if in_english(question) != question] == []


def test_what_stands_on_a_cover_in_russian_is_read_as_the_articles_have_it():
    asked = "The postmark says ПОЛЕВАЯ ПОЧТА, what does that mean?"
    assert in_english(asked) == "The postmark says Field Post, what does that mean?"
    assert in_english("Is Мирный on it?") == "Is Мирный on it?"
