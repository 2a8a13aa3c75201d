"""What composing looks up: cuts quotes from the articles and suggests what can be asked next."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assistant.answer import MAX_FOLLOW_UPS, Citation, Quote
from assistant.compose.suggestions import suggestions
from assistant.rank.ranking import Evidence
from assistant.understand.query import AnswerKind, kind_of
from corpus.article import Article
from corpus.catalogue.schema import Catalogue, Telling
from corpus.catalogue.sentences import span_of
from corpus.record.article import RECORD_SLUG
from corpus.record.missions import MissionRecord
from index.annotations import Annotations
from index.passages import Passage
from index.store import Index
from index.subjects import Sentence
from index.words import normalise, stems

# Of different kinds, so that somebody new sees what can be asked.
_FIRST_ASKED = (AnswerKind.LIST, AnswerKind.WHO, AnswerKind.WHEN)


@dataclass(frozen=True)
class Library:
    """Articles by slug, passages by article, for a sentence a question, and the covers.

    `known` and the passages by number are of the index that it was made of, if it was.
    `asked` says whether the articles have anticipated questions.
    """

    articles: Mapping[str, Article]
    passages: Mapping[str, Sequence[Passage]]
    suggestions: Mapping[tuple[str, int], str]
    record: MissionRecord
    index: str
    catalogue: Catalogue = field(default_factory=Catalogue)
    known: Annotations | None = None
    by_number: Sequence[Passage] = ()
    asked: bool = True

    @classmethod
    def of_index(
        cls,
        index: Index,
        record: MissionRecord,
        catalogue: Catalogue | None = None,
        known: Annotations | None = None,
    ) -> Library:
        """The articles and passages of an index, and what can be asked of them."""
        told = known.suggestions if known else None
        return cls(
            index.articles,
            index.by_article,
            suggestions(index, record, catalogue or Catalogue(), told),
            record,
            index.generation,
            catalogue or Catalogue(),
            known,
            index.passages,
            bool(index.questions),
        )

    def about(self, missions: Collection[str]) -> list[Passage]:
        """The passages about any of some missions, in the order of the articles."""
        if self.known is not None:
            rows = [self.known.subjects.rows_of(mission) for mission in missions]
            numbers = sorted({number for some in rows for number in some.tolist()})
            return [self.by_number[number] for number in numbers]
        every = (one for passages in self.passages.values() for one in passages)
        return [one for one in every if not set(missions).isdisjoint(one.subject)]

    def quote(
        self, passage: Passage, sentence: Sentence, highlight: tuple[int, int] | None = None
    ) -> Quote:
        """A sentence of a passage as a quote; the highlight is in the article's text."""
        article = self.articles[passage.article]
        citation = Citation(article.author, article.title, article.updated)
        return Quote(passage, sentence.start, sentence.end, highlight, citation)

    def quote_telling(self, telling: Telling, marked: str = "") -> Quote | None:
        """A sentence of the catalogue as a quote; None where the index has no such sentence.

        The marked words are highlighted where they stand in it as whole words.
        """
        article = self.articles.get(telling.article)
        span = span_of(telling, article) if article else None
        if article is None or span is None:
            return None
        start, end = span
        passage = next(
            (
                one
                for one in self.passages.get(article.slug, ())
                if one.start <= start and end <= one.end
            ),
            None,
        )
        if passage is None:
            return None
        words = re.search(rf"(?<!\w){re.escape(marked)}(?!\w)", telling.sentence)
        highlight = (start + words.start(), start + words.end()) if marked and words else None
        citation = Citation(article.author, article.title, article.updated)
        return Quote(passage, start, end, highlight, citation)

    def questions_around(self, evidence: Sequence[Evidence], asked: str) -> tuple[str, ...]:
        """Questions, other than the one that was asked, that the sentences around answer."""
        answered = {
            (one.candidate.passage.article, one.candidate.sentence.start) for one in evidence
        }
        near = (key for one in evidence for key in self._around(one) if key not in answered)
        return self._suggested(near, asked)

    def questions_of(self, evidence: Sequence[Evidence], asked: str) -> tuple[str, ...]:
        """Questions, other than the one that was asked, that the evidence itself answers."""
        answering = (
            (one.candidate.passage.article, one.candidate.sentence.start) for one in evidence
        )
        return self._suggested(answering, asked)

    def first_questions(self) -> tuple[str, ...]:
        """Questions to begin with: of different kinds, from different parts of the articles."""
        return self._first_questions

    @cached_property
    def _first_questions(self) -> tuple[str, ...]:
        own = {key: one for key, one in self.suggestions.items() if key[0] != RECORD_SLUG}
        questions = list((own or self.suggestions).values())
        found: list[str] = []
        for place, kind in enumerate(_FIRST_ASKED):
            start = place * len(questions) // len(_FIRST_ASKED)
            of_kind = (
                one
                for one in (*questions[start:], *questions[:start])
                if one not in found and kind_of(normalise(one)) == kind
            )
            found += [one for one in (next(of_kind, None),) if one]
        return tuple(dict.fromkeys([*found, *questions]))[:MAX_FOLLOW_UPS]

    def _around(self, evidence: Evidence) -> Iterator[tuple[str, int]]:
        passage = evidence.candidate.passage
        passages = self.passages[passage.article]
        here = passages.index(passage)
        for neighbour in [*passages[here:], *passages[:here]]:
            for sentence in neighbour.sentences:
                yield passage.article, sentence.start

    def _suggested(self, keys: Iterable[tuple[str, int]], asked: str) -> tuple[str, ...]:
        found: list[str] = []
        for key in keys:
            question = self.suggestions.get(key)
            if question and question not in found and set(stems(question)) != set(stems(asked)):
                found.append(question)
            if len(found) == MAX_FOLLOW_UPS:
                break
        return tuple(found)
