"""Tells a question that describes a cover or a mark and asks what it is."""

from __future__ import annotations

import re
from datetime import date

from assistant.plan.aspects import COLOURS
from assistant.plan.plans import Identify, Target
from assistant.rules import Rule, nothing, rule
from assistant.understand.query import Query
from corpus.catalogue.normalisation import words
from corpus.catalogue.schema import Catalogue
from corpus.dates import find_dates
from corpus.lexicon import built_in
from corpus.record.missions import MissionRecord
from index.words import normalise, stem

_CLAUSE = re.compile(r"\s*(?:[,.;?!]+(?=\s|$)|\s[-\u2013\u2014]\s)\s*")
_WORDS = built_in().description_words
_OWNED = frozenset(_WORDS["owned"])
_TARGETS: dict[str, Target] = {
    **dict.fromkeys(_WORDS["cover"], "cover"),
    **dict.fromkeys(_WORDS["mark"], "mark"),
}
# A clause of these words alone asks what a thing is; any other asks more of it.
_IDENTIFYING = frozenset(_WORDS["identifying"])
_DESCRIBING = frozenset(_WORDS["describing"])
_BEFORE_DESCRIPTION = re.compile(
    r"\b(?:with|showing|dated|reading|saying|that (?:has|shows|reads|says))\b"
)
_ASKING = frozenset(_WORDS["asking"])


@rule(Rule.DESCRIBED_COVER, nothing)
def identify(query: Query, catalogue: Catalogue, record: MissionRecord) -> Identify | None:
    """The description of a thing whose name or mission is asked, or None."""
    described = _description(query.text)
    if described is None:
        return None
    asking, telling = described
    spoken = [word for word in words(asking + " " + telling)]
    targets = [_TARGETS[word] for word in map(_singular, words(telling)) if word in _TARGETS]
    if not targets and not catalogue.covers:
        return None
    days = tuple(
        date(day.year, day.month, day.day)
        for day in find_dates(telling)
        if day.year and day.month and day.day
    )
    bare = telling
    named = [(day.start, day.end) for day in find_dates(telling)]
    missions = record.find(telling)
    named += [(one.start, one.end) for one in missions]
    for start, end in sorted(named, reverse=True):
        bare = f"{bare[:start]} {bare[end:]}"
    told = [word for word in words(bare) if word not in _DESCRIBING]
    colours = tuple(word for word in told if stem(word) in COLOURS)
    told = [word for word in told if word not in colours]
    if not told and not days:
        return None
    wants_mission = bool({"mission", "flight", "launch"}.intersection(spoken[: len(words(asking))]))
    target: Target = "mark" if "mark" in targets else "cover"
    return Identify(
        "mission" if wants_mission else target,
        tuple(dict.fromkeys(told)),
        days,
        tuple(dict.fromkeys(colours)),
        tuple(name for one in missions for name in one.missions),
    )


def _description(text: str) -> tuple[str, str] | None:
    """What asks and what describes, where nothing but the thing itself is asked."""
    clauses = [clause for clause in _CLAUSE.split(text.strip()) if clause]
    asking = [clause for clause in clauses if _only_asks(clause)]
    telling = [clause for clause in clauses if clause not in asking]
    if asking and telling:
        owned = _OWNED.intersection(words(normalise(" ".join(telling)).replace("'", "")))
        return (" ".join(asking), ", ".join(telling)) if owned else None
    if len(clauses) != 1:
        return None
    found = _BEFORE_DESCRIPTION.search(clauses[0])
    if found is None:
        return None
    before, after = clauses[0][: found.start()], clauses[0][found.start() :]
    said = words(before)
    thing = next((word for word in reversed(said) if word in _TARGETS), None)
    if thing is None or not _OWNED.intersection(said) or not _only_asks(before):
        return None
    return before, f"{thing} {after}"


def _only_asks(clause: str) -> bool:
    said = words(normalise(clause).replace("'", " "))
    points = {"it", "this", "that", "which", "identify"}.intersection(said)
    return bool(points and _ASKING.intersection(said)) and _IDENTIFYING.issuperset(said)


def _singular(word: str) -> str:
    return word.removesuffix("s")
