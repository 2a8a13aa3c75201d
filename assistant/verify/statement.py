"""Reads a sentence of evidence as what it tells, clause by clause: `Told` → `Statement`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.understand.negation import NEGATOR
from assistant.verify.claim_words import (
    CONCEDING,
    HEDGE,
    NOT_EVERY,
    VALUES,
    cut,
    general,
    is_number,
    same,
    same_set,
    unit_behind,
)
from corpus.dates import DateMention, find_dates
from corpus.lexicon import any_of, built_in
from corpus.record.missions import MissionRecord
from index.words import normalise

_CLAUSES = re.compile(
    r"(?:[;:\u2013]|, (?=(?:and|but|which|who|whose|where|while|since|because|although|though|so|"
    r"as|when|namely|that is)\b)|(?= (?:because|although|though|whereas|while|but|since) )|"
    r"(?= and (?:was|were|is|are|has|had|it|its|they|he|she|did|landed|returned|no|not)\b))"
)
_STATION = re.compile(rf"\b{any_of(built_in().stations.values(), ('Station',))}\b")
# "Not only", "no later than", "not until": these deny nothing.
_NO_DENIAL = re.compile(
    r"\b(?:not only|no doubt|not least|no later than|no more than|no less than|not until|"
    r"not yet|nothing but|not to mention|no longer ago|nonetheless|not just|no\. \d+|"
    r"without doubt|why not)\b"
)
# What is denied stands behind the denial, up to a comma; "none of its crew survived".
_DENIED = re.compile(
    rf"(?:\b{NEGATOR}|\b(?:fail(?:s|ed)? to|lack(?:s|ed|ing)?|neither|nor|hardly|unable to|"
    rf"instead of|rather than|unlike|impossible)\b|"
    rf"n['\u2019]t\b)((?:[^\w,;.]+[\w'\u2019-]+){{1,8}})"
)
# "The word is missing from the mark": what is denied stands before it.
_MISSING = re.compile(r"\b(?:is|are|was|were) (?:missing|absent|omitted|left out|lacking)\b")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its heading and the missions that it is about."""

    text: str
    heading: str
    missions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence: its stems, and those that it denies."""

    text: str
    stems: frozenset[str]
    ordered: tuple[str, ...]
    denied: frozenset[str]
    denied_text: str
    denies: bool
    hedged: bool
    partial: bool
    conceding: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence tells of whom.

    Attributes:
        around: the stems of its heading.
        own_missions: those that its own words name.
        missions, people: of its heading too.
    """

    text: str
    clauses: tuple[Clause, ...]
    around: frozenset[str]
    own_missions: tuple[str, ...]
    missions: frozenset[str]
    people: tuple[tuple[str, ...], ...]
    stations: bool
    dates: tuple[DateMention, ...]

    @property
    def stems(self) -> frozenset[str]:
        """The stems of all clauses."""
        return frozenset().union(*(one.stems for one in self.clauses))

    def has(self, stemmed: str, clauses: Sequence[Clause] | None = None) -> bool:
        """Whether clauses say a word of a claim, or name what it is a general word for."""
        told = self.clauses if clauses is None else clauses
        return (
            any(stemmed in one.stems for one in told)
            or stemmed in self.around
            or general(
                stemmed,
                self.stems,
                missions=bool(self.missions),
                people=bool(self.people),
                stations=self.stations,
            )
        )


def statement_of(told: Told, record: MissionRecord) -> Statement:
    """What a sentence tells."""
    missions = [name for one in record.find(told.text) for name in one.missions]
    above = [name for one in record.find(told.heading) for name in one.missions]
    people = [*record.find_people(told.text), *record.find_people(told.heading)]
    return Statement(
        text=told.text,
        clauses=tuple(map(_clause, filter(str.strip, _CLAUSES.split(told.text)))),
        around=same_set(told.heading),
        own_missions=tuple(dict.fromkeys(missions)),
        missions=frozenset((*missions, *above, *told.missions)),
        people=tuple(dict.fromkeys(one.names for one in people)),
        stations=_STATION.search(told.text) is not None,
        dates=find_dates(told.text),
    )


def _clause(text: str) -> Clause:
    plain = normalise(text)
    affirming = _NO_DENIAL.sub(" ", plain)
    denied = [one.group(1) for one in _DENIED.finditer(affirming)]
    denied += [plain[: one.start()] for one in _MISSING.finditer(plain)]
    days = [(one.start, one.end) for one in find_dates(text)]
    told = tuple(same(text))
    return Clause(
        text=text,
        stems=frozenset(told),
        ordered=tuple(same(cut(text, days))),
        denied=frozenset(one for words in denied for one in same(words)),
        denied_text=" ".join(denied),
        denies=bool(denied),
        hedged=HEDGE.search(normalise(cut(text, days))) is not None,
        partial=NOT_EVERY.search(plain) is not None,
        conceding=CONCEDING.search(plain) is not None,
    )


def values_in(text: str, kind: str) -> frozenset[str]:
    """The towns, colours, ordinals or nations of a text."""
    return frozenset(map(str.casefold, VALUES[kind].findall(text)))


def numbers_in(clause: Clause) -> tuple[tuple[str, str], ...]:
    """The numbers of a clause beside its days, each with the stem behind it."""
    told = clause.ordered
    return tuple((one, unit_behind(told, at)) for at, one in enumerate(told) if is_number(one))
