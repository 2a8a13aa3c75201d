"""Finds candidate sentences for a query and records every signal; weighs nothing.

Three layers are searched by meaning and by words: sentences, passages and anticipated questions.
A hit on a passage or a question counts for the sentences it holds or leads to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.denials import Telling, denies, tells_of_change
from assistant.entities import Entities, Finder
from assistant.query import AnswerKind, Query
from assistant.spans import offers
from corpus.missions import MissionRecord
from corpus.record import RECORD_SLUG
from index.passages import Passage
from index.store import SEARCHED, Index
from index.subjects import Sentence
from index.words import normalise, stems

# Per layer and side. Few questions have their sentence below the hundredth place of all six
# lists, and ranking a candidate costs microseconds.
OVER_FETCH = 200

# What happens to missions and covers, and the parts that covers have. Frequent words, so rarity
# counts them little; yet the launch of a mission is no answer where its landing is asked for.
_TOPICS = frozenset(stems(
    "launch land dock undock postmark sign cachet handstamp stamp crew commander price postage "
    "call maxicard postcard sheet forged number prefix colour emblem eva"
))

Scores = NDArray[np.float32]


class QueryEncoder(Protocol):
    """What retrieval needs of an encoder."""

    def encode(self, texts: Sequence[str]) -> Scores:
        """Unit vectors of shape `(texts, dimensions)`."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with its raw signals by name."""

    number: int
    passage: Passage
    sentence: Sentence
    signals: dict[str, float]

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.passage.words_of(self.sentence)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query with what is compared with every candidate."""

    query: Query
    text: str
    telling: Mapping[str, float]
    topic: Mapping[str, float]
    flights: frozenset[str]
    unanswered: float


class Retriever:
    """Searches one index; what depends on the index alone is prepared once."""

    def __init__(
        self, index: Index, record: MissionRecord, find: Finder
    ) -> None:
        self._index = index
        self._passage_of = _passage_numbers(index)
        self._question_of = np.array([one.sentence for one in index.questions], dtype=np.int64)
        self._has_questions = np.zeros(len(index.sentences), dtype=bool)
        self._has_questions[self._question_of] = True
        texts = [passage.words_of(sentence) for passage, sentence in index.sentences]
        self._entities = [find(text) for text in texts]
        self._pairs = _pairs(index, self._entities)
        self._offers = [offers(text, record) for text in texts]
        self._said = [frozenset(stems(text)) for text in texts]
        self._headings = [frozenset(stems(f"{passage.title} {passage.section}"))
                          for passage, _ in index.sentences]
        self._people = [frozenset(name for names in one.people for name in names)
                        for one in self._entities]
        self._about = [frozenset((*sentence.missions, *passage.subject))
                       for passage, sentence in index.sentences]
        asked_before = _stems_of_questions(index)
        self._known = [said | heading | asked for said, heading, asked in
                       zip(self._said, self._headings, asked_before, strict=True)]
        self._rarity = _rarity(self._said + asked_before)

    def retrieve(self, query: Query, encoder: QueryEncoder) -> tuple[Candidate, ...]:
        """Candidates in the index's order, each with every signal."""
        vector = encoder.encode([query.text])[0]
        query_stems = stems(query.text)
        sides = self._spread("terms", {
            layer: self._index.layers[layer].terms.scores(query_stems) for layer in SEARCHED})
        sides |= self._spread("dense", {
            layer: self._index.layers[layer].vectors.cosines(vector) for layer in SEARCHED})
        unanswered = self._index.layers["unanswered"].vectors.cosines(vector)
        numbers = sorted({number for scores in sides.values() for number in _best(scores)})
        asked = _Asked(query, normalise(query.text), self._telling(query_stems),
                       _topic(query_stems), frozenset(query.flights),
                       max(map(float, unanswered), default=0.0))
        return tuple(
            Candidate(number, *self._index.sentences[number], {
                **{name: float(scores[number]) for name, scores in sides.items()},
                **self._named_signals(number, asked),
            })
            for number in numbers
        )

    def together(self, mission: str, name: str) -> Telling | None:
        """How the sentences about the mission speak of the person or station, if they do."""
        return self._pairs.get((mission, name))

    def _telling(self, query_stems: Sequence[str]) -> dict[str, float]:
        """The question's stems with their share of what it tells; a new stem tells most."""
        unknown = max(self._rarity.values(), default=1.0)
        rarity = {stem: self._rarity.get(stem, unknown) for stem in query_stems}
        total = sum(rarity.values()) or 1.0
        return {stem: one / total for stem, one in rarity.items()}

    def _spread(self, side: str, scores: Mapping[str, Scores]) -> dict[str, Scores]:
        """Scores of each layer's texts as scores of sentences, the best where there are many.

        A sentence without anticipated questions counts as its own, so that an article that was
        added without any stands beside those that have them.
        """
        questions = np.where(self._has_questions, 0.0, scores["sentences"]).astype(np.float32)
        np.maximum.at(questions, self._question_of, scores["questions"])
        return {
            f"sentences_{side}": scores["sentences"],
            f"passages_{side}": scores["passages"][self._passage_of],
            f"questions_{side}": questions,
        }

    def _named_signals(self, number: int, asked: _Asked) -> dict[str, float]:
        passage, sentence = self._index.sentences[number]
        named, here = asked.query.entities, self._entities[number]
        people, about = self._people[number], self._about[number]
        return {
            "mission_named": _share(named.missions, here.missions),
            "mission_subject": _share(named.missions, about),
            "mission_other": _other_mission(named, sentence),
            "mission_of_person": float(not asked.flights.isdisjoint(about)),
            "flight_of_others": float(
                bool(asked.flights) and not asked.flights.issuperset(here.missions)
                and not any(not people.isdisjoint(names) for names in named.people)),
            "people": _share_of([not people.isdisjoint(names) for names in named.people]),
            "dates": _share_of([any(one.agrees(date) for date in here.dates)
                                for one in named.dates]),
            "stamps": _share(named.stamps, here.stamps),
            "said": _covered(asked.telling, self._said[number]),
            "heading": _covered(asked.telling, self._headings[number]),
            "covered": _covered(asked.telling, self._known[number]),
            "topic": _covered(asked.topic, self._said[number]),
            "fits": _fits(asked, self._offers[number]),
            "unanswered": asked.unanswered,
            "same_section": float(asked.query.place == (passage.article, passage.section)),
            "same_article": float(asked.query.place is not None
                                  and asked.query.place[0] == passage.article),
            "is_note": float(passage.kind == "note"),
            "is_lead": float(not passage.section),
            "is_record": float(passage.article == RECORD_SLUG),
        }


