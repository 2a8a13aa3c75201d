"""What a sentence denies, changes or only means."""

import pytest

from assistant.understand.negation import (
    asks_what_was_meant,
    denied_words,
    denies,
    meant_words,
    only_means,
    tells_of_change,
)
from index.words import normalise


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Soyuz 10 never docked.", True),
        ("The crew didn't go aboard.", True),
        ("It landed without a crew.", True),
        ("The cover was flown instead of the card.", True),
        ("The parachute failed.", True),
        ("No cover was flown.", True),
        # parts of other words
        ("The note is by Nolan.", False),
        ("Soyuz 1 was launched.", False),
    ],
)
def test_a_sentence_denies_by_its_words(text, denied):
    assert denies(text) is denied


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Soyuz 10 never docked with it.", [" docked with it"]),
        ("No crew transfer took place.", [" crew transfer took"]),
        ("The crew didn't go aboard.", [" go aboard"]),
        ("It failed to dock and did not land.", [" dock and did", " land"]),
        ("Soyuz 1 was launched.", []),
    ],
)
def test_what_is_denied_stands_close_behind(text, words):
    assert list(denied_words(normalise(text).rstrip("."))) == words


@pytest.mark.parametrize(
    ("text", "change", "meant"),
    [
        ("Lonchakov replaced Sharipov.", True, True),
        ("Ko San was originally to fly.", True, True),
        ("She lost her seat to him.", True, True),
        ("Krikalyov's stand-in was Titov.", True, True),
        # meant, without another's place
        ("The launch was planned for May.", False, True),
        ("The launch slipped by five days.", False, True),
        ("The launch had been scheduled for 9 October.", False, True),
        ("Soyuz 1 was launched.", False, False),
    ],
)
def test_what_was_meant_or_changed_is_not_what_was(text, change, meant):
    assert (tells_of_change(text), only_means(text)) == (change, meant)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The launch had been scheduled for 9 October 2004 and slipped.",
            [" for 9 October 2004 and slipped"],
        ),
        ("He was first meant to fly.", [" to fly"]),
        # then somebody else took the place, and who is meant is not certain
        ("Lonchakov replaced Sharipov, who was originally to command it.", []),
        ("The launch was planned for May.", []),
    ],
)
def test_what_was_meant_and_came_otherwise_stands_behind_it(text, words):
    assert list(meant_words(text)) == words


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("Who was originally to fly on TMA-12?", True),
        ("Was the SPK meant to support Buran?", True),
        ("Why was the launch postponed?", True),
        ("Who was his backup?", True),
        ("Who flew on TMA-12?", False),
    ],
)
def test_a_question_may_itself_be_about_what_was_meant(question, meant):
    assert asks_what_was_meant(question) is meant
