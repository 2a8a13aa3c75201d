"""Chooses, of the questions that a sentence is known to answer, the one to show to a reader."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from assistant.resolve.topics import loosely
from corpus.lexicon import any_of, built_in
from index.store import Index

MIN_WORDS = 5
_LEXICON = built_in()
_PRINTED = (_LEXICON.marks, _LEXICON.imprints)
# Without a mission's name it is open which of them is meant.
_THINGS = re.compile(
    rf"(?i)\b(?:{any_of(_LEXICON.covers, *_PRINTED, _LEXICON.journeys)}|mark|cancel|sheet|letter|"
    r"crew|launch|landing)\w*\b"
)
_NAME = re.compile(r"(?<=\s)(?:[A-Z][\w-]{2,}|[A-Z]{2,}|\w*\d\w*)")


def suggestions(index: Index) -> Mapping[tuple[str, int], str]:
    """For the sentences, by article and offset, a question of theirs that is plain by itself."""
    asked: dict[tuple[str, int], list[str]] = {}
    missions: dict[tuple[str, int], Sequence[str]] = {}
    for question in index.questions:
        passage, sentence = index.sentences[question.sentence]
        key = passage.article, sentence.start
        missions[key] = sentence.missions
        asked.setdefault(key, []).append(question.text)
    chosen = {key: plainest(texts, missions[key]) for key, texts in asked.items()}
    return MappingProxyType({key: text for key, text in chosen.items() if text})


def plainest(questions: Sequence[str], missions: Sequence[str]) -> str | None:
    """The first that names a mission of the sentence, else the first that needs none."""
    shown = [one for one in questions if _is_written_out(one)]
    if not missions:
        return next(iter(shown), None)
    named = re.compile("|".join(map(_name, missions)), re.IGNORECASE)
    alone = (one for one in shown if _NAME.search(one) and not _THINGS.search(one))
    return next((one for one in shown if named.search(one)), None) or next(alone, None)


def _is_written_out(question: str) -> bool:
    """A capital, a question mark, and more than a name."""
    return question[:1].isupper() and question.endswith("?") and len(question.split()) >= MIN_WORDS


def _name(mission: str) -> str:
    """The whole name, or a number that says its series: "TMA-1", but not the 1 of "Soyuz 1"."""
    series = any(letter.isalpha() for letter in mission.partition(" ")[2])
    return loosely(mission) if series else rf"\b{re.escape(mission)}\b"
