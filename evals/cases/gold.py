"""Finds the sentences of the cited section that hold a case's words: what retrieval must find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.article import Article
from evals.cases.case import Case, heads
from evals.cases.matching import holds, missing
from index import words


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence of an article: its section's heading and its offsets in the article's text."""

    article: str
    section: str
    start: int
    text: str

    @property
    def key(self) -> str:
        """What names this sentence in every index of the same article."""
        return sentence_key(self.article, self.start)


Sentences = Mapping[str, Sequence[Placed]]


def sentence_key(article: str, start: int) -> str:
    """A sentence's name: its article and where it begins."""
    return f"{article}:{start}"


def placed_sentences(articles: Mapping[str, Article]) -> dict[str, tuple[Placed, ...]]:
    """All sentences by article, cut as the index cuts them: rosters and notes are one each."""
    return {slug: tuple(_of_article(article)) for slug, article in articles.items()}


def gold(case: Case, sentences: Sentences, raw_slug: str = "") -> tuple[Placed, ...]:
    """The sentences that answer a case: of the cited section, or anywhere in a raw source.

    One sentence must hold every group; of a list or a comparison each holds at least one.
    """
    if raw_slug:
        places = sentences.get(raw_slug, ())
    else:
        first = case.cites[0] if case.cites else ""
        places = [one for one in sentences.get(first, ()) if heads(one.section, case.section)]
    groups = case.proof
    if case.gathered:
        return tuple(one for one in places if any(holds(one.text, group) for group in groups))
    return tuple(one for one in places if groups and not missing(one.text, groups))


def relevant_to(case: Case, sentences: Sentences, raw_slug: str = "") -> tuple[Placed, ...]:
    """What retrieval should find: the gold, and what says as much in the other cited articles."""
    found = gold(case, sentences, raw_slug)
    if raw_slug or case.gathered:
        return found
    others = (one for slug in case.cites[1:] for one in sentences.get(slug, ()))
    groups = case.proof
    return (*found, *(one for one in others if not missing(one.text, groups)))


def _of_article(article: Article) -> list[Placed]:
    found = []
    for block in article.blocks:
        if block.kind == "heading":
            continue
        section = article.section_at(block.start).heading
        text = article.text[block.start : block.end]
        spans = [(0, len(text))] if block.kind in ("roster", "note") else words.sentences(text)
        found += [
            Placed(article.slug, section, block.start + start, text[start:end])
            for start, end in spans
        ]
    return found
