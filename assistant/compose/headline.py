"""Chooses the headline of an answer: typed and whole words of its quotes, or whole sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Form, Item, Quote
from assistant.compose.gathering import MAX_BEHIND
from assistant.compose.library import Library
from assistant.compose.side_by_side import tells_each_apart
from assistant.extract.selection import asks_how, best_span
from assistant.extract.typed_spans import Span, mended_part
from assistant.extract.wholeness import whole
from assistant.rank.ranking import Evidence
from assistant.retrieve.candidates import Candidate
from assistant.understand.query import AnswerKind, Query, asks_twice
from assistant.verify.agency import accuses, names_agent
from corpus.record.missions import MissionRecord
from index.passages import Passage
from index.subjects import Sentence
from index.words import stems

# Two whole sentences of this length together are a headline still.
MAX_JOINED = 200
# What answers a question of open kind in a few words is a name, a number or a quotation.
MAX_NAME = 60
# How many sentences may go on telling what the first one begins.
MAX_FURTHER = 2
_OPEN = (AnswerKind.WHAT, AnswerKind.WHY, AnswerKind.YES_NO, AnswerKind.COMPARE)
_TOLD_AT_LENGTH = (AnswerKind.WHAT, AnswerKind.WHY, AnswerKind.YES_NO)
# So many of the evidence are looked through for sentences that go on.
MAX_LOOKED_AT = 8
_SOURCE = frozenset(stems("source"))


@dataclass(frozen=True, slots=True)
class Headline:
    """The text of an answer, its form, and of a list the items."""

    text: str
    form: Form
    items: tuple[Item, ...] = ()


def marked_quote(evidence: Evidence, query: Query, library: Library) -> Quote:
    """The sentence as a quote, with the words marked that answer and are whole."""
    candidate = evidence.candidate
    text = candidate.text
    # The dates and names of a note are the wrong ones too: only its second half is right.
    if candidate.passage.kind == "note":
        span = _right_part(query, text)
    else:
        span = best_span(query, text, library.record, evidence.span)
        span = whole(text, span, library.record) if span else None
        # Whom a sentence names beside a deed is not marked as who did it.
        span = None if span and accuses(query) and not names_agent(text, span) else span
    start = candidate.sentence.start
    highlight = None if span is None else (start + span[0], start + span[1])
    return library.quote(candidate.passage, candidate.sentence, highlight)


def headline_of(query: Query, quotes: Sequence[Quote], record: MissionRecord) -> Headline:
    """The marked words of typed kinds; else the sentence, which is the answer as it stands.

    What a few words cannot say (a yes or no, a difference, a reason, two things at once) whole
    sentences do.
    """
    first = quotes[0]
    if query.kind in (AnswerKind.YES_NO, AnswerKind.COMPARE) or asks_twice(query):
        joined = " ".join(quote.text for quote in quotes)
        return Headline(joined if len(joined) <= MAX_JOINED else first.text, "passage")
    if len(quotes) > 1:
        spans = dict.fromkeys((quote.highlighted or quote.text).rstrip(".") for quote in quotes)
        return Headline("; ".join(spans), "list", _items(quotes))
    apart = tells_each_apart(query, first.text, record)
    if apart or not first.highlight or not _says_it(query, first.highlighted):
        return Headline(first.text, "passage")
    return Headline(first.highlighted, "fact")


def going_on(
    query: Query, evidence: Sequence[Evidence], headline: Headline, library: Library
) -> tuple[Quote, ...]:
    """What goes on with an open question: the section's next best sentences, else those around."""
    if headline.form != "passage" or query.kind not in _TOLD_AT_LENGTH:
        return ()
    first = evidence[0].candidate
    home = (first.passage.article, first.passage.section)
    near = [
        (one.candidate.passage, one.candidate.sentence)
        for one in evidence[1:MAX_LOOKED_AT]
        if (one.candidate.passage.article, one.candidate.passage.section) == home
        and one.candidate.passage.kind == first.passage.kind
        and evidence[0].score - one.score <= MAX_BEHIND
    ]
    further = dict.fromkeys([*near, *_around(first)])
    chosen = sorted(list(further)[:MAX_FURTHER], key=lambda one: one[1].start)
    return tuple(library.quote(*one) for one in chosen)


def _around(candidate: Candidate) -> list[tuple[Passage, Sentence]]:
    """The sentences of a paragraph behind one, then those before it, the nearest first."""
    passage, sentence = candidate.passage, candidate.sentence
    place = passage.sentences.index(sentence)
    around = [*passage.sentences[place + 1 :], *reversed(passage.sentences[:place])]
    return [(passage, one) for one in around]


def _items(quotes: Sequence[Quote]) -> tuple[Item, ...]:
    """One item a quote; quotes that say the same words are one item."""
    members: dict[str, list[int]] = {}
    for number, quote in enumerate(quotes):
        members.setdefault((quote.highlighted or quote.text).rstrip("."), []).append(number)
    return tuple(Item(label, "", tuple(numbers)) for label, numbers in members.items())


def _says_it(query: Query, words: str) -> bool:
    """Whether the words alone answer: of a typed kind, or a name, a number or a quotation."""
    if query.kind is AnswerKind.WHY or asks_how(query):
        return False
    if query.kind not in _OPEN:
        return True
    named = words[:1].isupper() or words[:1].isdigit() or words[:1] in '"\u201c'
    return named and len(words) <= MAX_NAME


def _right_part(query: Query, note: str) -> Span | None:
    """What a note says is right; all of it where the question is what the source says."""
    return None if _SOURCE & set(stems(query.text)) else mended_part(note)
