"""Says whether a short answer is whole: a property of the reply, whatever was asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answer import Answer
from evals.runs import names
from evals.runs.names import Span
from index.words import STOP_WORDS, words

Mentions = Callable[[str], Sequence[Span]]

_PAIRS = {")": "(", "]": "[", "}": "{", "\u201d": "\u201c"}
_VERDICT = re.compile(r"(?:Yes|No)(?:[.,]\s*|$)")
_NEGATIONS = frozenset("not no never without neither nor cannot none hardly except".split())
# "without a single crew": so many words before the headline may still deny it.
_NEAR = 2
# What joins two parts of one word: "So-yeon", "TM-32", "3.5".
_INSIDE_BEFORE = re.compile(r"\w$|\w[-\u2011'\u2019]$|\d[.,]$")
_INSIDE_AFTER = re.compile(r"\w|[-\u2011'\u2019]\w|[.,]\d")
_LAST_IS_NAME = re.compile(r"\b[A-Z][\w'\u2019]*$")
_GOES_ON = re.compile(r" [A-Z][a-z]\w*")


def whole_headline(answer: Answer, mentions: Mentions | None = None) -> bool:
    """Whether a short answer is cut at no wrong place.

    It begins and ends inside no word and no mention, its brackets and quotation marks pair up, it
    is more than stop words, and no negation was cut off before it. A text that stands in no quote,
    as one that was counted or computed, has no place where it could be cut.

    Args:
        answer: the reply.
        mentions: the spans of the names in a text; by default the record's and the dates.
    """
    verdict = _VERDICT.match(answer.text)
    text = answer.text[verdict.end() :] if verdict else answer.text
    if not text:
        return True
    if not _balanced(text) or all(word in STOP_WORDS for word in words(text)):
        return False
    first = answer.quotes[0].text
    places = [found.span() for found in re.finditer(re.escape(text), first)]
    find = mentions or names.mentions
    return not places or any(_is_whole(first, place, find(first)) for place in places)


def _is_whole(sentence: str, place: Span, mentions: Sequence[Span]) -> bool:
    start, end = place
    before, after = sentence[:start], sentence[end:]
    if _is_letter(sentence[start]) and _INSIDE_BEFORE.search(before):
        return False
    if _is_letter(sentence[end - 1]) and _INSIDE_AFTER.match(after):
        return False
    if any(first < edge < last for first, last in mentions for edge in place):
        return False
    goes_on = _LAST_IS_NAME.search(sentence[:end]) and _GOES_ON.match(after)
    if goes_on and not any(first == end + 1 for first, _ in mentions):
        return False
    return not _denied_before(before)


def _is_letter(letter: str) -> bool:
    return letter.isalnum()


def _denied_before(before: str) -> bool:
    """Whether one of the last words before the headline, in its clause, denies it."""
    clause = re.split(r"[,;:.()]|\bbut\b", before)[-1]
    near = clause.lower().split()[-_NEAR:]
    return any(word in _NEGATIONS or word.endswith(("n't", "n\u2019t")) for word in near)


def _balanced(text: str) -> bool:
    opened: list[str] = []
    for sign in text:
        if sign in _PAIRS.values():
            opened.append(sign)
        elif sign in _PAIRS and (not opened or opened.pop() != _PAIRS[sign]):
            return False
    return not opened and text.count('"') % 2 == 0
