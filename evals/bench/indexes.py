"""Makes articles of other people's texts, and an assistant over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from assistant.pipeline import Assistant
from assistant.rank.judging import Reader
from corpus.article import Article, anchor_of, article_from_blocks
from corpus.record.missions import MissionRecord
from evals.bench.datasets import Part
from index import building, store
from index.encoder import Encoder
from index.generation import IndexUnusable, writer_lock

# An article and the parts that its paragraphs are.
Document = tuple[Article, tuple[Part, ...]]


def articles_of(parts: Iterable[Part]) -> dict[str, Document]:
    """One article a document, a paragraph a part, so that an offset tells the part."""
    documents: dict[str, list[Part]] = {}
    for part in parts:
        documents.setdefault(part.document, []).append(part)
    found = {}
    for number, (document, members) in enumerate(documents.items()):
        slug = f"{number}-{anchor_of(document)}"
        article = article_from_blocks(
            slug=slug,
            title=members[0].title,
            blocks=[("paragraph", part.text.replace("\n", " ")) for part in members],
        )
        found[slug] = article, tuple(members)
    return found


def indexed(
    articles: Mapping[str, Document],
    folder: Path,
    model: str,
    encoder: Encoder,
    reader: Reader | None,
) -> Assistant:
    """An assistant over the articles; what was indexed before is not encoded again."""
    record = MissionRecord.load()
    planned = building.plan(
        [article for article, _ in articles.values()], (), record, encoder.name, encoder.digest
    )
    with writer_lock(folder):
        try:
            index = store.load(folder, model, encoder.digest)
        except IndexUnusable:
            index = None
        if index is None or index.generation != planned.manifest.generation:
            index = store.save(building.build(planned, encoder, index), folder)
    return Assistant(index, encoder, record, reader)
