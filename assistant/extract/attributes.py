"""What a question asks of a person: who somebody is, and birth, age, profession and family.

The articles tell little of that. A question that wants it is not answered by just any sentence
with the person's name.
"""

from __future__ import annotations

import re

from assistant.rules import Rule, never, nothing, rule
from assistant.understand.query import AnswerKind, Query
from corpus.lexicon import any_of, built_in, one_or_more_of
from corpus.record.missions import MissionRecord
from index.words import normalise

_LEXICON = built_in()
_THINGS = one_or_more_of(_LEXICON.covers, _LEXICON.cards, _LEXICON.marks, ("cachet", "station"))
# What is asked, and what a sentence that tells it says.
_MATTERS = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(told, re.IGNORECASE))
    for asked, told in (
        (r"\bborn\b|\b(?:birthday|birth|birthplace|birthdate)\b", r"\bborn\b|\bbirth"),
        (
            r"\bhow old\b|\b(?:his|her|their|'s|\u2019s) age\b|\bage of\b",
            r"\bage[ds]?\b|\b(?:years?|year)[- ]old\b|\b(?:young|old)est\b|\bborn\b",
        ),
        (
            r"\b(?:profession|occupation)\b|\bfor a living\b",
            r"\b(?:profession|occupation|by trade|career|work(?:s|ed|ing) as|"
            rf"{any_of(_LEXICON.professions)}|businessmen)\b",
        ),
        (
            rf"\b(?:marry|married|{any_of(_LEXICON.spouses)}|children|parents)\b",
            rf"\b(?:married|{any_of(_LEXICON.spouses)}|{one_or_more_of(_LEXICON.kin)})\b",
        ),
    )
)
# The same of things; these are told in few words, whatever else the question names.
_MATTERS_OF_THINGS = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(told, re.IGNORECASE))
    for asked, told in (
        (
            r"\bwho\b.*\b(?:drew|designed|engraved|painted)\b|\b(?:designer|engraver|artist)\b",
            r"\b(?:drew|drawn|design\w*|engrav\w*|paint\w*|artist\w*)\b",
        ),
        (
            r"\bface value\b|\bdenominat\w*",
            r"\bface value|\bdenominat\w*|"
            rf"\b{one_or_more_of(_LEXICON.money, ('cent',))}\b|\$",
        ),
        (
            r"\bhow heavy\b|\bhow much d\w+\b.*\bweigh\b|\bweight of\b",
            r"\b(?:weigh\w*|kg|kilos?|kilogram\w*|grams?|tons?|tonnes?|lbs?|pounds|ounces?|oz)\b|"
            r"\d ?[gt]\b",
        ),
        (
            r"\bhow fast\b|\b(?:top )?speed\b",
            r"\b(?:speed\w*|fast\w*|km/h|kmh|mph|knots?|rate|mach|"
            rf"(?:an?|per) {any_of(_LEXICON.durations)})\b",
        ),
        (r"\b(?:im)?perf(?:orat\w*|s)?\b", r"\b(?:im)?perforat\w*"),
        (
            r"\b(?:print run|mintage|run of)\b|\bhow many\b.*\b(?:printed|issued|produced)\b",
            r"\b(?:print\w*|issu\w*|edition|produc\w*|copies|made|run)\b",
        ),
    )
)
_NAME_WORD = r"[^\W\d](?:[\w.-]|['\u2019](?!s\b))*"
_WHO_IS = re.compile(
    r"^(?:who(?:'|\u2019)?s|who\s+(?:is|was))\s+(?!(?:the|an?|on|in|at|of|first|"
    r"last|there|it|that|this|he|she|they)\b)"
    rf"(?P<name>{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,2}})\s*\??$",
    re.IGNORECASE,
)
# "Who was the first space tourist?", but nobody beside him: "who was the commander of the Belgian".
_WHO_WAS = re.compile(
    r"^\W*(?:(?:and|so)\s+)?who(?:'|\u2019)?(?:s|\s+(?:is|was))\b(?!.*(?:\b(?:of|with|for|to|than|"
    r"beside|before|after|instead|commander|back-?up|stand-in|successor)\b|['\u2019]s\b))",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"^,\s+(?P<said>(?:an?|the|one of)\s[^,;.]+)|"
    r"^\s+(?:is|was)\s+(?P<being>(?:an?|the|one of)\s[^,;.]+)"
)
_NO_CREW = r"(?!crew\b|first\b|second\b|name\b)"
_LINKS = r"(?!(?:of|and|with|in|on|by|for|from|to|as|at|is|was|are|were)\b)"
_BEFORE = re.compile(
    rf"\b[Tt]he\s+(?P<said>{_NO_CREW}[\w-]+(?:\s[\w-]+){{0,5}}?)\s+(?:is|was)\s+$|"
    r"\b(?:[Tt]he|[Aa]n?)\s+(?P<being>(?:"
    rf"{_LINKS}[\w-]+\s){{0,3}}{_LINKS}{_NO_CREW}(?!named\b|called\b)[a-z][\w-]+)\s+(?:[A-Z][\w.-]*\s+)?$"
)


