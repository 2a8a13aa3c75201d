"""Finds candidate sentences for a query and records every signal; weighs nothing.

Three layers are searched by meaning and by words: sentences, passages and anticipated questions.
A hit on a passage or a question counts for the sentences it holds or leads to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.retrieve.candidates import Candidates
from assistant.retrieve.corpus_names import CorpusNames
from assistant.retrieve.signals import SentenceSignals
from assistant.understand.negation import Telling
from assistant.understand.query import Query
from index.annotations import Annotations
from index.store import Index
from index.stores.embedded import EmbeddedStore
from index.stores.store import Asked, Meaning, Numbers, Store, Words
from index.words import stems

# Per layer and side. Few questions have their sentence below the hundredth place of all six
# lists, and ranking a candidate costs microseconds.
OVER_FETCH = 200
# Names are found when an index is opened; of more passages that takes seconds.
MAX_NAMED = 20_000

Scores = NDArray[np.float32]


class QueryEncoder(Protocol):
    """What retrieval needs of an encoder."""

    def encode(self, texts: Sequence[str]) -> Scores:
        """Unit vectors of shape `(texts, dimensions)`."""


class Retriever:
    """Searches one index, of whose sentences the annotations are known.

    A store proposes sentences in six lists, by words and by meaning; each of those on any list is
    scored by all six, and no other sentence is looked at.
    """

    def __init__(self, index: Index, annotations: Annotations, store: Store | None = None) -> None:
        """Take an index with its annotations; by default its own arrays are the store."""
        self._annotations = annotations
        self._store = store or EmbeddedStore(index, annotations.question_of)
        self._signals = SentenceSignals(index.passages, annotations)
        # What has been asked tells better which article is meant than names do.
        named = not index.questions and len(index.passages) <= MAX_NAMED
        self._names = CorpusNames(index) if named else None

    def retrieve(self, queries: Sequence[Query], encoder: QueryEncoder) -> list[Candidates]:
        """Candidates of each query in the index's order, with every signal; encoded as one."""
        if not queries:
            return []
        vectors = encoder.encode([query.text for query in queries])
        return [self._found(*pair) for pair in zip(queries, vectors, strict=True)]

    def _found(self, query: Query, vector: Scores) -> Candidates:
        query_stems = stems(query.text)
        sides: dict[str, Asked] = {"terms": Words(tuple(query_stems)), "dense": Meaning(vector)}
        lists = [rows for asked in sides.values() for rows in self._proposed(asked)]
        numbers = np.unique(np.concatenate(lists))
        scores = {
            f"{layer}_{side}": values.astype(np.float64)
            for side, asked in sides.items()
            for layer, values in self._scored(asked, numbers).items()
        }
        _, (*unanswered,) = self._store.nearest("unanswered", sides["dense"], 1)
        return Candidates(
            self._store.fetch(numbers),
            numbers,
            {
                **scores,
                **self._signals.of(query, query_stems, numbers),
                **(self._names.of(query.text, numbers) if self._names else {}),
                "unanswered": np.full(len(numbers), max(map(float, unanswered), default=0.0)),
            },
        )

    def together(self, mission: str, name: str) -> Telling | None:
        """How the sentences about the mission speak of the person or station, if they do."""
        if (mission, name) in self._annotations.told:
            return "told"
        return "denied" if (mission, name) in self._annotations.denied else None

    @property
    def elsewhere(self) -> Set[tuple[str, str]]:
        """Missions and people that stand together only beside a flight of the people's own."""
        return self._annotations.elsewhere

    def _proposed(self, asked: Asked) -> Iterator[Numbers]:
        """The nearest sentences by themselves, by their passages and by their questions."""
        sentences, _ = self._store.nearest("sentences", asked, OVER_FETCH)
        yield sentences
        passages, _ = self._store.nearest("passages", asked, OVER_FETCH)
        yield self._annotations.sentences_of(passages)[:OVER_FETCH]
        yield self._by_questions(asked)

    def _by_questions(self, asked: Asked) -> Numbers:
        """The sentences whose anticipated questions are nearest; one without counts as its own.

        So an article that was added without any stands beside those that have them.
        """
        own = self._store.nearest("sentences", asked, OVER_FETCH, "unasked")
        wanted, questions = 4 * OVER_FETCH, len(self._annotations.question_of)
        while True:
            rows, scores = self._store.nearest("questions", asked, wanted)
            sentences = self._annotations.question_of[rows].astype(np.int64)
            # Of equal scores some may be missing from the end of the list.
            whole = np.unique(sentences[scores > scores[-1]]) if len(rows) == wanted else ()
            if len(rows) < wanted or len(whole) >= OVER_FETCH or wanted >= questions:
                break
            wanted *= 4
        numbers, values = np.concatenate([own[0], sentences]), np.concatenate([own[1], scores])
        order = np.lexsort((numbers, -values))
        firsts = np.unique(numbers[order], return_index=True)[1]
        return numbers[order][np.sort(firsts)][:OVER_FETCH]

    def _scored(self, asked: Asked, numbers: Numbers) -> dict[str, Scores]:
        """The scores of some sentences by layer; of their questions the best one's."""
        known = self._annotations
        own = self._store.scores("sentences", asked, numbers)
        passages, places = np.unique(known.passage_of[numbers], return_inverse=True)
        of_passages = self._store.scores("passages", asked, passages.astype(np.int64))
        rows, lengths = known.asked_by.of_rows(numbers)
        questions = np.where(lengths > 0, np.float32(0), own)
        if len(rows):
            found = self._store.scores("questions", asked, rows.astype(np.int64))
            np.maximum.at(questions, np.repeat(np.arange(len(numbers)), lengths), found)
        return {"sentences": own, "passages": of_passages[places], "questions": questions}
