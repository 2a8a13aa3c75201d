"""`Index`: articles, passages, terms and vectors, built in memory and kept as one generation."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.article import Article, Block, Section, Source
from corpus.questions import SentenceQuestions
from corpus.record.missions import MissionRecord
from index import generation
from index.anticipated import AnticipatedQuestion, resolve
from index.encoder import Encoder, Vectors
from index.generation import IndexUnusable, Manifest
from index.home import build_command
from index.passages import (
    MAX_PASSAGE_WORDS,
    MIN_PASSAGE_WORDS,
    Passage,
    passage_text_to_search,
    sentence_text_to_embed,
    split,
)
from index.subjects import Sentence
from index.terms import LENGTH_CORRECTION, TERM_SATURATION, TermIndex
from index.thesaurus import FINGERPRINT
from index.vectors import VectorIndex
from index.words import stems

# What is searched for a sentence, and what is known to have no answer.
SEARCHED = ("sentences", "passages", "questions")
LAYERS = (*SEARCHED, "unanswered")
KEY_BYTES = 16
# Raised when the same articles would be cut or embedded differently than before.
TEXT_VERSION = 2

Progress = Callable[[str, int, int], None]


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

    @property
    def generation(self) -> str:
        """The digest that names this index."""
        return self.manifest.generation

    @property
    def texts(self) -> dict[str, str]:
        """The articles' texts by slug."""
        return {slug: article.text for slug, article in self.articles.items()}


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that decides an index, before anything is encoded."""

    manifest: Manifest
    articles: tuple[Article, ...]
    passages: tuple[Passage, ...]
    questions: tuple[AnticipatedQuestion, ...]
    lost_questions: tuple[SentenceQuestions, ...]
    unanswered: tuple[str, ...] = ()


def plan(
    articles: Sequence[Article],
    questions: Sequence[SentenceQuestions],
    record: MissionRecord,
    encoder_name: str,
    encoder_digest: str,
    unanswered: Sequence[str] = (),
) -> Plan:
    """Cut the articles, resolve the questions and name the generation that they make.

    `unanswered` are questions that none of the articles answers.
    """
    passages = tuple(passage for article in articles for passage in split(article, record))
    found, lost = resolve(questions, passages)
    corpus_digest = _digest(
        [
            [asdict(article) for article in articles],
            [asdict(passage) for passage in passages],
            [asdict(question) for question in found],
            list(unanswered),
        ]
    )
    settings = {
        "min_passage_words": MIN_PASSAGE_WORDS,
        "max_passage_words": MAX_PASSAGE_WORDS,
        "term_saturation": TERM_SATURATION,
        "length_correction": LENGTH_CORRECTION,
        "text_version": TEXT_VERSION,
        "thesaurus": FINGERPRINT,
    }
    version = generation.FORMAT_VERSION
    name = _digest([version, encoder_name, encoder_digest, corpus_digest, settings])[:16]
    counts = {
        "articles": len(articles),
        "passages": len(passages),
        "sentences": sum(len(passage.sentences) for passage in passages),
        "questions": len(found),
        "unanswered": len(unanswered),
    }
    manifest = Manifest(
        version, name, encoder_name, encoder_digest, corpus_digest, settings, counts, files={}
    )
    return Plan(manifest, tuple(articles), passages, found, lost, tuple(unanswered))


def build(
    planned: Plan, encoder: Encoder, reuse: Index | None = None, progress: Progress | None = None
) -> Index:
    """Encode a plan's texts; those that `reuse` already holds are taken from there."""
    sentences = _flat(planned.passages)
    texts = {
        "sentences": [sentence_text_to_embed(*pair) for pair in sentences],
        "questions": [question.text for question in planned.questions],
        "unanswered": [*planned.unanswered],
    }
    known = _known_vectors(reuse, planned.manifest.encoder_digest)
    total = sum(len(layer) for layer in texts.values())
    done = 0
    layers = {}
    for name, some in texts.items():

        def report(count: int, name: str = name, before: int = done) -> None:
            if progress:
                progress(name, before + count, total)

        layers[name] = _layer(some, encoder, known, report)
        done += len(some)
        report(len(some))
    layers["passages"] = _of_passages(planned.passages, layers["sentences"].vectors.vectors)
    layers = {name: layers[name] for name in LAYERS}
    articles = MappingProxyType({article.slug: article for article in planned.articles})
    return Index(
        planned.manifest,
        articles,
        planned.passages,
        sentences,
        planned.questions,
        MappingProxyType(layers),
    )


def save(index: Index, home: Path) -> Index:
    """Write the index as the current generation; call under `generation.writer_lock`."""
    manifest = generation.write(home, index.manifest, lambda folder: _write_files(index, folder))
    return Index(
        manifest, index.articles, index.passages, index.sentences, index.questions, index.layers
    )


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
        _flat(passages),
        questions,
        MappingProxyType(layers),
    )


def _flat(passages: Sequence[Passage]) -> tuple[tuple[Passage, Sentence], ...]:
    return tuple((passage, sentence) for passage in passages for sentence in passage.sentences)


def _of_passages(passages: Sequence[Passage], sentences: Vectors) -> Layer:
    """Passages mean what their sentences mean: a vector is the mean of those, made unit length.

    Encoding them anew found nothing more and took a fifth of the time.
    """
    terms = TermIndex.build([stems(passage_text_to_search(passage)) for passage in passages])
    sizes = [len(passage.sentences) for passage in passages]
    sums = np.add.reduceat(sentences, np.cumsum([0, *sizes[:-1]])) if sizes else sentences
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return Layer(
        terms, VectorIndex(sums / np.maximum(lengths, np.finfo(np.float32).tiny)), _key_rows([])
    )


def _layer(
    texts: list[str],
    encoder: Encoder,
    known: Mapping[bytes, Vectors],
    report: Callable[[int], None],
) -> Layer:
    keys = [hashlib.blake2b(text.encode(), digest_size=KEY_BYTES).digest() for text in texts]
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    kept = len(texts) - len(missing)
    fresh = encoder.encode([*missing.values()], progress=lambda count: report(kept + count))
    both = {**known, **dict(zip(missing, fresh, strict=True))}
    vectors = np.empty((len(texts), fresh.shape[1]), dtype=np.float32)
    for number, key in enumerate(keys):
        vectors[number] = both[key]
    return Layer(
        TermIndex.build([stems(text) for text in texts]), VectorIndex(vectors), _key_rows(keys)
    )


def _key_rows(keys: Sequence[bytes]) -> NDArray[np.uint8]:
    return np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(len(keys), KEY_BYTES)


def _known_vectors(reuse: Index | None, encoder_digest: str) -> dict[bytes, Vectors]:
    if reuse is None or reuse.manifest.encoder_digest != encoder_digest:
        return {}
    return {
        key.tobytes(): vector
        for layer in reuse.layers.values()
        if len(layer.keys)
        for key, vector in zip(layer.keys, layer.vectors.vectors, strict=True)
    }


def _write_files(index: Index, folder: Path) -> None:
    _write_lines(folder / "articles.jsonl", index.articles.values())
    _write_lines(folder / "passages.jsonl", index.passages)
    _write_lines(folder / "questions.jsonl", index.questions)
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
        }
    )


def _passage(record: dict[str, Any]) -> Passage:
    sentences = tuple(
        Sentence(one["start"], one["end"], tuple(one["missions"])) for one in record["sentences"]
    )
    return Passage(**{**record, "subject": tuple(record["subject"]), "sentences": sentences})


def _digest(content: object) -> str:
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False).encode()
    return hashlib.sha256(canonical).hexdigest()
