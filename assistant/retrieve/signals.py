"""What a question and some sentences have in common, as signals: one array of those each.

What depends on the sentences alone is in the index's annotations; no sentence is looked at that is
not asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from assistant.retrieve.candidates import Table
from assistant.understand.entities import Entities
from assistant.understand.query import AnswerKind, Query
from corpus.dates import DateMention
from corpus.lexicon import built_in
from index.annotations import LEAD, NOTE, RECORD, UNTOLD, Annotations, Postings, Rows
from index.passages import Passage
from index.words import normalise, stems

# What happens to missions and covers, and the parts that covers have. Frequent words, so rarity
# counts them little; yet the launch of a mission is no answer where its landing is asked for.
_TOPICS = frozenset(stems(" ".join(built_in().topics)))


class SentenceSignals:
    """The sentences of one index, ready to be compared with questions."""

    def __init__(self, passages: Sequence[Passage], annotations: Annotations) -> None:
        self._passages = passages
        self._known = annotations
        # Sentences, and for each the questions that it answers.
        self._texts = 2 * annotations.sentences
        self._rarest = self._rarity(annotations.fewest) if annotations.fewest else 1.0

    def of(
        self, query: Query, query_stems: Sequence[str], numbers: NDArray[np.int64]
    ) -> dict[str, Table]:
        """Every signal that is no search, for the sentences of these numbers, by name."""
        rows = numbers.astype(np.int32)
        flags = self._known.flags[rows]
        return {
            **self._of_names(query.entities, query.flights, rows),
            **self._of_words(query_stems, rows),
            **self._of_place(query.place, rows),
            "is_note": (flags & NOTE > 0).astype(float),
            "is_lead": (flags & LEAD > 0).astype(float),
            "is_record": (flags & RECORD > 0).astype(float),
            "dates": self._dates(query.entities, rows),
            "fits": self._fits(query, rows),
            "wants_mission": np.full(len(rows), float(query.kind is AnswerKind.WHICH_MISSION)),
        }

    def _of_names(self, named: Entities, flights: Sequence[str], rows: Rows) -> dict[str, Table]:
        known = self._known
        people = [_having(known.people, names, rows) > 0 for names in named.people]
        nobody = ~np.any(people, axis=0) if people else np.ones(len(rows), dtype=bool)
        others = _having(known.named, flights, rows) < known.named_count[rows]
        elsewhere = (known.own_count[rows] > 0) & (_having(known.own, named.missions, rows) == 0)
        return {
            "mission_named": _share(known.named, named.missions, rows),
            "mission_subject": _share(known.about, named.missions, rows),
            "mission_other": (elsewhere & bool(named.missions)).astype(float),
            "mission_of_person": (_having(known.about, flights, rows) > 0).astype(float),
            "flight_of_others": (others & nobody & bool(flights)).astype(float),
            "people": np.sum(people, axis=0) / len(people) if people else np.ones(len(rows)),
            "stamps": _share(known.stamps, named.stamps, rows),
        }

    def _of_words(self, query_stems: Sequence[str], rows: Rows) -> dict[str, Table]:
        """What a sentence says, what its heading says, and what either or its questions say."""
        known = self._known
        passages = known.passage_of[rows]
        said, heading, covered, topic = (np.zeros(len(rows)) for _ in range(4))
        topics = _topic(query_stems)
        for stem, share in self._telling(query_stems).items():
            in_text = known.said.among(rows, stem)
            in_heading = known.headings.among(passages, stem)
            said[in_text] += share
            heading[in_heading] += share
            covered[in_text | in_heading | known.asked.among(rows, stem)] += share
            topic[in_text] += topics.get(stem, 0.0)
        return {"said": said, "heading": heading, "covered": covered, "topic": topic}

    def _of_place(self, place: tuple[str, str] | None, rows: Rows) -> dict[str, Table]:
        """Whether a sentence stands in the article, and in the section, of the last answer."""
        if place is None:
            return dict.fromkeys(("same_section", "same_article"), np.zeros(len(rows)))
        article, section = place
        passages = [self._passages[number] for number in self._known.passage_of[rows]]
        there = [one.article == article for one in passages]
        at = [one.article == article and one.section == section for one in passages]
        return {"same_section": np.array(at, float), "same_article": np.array(there, float)}

    def _telling(self, query_stems: Sequence[str]) -> dict[str, float]:
        """The question's stems with their share of what it tells; a new stem tells most."""
        rarity = {}
        for stem in query_stems:
            count = len(self._known.said.rows_of(stem)) + len(self._known.asked.rows_of(stem))
            rarity[stem] = self._rarity(count) if count else self._rarest
        total = sum(rarity.values()) or 1.0
        return {stem: one / total for stem, one in rarity.items()}

    def _rarity(self, count: int) -> float:
        """How much a stem tells: the logarithm of how few texts have it."""
        return log((self._texts + 1) / (count + 1))

    def _dates(self, named: Entities, rows: Rows) -> Table:
        """How many of the dates that are named each sentence agrees with, as a share."""
        if not named.dates:
            return np.ones(len(rows))
        agreeing = np.zeros(len(rows))
        for place, row in enumerate(rows.tolist()):
            told = [_date(parts) for parts in self._known.dates.of_row(row).tolist()]
            agreeing[place] = sum(any(one.agrees(date) for date in told) for one in named.dates)
        return agreeing / len(named.dates)

    def _fits(self, query: Query, rows: Rows) -> Table:
        """1 where a sentence offers the wanted kind of answer, beyond what the question says.

        A question whose kind has no typed answer (what, yes or no) fits every sentence by half.
        """
        offered = self._known.offers.get(query.kind)
        if offered is None:
            return np.full(len(rows), 0.5)
        asked = normalise(query.text)
        numbers = [offered.of_row(row).tolist() for row in rows.tolist()]
        new = {
            number: self._known.spans[number] not in asked
            for number in dict.fromkeys(number for some in numbers for number in some)
        }
        return np.array([any(map(new.__getitem__, some)) for some in numbers], dtype=np.float64)


def _having(postings: Postings, names: Iterable[str], rows: Rows) -> Table:
    """How many of the names each of the rows has."""
    total = np.zeros(len(rows))
    for name in dict.fromkeys(names):
        total[postings.among(rows, name)] += 1.0
    return total


def _share(postings: Postings, wanted: Sequence[str], rows: Rows) -> Table:
    """How much of what is wanted each of the rows has; all of it where nothing is wanted."""
    distinct = dict.fromkeys(wanted)
    return _having(postings, distinct, rows) / len(distinct) if distinct else np.ones(len(rows))


def _topic(query_stems: Sequence[str]) -> Mapping[str, float]:
    """The events and things of the field that the question names, in equal shares."""
    named = [stem for stem in dict.fromkeys(query_stems) if stem in _TOPICS]
    return dict.fromkeys(named, 1 / len(named)) if named else {}


def _date(parts: Sequence[int]) -> DateMention:
    year, month, day = (None if one == UNTOLD else one for one in parts)
    return DateMention(0, 0, year, month, day)
