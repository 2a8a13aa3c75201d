"""Says whether a text holds what a case expects: whole words, however inflected or punctuated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.dates import find_dates
from corpus.lexicon import any_of, built_in
from index.words import normalise, stem, words

Groups = Sequence[Sequence[str]]

# "twenty-five" must not hold "five".
_COMPOUND_NUMBER = re.compile(
    rf"\b({any_of(built_in().tens)})[\s-]+({any_of(built_in().units[:9])})\b",
    re.IGNORECASE,
)
_VERDICTS = ({"yes"}, {"no"})


@lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[str, ...]:
    """Stemmed words in order, stop words kept; number words up to twelve count as digits.

    >>> tokens("Cancelled on 3 April, by five men") == tokens("cancel on 3 april by 5 men")
    True
    """
    plain = _COMPOUND_NUMBER.sub(r"\1\2", normalise(text).replace("\u2019", "'"))
    return tuple(stem(word) for word in words(plain))


def holds(text: str, group: Sequence[str]) -> bool:
    """Whether one spelling of a group stands in a text, as a run of whole words.

    A date stands there in any form: "24 April 1967" in "24-April-1967" and "April 24, 1967".
    """
    line = _line(text)
    return any(_line(spelling) in line or _names_day(text, spelling) for spelling in group)


def begins(text: str, phrase: str) -> bool:
    """Whether a text begins with a phrase's words, whatever their form.

    >>> begins("Three covers of Soyuz 1", "3"), begins("of three covers", "3")
    (True, False)
    """
    return _line(text).startswith(_line(phrase))


@lru_cache(maxsize=65536)
def _line(text: str) -> str:
    """The words between single spaces, so that a run of whole words is a part of the text."""
    return f" {' '.join(tokens(text))} "


def _names_day(text: str, spelling: str) -> bool:
    """Whether a spelling is a whole date, and the text has that date at that precision."""
    day = _day(spelling)
    return day is not None and any(
        (one.year, one.month, one.day) == day for one in find_dates(text)
    )


@lru_cache(maxsize=4096)
def _day(spelling: str) -> tuple[int | None, int | None, int | None] | None:
    wanted = find_dates(spelling)
    if len(wanted) != 1 or wanted[0].end - wanted[0].start != len(spelling):
        return None
    return wanted[0].year, wanted[0].month, wanted[0].day


def missing(text: str, groups: Groups) -> tuple[Sequence[str], ...]:
    """The groups of which no spelling stands in a text."""
    return tuple(group for group in groups if not holds(text, group))


def stated(groups: Groups) -> tuple[Sequence[str], ...]:
    """The groups that an article states; "Yes" and "No" are the reply's own words."""
    return tuple(group for group in groups if {normalise(one) for one in group} not in _VERDICTS)
