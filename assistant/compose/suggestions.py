"""Chooses, of the questions that a sentence is known to answer, the one to show to a reader."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from assistant.plan.aspects import COVER_NOUNS, KIND_NOUNS, Aspect
from assistant.plan.plans import Rows
from assistant.plan.rows import rows_of
from assistant.resolve.topics import loosely
from corpus.catalogue.normalisation import missing_words, words
from corpus.catalogue.schema import Catalogue, Cover
from corpus.lexicon import any_of, built_in
from index.store import Index
from index.words import stem

MIN_WORDS = 5
_LEXICON = built_in()
_PRINTED = (_LEXICON.marks, _LEXICON.imprints)
# Without a mission's name it is open which of them is meant.
_THINGS = re.compile(
    rf"(?i)\b(?:{any_of(_LEXICON.covers, *_PRINTED, _LEXICON.journeys)}|mark|cancel|sheet|letter|"
    r"crew|launch|landing)\w*\b"
)
_NAME = re.compile(r"(?<=\s)(?:[A-Z][\w-]{2,}|[A-Z]{2,}|\w*\d\w*)")

# How an aspect of a cover is asked for; read back by `plan.catalogue`.
_ASKED_OF_COVERS: Mapping[Aspect, str] = MappingProxyType(
    {
        Aspect.STAMP: "Which stamps are on {}?",
        Aspect.POSTMARK: "Which postmarks are on {}?",
        Aspect.HANDSTAMP: "Which handstamps are on {}?",
        Aspect.CACHET: "What does the cachet of {} show?",
        Aspect.AUTOGRAPH: "Who signed {}?",
        Aspect.PRICE: "What is the price of {}?",
        Aspect.PRINTED: "How many copies of {} were printed?",
    }
)
_ORDERED = ("first", "second", "third", "fourth")
_KINDS_TOO_WIDE = ("cover", "souvenir")


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


def cover_questions(catalogue: Catalogue) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """For an article's section, what can be asked of the covers that it describes."""
    asked: dict[tuple[str, str], tuple[str, ...]] = {}
    for cover in catalogue.covers:
        key = cover.article, cover.section
        asked[key] = (*asked.get(key, ()), *questions_on(cover, catalogue).values())
    return MappingProxyType({key: told for key, told in asked.items() if told})


def questions_on(cover: Cover, catalogue: Catalogue) -> Mapping[Aspect, str]:
    """A plain question for each aspect of which a cover has rows; none without a plain name."""
    name = spoken_name(cover, catalogue)
    return MappingProxyType(
        {
            aspect: question.format(name)
            for aspect, question in _ASKED_OF_COVERS.items()
            if name and rows_of(cover, Rows(aspect), catalogue)
        }
    )


def spoken_name(cover: Cover, catalogue: Catalogue) -> str:
    """The cover as a sentence names it: by its kind where it is the one of its missions."""
    if any(mark in cover.title for mark in ':"'):
        return ""
    alike = [
        one
        for one in catalogue.covers
        if {*one.missions} & {*cover.missions} and one.kind == cover.kind
    ]
    if cover.missions and alike == [cover] and cover.kind not in _KINDS_TOO_WIDE:
        *most, last = cover.missions
        missions = " and ".join(filter(None, (", ".join(most), last)))
        return f"the {cover.kind} of {missions}"
    title = cover.title.partition(",")[0]
    fitting = [one for one in catalogue.covers if not missing_words(title, words(one.title))]
    nouns = {stem(word) for word in words(title)} & (COVER_NOUNS | KIND_NOUNS.keys())
    if len(fitting) > 1 or not nouns:
        return ""
    first, _, rest = title.partition(" ")
    told = {word for telling in cover.tellings for word in telling.sentence.split()}
    lower = first.lower()
    if lower in told or lower.rstrip("s") in words(cover.kind) or lower in ("the", *_ORDERED):
        first = lower
    return f"{first} {rest}" if lower == "the" else f"the {first} {rest}"


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
