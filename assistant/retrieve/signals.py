"""What a question and each sentence have in common, as signals: one array of all sentences each.

What depends on the index alone is laid out once, by what the sentences name, say and offer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from assistant.extract.typed_spans import offers
from assistant.retrieve.candidates import Table
from assistant.understand.entities import Entities
from assistant.understand.query import AnswerKind, Query
from corpus.lexicon import built_in
from corpus.record.article import RECORD_SLUG
from corpus.record.missions import MissionRecord
from index.passages import Passage
from index.store import Index
from index.words import normalise, stems

# What happens to missions and covers, and the parts that covers have. Frequent words, so rarity
# counts them little; yet the launch of a mission is no answer where its landing is asked for.
_TOPICS = frozenset(stems(" ".join(built_in().topics)))

Rows = NDArray[np.int64]
Postings = Mapping[str, Rows]
_NOWHERE: Rows = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class _Laid:
    """Which sentences have each name or stem, and how many of them each sentence has."""

    rows: Postings
    counts: Table

    @classmethod
    def out(cls, texts: Iterable[Iterable[str]]) -> _Laid:
        """Lay out what each sentence has; twice is once."""
        found: dict[str, list[int]] = defaultdict(list)
        counts = []
        for number, names in enumerate(texts):
            distinct = dict.fromkeys(names)
            counts.append(len(distinct))
            for name in distinct:
                found[name].append(number)
        rows = {name: np.array(numbers, dtype=np.int64) for name, numbers in found.items()}
        return cls(rows, np.array(counts, dtype=np.float64))

    def having(self, names: Iterable[str]) -> Table:
        """How many of the names each sentence has."""
        return self.sums(dict.fromkeys(names, 1.0))

    def sums(self, shares: Mapping[str, float]) -> Table:
        """The shares of what each sentence has, added up."""
        total = np.zeros(len(self.counts))
        for name, share in shares.items():
            total[self.rows.get(name, _NOWHERE)] += share
        return total


class SentenceSignals:
    """The sentences of one index, ready to be compared with questions."""

    def __init__(self, index: Index, record: MissionRecord, entities: Sequence[Entities]) -> None:
        """Lay out an index, of whose sentences the entities are found already."""
        self._index = index
        self._entities = entities
        texts = [passage.words_of(sentence) for passage, sentence in index.sentences]
        self._named = _Laid.out(one.missions for one in entities)
        self._own = _Laid.out(sentence.missions for _, sentence in index.sentences)
        self._about = _Laid.out(
            (*sentence.missions, *passage.subject) for passage, sentence in index.sentences
        )
        self._people = _Laid.out(
            (name for names in one.people for name in names) for one in entities
        )
        self._stamps = _Laid.out(one.stamps for one in entities)
        said = [frozenset(stems(text)) for text in texts]
        headings = [
            frozenset(stems(f"{passage.title} {passage.section}")) for passage, _ in index.sentences
        ]
        asked_before = _stems_of_questions(index)
        self._said = _Laid.out(said)
        self._headings = _Laid.out(headings)
        self._known = _Laid.out(
            one | heading | asked
            for one, heading, asked in zip(said, headings, asked_before, strict=True)
        )
        self._rarity = _rarity(said + asked_before)
        self._rarest = max(self._rarity.values(), default=1.0)
        self._offers = _offers(texts, record)
        self._places = _Laid.out(
            [_place(passage.article, passage.section), passage.article]
            for passage, _ in index.sentences
        )
        self._is = {
            "is_note": self._whether(lambda passage: passage.kind == "note"),
            "is_lead": self._whether(lambda passage: not passage.section),
            "is_record": self._whether(lambda passage: passage.article == RECORD_SLUG),
        }

    def of(self, query: Query, numbers: Rows) -> dict[str, Table]:
        """Every signal that is no search, for the sentences of these numbers, by name."""
        query_stems = stems(query.text)
        telling = self._telling(query_stems)
        signals = {
            **self._of_names(query.entities, query.flights),
            "said": self._said.sums(telling),
            "heading": self._headings.sums(telling),
            "covered": self._known.sums(telling),
            "topic": self._said.sums(_topic(query_stems)),
            **self._of_place(query.place),
            **self._is,
        }
        chosen = {name: values[numbers] for name, values in signals.items()}
        chosen["dates"] = self._dates(query.entities, numbers)
        chosen["fits"] = self._fits(query, numbers)
        wants_mission = query.kind is AnswerKind.WHICH_MISSION
        chosen["wants_mission"] = np.full(len(numbers), float(wants_mission))
        return chosen

    def _of_names(self, named: Entities, flights: Sequence[str]) -> dict[str, Table]:
        people = [self._people.having(names) > 0 for names in named.people]
        nobody = ~np.any(people, axis=0) if people else np.ones(len(self._entities), dtype=bool)
        others = self._named.having(flights) < self._named.counts
        elsewhere = (self._own.counts > 0) & (self._own.having(named.missions) == 0)
        return {
            "mission_named": _share(self._named, named.missions),
            "mission_subject": _share(self._about, named.missions),
            "mission_other": (elsewhere & bool(named.missions)).astype(float),
            "mission_of_person": (self._about.having(flights) > 0).astype(float),
            "flight_of_others": (others & nobody & bool(flights)).astype(float),
            "people": (
                np.sum(people, axis=0) / len(people) if people else np.ones(len(self._entities))
            ),
            "stamps": _share(self._stamps, named.stamps),
        }

    def _of_place(self, place: tuple[str, str] | None) -> dict[str, Table]:
        article, section = place or ("", "")
        return {
            "same_section": self._places.having([_place(article, section)] if place else []),
            "same_article": self._places.having([article] if place else []),
        }

    def _telling(self, query_stems: Sequence[str]) -> dict[str, float]:
        """The question's stems with their share of what it tells; a new stem tells most."""
        rarity = {stem: self._rarity.get(stem, self._rarest) for stem in query_stems}
        total = sum(rarity.values()) or 1.0
        return {stem: one / total for stem, one in rarity.items()}

    def _dates(self, named: Entities, numbers: Rows) -> Table:
        """How many of the dates that are named each of the sentences agrees with, as a share."""
        if not named.dates:
            return np.ones(len(numbers))
        agreeing = [
            sum(
                any(one.agrees(date) for date in self._entities[number].dates)
                for one in named.dates
            )
            for number in numbers
        ]
        return np.array(agreeing) / len(named.dates)

    def _fits(self, query: Query, numbers: Rows) -> Table:
        """1 where a sentence offers the wanted kind of answer, beyond what the question says.

        A question whose kind has no typed answer (what, yes or no) fits every sentence by half.
        """
        offered = self._offers.get(query.kind)
        if offered is None:
            return np.full(len(numbers), 0.5)
        asked = normalise(query.text)
        return np.array(
            [
                float(any(span not in asked for span in offered.get(number, ())))
                for number in numbers.tolist()
            ]
        )

    def _whether(self, holds: Callable[[Passage], bool]) -> Table:
        return np.array([holds(passage) for passage, _ in self._index.sentences], dtype=np.float64)


def _share(laid: _Laid, wanted: Sequence[str]) -> Table:
    """How much of what is wanted each sentence has; all of it where nothing is wanted."""
    distinct = dict.fromkeys(wanted)
    return laid.having(distinct) / len(distinct) if distinct else np.ones(len(laid.counts))


def _place(article: str, section: str) -> str:
    return f"{article}\n{section}"


def _topic(query_stems: Sequence[str]) -> dict[str, float]:
    """The events and things of the field that the question names, in equal shares."""
    named = [stem for stem in dict.fromkeys(query_stems) if stem in _TOPICS]
    return dict.fromkeys(named, 1 / len(named)) if named else {}


def _offers(
    texts: Sequence[str], record: MissionRecord
) -> dict[AnswerKind, dict[int, tuple[str, ...]]]:
    """For each typed kind of answer the sentences that offer some, with their words."""
    found: dict[AnswerKind, dict[int, tuple[str, ...]]] = defaultdict(dict)
    for number, text in enumerate(texts):
        for kind, spans in offers(text, record).items():
            found[kind][number] = spans
    return found


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
