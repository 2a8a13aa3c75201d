"""Asks the same questions as hurried people type them: with typos, in lower case, unpunctuated."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from evals.cases.case import Case

# A slip in a shorter word often makes another word.
MIN_LETTERS = 5
# One long word in so many gets a slip, and every question at least one.
_SHARE = 4


def spoiled(cases: Iterable[Case], way: str) -> tuple[Case, ...]:
    """The cases with every question spoiled in a way of `WAYS`; what is expected stays."""
    spoil = WAYS[way]
    return tuple(
        replace(case, ask=spoil(case.ask), after=tuple(map(spoil, case.after))) for case in cases
    )


def typos(question: str) -> str:
    """Two neighbouring letters swapped within some long words; which ones never changes.

    >>> typos("Who was the pilot of Soyuz 1?")
    'Who was the pliot of Soyuz 1?'
    """
    words = [
        found.span()
        for found in re.finditer(r"[^\W\d_]+", question)
        if len(found[0]) >= MIN_LETTERS
    ]
    marks = {
        span: hashlib.sha256(question[slice(*span)].lower().encode()).digest() for span in words
    }
    chosen = [span for span in words if marks[span][0] % _SHARE == 0] or words[:1]
    letters = list(question)
    for start, end in chosen:
        # Never the first letter: people get that one right.
        at = start + 1 + marks[start, end][1] % (end - start - 2)
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)


def unpunctuated(question: str) -> str:
    """Without the marks that people leave out; hyphens are part of names."""
    return " ".join(re.sub(r"[^\w\s\-]", " ", question).split())


WAYS: Mapping[str, Callable[[str], str]] = {
    "typos": typos,
    "lower": str.lower,
    "unpunctuated": unpunctuated,
}
