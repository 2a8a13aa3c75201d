"""Holds the parts of a claim against a sentence: words, days, numbers, values, order of names.

Each comparison gives True where they agree, False where the sentence has another value in the
place of the claimed one, and None where it settles nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.rules import Rule, always, never, rule
from assistant.verify.claim import AskedClaim
from assistant.verify.claim_words import SEVERAL, VALUES, plain_words, same_set
from assistant.verify.statement import Clause, Statement, numbers_in, values_in
from corpus.dates import DateMention, find_dates
from corpus.record.missions import MissionRecord

# "A red postmark" may be one of several; "the postmark is red" may not.
_ONE_OF_SEVERAL = r"\b(?:an?|any|some|another)\s+(?:\w+\s+){0,2}"
_RANKED = re.compile(
    rf"(?i)(?<!\bon the )(?<!\bof the )(?<!\bin the )(?<!\bthan the )(?<!\bwith the )"
    rf"(?<!\bfrom the )(?<!\bas the )\b{VALUES['ordinal'].pattern}"
)
_BEING = re.compile(
    rf"(?i)^(?:\w+,? )??(?:is|are|was|were|did|had)\b(?! (?:there|the {VALUES['ordinal'].pattern}))"
)
_EVENTS = same_set("fly launch land dock return")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How much of a claim a sentence says.

    Attributes:
        missing: stems that neither the sentence nor its heading has.
        share: of the needed stems those that it has.
        clauses: those that tell the claim, fewest possible, the one with most of it first.
    """

    missing: frozenset[str]
    share: float
    clauses: tuple[Clause, ...]


def agreement(claim: AskedClaim, statement: Statement) -> Agreement:
    """What of the claim's words the sentence has, and where."""
    needed = claim.needed
    missing = frozenset(one for one in needed if not statement.has(one))
    left = {one for one in needed if any(one in clause.stems for clause in statement.clauses)}
    chosen: list[Clause] = []
    while left:
        best = max(statement.clauses, key=lambda clause: len(left & clause.stems))
        chosen.append(best)
        left -= best.stems
    share = 1 - len(missing) / len(needed) if needed else 0.0
    return Agreement(missing, share, tuple(chosen))


@rule(Rule.DAYS, always)
def dates_agree(claim: AskedClaim, statement: Statement, found: Agreement) -> bool | None:
    """Whether the day is the claimed one, or before or after it as claimed."""
    if not claim.dates:
        return True
    told = [one for clause in found.clauses for one in find_dates(clause.text)]
    told = told or list(statement.dates if len(statement.dates) == 1 else ())
    if not told:
        return None
    if claim.bound:
        return _is_bound(claim, told)
    answers = [_same_day(asked, told) for asked in claim.dates]
    if all(answers):
        return True
    return False if False in answers and len({*told}) == 1 and len(claim.dates) == 1 else None


def _same_day(asked: DateMention, told: Sequence[DateMention]) -> bool | None:
    """Whether a day is among those told; None where they are less exact."""
    agreeing = [one for one in told if asked.agrees(one)]
    if not agreeing:
        return False
    exact = any(
        (asked.month is None or one.month is not None)
        and (asked.day is None or one.day is not None)
        for one in agreeing
    )
    # Of several days it is not certain which belongs to what is claimed.
    return True if exact and len(told) == len(agreeing) else None


def _is_bound(claim: AskedClaim, told: Sequence[DateMention]) -> bool | None:
    asked = claim.dates[0]
    if len(told) != 1 or len(claim.dates) != 1 or told[0].year is None or asked.year is None:
        return None
    one, other = _key(told[0]), _key(asked)
    length = min(len(one), len(other))
    if one[:length] == other[:length]:
        return None
    earlier = one[:length] < other[:length]
    return earlier if claim.bound == "before" else not earlier


def _key(date: DateMention) -> tuple[int, ...]:
    parts = (date.year, date.month, date.day)
    return tuple(one for one in parts if one is not None)


@rule(Rule.NUMBERS, always)
def numbers_agree(claim: AskedClaim, found: Agreement) -> bool | None:
    """Whether each number is told of the same thing: the same, or more or less as claimed."""
    told = [one for clause in found.clauses for one in numbers_in(clause)]
    if claim.compared == "more" and [number for number, _ in claim.numbers] == ["1"]:
        several = any(not SEVERAL.isdisjoint(plain_words(one.text)) for one in found.clauses)
        return True if several else None
    answers = [_same_number(number, unit, claim.compared, told) for number, unit in claim.numbers]
    if all(answers):
        return True
    return False if False in answers else None


