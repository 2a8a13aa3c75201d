"""Gathers the items of an answer with their quotes, and finds the sentences that are quoted.

Every sentence is quoted once, however many items it holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.answer import MAX_QUOTES, Answer, Computed, Form, Found, Item, Quote
from assistant.compose.library import Library
from assistant.understand.query import Query
from corpus.catalogue.schema import Cover, Telling
from corpus.catalogue.sentences import span_of
from corpus.record.article import RECORD_SLUG
from corpus.record.missions import Mission
from index.passages import Passage, PassageKind
from index.subjects import Sentence
from index.words import stems

Place = tuple[Passage, Sentence]


@dataclass(slots=True)
class Items:
    """The items of one answer as they are gathered, and the quotes that they name by number."""

    library: Library
    quotes: list[Quote] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    def quoted(self, quote: Quote) -> bool:
        """Whether the sentence is quoted already."""
        return self._number(quote) is not None

    def quote(self, quote: Quote) -> int:
        """The number of a quote, which is added where its sentence is not quoted yet."""
        number = self._number(quote)
        if number is None:
            self.quotes.append(quote)
            return len(self.quotes) - 1
        return number

    def add(self, label: str, value: str, *quotes: Quote) -> None:
        """Add an item that the quotes hold, unless there is no room for another quote."""
        new = [one for one in quotes if not self.quoted(one)]
        if len(self.quotes) + len(new) <= MAX_QUOTES:
            self.items.append(Item(label, value, tuple(self.quote(one) for one in quotes)))

    def add_sentence(self, label: str, quote: Quote) -> None:
        """Add a whole sentence as an item, unless it is quoted already."""
        if not self.quoted(quote):
            self.add(label, quote.text, quote)

    def add_span(self, label: str, quote: Quote) -> None:
        """Add the highlighted words of a sentence as an item."""
        self.add(label, quote.highlighted, quote)

    def answer(
        self,
        form: Form,
        query: Query,
        text: str,
        found: Found | None = None,
        computed: Computed | None = None,
        note: str | None = None,
    ) -> Answer:
        """The answer with this headline over the items."""
        return Answer(
            text=text,
            quotes=tuple(self.quotes),
            read_as=query.read_as,
            confidence="high",
            index=self.library.index,
            note=note,
            form=form,
            items=tuple(self.items),
            found=found,
            computed=computed,
        )

    def _number(self, quote: Quote) -> int | None:
        place = quote.passage.article, quote.start, quote.end
        return next(
            (
                number
                for number, one in enumerate(self.quotes)
                if (one.passage.article, one.start, one.end) == place
            ),
            None,
        )


def sentences_of(
    library: Library, article: str, section: str | None = None, kind: PassageKind = "text"
) -> Iterator[Place]:
    """The sentences of an article, or of one of its sections ("" is the lead), in order."""
    for passage in library.passages.get(article, ()):
        if passage.kind == kind and section in (None, passage.section):
            yield from ((passage, sentence) for sentence in passage.sentences)


def quoted(library: Library, place: Place, words: str = "") -> Quote:
    """A sentence as a quote, with some of its words marked where it has them."""
    passage, sentence = place
    found = passage.words_of(sentence).find(words) if words else -1
    start = sentence.start + found
    marked = (start, start + len(words)) if found >= 0 else None
    return library.quote(passage, sentence, marked)


def told_by(library: Library, tellings: Sequence[Telling]) -> list[Quote]:
    """The sentences of catalogue rows as quotes; a note is quoted as a whole."""
    quotes = []
    for telling in tellings:
        article = library.articles.get(telling.article)
        span = span_of(telling, article) if article else None
        for passage in library.passages.get(telling.article, ()) if span else ():
            for sentence in passage.sentences:
                if span and sentence.start <= span[0] and span[1] <= sentence.end:
                    quotes.append(library.quote(passage, sentence))
    return quotes


def introducing(cover: Cover, library: Library) -> list[Quote]:
    """The sentences that introduce a cover, first the one with most words of its title."""
    title = set(stems(cover.title))
    told = told_by(library, cover.tellings)
    return sorted(told, key=lambda one: -len(title & set(stems(one.text))))


def record_sentences(mission: Mission, library: Library) -> list[Place]:
    """The record's sentences on a mission: its launch, then its landing if there was one."""
    return [
        (passage, sentence)
        for passage in library.passages.get(RECORD_SLUG, ())
        if passage.section.partition(" (")[0] == mission.name
        for sentence in passage.sentences
    ]
