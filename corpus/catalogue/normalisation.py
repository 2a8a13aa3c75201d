"""Folds texts to words that can be compared: case, accents, inflection and thousands aside."""

from __future__ import annotations

import re
from collections.abc import Collection

from corpus.lexicon import built_in
from corpus.record.naming import fold

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"'s\b")
_THOUSANDS = re.compile(r"(?<=\d)[,  ](?=\d{3}\b)")
_FUNCTION_WORDS = frozenset("a an the of and or in on at by for from to with its is are".split())
_ENDING = 3  # Letters by which forms of one word differ at the end: Russia, Russian; city, cities.
_SHORT, _SHARED = 4, 5  # Letters of a word that may take an ending; those two changed ends share.
_UNITS, _TENS = built_in().units, built_in().tens


def words(text: str) -> tuple[str, ...]:
    """The words of a text in order, folded; "1,038" is one word.

    >>> words("Haigneré's 1,038 covers")
    ('haignere', '1038', 'covers')
    """
    plain = _POSSESSIVE.sub("", _THOUSANDS.sub("", fold(text).casefold()))
    return tuple(_WORD.findall(plain))


def same_word(first: str, second: str) -> bool:
    """Whether two folded words are forms of one; with a digit in them they must be equal.

    >>> same_word("russia", "russian"), same_word("6874c", "6874d"), same_word("red", "reduced")
    (True, False, False)
    """
    if first == second:
        return True
    if not (first.isalpha() and second.isalpha()):
        return False
    short, long = sorted((first, second), key=len)
    if long == f"{short}s":
        return True
    shared = next(
        (at for at, (one, other) in enumerate(zip(short, long, strict=False)) if one != other),
        len(short),
    )
    needed = _SHORT if shared == len(short) else _SHARED
    return shared >= needed and len(long) - shared <= _ENDING


def missing_words(value: str, known: Collection[str]) -> tuple[str, ...]:
    """The words of a value that are not among known folded words; function words never miss."""
    return tuple(
        word
        for word in words(value)
        if word not in known
        and word not in _FUNCTION_WORDS
        and not any(same_word(word, other) for other in known)
    )


def number_words(number: int) -> tuple[str, ...]:
    """A number from 1 to 999,999 in words, without "and".

    >>> number_words(1053)
    ('one', 'thousand', 'fifty', 'three')
    """
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            return (*number_words(number // size), name, *(number_words(rest) if rest else ()))
    if number >= 20:
        rest = number % 10
        return (_TENS[number // 10 - 2], *(number_words(rest) if rest else ()))
    return (_UNITS[number - 1],)
