"""Guards a yes to "Did X forge it?": only a sentence that says that X did it may give one."""

from __future__ import annotations

import re

from assistant.rules import Rule, never, rule
from assistant.understand.query import Query
from assistant.verify.agency import accuses, is_guilt, names_agent
from index.words import STOP_WORDS, normalise, stem

_BY = re.compile(r"\bby (.+)$")
_SUBJECT = re.compile(r"^(?:\w+,? )??(?:did|do|does|has|have|had|was|were|is|are) (.+)$")
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")

# To trade in a forgery is not to have made it.
_TRADING = set(map(stem, "sell sold offer offered distribute distributed issue issued".split()))


@rule(Rule.BLAMING_QUESTION, never)
def blames(query: Query) -> bool:
    """Whether a question of yes or no would have somebody be a forger."""
    named = bool(query.entities.people) or " by " in f" {normalise(query.text)} "
    return accuses(query) or (named and is_guilt(query.text))


def names_who_is_blamed(query: Query, sentence: str) -> bool:
    """Whether the sentence has as its agent somebody or some group that the question blames."""
    blamed = _blamed(normalise(query.text))
    asked, told = _stems(query.text), _stems(sentence)
    if told & _TRADING - asked:
        return False
    return any(
        names_agent(sentence, found.span())
        for found in _WORD.finditer(sentence)
        if stem(normalise(found[0])) in blamed
    )


def _stems(text: str) -> set[str]:
    return {stem(word) for word in _WORD.findall(normalise(text))}


def _blamed(plain: str) -> set[str]:
    """The stems of who is blamed: behind "by", or before the deed."""
    found = _BY.search(plain) or _SUBJECT.search(plain)
    said = _WORD.findall(found[1]) if found else []
    deed = next((at for at, word in enumerate(said) if is_guilt(word)), len(said))
    return {stem(word) for word in said[:deed] if word not in STOP_WORDS}
