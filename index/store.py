"""`Index`: articles, covers, passages, terms and vectors, kept as one generation on disk."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
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
from index.annotations import Annotations, array_of, load_annotations, save_annotations
from index.anticipated import AnticipatedQuestion
from index.generation import IndexUnusable, Manifest
from index.home import build_command
from index.lines import Lines, OnDemand, write_lines
from index.outlines import Outline, PassagesOfArticles
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
    """All that is needed to find and quote; immutable, so a reader pins it by holding it.

    What was loaded reads articles, passages, sentences and questions when they are asked for.
    `annotations` are None where nobody has looked at the sentences yet.
    """

    manifest: Manifest
    articles: Mapping[str, Article]
    passages: Sequence[Passage]
    sentences: Sequence[tuple[Passage, Sentence]]
    questions: Sequence[AnticipatedQuestion]
    layers: Mapping[str, Layer]
    outlines: Mapping[str, Outline]
    annotations: Annotations | None = None
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

    @property
    def by_article(self) -> Mapping[str, Sequence[Passage]]:
        """The passages of each article that has any."""
        return PassagesOfArticles(self.passages, self.outlines)


class ArticlesOnDemand(Mapping[str, Article]):
    """Articles by slug, each read when it is asked for."""

    def __init__(self, slugs: Sequence[str], articles: Sequence[Article]) -> None:
        self._numbers = {slug: number for number, slug in enumerate(slugs)}
        self._articles = articles

    def __getitem__(self, slug: str) -> Article:
        """The article of a slug."""
        return self._articles[self._numbers[slug]]

    def __iter__(self) -> Iterator[str]:
        """The slugs in order."""
        return iter(self._numbers)

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self._numbers)


class SentencesOnDemand(OnDemand[tuple[Passage, Sentence]]):
    """Every sentence with its passage by number, of passages that are read when asked for."""

    def __init__(self, passages: Sequence[Passage], firsts: NDArray[np.int64]) -> None:
        """Take passages, the number of each one's first sentence, and behind them their count."""
        self._passages = passages
        self._firsts = firsts

    def __len__(self) -> int:
        """How many sentences there are."""
        return int(self._firsts[-1])

    def __iter__(self) -> Iterator[tuple[Passage, Sentence]]:
        """All sentences in order."""
        return ((one, sentence) for one in self._passages for sentence in one.sentences)

    def at(self, number: int) -> tuple[Passage, Sentence]:
        """The sentence of a number with its passage."""
        place = int(np.searchsorted(self._firsts, number, side="right")) - 1
        passage = self._passages[place]
        return passage, passage.sentences[number - int(self._firsts[place])]


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
    passages = Lines.load(folder, "passages", _passage)
    slugs, outlines = json.loads((folder / "outlines.json").read_text(encoding="utf-8"))
    return Index(
        manifest,
        ArticlesOnDemand(slugs, Lines.load(folder, "articles", _article, kept=None)),
        passages,
        SentencesOnDemand(passages, array_of(folder, "passages-sentences")),
        Lines.load(folder, "questions", lambda record: AnticipatedQuestion(**record)),
        MappingProxyType({name: _load_layer(folder, name) for name in LAYERS}),
        MappingProxyType({one["article"]: _outline(one) for one in outlines}),
        load_annotations(folder),
        catalogue_from_json(json.loads((folder / "catalogue.json").read_bytes())),
        read_pictures(folder),
    )


def in_sentences(passages: Sequence[Passage]) -> tuple[tuple[Passage, Sentence], ...]:
    """Every sentence with its passage, in order."""
    return tuple((passage, sentence) for passage in passages for sentence in passage.sentences)


def _write_files(index: Index, folder: Path) -> None:
    write_lines(folder, "articles", index.articles.values())
    write_lines(folder, "passages", index.passages)
    write_lines(folder, "questions", index.questions)
    sizes = [len(passage.sentences) for passage in index.passages]
    firsts = np.cumsum([0, *sizes], dtype=np.int64)
    np.save(folder / "passages-sentences.npy", firsts, allow_pickle=False)
    outlines = [[*index.articles], [asdict(one) for one in index.outlines.values()]]
    (folder / "outlines.json").write_text(json.dumps(outlines), encoding="utf-8")
    catalogue = json.dumps(catalogue_to_json(index.catalogue), ensure_ascii=False)
    (folder / "catalogue.json").write_text(catalogue, encoding="utf-8")
    for name, layer in index.layers.items():
        layer.vectors.save(folder / f"{name}.npy")
        np.save(folder / f"{name}-keys.npy", layer.keys, allow_pickle=False)
        layer.terms.save(folder / f"{name}-terms")
    if index.annotations is not None:
        save_annotations(index.annotations, folder)


def _load_layer(folder: Path, name: str) -> Layer:
    vectors = VectorIndex.load(folder / f"{name}.npy")
    keys = np.load(folder / f"{name}-keys.npy", allow_pickle=False)
    return Layer(TermIndex.load(folder / f"{name}-terms", len(vectors.vectors)), vectors, keys)


def _outline(record: dict[str, Any]) -> Outline:
    return Outline(**{**record, "headings": tuple(record["headings"])})


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
