"""Reads a question of yes or no as the claim that it asks about: `Query` → `AskedClaim`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.rules import Rule, nothing, rule
from assistant.understand.negation import asks_what_was_meant, denied_words
from assistant.understand.query import AnswerKind, Query, asks_twice
from assistant.verify.claim_words import (
    AGAIN,
    ASKING,
    BEFORE,
    EVERY,
    FURTHER,
    LIGHT,
    ON_A_COVER,
    ONLY,
    VALUES,
    cut,
    is_number,
    plain_words,
    same,
    same_set,
    unit_behind,
)
from corpus.dates import DateMention, find_dates
from corpus.record.missions import MissionRecord
from index.words import normalise

# "The label on the cover, is that a registration label?", "are at least the autographs real?".
_LATE_OPENING = re.compile(
    r"[,;:\u2013-] (?=(?:is|are|was|were|do|does|did|has|have|had|can|could)(?:n't)? "
    r"(?:it|its|that|this|they|their|he|she|his|her|there|those|these|the|at least|any\w*)\b)"
)
# "Is it true that it was", "do you know whether it was": the claim is what follows.
_INTRODUCTION = re.compile(
    r"^(?:(?:so|and|but|then|ok|well|please),? )*(?:(?:is it|it is|it's) (?:true|right|correct|so|"
    r"a fact|the case|known|certain|possible) (?:that|if|whether) |(?:do|can|could|would) you "
    r"(?:know|tell me|say) (?:if|whether) |i (?:wonder|want to know) (?:if|whether) )"
)
_OPENS = re.compile(
    r"^(?:(?:so|and|but|then|ok|well|please),? )*(?:is|are|was|were|did|does|do|has|have|had|can|"
    r"could|will|would|should)(?:n't)?\b"
)
# "Can you list the covers?" asks for more than a yes.
_REQUEST = re.compile(
    r"^(?:(?:so|and|but|then|ok|well|please),? )*(?:can|could|would|will|do|have) you (?!ever\b)"
    r"(?:please )?(?:list|show|give|name|find|compare|describe|explain|help|tell|summar\w+|know|"
    r"have|got|recommend)\b(?!.*\bfrom\b)"
)
_EITHER = re.compile(
    r"\bor\b(?! not\b)|(?<!someone )(?<!somebody )(?<!people )(?<!person )(?<!man )"
    r"\b(?:who|whom|whose|why|how (?:many|much|long))\b"
)
_BOUND = re.compile(
    r"\b(before|after|since|until|by|earlier than|later than|prior to) (?:the )?$", re.IGNORECASE
)
# "Had two women been there before the landing of 2008?": what is behind only says when.
_PRIOR = re.compile(r"\b(?:before|prior to|earlier than)\b")
_COMPARED = re.compile(
    r"\b(?:(?P<more>more than|over|at least|exceed\w*|longer than|as many as)|"
    r"(?P<less>less than|fewer than|at most|under|no more than|up to))"
    r" (?:the |a )?(?P<number>\d[\d.,]*|[a-z]+)"
)
_PRONOUN_ONE = re.compile(r"(?i)(?<!than )(?<!only )(?<!just )\bone\b")
_POSSESSED = re.compile(r"['\u2019]s?\b")
_DEFINITE = re.compile(
    r"\b(?:the|this|that|these|those|it|its|they|them|their|he|him|his|she|her|there)\b"
)
_OF_ANY = re.compile(r"^(?:is|are|do|does|can|must) an? ")
_ABLE = re.compile(r"\b(?:can|could|should|wise|advisable|good idea|worth|allowed|able)\b")
_INDEFINITE = re.compile(
    r"\b(?:an?|any|another|other|some|anyone|anybody|anything|two|three|several|ever|nothing)\b"
)


@dataclass(frozen=True, slots=True)
class AskedClaim:
    """What a question wants to have confirmed.

    Attributes:
        text: the claim without its introduction.
        stems: what it says beside names, days, numbers and values.
        numbers: in figures, each with the stem behind it ("" where none is).
        compared: "more" or "less" than its number; empty where it is that number.
        values: towns, colours, ordinals and nations, by kind.
        bound: for a claim of one day, "before" or "after" it; empty where it is that day.
        every, only, before, again: whether it says so.
        anybody: whether it is of nobody in particular ("had another woman been there before?").
        meant: whether it is of what was meant to be.
        able: whether it asks what can or should be done.
        of_somebody: whether it is of a person's flight or cover ("Tito's flight").
        flights: those of the people, where no mission is named.
        generic: whether it is of a kind of thing and names none ("is a cachet printed?").
        last: the last of its stems.
    """

    text: str
    stems: frozenset[str]
    missions: tuple[str, ...]
    people: tuple[tuple[str, ...], ...]
    dates: tuple[DateMention, ...]
    numbers: tuple[tuple[str, str], ...]
    compared: str
    values: Mapping[str, frozenset[str]]
    bound: str
    every: bool
    only: bool
    before: bool
    again: bool
    anybody: bool
    meant: bool
    able: bool
    of_somebody: bool
    flights: tuple[str, ...]
    generic: bool
    last: str

    @property
    def needed(self) -> frozenset[str]:
        """The stems that a sentence must have to say so; all where all are general."""
        general = BEFORE | AGAIN | (FURTHER if self.compared else frozenset())
        return (self.stems - LIGHT - general) or self.stems - general


@rule(Rule.CLAIM_OF_A_QUESTION, nothing)
def claim_of(query: Query, record: MissionRecord) -> AskedClaim | None:
    """The claim of a question of yes or no; None of any other, and where it is denied itself."""
    text = _claimed(query)
    if text is None or denied_words(normalise(text)):
        return None
    spans = [(one.start, one.end) for one in record.find(text)]
    spans += [(one.start, one.end) for one in record.find_people(text)]
    bare = cut(text, spans)
    dates = find_dates(bare)
    days = [(one.start, one.end) for one in dates]
    values = {
        kind: frozenset(map(str.casefold, found.findall(bare))) for kind, found in VALUES.items()
    }
    told = same(_PRONOUN_ONE.sub(" ", cut(bare, days)))
    number_at = [(one, unit_behind(told, at)) for at, one in enumerate(told) if is_number(one)]
    valued = {one for said in values.values() for word in said for one in same(word)}
    said_words = set(plain_words(text))
    before = [found[1].casefold() for start, _ in days if (found := _BOUND.search(text[:start]))]
    prior = _PRIOR.search(normalise(text)) if _INDEFINITE.search(normalise(text)) else None
    ended = same_set(text[prior.end() :]) if prior else frozenset()
    stemmed = frozenset(told) - ASKING - valued - same_set(" ".join(EVERY | ONLY)) - ended
    stemmed -= same_set(" ".join(before))
    return AskedClaim(
        text=text,
        stems=frozenset(one for one in stemmed if not is_number(one)),
        missions=query.entities.missions,
        people=query.entities.people,
        dates=dates,
        numbers=tuple(number_at),
        compared=_compared(normalise(text)),
        values=values,
        bound=_bound(before),
        every=not said_words.isdisjoint(EVERY),
        only=not said_words.isdisjoint(ONLY - {"just"}),
        before=not BEFORE.isdisjoint(told),
        again=not AGAIN.isdisjoint(told) and not before,
        anybody=_INDEFINITE.search(normalise(text)) is not None,
        meant=asks_what_was_meant(text),
        able=_ABLE.search(normalise(text)) is not None,
        of_somebody=bool(query.entities.people)
        and (_POSSESSED.search(text) is not None or ON_A_COVER.search(text) is not None),
        flights=query.flights,
        last=next((one for one in reversed(told) if one in stemmed), ""),
        generic=not query.entities.any and _is_generic(normalise(text)),
    )


def _claimed(query: Query) -> str | None:
    """The part of a question that claims something; None where it asks for anything else."""
    text = query.text.strip().replace("\u2019", "'")
    plain = normalise(text)
    if len(plain) != len(text) or asks_twice(query):
        plain = text.casefold()
    found = _INTRODUCTION.match(plain)
    late = None if _OPENS.match(plain) else _LATE_OPENING.search(plain)
    asks = query.kind is AnswerKind.YES_NO or (
        query.kind is AnswerKind.COMPARE and _OPENS.match(plain)
    )
    if not found and not late and (not asks or _REQUEST.match(plain)):
        return None
    start = found.end() if found else 0
    return None if _EITHER.search(plain[start:]) or asks_twice(query) else text[start:]


def _is_generic(plain: str) -> bool:
    return _OF_ANY.match(plain) is not None or _DEFINITE.search(plain) is None


def _compared(plain: str) -> str:
    found = _COMPARED.search(plain)
    return "" if found is None else "more" if found["more"] else "less"


def _bound(said: list[str]) -> str:
    if len(said) != 1:
        return ""
    return "after" if said[0] in ("after", "since", "later than") else "before"