def _same_number(
    asked: str, unit: str, compared: str, told: Sequence[tuple[str, str]]
) -> bool | None:
    if not compared and any(number == asked and other == unit for number, other in told):
        return True
    own = [number for number, other in told if unit and other == unit]
    if len(own) != 1:
        bare = not compared and not unit and any(number == asked for number, _ in told)
        return True if bare else None
    if not compared:
        return False
    one, other = _figure(own[0]), _figure(asked)
    if one is None or other is None:
        return None
    return one >= other if compared == "more" else one <= other


def _figure(number: str) -> float | None:
    try:
        return float(number.replace(",", ""))
    except ValueError:
        return None


@rule(Rule.VALUES, always)
def values_agree(
    kind: str, claim: AskedClaim, statement: Statement, found: Agreement
) -> bool | None:
    """Whether the towns, colours, ordinals or nations are those of the clauses that tell it."""
    asked = claim.values[kind]
    if not asked:
        return True
    own = frozenset().union(*(values_in(one.text, kind) for one in found.clauses))
    if asked <= own:
        return True
    if asked <= values_in(statement.text, kind) or not own or asked & own:
        return None
    if kind == "ordinal" and not is_ranked(claim.text):
        return None
    one_of_several = re.search(_ONE_OF_SEVERAL + VALUES[kind].pattern, claim.text, re.IGNORECASE)
    return None if one_of_several or kind == "nation" else False


@rule(Rule.ORDER_OF_NAMES, always)
def in_order(claim: AskedClaim, statement: Statement, record: MissionRecord) -> bool:
    """Whether names that are not joined by "and" stand in the order of the question.

    "Soyuz 4 relieved Soyuz 5" does not say that Soyuz 5 relieved Soyuz 4.
    """
    for find in (_missions, _people):
        asked, told = find(claim.text, record), find(statement.text, record)
        names = [name for name, *_ in asked]
        if len(set(names)) < 2 or _joined(claim.text, asked):
            continue
        order = [name for name, *_ in told if name in names]
        passive = (" by " in claim.text) != (" by " in statement.text)
        if list(dict.fromkeys(order)) != list(dict.fromkeys(names)) or passive:
            return False
    return True


_Named = tuple[tuple[str, ...], int, int]


def _missions(text: str, record: MissionRecord) -> list[_Named]:
    return [(one.missions, one.start, one.end) for one in record.find(text)]


def _people(text: str, record: MissionRecord) -> list[_Named]:
    return [(one.names, one.start, one.end) for one in record.find_people(text)]


def _joined(text: str, named: Sequence[_Named]) -> bool:
    gaps = [text[one[2] : other[1]] for one, other in pairwise(named)]
    return all(gap.strip(" ,") in ("", "and", "&", "/") for gap in gaps)


def is_ranked(text: str) -> bool:
    """Whether an ordinal is what is claimed ("was he the first?") and names nothing by it."""
    return _BEING.search(text) is not None and _RANKED.search(text) is not None


@rule(Rule.EVENTS, always)
def events_fit(claim: AskedClaim, statement: Statement, record: MissionRecord) -> bool:
    """Whether a sentence on several missions tells the event of the claimed one.

    "He went up on Soyuz TMA-3 and came down on Soyuz TMA-2" has him land on the second.
    """
    events = claim.stems & _EVENTS
    told = record.find(statement.text)
    if not events or not claim.missions or set(statement.own_missions) <= set(claim.missions):
        return True
    ends = [0, *(one.end for one in told)]
    before = [
        same_set(statement.text[end : one.start]) for end, one in zip(ends, told, strict=False)
    ]
    own = [
        said
        for said, one in zip(before, told, strict=True)
        if not set(one.missions).isdisjoint(claim.missions)
    ]
    return any(events & said for said in own) or not any(events & said for said in before)


@rule(Rule.SAID_OF_ANOTHER, never)
def is_said_of_another(claim: AskedClaim, statement: Statement) -> bool:
    """Whether the claim's last word only describes something else in the sentence.

    "The cover bears the rare stamp" does not say that the cover is rare.
    """
    words = plain_words(claim.text)
    if not words or words[0] not in ("is", "are", "was", "were"):
        return False
    last = same_set(words[-1])
    if not last or not last <= claim.needed:
        return False
    said = plain_words(statement.text)
    at = [number for number, word in enumerate(said) if same_set(word) == last]
    behind = [
        same_set(said[number + 1]) if number + 1 < len(said) else frozenset() for number in at
    ]
    return bool(behind) and all(one and not one <= claim.stems and _is_bare(one) for one in behind)


def _is_bare(stemmed: frozenset[str]) -> bool:
    """Whether a word is no number: such a one goes on, and is not described."""
    return not any(one[:1].isdigit() for one in stemmed)
