"""Recognises that the last answer is doubted or its reason asked: "are you sure?", "how come?"."""

from __future__ import annotations

import re

from assistant.rules import Rule, nothing, rule
from index.words import normalise

_OPENING = r"(?:(?:ok(?:ay)?|but|and|hm+|oh|no|well|wait|sorry|so|then) )*"
_SAID = r"(?:it|that|this|they|the articles?|you|anybody|anyone)"
_DOUBT = re.compile(
    _OPENING + r"(?:(?:are )?you (?:really |quite |absolutely |very )?(?:sure|certain)"
    r"(?: (?:about|of) (?:that|this|it))?|"
    r"really(?: now)?|seriously|honestly|"
    r"is (?:that|this|it) (?:really )?(?:true|right|correct|certain|so|a fact)|"
    r"(?:says|said) who|who (?:says|said|told you)(?: so| that| this| it)?|"
    r"according to (?:whom|who|what)|(?:on|with) what (?:grounds|basis|evidence)|"
    rf"(?:where|in which article) (?:does|do|did) {_SAID} (?:say|state|read|get|find|have)"
    r"(?: (?:that|this|so|it))?(?: from)?|"
    r"where (?:is|was) (?:that|this|it) (?:said|written|stated|from)|"
    r"how (?:do|can|would) you (?:know|tell|be (?:so )?sure)(?: (?:about )?(?:that|this|it|so))?|"
    r"(?:what|which|where)s? (?:is |are )?(?:your|the) (?:source|evidence|proof|quote)s?"
    r"(?: for (?:that|this|it))?|"
    r"(?:source|proof|evidence|citation|quote)s?(?: please| needed)?|"
    r"(?:can you )?prove (?:it|that)|show me (?:the (?:quote|source|sentence|proof)|where)"
    r"(?: it says (?:so|that))?)"
)
_WHY = re.compile(
    _OPENING + r"(?:how come|why(?: (?:so|(?:is|was|did) (?:that|this|it)(?: so)?))?)"
)
_YES_OR_NO = re.compile(
    r"(?i)^\W*(?:(?:and|so|but) )?(?:is|are|was|were|did|does|do|has|have|had|can|could|"
    r"will|would) .+$"
)


@rule(Rule.DOUBTED_ANSWER, nothing)
def challenged(question: str, before: str) -> str | None:
    """The question before asked again, where its answer is doubted; None for any other question.

    >>> challenged("Says who?", "Is the Houston postmark genuine?")
    'Is the Houston postmark genuine?'
    """
    return before if before and _DOUBT.fullmatch(plain(question)) else None


def is_yes_or_no(question: str) -> bool:
    """Whether a question opens as one of yes or no."""
    return _YES_OR_NO.match(question) is not None


def asks_why(question: str) -> bool:
    """Whether nothing but the reason is asked: "how come?", "why is that?"."""
    return _WHY.fullmatch(plain(question)) is not None


def plain(question: str) -> str:
    """The words of a question in lower case, with blanks between them."""
    text = normalise(question).replace("'", "").replace("\u2019", "")
    return " ".join(re.findall(r"\w+", text))
