"""Recognises a question that lacks what it is about: `Query` → what to ask back.

Every word must be one of such a question: "Is my cover with the purple cancel genuine?" describes
a cover, and is left to be answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.plan.ambiguity import WhichOfKind, WhichPerson
from assistant.plan.record_words import (
    ASKING,
    ATTRIBUTES,
    COVER_THINGS,
    DEMONSTRATIVES,
    GREETINGS,
    OPEN_REQUESTS,
    OWNED,
    OWNING,
    WHAT_CAN_BE_ASKED,
)
from assistant.rules import Rule, nothing, rule
from assistant.understand.query import Query
from index.words import normalise, stem, words

Attribute = Literal[
    "price", "rarity", "genuine", "autograph", "postmark", "stamp", "cachet", "date"
]


@dataclass(frozen=True, slots=True)
class WhichCover:
    """An attribute is asked of a cover that is not named."""

    attribute: Attribute


@dataclass(frozen=True, slots=True)
class WhichOfMany:
    """Somebody has covers and names none of them."""


@dataclass(frozen=True, slots=True)
class WhatToAsk:
    """It is asked what can be asked."""


Missing = WhichCover | WhichOfMany | WhatToAsk | WhichPerson | WhichOfKind
_ATTRIBUTES: tuple[Attribute, ...] = (
    "price",
    "rarity",
    "genuine",
    "autograph",
    "cachet",
    "date",
    "stamp",
    "postmark",
)


def what_is_missing(query: Query, *, completed: bool) -> Missing | None:
    """What to ask back; None where a name is given, or the turns before have `completed` it."""
    if query.entities.any or completed:
        return None
    said = words(normalise(query.text))
    while said and said[0] in GREETINGS:
        said = said[1:]
    if tuple(word for word in said if word != "you" or said[-1] != "you") in WHAT_CAN_BE_ASKED:
        return WhatToAsk()
    return _which_cover(said) or _which_of_many(said)


@rule(Rule.WHICH_COVER_IS_MEANT, nothing)
def _which_cover(said: list[str]) -> WhichCover | None:
    """The attribute that is asked of "it" or of "my cover", where nothing more is said."""
    if DEMONSTRATIVES.isdisjoint(said):
        return None
    rest = [stem(word) for word in said if word not in ASKING | DEMONSTRATIVES | GREETINGS]
    asked = {what for what in _ATTRIBUTES if not ATTRIBUTES[what].isdisjoint(map(stem, said))}
    known = COVER_THINGS | frozenset().union(*ATTRIBUTES.values())
    if not asked or not known.issuperset(rest):
        return None
    # "What do these covers cost?" asks of all of them, which an article may tell.
    if any(word.endswith("s") and stem(word) in COVER_THINGS for word in said if word != "s"):
        return None
    # "Is my stamp rare?" asks for its rarity and not for the stamp.
    return WhichCover(next(one for one in _ATTRIBUTES if one in asked))


@rule(Rule.WHICH_OF_MANY, nothing)
def _which_of_many(said: list[str]) -> WhichOfMany | None:
    """Whether somebody tells of covers and asks openly for whatever there is to say."""
    stems = {stem(word) for word in said}
    asks = any(
        tuple(said[number : number + len(phrase)]) == phrase
        for phrase in OPEN_REQUESTS
        for number in range(len(said))
    )
    owns = not stems.isdisjoint(OWNING) and not stems.isdisjoint(COVER_THINGS)
    known = OWNING | OWNED | {stem(word) for phrase in OPEN_REQUESTS for word in phrase}
    told = {stem(word) for word in said if word not in ASKING | DEMONSTRATIVES | GREETINGS}
    return WhichOfMany() if asks and owns and told <= known else None
