"""Tells a question that describes a cover or a mark and asks what it is."""

from __future__ import annotations

import re
from datetime import date

from assistant.plan.aspects import COLOURS
from assistant.plan.plans import Identify, Target
from assistant.plan.references import of_missions
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
# What asks for something else than what a thing is.
_ASKING_ELSE = frozenset(_WORDS["asking_else"])
# What does so where nothing beside asks what the thing is.
_ASKING_UNSAID = frozenset(_WORDS["asking_unsaid"])
_MIN_DESCRIBED = 3
# "What is the purple mark with …": what follows is a description as well.
_IS_THE = re.compile(
    rf"^(?:what|which)\s+(?:is|are|was|were)\s+(?=(?:the|this|that|a|an)\s+(?:\w+\s+){{0,3}}"
    rf"(?:{'|'.join(_TARGETS)})s?\s+(?:with|showing|dated|reading|saying|that)\b)",
    re.IGNORECASE,
)
# With these begins what describes a thing that nobody has spoken of.
_INDEFINITE = frozenset({"a", "an", "some", *built_in().units})
# What stands on a cover beside its marks.
_PARTS = frozenset(_WORDS["parts"])


@rule(Rule.DESCRIBED_COVER, nothing)
def identify(query: Query, catalogue: Catalogue, record: MissionRecord) -> Identify | None:
    """The description of a thing whose name or mission is asked, or None."""
    described = _description(query.text)
    return _identified(*described, catalogue, record) if described else None


@rule(Rule.LOOSELY_DESCRIBED, nothing)
def described_loosely(query: Query, catalogue: Catalogue, record: MissionRecord) -> Identify | None:
    """As `identify`, of what nobody says to have, for a question that the sentences decline.

    "Two flags and an oval mark with two names" asks nothing else than what that is.
    """
    clauses = [clause for clause in _CLAUSE.split(query.text.strip()) if clause]
    asking = " ".join(clause for clause in clauses if only_asks(clause))
    telling = ", ".join(clause for clause in clauses if not only_asks(clause))
    telling, is_asked = _IS_THE.subn("", telling)
    said = words(normalise(telling))
    things = [*_targets(f"{asking} {telling}"), *_PARTS.intersection(said)]
    if not things or {*said[:1]} & _ASKING or _ASKING_ELSE.intersection(said):
        return None
    # "Weight of a piece" asks something of it, and so does who names the flight.
    describes = said[0] in _INDEFINITE and not _ASKING_UNSAID.intersection(said)
    if not (asking or is_asked or (describes and not record.find(telling))):
        return None
    plan = _identified(asking, telling, catalogue, record)
    if plan is None or len(plan.words) + len(plan.colours) < _MIN_DESCRIBED:
        return None
    return plan


def _targets(text: str) -> list[Target]:
    """What is spoken of, in the order of the words."""
    return [_TARGETS[word] for word in map(_singular, words(text)) if word in _TARGETS]


def _target(asking: str, telling: str) -> Target:
    """What is looked for: what is asked, or the one mark that is described; else the cover."""
    targets = _targets(telling)
    parts = _PARTS.intersection(words(telling))
    alone = targets.count("mark") == 1 and not parts
    return next(iter(_targets(asking)), "mark" if alone or "cover" not in targets else "cover")


def _identified(
    asking: str, telling: str, catalogue: Catalogue, record: MissionRecord
) -> Identify | None:
    spoken = words(asking + " " + telling)
    targets = _targets(telling)
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
    target = "mission" if wants_mission else _target(asking, telling)
    of = tuple(name for one in missions for name in one.missions)
    # The one cover of a flight is named with it; what is asked is something on it.
    if target == "cover" and of and len(of_missions(of, catalogue)) == 1:
        return None
    return Identify(target, tuple(dict.fromkeys(told)), days, tuple(dict.fromkeys(colours)), of)


def _description(text: str) -> tuple[str, str] | None:
    """What asks and what describes, where nothing but the thing itself is asked."""
    clauses = [clause for clause in _CLAUSE.split(text.strip()) if clause]
    asking = [clause for clause in clauses if only_asks(clause)]
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
    if thing is None or not _OWNED.intersection(said) or not only_asks(before):
        return None
    return before, f"{thing} {after}"


def only_asks(clause: str) -> bool:
    """Whether a clause asks what a thing is that stands elsewhere: "which card is it"."""
    said = words(normalise(clause).replace("'", " "))
    points = {"it", "this", "that", "which", "identify"}.intersection(said)
    return bool(points and _ASKING.intersection(said)) and _IDENTIFYING.issuperset(said)


def _singular(word: str) -> str:
    return word.removesuffix("s")
