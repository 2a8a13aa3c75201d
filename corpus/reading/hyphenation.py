"""Joins two lines of which the first ends in a hyphen: broken words whole, compounds hyphenated."""

from __future__ import annotations

import re
from collections.abc import Set

_LAST_PIECE = re.compile(r"([\w'’-]*\w)-$")
_FIRST_PIECE = re.compile(r"\w+")
_HYPHENATED = re.compile(r"\w+(?:-\w+)+")
# What begins English compounds and is seldom the first syllable of a longer word.
_COMPOUND_BEGINNINGS = frozenset(
    "all cross double eight first five four full half hard high ill large left light long low much "
    "nine non one open part quarter right second self semi seven short single six small so soft "
    "ten third three three-quarter top twelve twenty thirty forty fifty sixty two well wide".split()
)


def hyphenated_words(text: str) -> frozenset[str]:
    """The words with a hyphen inside a line: what the author writes with one."""
    pieces = (piece for piece in text.split() if "-" in piece)
    return frozenset(word.lower() for piece in pieces for word in _HYPHENATED.findall(piece))


def ends_broken(line: str) -> bool:
    """Whether a line ends in a hyphen against a word."""
    return bool(_LAST_PIECE.search(line))


def rejoined(first: str, second: str, hyphenated: Set[str] = frozenset()) -> str:
    """A line that ends in a hyphen and the next as one.

    >>> rejoined("It shows the rock-", "et.")
    'It shows the rocket.'
    >>> rejoined("An out-of-", "plane burn by a well-") + "|" + rejoined("For 12-", "cent stamps")
    'An out-of-plane burn by a well-|For 12-cent stamps'
    """
    piece, following = _LAST_PIECE.search(first), _FIRST_PIECE.match(second)
    if piece is None or following is None:
        return f"{first} {second}"
    begun, ended = piece[1].lower(), following[0]
    is_compound = (
        not (ended.islower() and piece[1][-1].islower())
        or "-" in begun
        or begun in _COMPOUND_BEGINNINGS
        or f"{begun}-{ended.lower()}" in hyphenated
    )
    return first + second if is_compound else first[:-1] + second
