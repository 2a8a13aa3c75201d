"""What can be told of, by the words of its name: articles, sections, terms, marks and covers."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import get_args

from assistant.plan.names import Names, name_of, telling, words_with_capitals
from assistant.plan.record_words import ARTICLES, GLOSSARY, STEMS, stemmed
from assistant.rules import Rule, nothing, rule
from corpus.catalogue.schema import Catalogue, Kind
from corpus.record.article import RECORD_SLUG
from index.annotations import Annotations
from index.outlines import Chosen, outlined
from index.passages import Passage
from index.store import Index
from index.subjects import Sentence
from index.words import normalise, stem, stems, words

# A word that more titles or headings have is no subject: nearly all articles are about "Soyuz".
MAX_ARTICLES = 6
MAX_SECTIONS = 3
MAX_COVERS = 4
# A name of more sentences is of no one subject, and of these so many are shown.
MAX_NAMING = 30
MAX_SENTENCES = 6
_PARTS_OF_HEADING = re.compile(r",\s+|\s+and\s+|\s*[()]\s*")
_KINDS = stemmed(word for kind in get_args(Kind) for word in kind.split())
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class MissionsSubject:
    """Missions by name, in the order of the question."""

    missions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonSubject:
    """Somebody of the record by canonical name."""

    name: str


@dataclass(frozen=True, slots=True)
class StampSubject:
    """A stamp by its catalogue number."""

    number: str


@dataclass(frozen=True, slots=True)
class CoversSubject:
    """Covers by id: those of a mission, or those of its that a kind or title names."""

    covers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostmarkSubject:
    """A postmark or handstamp by id."""

    mark: str


@dataclass(frozen=True, slots=True)
class ArticlesSubject:
    """Articles by slug; several where the words stand in several titles."""

    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionsSubject:
    """Sections, each by article and heading."""

    sections: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TermSubject:
    """A term that a section of the glossary explains, perhaps together with others."""

    article: str
    section: str
    term: str


@dataclass(frozen=True, slots=True)
class NameSubject:
    """A name that no title has, by the few sentences that have it: (article, start of each)."""

    sentences: tuple[tuple[str, int], ...]


Found = ArticlesSubject | SectionsSubject | TermSubject | PostmarkSubject | NameSubject


@dataclass(frozen=True)
class Topics:
    """The subjects of a library; made once, asked for every question."""

    passages: Mapping[str, Sequence[Passage]]
    catalogue: Catalogue
    articles: Names[str] = field(repr=False)
    sections: Names[tuple[str, str]] = field(repr=False)
    terms: Mapping[frozenset[str], TermSubject] = field(repr=False)
    marks: Mapping[frozenset[str], str] = field(repr=False)
    index: Index | None = field(default=None, repr=False)
    known: Annotations | None = field(default=None, repr=False)

    @classmethod
    def of(
        cls,
        passages: Mapping[str, Sequence[Passage]],
        catalogue: Catalogue,
        index: Index | None = None,
        known: Annotations | None = None,
    ) -> Topics:
        """The subjects of the articles but the record's, whose missions are known by name.

        With the index of the passages, and what is known of it, no passage is read for that.
        """
        every = (one for those in passages.values() for one in those)
        outlines = index.outlines if index else outlined(every)
        read = {slug: one for slug, one in outlines.items() if slug != RECORD_SLUG}
        titles = {slug: one.title for slug, one in read.items()}
        headings = {
            (slug, heading): heading for slug, one in read.items() for heading in one.headings
        }
        return cls(
            Chosen(passages, read),
            catalogue,
            Names(titles),
            Names(headings),
            {
                told.written: TermSubject(slug, heading, term)
                for slug, heading in headings
                if name_of(titles[slug]).written & GLOSSARY
                for term in _PARTS_OF_HEADING.split(heading)
                if (told := name_of(term)).written
            },
            {
                telling(name): mark.id
                for mark in reversed(catalogue.postmarks)
                for name in (mark.name, *mark.also_called)
            },
            index,
            known,
        )

    @cached_property
    def told(self) -> Container[str]:
        """All that the articles tell, or the people's names that they do."""
        if self.known is not None:
            return self.known.names_told
        return "\n".join(one.text for those in self.passages.values() for one in those)

    def find(self, rest: str, *, least: int, known: bool = False) -> Found | None:
        """The subject of just this name, or whose name has the words, if at least so many.

        Beside the name of a mission or person, which is `known`, all other words must be said:
        "the crew of Soyuz 11" is not "The loss of the crew of Soyuz 11".
        """
        said = " ".join(
            word for word in words(normalise(rest)) if stem(word) not in STEMS["article"]
        )
        wanted = telling(said)
        if not wanted:
            return None
        exact = self._exactly(wanted)
        if exact or len(wanted) < least:
            return exact
        if known:
            return self._by_part(wanted, whole=True)
        return self._by_part(wanted) or (
            self._by_part(frozenset(stems(said)), as_written=False) if least == 1 else None
        )

    @rule(Rule.COVERS_OF_MISSIONS, nothing)
    def covers(self, missions: Sequence[str], wanted: Set[str]) -> CoversSubject | None:
        """The covers of missions whose titles and kinds have all of the words; None without one."""
        if not wanted & _KINDS:
            return None
        those = [
            cover
            for mission in missions
            for cover in self.catalogue.of_mission(mission)
            if set(cover.missions) <= set(missions) or set(missions) <= set(cover.missions)
            if wanted - STEMS["cover"] <= name_of(cover.title).written | name_of(cover.kind).written
        ]
        # A series is told of where a mission has no cover of its own.
        fewest = min((len(cover.missions) for cover in those), default=0)
        ids = [cover.id for cover in those if len(cover.missions) <= fewest + len(missions)]
        return CoversSubject(tuple(dict.fromkeys(ids))) if ids else None

    @rule(Rule.TITLES_OF_COVERS, nothing)
    def titled(self, rest: str) -> CoversSubject | None:
        """The covers whose titles have all of the words, where these say that it is one."""
        wanted = telling(rest)
        if wanted.isdisjoint(_KINDS):
            return None
        ids = [one.id for one in self.catalogue.covers if wanted <= telling(one.title)]
        return CoversSubject(tuple(ids)) if 0 < len(ids) <= MAX_COVERS else None

    @rule(Rule.SENTENCES_WITH_A_NAME, nothing)
    def naming(self, rest: str) -> NameSubject | None:
        """The sentences with all of the words as parts of names.

        First those that say who or what it is, "Carsten Fuchs, a dealer", then those that open so.
        """
        wanted = [word for word in words(normalise(rest)) if word not in ARTICLES]
        found = [
            (
                f"{wanted[-1]}, a" not in normalise(text),
                normalise(text).find(wanted[0]),
                passage.article,
                sentence.start,
            )
            for passage, sentence in self._with_capitals(wanted)
            if wanted and all(word in normalise(passage.text) for word in wanted)
            for text in (passage.words_of(sentence),)
        ]
        if not 0 < len(found) <= MAX_NAMING:
            return None
        first = sorted(found, key=lambda one: one[:2])[:MAX_SENTENCES]
        return NameSubject(tuple((article, start) for *_, article, start in first))

    def _with_capitals(self, wanted: Sequence[str]) -> Iterator[tuple[Passage, Sentence]]:
        """The sentences, in order, that write all of the words as parts of names."""
        if self.index is not None and self.known is not None:
            for number in self.known.capitals.with_all(wanted).tolist():
                passage, sentence = self.index.sentences[number]
                if passage.article != RECORD_SLUG:
                    yield passage, sentence
            return
        for passage in (one for those in self.passages.values() for one in those):
            for sentence in passage.sentences:
                if {*wanted} <= {*words_with_capitals(passage.words_of(sentence))}:
                    yield passage, sentence

    def _exactly(self, wanted: Set[str]) -> Found | None:
        """The term, article, mark or section of just this name."""
        term = self.terms.get(frozenset(wanted))
        if term:
            return term
        slugs = self.articles.exactly(wanted)
        if slugs:
            return ArticlesSubject(slugs)
        mark = self.marks.get(frozenset(wanted))
        if mark:
            return PostmarkSubject(mark)
        keys = self.sections.exactly(wanted)
        return SectionsSubject(keys[:MAX_SECTIONS]) if keys else None

    @rule(Rule.PART_OF_A_TITLE, nothing)
    def _by_part(
        self, wanted: Set[str], *, as_written: bool = True, whole: bool = False
    ) -> Found | None:
        """The articles, or else sections, whose names have the words; years may be in the text."""
        years = {one for one in wanted if _YEAR.fullmatch(one)}
        said = wanted - years
        if not said:
            return None
        slugs = [
            slug
            for slug in self.articles.having(said, as_written=as_written, whole=whole)
            if self._has(years, slug, None)
        ]
        if 0 < len(slugs) <= MAX_ARTICLES:
            return ArticlesSubject(tuple(slugs))
        keys = [
            key
            for key in self.sections.having(said, as_written=as_written, whole=whole)
            if self._has(years, *key)
        ]
        return SectionsSubject(tuple(keys)) if 0 < len(keys) <= MAX_SECTIONS else None

    def _has(self, years: Set[str], slug: str, section: str | None) -> bool:
        """Whether the years stand in an article or in one of its sections."""
        texts = (one.text for one in self.passages[slug] if section in (None, one.section))
        return not years or any(all(year in text for year in years) for text in texts)
