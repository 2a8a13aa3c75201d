"""Says yes or no where a sentence settles a question; says neither where that is not certain."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answer import Verdict
from assistant.understand.negation import asks_what_was_meant, denied_words, meant_words, only_means
from assistant.understand.query import AnswerKind, Query
from corpus.dates import find_dates
from corpus.lexicon import any_of, built_in, one_or_more_of
from index.words import STOP_WORDS, normalise, stems

# Words of a question that a sentence need not repeat to settle it.
_ASKING = frozenset(stems("ever really actually true correct right also there any still already"))
# "Flew again" and "got no further flights" speak of one thing.
_ALIKE = {"flight": "fli"}
_LEXICON = built_in()
_PRINTED = (_LEXICON.marks, _LEXICON.imprints, _LEXICON.signs)
# A flight itself is asked for, and nothing that only has to do with one.
_ASKS_OF_A_FLIGHT = re.compile(
    r"(?i)\W*(?:(?:and|so|but) )?(?:did|was|were|has|had|is)(?: (?!to\b)[\w'\u2019.-]+){1,5}? "
    rf"(?:fly|flown|flew|{any_of(_LEXICON.launching, _LEXICON.landing)}|"
    r"dock(?:ed)?|visit(?:ed)?|command(?:ed)?|pilot(?:ed)?|"
    r"(?:aboard|on board|on|in|part of|one of|a member of|with)(?: the crew of)?"
    rf"(?= (?:{any_of(_LEXICON.programmes, _LEXICON.prefixes)}|tma?|ms|mir|salyut|the)\b))\b"
    r"(?!.*\b(?:that|which|who|whom|whose|when|where|because|if|or|sign(?:ed)?|"
    rf"{one_or_more_of(_LEXICON.covers, *_PRINTED)})\b)"
)
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


def verdict(query: Query, text: str, around: str, signals: Mapping[str, float]) -> Verdict | None:
    """Yes or no, by a sentence; `around` is its heading, `signals` are those of its candidate.

    Yes needs every telling word of the question in the sentence or its heading, and all that is
    named. No needs a denial of one of these words, a date that is another one, or that it was
    meant so and came otherwise. What was only meant to be is no yes.
    """
    if query.kind is not AnswerKind.YES_NO or denied_words(normalise(query.text)):
        return None
    plain = normalise(text)
    asked = _telling(query.text)
    if any(asked & _alike(stems(words)) for words in denied_words(plain)):
        return "no"
    if only_means(text) and not asks_what_was_meant(query.text):
        otherwise = set(stems(" ".join(meant_words(text))))
        return "no" if asked & otherwise else None
    if denied_words(plain) or signals["people"] < 1 or signals["mission_subject"] < 1:
        return None
    others = {stem for stem in asked if not any(map(str.isdigit, stem))}
    for date in find_dates(query.text):
        others -= set(stems(query.text[date.start : date.end]))
    if not others <= _alike([*stems(text), *stems(around)]):
        return None
    if query.entities.dates:
        return "yes" if signals["dates"] == 1 else "no"
    return "yes" if _numbers(query.text) <= _numbers(f"{text} {around}") else None


def contradicted(query: Query) -> Verdict | None:
    """No, where what the mission record contradicts is just what is asked."""
    asks = query.kind is AnswerKind.YES_NO and _ASKS_OF_A_FLIGHT.match(query.text)
    return "no" if asks and not denied_words(normalise(query.text)) else None


def _numbers(text: str) -> set[str]:
    """The numbers of a text in figures, however they are written."""
    return {*_NUMBER.findall(normalise(text)), *filter(str.isdigit, stems(text))}


def _telling(question: str) -> set[str]:
    return _alike(stems(question)) - STOP_WORDS - _ASKING


def _alike(found: Sequence[str]) -> set[str]:
    return {_ALIKE.get(stem, stem) for stem in found}
