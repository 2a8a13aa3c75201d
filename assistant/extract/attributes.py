"""What a question asks of a person: who somebody is, and birth, age, profession and family.

The articles tell little of that. A question that wants it is not answered by just any sentence
with the person's name.
"""

from __future__ import annotations

import re

from assistant.rules import Rule, never, rule
from assistant.understand.query import AnswerKind, Query
from corpus.lexicon import any_of, built_in, one_or_more_of

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
