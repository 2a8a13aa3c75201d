"""What an index is to hold, and making it: articles and questions → `Plan` → `Index` in memory."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from corpus.article import Article
from corpus.catalogue.exporting import catalogue_to_json
from corpus.catalogue.schema import Catalogue
from corpus.pictures.picture import PictureSource
from corpus.questions import SentenceQuestions
from corpus.reading.pictures import PICTURE_VERSION
from corpus.record.missions import MissionRecord
from index import generation
from index.annotations import Annotations
from index.anticipated import AnticipatedQuestion, resolve
from index.encoder import Encoder, Vectors
from index.generation import Manifest
from index.outlines import outlined
from index.passages import (
    MAX_PASSAGE_WORDS,
    MIN_PASSAGE_WORDS,
    Passage,
    passage_text_to_search,
    sentence_text_to_embed,
    split,
)
from index.store import LAYERS, Index, Layer, in_sentences
from index.terms import LENGTH_CORRECTION, TERM_SATURATION, TermIndex
from index.thesaurus import FINGERPRINT
from index.vectors import EXACT_BELOW, FLAT_BELOW, VectorIndex
from index.words import stems

KEY_BYTES = 16
# Raised when the same articles would be cut or embedded differently than before.
TEXT_VERSION = 2

Progress = Callable[[str, int, int], None]
Annotate = Callable[[Index], Annotations]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that decides an index, before anything is encoded."""

    manifest: Manifest
    articles: tuple[Article, ...]
    passages: tuple[Passage, ...]
    questions: tuple[AnticipatedQuestion, ...]
    lost_questions: tuple[SentenceQuestions, ...]
    unanswered: tuple[str, ...] = ()
    catalogue: Catalogue = field(default_factory=Catalogue)
    pictures: tuple[PictureSource, ...] = ()


def plan(
    articles: Sequence[Article],
    questions: Sequence[SentenceQuestions],
    record: MissionRecord,
    encoder_name: str,
    encoder_digest: str,
    unanswered: Sequence[str] = (),
    annotated_by: str = "",
    catalogue: Catalogue | None = None,
    pictures: Sequence[PictureSource] = (),
) -> Plan:
    """Cut the articles, resolve the questions and name the generation that they make.

    `unanswered` are questions that none of the articles answers; `annotated_by` names what will
    find the index's annotations, if anything does; `catalogue` are the covers that the articles
    describe, and `pictures` what an operator shows of them.
    """
    catalogue = catalogue or Catalogue()
    passages = tuple(passage for article in articles for passage in split(article, record))
    found, lost = resolve(questions, passages)
    corpus_digest = _digest(
        [
            [asdict(article) for article in articles],
            [asdict(passage) for passage in passages],
            [asdict(question) for question in found],
            list(unanswered),
            catalogue_to_json(catalogue),
            [[one.digest, asdict(one.place), asdict(one.words)] for one in pictures],
        ]
    )
    settings = {
        "min_passage_words": MIN_PASSAGE_WORDS,
        "max_passage_words": MAX_PASSAGE_WORDS,
        "term_saturation": TERM_SATURATION,
        "length_correction": LENGTH_CORRECTION,
        "text_version": TEXT_VERSION,
        "thesaurus": FINGERPRINT,
        "annotated_by": annotated_by,
        "exact_below": EXACT_BELOW,
        "flat_below": FLAT_BELOW,
        "picture_version": PICTURE_VERSION,
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
    shown = {"covers": len(catalogue.covers), "pictures": len(pictures)}
    counts |= {name: count for name, count in shown.items() if count}
    manifest = Manifest(
        version, name, encoder_name, encoder_digest, corpus_digest, settings, counts, files={}
    )
    return Plan(
        manifest,
        tuple(articles),
        passages,
        found,
        lost,
        tuple(unanswered),
        catalogue,
        tuple(pictures),
    )


def build(
    planned: Plan,
    encoder: Encoder,
    reuse: Index | None = None,
    progress: Progress | None = None,
    annotate: Annotate | None = None,
) -> Index:
    """Encode a plan's texts, those that `reuse` holds taken from there, and annotate them."""
    sentences = in_sentences(planned.passages)
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
    index = Index(
        planned.manifest,
        articles,
        planned.passages,
        sentences,
        planned.questions,
        MappingProxyType(layers),
        MappingProxyType(outlined(planned.passages)),
        catalogue=planned.catalogue,
    )
    return replace(index, annotations=annotate(index)) if annotate else index


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


def _digest(content: object) -> str:
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False).encode()
    return hashlib.sha256(canonical).hexdigest()
