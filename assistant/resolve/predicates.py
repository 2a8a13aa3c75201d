"""Asks the last question's predicate of another thing, event or person: "and the postmarks?".

What is new must be of the sort that the question before asked of: a mark for a mark, a landing for
a launch. Verbs follow in number and form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.resolve.cues import OPENERS
from assistant.rules import Rule, nothing, rule
from corpus.lexicon import any_of, built_in, one_or_more_of, several_of

_LEXICON = built_in()
_NOT_THAT = re.compile(r"(?i)^\W*not (?:that|this)(?: one)?\b\W*(?:but\b\W*)?")
_OFFICES = (_LEXICON.offices, _LEXICON.stand_ins, ("flight engineer", "engineer", "crew"))
_CARRIED = (_LEXICON.marks, _LEXICON.imprints, _LEXICON.signs, _LEXICON.payments)
_COVERS = (_LEXICON.covers, _LEXICON.cards)
_SORTS = (_COVERS, (*_CARRIED, ("cancel", "emblem", "label")), _OFFICES)
_NOUNS = tuple(one_or_more_of(*sort) for sort in _SORTS)
_PLURAL = tuple(re.compile(rf"(?i){several_of(*sort)}") for sort in _SORTS)
# No word of these is part of a thing's name: "what is the cachet" names no "is the cachet".
_NO_NAME = (
    r"(?:the|an?|of|on|in|at|for|from|to|by|with|and|or|is|are|was|were|do|does|did|has|have|had|"
    r"its|their|his|her|many|much|next|previous|following|last|other|same|which|what|who)\b"
)
_NAME = rf"(?P<how>(?:(?!{_NO_NAME})[\w-]+ ){{0,3}})"
_DETERMINER = r"(?P<determiner>\b(?:the|which|what|how many|any|all) |['\u2019]s? )"
_THE_NEW = tuple(
    re.compile(rf"(?i)(?:the )?{_NAME}(?P<noun>{one})(?P<having> with (?:the |an? )?[\w -]+)?")
    for one in _NOUNS
)
_THE_OLD = tuple(re.compile(rf"(?i){_DETERMINER}{_NAME}(?P<noun>{one})\b") for one in _NOUNS)
# "Not that one, the docking cover" after "What does the cachet say?": of that cover.
_PART = re.compile(rf"(?i)\bthe (?:{one_or_more_of(*_CARRIED)}|picture|address)\b(?! (?:of|on)\b)")
_TO_SEVERAL = {"is": "are", "was": "were", "does": "do", "has": "have"}
_TO_ONE = {several: one for one, several in _TO_SEVERAL.items()}
_VERB_BEFORE = re.compile(r"(?i)\b(is|are|was|were|does|do|has|have) $")
_VERB_BEHIND = re.compile(r"(?i)^ (is|are|was|were|has|have)\b(?! (?:the|its|their)\b)")


@dataclass(frozen=True, slots=True)
class _Event:
    """What happened to a flight, as a noun, as a verb in its base form and in the past."""

    noun: str
    base: str
    past: str
    said: re.Pattern[str]


def _event(noun: str, base: str, past: str, *said: str) -> _Event:
    return _Event(noun, base, past, re.compile(rf"(?i)\b{any_of(said, (noun, base, past))}\b"))


_EVENTS = (
    _event("launch", "launch", "launched", *_LEXICON.launching),
    _event("landing", "land", "landed", *_LEXICON.landing),
    _event("docking", "dock", "docked"),
    _event("undocking", "undock", "undocked"),
)
_ALSO_CALLED = {
    "lift-off": "launch",
    "liftoff": "launch",
    "take-off": "launch",
    "takeoff": "launch",
    "touchdown": "landing",
    "return": "landing",
}
_NEW_EVENT = re.compile(
    rf"(?i)(?:the |its |their )?(?P<noun>{any_of([one.noun for one in _EVENTS], _ALSO_CALLED)})"
    r"(?: (?:date|day))?"
)
_AS_A_NOUN = re.compile(r"(?i)\b(?:the|its|their|an?|of|['\u2019]s?) (?:[\w-]+ )?$")
_BEFORE_A_NOUN = re.compile(rf"(?i) (?:{one_or_more_of(*_COVERS)}|crew)\b")
_DATED = re.compile(r"(?i) (?:date|day|time|site|place)\b")
_WAS = re.compile(r"(?i)\b(?:was|were)\b")
_DID = re.compile(r"(?i)\b(?:did|does|do|will|to)\b")

_NTH = any_of(_LEXICON.ordinals, ("last",))
_SEX = any_of(_LEXICON.humans, ("lady", "female", "male"))
_NATION = any_of(_LEXICON.nationalities, _LEXICON.many_flew)
_PERSON = any_of(_LEXICON.fliers, _LEXICON.guests, _LEXICON.offices, ("tourist", "person"))
_NEW_NTH = re.compile(
    rf"(?i)the (?P<nth>{_NTH}) (?P<who>"
    rf"(?:{_NATION} )?(?:{_SEX}|{_PERSON})|{_NATION})(?: one)?"
)
_OLD_NTH = re.compile(
    rf"(?i)\bthe (?P<nth>{_NTH}) (?P<who>(?:[\w-]+ )??(?:{_SEX}|{_NATION}|{_PERSON})"
    rf"(?: (?:[\w-]+ )??{_PERSON})?)\b"
)


def fragment(question: str) -> str:
    """What a short follow-up names, without the words that open it and "not that one".

    >>> fragment("And the postmarks?")
    'the postmarks'
    """
    return _NOT_THAT.sub("", OPENERS.sub("", question, count=1), count=1).strip(" ?.!,")


@rule(Rule.ANOTHER_THING, nothing)
def with_other_thing(question: str, before: str) -> str | None:
    """The question before asked of another thing of the sort, in its number.

    >>> with_other_thing("And the launch covers?", "Is the memorial cover of Soyuz 1 rare?")
    'Are the launch covers of Soyuz 1 rare?'
    """
    new = fragment(question)
    for thing, old_thing, several in zip(_THE_NEW, _THE_OLD, _PLURAL, strict=True):
        found = thing.fullmatch(new)
        old = old_thing.search(before) if found else None
        if found and old:
            same = found["noun"].lower() == old["noun"].lower() and not (
                found["how"] or found["having"]
            )
            counts = several.fullmatch(found["noun"]) is not None
            name = f"{found['how']}{found['noun']}{found['having'] or ''}"
            return None if same else _replaced(before, old, name, counts)
    part = _PART.search(before)
    whole = _THE_NEW[0].fullmatch(new)
    if part and whole and whole["how"]:
        return f"{before[: part.end()]} of {_the(new)}{before[part.end() :]}"
    return None


@rule(Rule.ANOTHER_EVENT, nothing)
def with_other_event(question: str, before: str) -> str | None:
    """The question before asked of another event, in the form of its verb.

    >>> with_other_event("and the landing?", "When was Soyuz TMA-2 launched?")
    'When did Soyuz TMA-2 land?'
    """
    new = _NEW_EVENT.fullmatch(fragment(question))
    if new is None:
        return None
    noun = _ALSO_CALLED.get(new["noun"].lower(), new["noun"].lower())
    event = next(one for one in _EVENTS if one.noun == noun)
    for other in _EVENTS:
        old = other.said.search(before) if other != event else None
        if old and not _BEFORE_A_NOUN.match(before, old.end()):
            return _happened(before, old, event)
    return None


@rule(Rule.OTHERS_COUNTED, nothing)
def with_other_counted(question: str, before: str) -> str | None:
    """The question before asked of the first, or second, of others.

    >>> with_other_counted("And the first woman?", "Who was the second space tourist?")
    'Who was the first woman space tourist?'
    """
    new, old = _NEW_NTH.fullmatch(fragment(question)), _OLD_NTH.search(before)
    if new is None or old is None:
        return None
    who = _counted(new["who"], old["who"])
    return f"{before[: old.start()]}the {new['nth'].lower()} {who}{before[old.end() :]}"


def _counted(new: str, old: str) -> str:
    """Who is counted: a sex, nation or trade in the place of the old one, or before it."""
    for sort in (_SEX, _NATION, _PERSON):
        if re.fullmatch(f"(?i){sort}", new):
            replaced, count = re.subn(rf"(?i)\b{sort}\b", new, old, count=1)
            if count:
                return replaced
    if " " in new or re.fullmatch(f"(?i){_PERSON}", new):
        return new
    # "The first German woman", but "the first woman tourist" and "the first Belgian tourist".
    nation_alone = re.fullmatch(f"(?i){_NATION}", old)
    return f"{old} {new}" if nation_alone else f"{new} {old}"


def _the(name: str) -> str:
    return name if name.lower().startswith(("the ", "its ", "their ")) else f"the {name}"


def _replaced(before: str, old: re.Match[str], name: str, several: bool) -> str | None:
    """The question with the new name for the old, and the verb beside it in the new number."""
    verbs = _TO_SEVERAL if several else _TO_ONE

    def in_number(found: re.Match[str]) -> str:
        verb = verbs.get(found[1].lower(), found[1])
        cased = verb.capitalize() if found[1][0].isupper() else verb
        return found[0].replace(found[1], cased)

    head, tail = before[: old.start()], before[old.end() :]
    determiner = old["determiner"]
    if determiner.lower() == "how many " and not several:
        determiner = "which " if determiner.islower() else "Which "
    if determiner.lower() in ("the ", "any ", "all "):
        head = _VERB_BEFORE.sub(in_number, head)
        determiner = "the "
    tail = _VERB_BEHIND.sub(in_number, tail)
    whole = f"{head}{determiner}{name}{tail}"
    return None if whole == before else whole


def _happened(before: str, old: re.Match[str], event: _Event) -> str:
    head, tail = before[: old.start()], before[old.end() :]
    if _DATED.match(tail) or _AS_A_NOUN.search(head):
        return f"{head}{event.noun}{tail}"
    if _WAS.search(head):
        return f"{_WAS.sub('did', head, count=1)}{event.base}{tail}"
    return f"{head}{event.base if _DID.search(head) else event.past}{tail}"
