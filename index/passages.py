"""Cuts an `Article` into passages with exact offsets, each with the missions it is about.

A passage is a run of whole sentences of one section, 40 to 120 words where the section has them.
Notes and crew lists are passages of their own. What is embedded may be enriched; what is quoted
is the article's text.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.article import Article, Block, Section
from corpus.record.missions import MissionRecord
from index import words
from index.subjects import Sentence, Span, Subjects

PassageKind = Literal["text", "note", "roster"]
# Short enough to be about one thing, long enough to be read alone; MiniLM reads 256 tokens.
MIN_PASSAGE_WORDS = 40
MAX_PASSAGE_WORDS = 120


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one section that may be quoted: `article.text[start:end] == text`."""

    id: str
    article: str
    title: str
    section: str
    kind: PassageKind
    start: int
    end: int
    text: str
    subject: tuple[str, ...]
    sentences: tuple[Sentence, ...]

    @property
    def anchor(self) -> str:
        """The fragment of a link to this passage in its article's page."""
        return "p-" + self.id.rpartition("#")[2]

    def words_of(self, sentence: Sentence) -> str:
        """The text of one of this passage's sentences."""
        return self.text[sentence.start - self.start : sentence.end - self.start]

    def neighbours(self, sentence: Sentence) -> tuple[str, str]:
        """The texts of the sentences before and behind one; empty at the ends of the passage."""
        number = self.sentences.index(sentence)
        before, behind = self.sentences[:number][-1:], self.sentences[number + 1 :][:1]
        return "".join(map(self.words_of, before)), "".join(map(self.words_of, behind))


def split(article: Article, record: MissionRecord) -> tuple[Passage, ...]:
    """The passages of an article in reading order; every sentence is in exactly one."""
    subjects = Subjects(article, record)
    used: dict[str, int] = {}
    return tuple(
        _passage(article, section, kind, sentences, used)
        for section in article.sections
        for kind, sentences in _groups(article, section, subjects)
    )


def sentence_text_to_embed(passage: Passage, sentence: Sentence) -> str:
    """A sentence behind the names it leaves unsaid: its missions, else its section or title."""
    text = passage.words_of(sentence)
    unsaid = [name for name in sentence.missions if name not in text]
    head = ", ".join(unsaid) or ("" if sentence.missions else passage.section or passage.title)
    return f"{head}: {text}" if head else text


def passage_text_to_search(passage: Passage) -> str:
    """A passage behind its title, section and subject, for the search by words."""
    heads = dict.fromkeys([passage.title, passage.section, ", ".join(passage.subject)])
    return ". ".join(head for head in heads if head) + f": {passage.text}"


def _groups(
    article: Article, section: Section, subjects: Subjects
) -> Iterator[tuple[PassageKind, list[Sentence]]]:
    """The section's sentences by passage: its blocks joined, or cut, to a fitting length."""
    parts: list[list[Sentence]] = []
    first, behind = (
        bisect_left(article.blocks, offset, key=lambda block: block.start)
        for offset in (section.start, section.end)
    )
    for block in article.blocks[first:behind]:
        if block.kind == "heading":
            continue
        # The subject is followed through whole blocks: where a long one is cut is no new paragraph.
        sentences = subjects.sentences(section, _sentence_spans(article, block))
        if block.kind in ("note", "roster"):
            yield from (("text", one) for one in _joined(article, parts))
            parts = []
            yield ("note" if block.kind == "note" else "roster"), sentences
        else:
            parts += _parts(article, sentences)
    yield from (("text", one) for one in _joined(article, parts))


def _sentence_spans(article: Article, block: Block) -> list[Span]:
    # A note tells an error and its correction, a row a thing and its figures: neither is quoted
    # without the other.
    if block.kind in ("roster", "note", "row"):
        return [*words.within(article.text, [(block.start, block.end)])]
    text = article.text[block.start : block.end]
    return [(block.start + start, block.start + end) for start, end in words.sentences(text)]


def _parts(article: Article, sentences: list[Sentence]) -> Iterator[list[Sentence]]:
    """A block's sentences in as few runs of about equal length as the limit allows."""
    total = _count(article, sentences)
    parts = -(-total // MAX_PASSAGE_WORDS)
    share = total / max(parts, 1)
    run: list[Sentence] = []
    length = 0
    for sentence in sentences:
        size = _count(article, [sentence])
        if run and (length + size / 2 > share or length + size > MAX_PASSAGE_WORDS):
            yield run
            run, length = [], 0
        run.append(sentence)
        length += size
    if run:
        yield run


def _joined(article: Article, parts: list[list[Sentence]]) -> list[list[Sentence]]:
    """Neighbours joined within the limit as long as one of the two is too short to stand alone."""
    joined: list[list[Sentence]] = []
    for part in parts:
        sizes = [_count(article, one) for one in (*joined[-1:], part)]
        if joined and min(sizes) < MIN_PASSAGE_WORDS and sum(sizes) <= MAX_PASSAGE_WORDS:
            joined[-1] = joined[-1] + part
        else:
            joined.append(part)
    return joined


def _count(article: Article, sentences: list[Sentence]) -> int:
    return sum(len(article.text[one.start : one.end].split()) for one in sentences)


def _passage(
    article: Article,
    section: Section,
    kind: PassageKind,
    sentences: list[Sentence],
    used: dict[str, int],
) -> Passage:
    start, end = sentences[0].start, sentences[-1].end
    text = article.text[start:end]
    subject = tuple(dict.fromkeys(name for one in sentences for name in one.missions))
    return Passage(
        id=_identifier(article.slug, section.heading, text, used),
        article=article.slug,
        title=article.title,
        section=section.heading,
        kind=kind,
        start=start,
        end=end,
        text=text,
        subject=subject or article.missions,
        sentences=tuple(sentences),
    )


def _identifier(slug: str, heading: str, text: str, used: dict[str, int]) -> str:
    """A name that survives edits elsewhere in the article; equal words get a running number."""
    digest = hashlib.sha256(f"{slug}\n{heading}\n{text}".encode()).hexdigest()[:8]
    identifier = f"{slug}#{digest}"
    number = used[identifier] = used.get(identifier, 0) + 1
    return identifier if number == 1 else f"{identifier}-{number}"
