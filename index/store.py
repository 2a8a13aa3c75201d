"""`Index`: articles, covers, passages, terms and vectors in memory, kept as one generation."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.article import Article, Block, Figure, PictureWords, Section, Source
from corpus.catalogue.exporting import catalogue_from_json, catalogue_to_json
from corpus.catalogue.schema import Catalogue
from index import generation
from index.anticipated import AnticipatedQuestion
from index.generation import IndexUnusable, Manifest
from index.home import build_command
from index.passages import Passage
from index.pictures import PictureStore, PictureWriter, no_pictures, read_pictures
from index.subjects import Sentence
from index.terms import TermIndex
from index.vectors import VectorIndex

# What is searched for a sentence, and what is known to have no answer.
SEARCHED = ("sentences", "passages", "questions")
LAYERS = (*SEARCHED, "unanswered")


@dataclass(frozen=True, slots=True)
class Layer:
    """One kind of text, matched by words and by meaning.

    `keys` are digests of what was encoded, a row each; passages have none.
    """

    terms: TermIndex
    vectors: VectorIndex
    keys: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Index:
    """All that is needed to find and quote; immutable, so a reader pins it by holding it."""

    manifest: Manifest
    articles: Mapping[str, Article]
    passages: tuple[Passage, ...]
    sentences: tuple[tuple[Passage, Sentence], ...]
    questions: tuple[AnticipatedQuestion, ...]
    layers: Mapping[str, Layer]
    catalogue: Catalogue = field(default_factory=Catalogue)
    pictures: PictureStore = field(default_factory=PictureStore)

    @property
    def generation(self) -> str:
        """The digest that names this index."""
        return self.manifest.generation

    @property
    def texts(self) -> dict[str, str]:
        """The articles' texts by slug."""
        return {slug: article.text for slug, article in self.articles.items()}


def save(index: Index, home: Path, illustrate: PictureWriter = no_pictures) -> Index:
    """Write the index as the current generation; call under `generation.writer_lock`.

    `illustrate` writes the pictures into the folder that it is given.
    """

    def write(folder: Path) -> None:
        _write_files(index, folder)
        illustrate(folder)

    manifest = generation.write(home, index.manifest, write)
    folder = generation.index_folder(home) / f"gen-{manifest.generation}"
    return replace(index, manifest=manifest, pictures=read_pictures(folder))


def load(home: Path, encoder_name: str | None = None, encoder_digest: str | None = None) -> Index:
    """Open and verify the current generation.

    Raises:
        IndexUnusable: when it is missing, damaged, of another format, or was built with another
            encoder than the one given.
    """
    folder, manifest = generation.open_current(home, build_command(home))
    if encoder_digest is not None and manifest.encoder_digest != encoder_digest:
        other = "other weights" if manifest.encoder == encoder_name else f'not "{encoder_name}"'
        problem = f'it was built with the encoder "{manifest.encoder}", {other}'
        raise IndexUnusable(folder, [problem], build_command(home, encoder_name))
    articles = [_article(record) for record in _read_lines(folder / "articles.jsonl")]
    passages = tuple(_passage(record) for record in _read_lines(folder / "passages.jsonl"))
    questions = tuple(
        AnticipatedQuestion(**record) for record in _read_lines(folder / "questions.jsonl")
    )
    layers = {name: _load_layer(folder, name) for name in LAYERS}
    return Index(
        manifest,
        MappingProxyType({one.slug: one for one in articles}),
        passages,
        in_sentences(passages),
        questions,
        MappingProxyType(layers),
        catalogue_from_json(json.loads((folder / "catalogue.json").read_bytes())),
        read_pictures(folder),
    )


def in_sentences(passages: Sequence[Passage]) -> tuple[tuple[Passage, Sentence], ...]:
    """Every sentence with its passage, in order."""
    return tuple((passage, sentence) for passage in passages for sentence in passage.sentences)


def _write_files(index: Index, folder: Path) -> None:
    _write_lines(folder / "articles.jsonl", index.articles.values())
    _write_lines(folder / "passages.jsonl", index.passages)
    _write_lines(folder / "questions.jsonl", index.questions)
    catalogue = json.dumps(catalogue_to_json(index.catalogue), ensure_ascii=False)
    (folder / "catalogue.json").write_text(catalogue, encoding="utf-8")
    for name, layer in index.layers.items():
        layer.vectors.save(folder / f"{name}.npy")
        np.save(folder / f"{name}-keys.npy", layer.keys, allow_pickle=False)
        layer.terms.save(folder / f"{name}-terms")


def _load_layer(folder: Path, name: str) -> Layer:
    vectors = VectorIndex.load(folder / f"{name}.npy")
    keys = np.load(folder / f"{name}-keys.npy", allow_pickle=False)
    return Layer(TermIndex.load(folder / f"{name}-terms", len(vectors.vectors)), vectors, keys)


def _write_lines(path: Path, records: Any) -> None:
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(asdict(record), ensure_ascii=False) + "\n")


def _read_lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _article(record: dict[str, Any]) -> Article:
    return Article(
        **{
            **record,
            "blocks": tuple(Block(**block) for block in record["blocks"]),
            "sections": tuple(Section(**section) for section in record["sections"]),
            "sources": tuple(Source(**source) for source in record["sources"]),
            "missions": tuple(record["missions"]),
            "figures": tuple(map(_figure, record["figures"])),
        }
    )


def _figure(record: dict[str, Any]) -> Figure:
    return Figure(**{**record, "words": PictureWords(**record["words"])})


def _passage(record: dict[str, Any]) -> Passage:
    sentences = tuple(
        Sentence(one["start"], one["end"], tuple(one["missions"])) for one in record["sentences"]
    )
    return Passage(**{**record, "subject": tuple(record["subject"]), "sentences": sentences})
