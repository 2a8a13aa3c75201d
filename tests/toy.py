"""A toy world: five tiny articles and an encoder that hashes words, so that tests are exact.

The same text always gets the same vector, and texts that share words are near each other.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.pipeline import Assistant
from assistant.rank.fitted import Thresholds
from assistant.retrieve.annotating import annotated
from assistant.retrieve.retriever import Retriever
from assistant.understand.entities import EntityFinder, flights_of
from assistant.understand.query import Query, understand
from corpus.article import Article, article_from_blocks
from corpus.questions import SentenceQuestions
from corpus.record.missions import MissionRecord
from index import building
from index.encoder import Vectors
from index.store import Index
from index.words import stems

DIMENSIONS = 256

ARTICLES = (
    article_from_blocks(
        slug="soyuz-1",
        title="Soyuz 1",
        missions=["Soyuz 1"],
        updated="2026-01-02",
        blocks=[
            ("heading", "The flight of Soyuz 1"),
            (
                "paragraph",
                "The pilot of Soyuz 1 was Vladimir Komarov. Soyuz 1 was launched on "
                "23 April 1967. The parachute of Soyuz 1 failed.",
            ),
            ("heading", "The memorial cover of Soyuz 1"),
            (
                "paragraph",
                "The memorial cover of Soyuz 1 was cancelled on 24 April 1967. The "
                "memorial cover of Soyuz 1 bears the stamp of Voskhod 1.",
            ),
        ],
    ),
    article_from_blocks(
        slug="soyuz-3",
        title="Soyuz 3",
        missions=["Soyuz 3"],
        updated="2026-01-02",
        blocks=[
            ("heading", "The flight of Soyuz 3"),
            (
                "paragraph",
                "Georgi Beregovoy flew Soyuz 3 alone. Soyuz 3 was launched on 26 October 1968.",
            ),
            (
                "note",
                "The source says that the flight of Soyuz 3 began on 28 October 1968, but "
                "the record says 26 October 1968.",
            ),
        ],
    ),
    article_from_blocks(
        slug="soyuz-tm-32",
        title="Soyuz TM-32",
        missions=["Soyuz TM-32"],
        updated="2026-01-02",
        blocks=[
            ("heading", "The flight of Soyuz TM-32"),
            (
                "paragraph",
                "The crew of Soyuz TM-32 was Talgat Musabayev, Yuri Baturin and Dennis "
                "Tito. Dennis Tito paid about 20 million dollars for his seat on Soyuz "
                "TM-32. Soyuz TM-32 was launched on 28 April 2001.",
            ),
            ("heading", "The launch cover of Soyuz TM-32"),
            (
                "paragraph",
                "The launch cover of Soyuz TM-32 has five postmarks. The launch cover "
                "of Soyuz TM-32 is franked with stamp s. 6426, which shows the Ostankino "
                "tower.",
            ),
        ],
    ),
    article_from_blocks(
        slug="soyuz-tm-33",
        title="Soyuz TM-33",
        missions=["Soyuz TM-33"],
        updated="2026-01-02",
        blocks=[
            ("heading", "The flight of Soyuz TM-33"),
            (
                "paragraph",
                "The crew of Soyuz TM-33 was Viktor Afanasyev, Claudie Haigneré and "
                "Konstantin Kozeyev. Soyuz TM-33 was launched on 21 October 2001.",
            ),
        ],
    ),
    article_from_blocks(
        slug="glossary",
        title="Glossary",
        updated="2026-01-02",
        blocks=[
            ("heading", "Cachet"),
            (
                "paragraph",
                "A cachet is the printed or stamped design on a cover that names its event.",
            ),
            ("heading", "Maxicard"),
            ("paragraph", "A maxicard is a postcard whose stamp, picture and postmark agree."),
        ],
    ),
)

QUESTIONS = (
    SentenceQuestions(
        "soyuz-1",
        "The pilot of Soyuz 1 was Vladimir Komarov.",
        ("Who flew the very first Soyuz?", "komarov mission"),
    ),
    SentenceQuestions(
        "soyuz-tm-32",
        "The launch cover of Soyuz TM-32 has five postmarks.",
        ("How many cancels has the envelope of the first space tourist?",),
    ),
    SentenceQuestions(
        "glossary",
        "A maxicard is a postcard whose stamp, picture and postmark agree.",
        ("What makes a maximum card?",),
    ),
)


class WordEncoder:
    """Adds up one fixed pseudo-random direction a stem."""

    name = "toy"
    digest = "toy-1"

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> Vectors:
        self.encoded += texts
        rows = [self._vector(text) for text in texts]
        if progress and texts:
            progress(len(texts))
        return np.array(rows, dtype=np.float32).reshape(len(texts), DIMENSIONS)

    def _vector(self, text: str) -> Vectors:
        total = np.zeros(DIMENSIONS)
        for stem in stems(text) or re.findall(r"\w+", text) or ["empty"]:
            seed = int.from_bytes(hashlib.sha256(stem.encode()).digest()[:8], "big")
            total += np.random.default_rng(seed).standard_normal(DIMENSIONS)
        return (total / np.linalg.norm(total)).astype(np.float32)


def toy_plan(
    articles: Sequence[Article] = ARTICLES,
    questions: Sequence[SentenceQuestions] = QUESTIONS,
    unanswered: Sequence[str] = (),
) -> building.Plan:
    return building.plan(
        articles, questions, MissionRecord.load(), WordEncoder.name, WordEncoder.digest, unanswered
    )


def toy_index(
    articles: Sequence[Article] = ARTICLES,
    questions: Sequence[SentenceQuestions] = QUESTIONS,
    unanswered: Sequence[str] = (),
) -> Index:
    return building.build(toy_plan(articles, questions, unanswered), WordEncoder())


def toy_retriever(index: Index) -> Retriever:
    """A retriever over an index, of whose sentences all is found now."""
    return Retriever(index, annotated(index, shared_record(), shared_names().find))


def toy_assistant(
    articles: Sequence[Article] = ARTICLES, questions: Sequence[SentenceQuestions] = QUESTIONS
) -> Assistant:
    return Assistant(toy_index(articles, questions), WordEncoder(), MissionRecord.load())


def write_article(folder: Path, slug: str, body: str, title: str = "Title") -> Path:
    """A Markdown article with the least front matter."""
    path = folder / f"{slug}.md"
    path.write_text(f"---\ntitle: {title}\nslug: {slug}\n---\n\n{body}\n", encoding="utf-8")
    return path


@cache
def shared_record() -> MissionRecord:
    """The built-in mission record; loading it takes longer than most tests."""
    return MissionRecord.load()


@cache
def shared_names() -> EntityFinder:
    return EntityFinder(shared_record())


def toy_query(question: str) -> Query:
    """A question without typos, understood with the names of the built-in record."""
    entities = shared_names().find(question)
    return understand(question, question, entities, flights_of(entities, shared_record()))


def with_thresholds(numbers: Any, thresholds: Thresholds) -> Any:
    """The same numbers with other thresholds wherever there are any."""
    if isinstance(numbers, Thresholds) or not is_dataclass(numbers):
        return thresholds if isinstance(numbers, Thresholds) else numbers
    return replace(
        numbers,
        **{
            field.name: with_thresholds(getattr(numbers, field.name), thresholds)
            for field in fields(numbers)
        },
    )
