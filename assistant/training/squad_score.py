"""SQuAD's own measure of how near given words are to the wanted ones."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence

_ARTICLES = re.compile(r"\b(a|an|the)\b")


def plain(text: str) -> str:
    """SQuAD's own normal form: lower case without punctuation and articles."""
    bare = "".join(char for char in text.lower() if char not in string.punctuation)
    return " ".join(_ARTICLES.sub(" ", bare).split())


def f1(text: str, answers: Sequence[str]) -> float:
    """SQuAD's word F1 against the best of the answers; without answers, 1 for saying nothing."""
    return max(_one(plain(text).split(), plain(answer).split()) for answer in answers or ("",))


def _one(given: list[str], wanted: list[str]) -> float:
    if not given or not wanted:
        return float(given == wanted)
    shared = sum((Counter(given) & Counter(wanted)).values())
    return 2 * shared / (len(given) + len(wanted))
