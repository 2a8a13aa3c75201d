"""The words by which a question's plan is known, by kind: data, to be read by the planners.

Words are given as people write them and compared by stem, so "flight" stands for "flights" too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from index.words import stem

# What may stand before anything that is asked.
GREETINGS = frozenset(
    "hi hello hey there hallo dear please so and ok okay well now then thanks but also quick "
    "question good morning evening afternoon day cachet just".split()
)
# Requests to be told of a subject; what is behind one of them is the subject.
ABOUT = tuple(
    tuple(phrase.split())
    for phrase in (
        "tell me about",
        "tell me more about",
        "tell me more on",
        "tell me something about",
        "tell me all about",
        "tell me everything about",
        "tell us about",
        "can you tell me about",
        "can you tell me something about",
        "could you tell me about",
        "could you tell me something about",
        "what can you tell me about",
        "what can you say about",
        "what do you know about",
        "what do you know of",
        "what do we know about",
        "what do the articles say about",
        "what do the articles say on",
        "what is known about",
        "what is there about",
        "what is there on",
        "what have you got on",
        "what have you got about",
        "what do you have on",
        "what do you have about",
        "do you know about",
        "do you know anything about",
        "do you know something about",
        "do you have anything on",
        "do you have anything about",
        "have you got anything on",
        "is there anything on",
        "is there anything about",
        "anything about",
        "anything on",
        "something about",
        "something on",
        "everything about",
        "everything on",
        "all about",
        "info on",
        "info about",
        "information on",
        "information about",
        "facts about",
        "facts on",
        "details of",
        "details on",
        "details about",
        "give me information on",
        "give me information about",
        "give me some information on",
        "give me some information about",
        "give me info on",
        "give me info about",
        "give me an overview of",
        "give me a summary of",
        "give me a short summary of",
        "give me the facts about",
        "overview of",
        "an overview of",
        "a summary of",
        "summary of",
        "summarise",
        "summarize",
        "sum up",
        "describe",
        "explain",
        "explain to me",
        "explain me",
        "introduce me to",
        "talk about",
        "talk to me about",
        "i want to know about",
        "i want to know more about",
        "i would like to know about",
        "i would like to know more about",
        "i'd like to know about",
        "i'd like to know more about",
        "i want to learn about",
        "i am interested in",
        "i'm interested in",
        "interested in",
    )
)
WHO_IS = tuple(tuple(phrase.split()) for phrase in ("who is", "who was", "who's", "who are"))
WHAT_IS = tuple(
    tuple(phrase.split())
    for phrase in (
        "what is",
        "what's",
        "whats",
        "what about",
        "how about",
        "what are",
        "define",
        "meaning of",
        "the meaning of",
        "what is meant by",
        "what is the meaning of",
        "explain what is",
        "explain what are",
        "explain me what is",
        "explain me what are",
        "explain to me what is",
        "explain to me what are",
    )
)
# Beside a name these say only what sort of thing it is the name of.
ARTICLES = frozenset("the a an this that these those of on about for in and or to by from".split())
PREPOSITIONS = frozenset("on of about for in to by from with at".split())
MISSION_WORDS = frozenset("flight mission spacecraft joint soviet russian space".split())
PERSON_WORDS = frozenset(
    "cosmonaut astronaut spaceman spationaut commander pilot flyer captain mr mrs dr".split()
)
ARTICLE_WORDS = frozenset("article page text chapter section topic subject term word story".split())
STAMP_WORDS = frozenset("stamp number scott no nr catalogue".split())
COVER_WORDS = frozenset("cover envelope item".split())
# A question with one of these leans on something that it does not name.
PRONOUNS = frozenset(
    "it its they them their theirs he him his she her hers my mine our i me we us these those one "
    "ones".split()
)
MEANING_WORDS = frozenset("mean means meant exactly actually stand".split())


def stemmed(words: Iterable[str]) -> frozenset[str]:
    """The stems of words."""
    return frozenset(map(stem, words))


# The title of an article of terms has one of these.
GLOSSARY = stemmed("glossary dictionary terms vocabulary".split())


STEMS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "mission": stemmed(MISSION_WORDS),
        "person": stemmed(PERSON_WORDS),
        "article": stemmed(ARTICLE_WORDS),
        "stamp": stemmed(STAMP_WORDS),
        "cover": stemmed(COVER_WORDS),
        "meaning": stemmed(MEANING_WORDS),
    }
)
