"""Finds what is known of an index's sentences before any question; once, when it is built."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.extract.typed_spans import offers
from assistant.plan.analysis import vocabulary_of
from assistant.plan.names import words_with_capitals
from assistant.understand.entities import Entities, EntityFinder, Finder
from assistant.understand.negation import denies, tells_of_change
from corpus.dates import DateMention
from corpus.lexicon import built_in
from corpus.record.article import RECORD_SLUG
from corpus.record.missions import MissionRecord
from index.annotations import LEAD, NOTE, RECORD, UNTOLD, Annotations, Pair, Postings, Runs, Strings
from index.passages import Passage
from index.store import Index
from index.subjects import Sentence
from index.words import stems

ROOT = Path(__file__).parents[2]
# All that decides what is found in a sentence, beside the record and the lexicon.
_CODE = (
    "assistant/compose/suggestions.py",
    "assistant/extract",
    "assistant/plan/analysis.py",
    "assistant/plan/names.py",
    "assistant/retrieve/annotating.py",
    "assistant/rules.py",
    "assistant/understand",
    "corpus/dates.py",
    "corpus/lexicon.py",
    "corpus/record",
    "index/annotations.py",
    "index/thesaurus.py",
    "index/words.py",
)

Sentences = Sequence[tuple[Passage, Sentence]]


def made_by(record: MissionRecord) -> str:
    """What names the code, lexicon and record that find annotations: other ones may find others."""
    parts = (code_digest(), repr(built_in()), record.digest)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def code_digest() -> str:
    """What names the modules that find annotations, to the letter."""
    total = hashlib.sha256()
    for name in _CODE:
        path = ROOT / name
        for module in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            total.update(module.read_bytes())
    return total.hexdigest()


def annotated(index: Index, record: MissionRecord, find: Finder | None = None) -> Annotations:
    """Find the names, words, dates and offers of every sentence of an index.

    `find` is by default the finder of the record's names.
    """
    sentences = index.sentences
    texts = [passage.words_of(sentence) for passage, sentence in sentences]
    finder = find or EntityFinder(record).find
    entities = [finder(text) for text in texts]
    said, asked = [frozenset(stems(text)) for text in texts], _stems_of_questions(index)
    offered, spans = _offers(texts, record)
    told, denied = _pairs(sentences, texts, entities)
    return Annotations(
        made_by=made_by(record),
        sentences=len(sentences),
        passage_of=_passage_numbers(index),
        question_of=np.array([one.sentence for one in index.questions], dtype=np.int32),
        asked_by=Runs.of(_questions_of_sentences(index)),
        firsts=np.cumsum([0, *(len(one.sentences) for one in index.passages)], dtype=np.int64),
        flags=np.array([_flags(passage) for passage, _ in sentences], dtype=np.uint8),
        named=Postings.of(one.missions for one in entities),
        own=Postings.of(sentence.missions for _, sentence in sentences),
        about=Postings.of(
            (*sentence.missions, *passage.subject) for passage, sentence in sentences
        ),
        people=Postings.of([name for names in one.people for name in names] for one in entities),
        stamps=Postings.of(one.stamps for one in entities),
        named_count=_counts(one.missions for one in entities),
        own_count=_counts(sentence.missions for _, sentence in sentences),
        said=Postings.of(map(sorted, said)),
        asked=Postings.of(map(sorted, asked)),
        headings=Postings.of(stems(f"{one.title} {one.section}") for one in index.passages),
        subjects=Postings.of(one.subject for one in index.passages),
        capitals=Postings.of(map(words_with_capitals, texts)),
        names_told=_names_told(index, record),
        fewest=min(Counter(stem for one in said + asked for stem in one).values(), default=0),
        dates=Runs.of(([*map(_parts, one.dates)] for one in entities), width=3),
        offers=offered,
        spans=spans,
        told=told,
        denied=denied,
        elsewhere=_elsewhere(sentences, texts, record),
        vocabulary=vocabulary_of(index),
    )


def _names_told(index: Index, record: MissionRecord) -> frozenset[str]:
    """The people's names, without what tells two of one name apart, that the articles have."""
    told = "\n".join(one.text for one in index.passages if one.article != RECORD_SLUG)
    names = {person.name.split(" (")[0] for person in record.people}
    return frozenset(name for name in names if name in told)


def _flags(passage: Passage) -> int:
    return (
        NOTE * (passage.kind == "note")
        + LEAD * (not passage.section)
        + RECORD * (passage.article == RECORD_SLUG)
    )


def _counts(names: Iterable[Sequence[str]]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.array([len({*one}) for one in names], dtype=np.int32)


def _parts(date: DateMention) -> tuple[int, ...]:
    return tuple(UNTOLD if one is None else one for one in (date.year, date.month, date.day))


def _passage_numbers(index: Index) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    sizes = [len(passage.sentences) for passage in index.passages]
    return np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)


def _questions_of_sentences(index: Index) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in index.sentences]
    for number, question in enumerate(index.questions):
        found[question.sentence].append(number)
    return found


def _stems_of_questions(index: Index) -> list[frozenset[str]]:
    """For each sentence the stems of all questions that it is known to answer."""
    gathered: list[set[str]] = [set() for _ in index.sentences]
    for question in index.questions:
        gathered[question.sentence].update(stems(question.text))
    return [frozenset(one) for one in gathered]


def _offers(texts: Sequence[str], record: MissionRecord) -> tuple[Mapping[str, Runs], Strings]:
    """For each typed kind of answer the numbers of what each sentence offers, and their words."""
    numbers: dict[str, int] = {}
    found: dict[str, list[list[int]]] = {}
    for text in texts:
        for kind, spans in offers(text, record).items():
            found.setdefault(kind, []).append(
                [numbers.setdefault(span, len(numbers)) for span in spans]
            )
    return {kind: Runs.of(rows) for kind, rows in found.items()}, Strings.of(numbers)


def _pairs(
    sentences: Sentences, texts: Sequence[str], entities: Sequence[Entities]
) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """Which missions stand beside which people and stations: told, or denied alone."""
    told: set[Pair] = set()
    denied: set[Pair] = set()
    for (passage, sentence), text, here in zip(sentences, texts, entities, strict=True):
        otherwise = passage.kind == "note" or denies(text) or tells_of_change(text)
        names = [*here.stations, *(name for names in here.people for name in names)]
        pairs = {(mission, name) for mission in sentence.missions for name in names}
        (denied if otherwise else told).update(pairs)
    return frozenset(told), frozenset(denied - told)


def _elsewhere(
    sentences: Sentences, texts: Sequence[str], record: MissionRecord
) -> frozenset[Pair]:
    """Whom each sentence about a mission that names them names with a flight of theirs too.

    "Ansari on Soyuz TMA-9 was the first, and Yi on Soyuz TMA-12 another" has nobody fly with both.
    """
    flights: dict[str, frozenset[str]] = {}
    beside: set[Pair] = set()
    alone: set[Pair] = set()
    for (_, sentence), text in zip(sentences, texts, strict=True):
        for name in _people(text, record) if sentence.missions else ():
            if name not in flights:
                flights[name] = frozenset(one.name for one in record.flown_by(name))
            pairs = {(mission, name) for mission in sentence.missions}
            (alone if flights[name].isdisjoint(sentence.missions) else beside).update(pairs)
    return frozenset(beside - alone)


def _people(text: str, record: MissionRecord) -> Iterator[str]:
    return (name for mention in record.find_people(text) for name in mention.names)