def _pairs(index: Index, entities: Sequence[Entities]) -> dict[tuple[str, str], Telling]:
    """Which missions stand beside which people and stations, and whether to say otherwise."""
    pairs: dict[tuple[str, str], Telling] = {}
    for (passage, sentence), here in zip(index.sentences, entities, strict=True):
        text = passage.words_of(sentence)
        otherwise = passage.kind == "note" or denies(text) or tells_of_change(text)
        names = [*here.stations, *(name for names in here.people for name in names)]
        for mission in sentence.missions:
            for name in names:
                if not otherwise:
                    pairs[mission, name] = "told"
                else:
                    pairs.setdefault((mission, name), "denied")
    return pairs


def _topic(query_stems: Sequence[str]) -> dict[str, float]:
    """The events and things of the field that the question names, in equal shares."""
    named = _TOPICS.intersection(query_stems)
    return {stem: 1 / len(named) for stem in named}


def _stems_of_questions(index: Index) -> list[frozenset[str]]:
    """For each sentence the stems of all questions that it is known to answer."""
    gathered: list[set[str]] = [set() for _ in index.sentences]
    for question in index.questions:
        gathered[question.sentence].update(stems(question.text))
    return [frozenset(one) for one in gathered]


def _rarity(texts: Sequence[frozenset[str]]) -> dict[str, float]:
    """How much each stem tells: the logarithm of how few texts have it."""
    counts = Counter(stem for text in texts for stem in text)
    return {stem: log((len(texts) + 1) / (count + 1)) for stem, count in counts.items()}


def _passage_numbers(index: Index) -> NDArray[np.int64]:
    numbers = [number for number, passage in enumerate(index.passages) for _ in passage.sentences]
    return np.array(numbers, dtype=np.int64)


def _best(scores: Scores) -> Iterable[int]:
    """The numbers of the highest scores, ties by index order; nothing that scores zero."""
    count = min(OVER_FETCH, len(scores))
    order = np.argsort(-scores, kind="stable")[:count]
    return (int(number) for number in order if scores[number] > 0)


def _share(wanted: Sequence[str], here: Iterable[str]) -> float:
    """How much of what is wanted is here; all of it where nothing is wanted."""
    if not wanted:
        return 1.0
    distinct = set(wanted)
    return len(distinct.intersection(here)) / len(distinct)


def _share_of(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else 1.0


def _other_mission(asked: Entities, sentence: Sentence) -> float:
    """1 where the question names missions and the sentence is about others alone."""
    if not asked.missions or not sentence.missions:
        return 0.0
    return float(set(asked.missions).isdisjoint(sentence.missions))


def _covered(telling: Mapping[str, float], here: frozenset[str]) -> float:
    return sum([telling[stem] for stem in telling if stem in here])


def _fits(asked: _Asked, offered: Mapping[AnswerKind, tuple[str, ...]]) -> float:
    """1 where the sentence offers the wanted kind of answer, beyond what the question says.

    A question whose kind has no typed answer (what, yes or no) fits every sentence by half.
    """
    if asked.query.kind not in offered:
        return 0.5
    return float(any(span not in asked.text for span in offered[asked.query.kind]))
