"""What is searched for a question: its words, with names and dates as the articles write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.rules import Rule, as_given, rule
from assistant.understand.query import AnswerKind, kind_of
from corpus.dates import DateMention, find_dates, in_words
from index.words import normalise

# "[b]", "</i>", "[url=...]": what a question brings along that was copied from a board.
_MARKUP = re.compile(r"</?[a-z][^<>]*>|\[/?[a-z]+(?:=[^\[\]]*)?\]", re.IGNORECASE)
# Whose name may be the answer: "Which Soyuz was Taxi-4?"
_ASKS_FOR_A_NAME = re.compile(r"\b(?:call(?:ed)?|names?|known as|designat\w+|mean(?:s|ing)?)\b")
# A question on more missions is no question about each of them.
MAX_NAMED = 2


@rule(Rule.MARKUP, as_given())
def without_markup(text: str) -> str:
    """The text without tags of boards and pages; as it is where nothing else is in it."""
    bare = " ".join(_MARKUP.sub(" ", text).split())
    return bare if any(char.isalnum() for char in bare) else text


@rule(Rule.NAMES_OF_MISSIONS, as_given())
def with_names(text: str, missions: Sequence[str]) -> str:
    """The text with the names of missions that it calls otherwise: "Taxi-4 (Soyuz TM-33)".

    A question that asks for the name itself stays: what it says cannot be its answer.
    """
    plain = normalise(text)
    said = re.sub(r"[\W_]+", "", plain)
    unsaid = [name for name in missions if _programme_and_number(name) not in said]
    asks = kind_of(plain) in (AnswerKind.WHICH_MISSION, AnswerKind.LIST) or _ASKS_FOR_A_NAME.search(
        plain
    )
    if asks or not 0 < len(unsaid) <= MAX_NAMED:
        return text
    return f"{text} ({', '.join(unsaid)})"


@rule(Rule.DATES_IN_WORDS, as_given())
def with_dates_in_words(text: str) -> str:
    """The text with each whole date as the articles write it: "22.10.69" is 22 October 1969."""
    parts, done = [], 0
    for one in find_dates(text):
        written = _written(one)
        if written is not None:
            parts += [text[done : one.start], written]
            done = one.end
    return "".join([*parts, text[done:]])


def _written(one: DateMention) -> str | None:
    if one.year is None or one.month is None or one.day is None:
        return None
    try:
        return in_words(date(one.year, one.month, one.day))
    except ValueError:
        return None


def _programme_and_number(name: str) -> str:
    """What tells a mission's name: "tma1" of Soyuz TMA-1, "soyuz9" of Soyuz 9."""
    programme, _, number = normalise(name).partition(" ")
    told = number if any(char.isalpha() for char in number) else programme + number
    return re.sub(r"[\W_]+", "", told)