@rule(Rule.UNTOLD_ATTRIBUTES, never)
def leaves_untold(query: Query, text: str) -> bool:
    """Whether a person's life or the making of a thing is asked, and the sentence tells no such."""
    asked = query.text
    if any(wanted.search(asked) and not told.search(text) for wanted, told in _MATTERS_OF_THINGS):
        return True
    if query.kind is AnswerKind.LIST or re.search(rf"\b{_THINGS}\b", asked, re.IGNORECASE):
        return False
    return any(wanted.search(asked) and not told.search(text) for wanted, told in _MATTERS)


def who_is(question: str) -> bool:
    """Whether a question asks who somebody is, and nothing more."""
    return _WHO_IS.match(question) is not None


@rule(Rule.WHO_IS_SOMEBODY, never)
def asks_who_is_named(query: Query, text: str, record: MissionRecord) -> bool:
    """Whether the question is who somebody is whom the sentence names."""
    asked = _WHO_IS.match(query.text)
    return asked is not None and any(_place_of(asked["name"], query, text, record))


def description(query: Query, text: str, record: MissionRecord) -> tuple[int, int] | None:
    """What a sentence says of the person whom "who is" asks about, beside the name."""
    asked = _WHO_IS.match(query.text)
    if asked is None:
        return None
    start, end = _place_of(asked["name"], query, text, record)
    for pattern, part, offset in ((_BEHIND, text[end:], end), (_BEFORE, text[:start], 0)):
        found = pattern.search(part) if start < end else None
        if found:
            group = "said" if found["said"] else "being"
            return offset + found.start(group), offset + found.end(group)
    return None


@rule(Rule.DESCRIBED_PERSON, nothing)
def described(query: Query, text: str, record: MissionRecord) -> tuple[int, int] | None:
    """Where a sentence names whom the question describes and does not name; None elsewhere."""
    people = query.entities.people
    if len(people) != 1 or len(people[0]) != 1 or not _WHO_WAS.match(query.text):
        return None
    surname = people[0][0].split(" (")[0].split()[-1]
    if normalise(surname) in normalise(query.text):
        return None
    place = _place_of(surname, query, text, record)
    return place if place[0] < place[1] else None


@rule(Rule.PLACE_OF_BIRTH, nothing)
def birthplace(query: Query, text: str) -> tuple[int, int] | None:
    """Whether the text says "Hungarian-born", where the place of a birth is asked."""
    found = re.search(r"\b[A-Z]\w+-born\b", text)
    asked = query.kind is AnswerKind.WHERE and _MATTERS[0][0].search(query.text)
    return found.span() if found and asked else None


@rule(Rule.ASKED_PERSON, nothing)
def place_of_asked(query: Query, text: str, record: MissionRecord) -> tuple[int, int] | None:
    """Where the sentence names somebody whom the question names."""
    wanted = {one for names in query.entities.people for one in names}
    return next(
        (
            (mention.start, mention.end)
            for mention in record.find_people(text)
            if wanted.intersection(mention.names)
        ),
        None,
    )


def _place_of(name: str, query: Query, text: str, record: MissionRecord) -> tuple[int, int]:
    """Where the sentence names the person; (0, 0) where it does not."""
    if (place := place_of_asked(query, text, record)) is not None:
        return place
    found = re.search(rf"\b(?i:{re.escape(name)})\b", text)
    return found.span() if found and found[0][0].isupper() else (0, 0)
