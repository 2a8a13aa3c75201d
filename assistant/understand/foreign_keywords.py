"""Reads a question in another language as far as its few telling words go.

No translation: question words and the field's own words become English, names stay. "Wann wurde
Sojus TMA-11 gestartet?" is read as "when was Sojus TMA-11 launched?". A question in English has
none of the telling words and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from assistant.rules import Rule, as_given, rule
from corpus.lexicon import any_of, built_in
from corpus.record.naming import fold


def _table(words: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """The English word for each of its words in other languages."""
    return MappingProxyType({word: english for english, said in words.items() for word in said})


# German, French, Spanish, Italian, Russian.
_TELLING = _table(built_in().telling_abroad)
# Read only beside a telling word: "die", "on" and "a" are English too.
_SMALL = _table(built_in().small_abroad)
# Cyrillic letters that look like the Latin ones of a ship's name.
_LOOKALIKES = str.maketrans("ТМАСтмас", "TMACtmac")
_SHIP = re.compile(r"\b[ТМАСтмас]{1,3}(?=[\s-]?\d)")
_WORD = re.compile(r"[^\W\d_]+")
_INSCRIPTIONS = built_in().inscriptions
_INSCRIBED = re.compile(rf"(?i)\b{any_of(_INSCRIPTIONS)}\b")


@rule(Rule.OTHER_LANGUAGES, as_given())
def in_english(question: str) -> str:
    """The question with its telling words in English; itself where it has none."""
    question = _SHIP.sub(lambda found: found[0].translate(_LOOKALIKES), question)
    question = _INSCRIBED.sub(lambda found: _INSCRIPTIONS[found[0].casefold()], question)
    if not any(fold(word).casefold() in _TELLING for word in _WORD.findall(question)):
        return question
    return _WORD.sub(lambda found: _english(found[0]), question)


def _english(word: str) -> str:
    plain = fold(word).casefold()
    return _TELLING.get(plain) or _SMALL.get(plain) or word
