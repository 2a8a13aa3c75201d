"""Makes a corpus of any size out of the built-in articles, and vectors without a model."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.article import Article, article_from_blocks
from index.encoder import Progress, Vectors
from index.words import stems

# Plain words alone are exchanged, so that names, numbers and dates of a copy stay what they are.
_PLAIN = re.compile(r"\b[a-z]{4,}\b")
EXCHANGED = 0.15
DIMENSIONS = 384
_SHARED_ROWS = 1 << 16


def copies(
    articles: Sequence[Article],
    count: Callable[[Article], int],
    sentences: int,
    seed: int = 1,
) -> Iterator[Article]:
    """The articles, then perturbed copies of them, until they have about so many sentences.

    `count` says how many an article has.
    """
    vocabulary = sorted({word for one in articles for word in _PLAIN.findall(one.text)})
    counts = [count(one) for one in articles]
    had = number = 0
    while had < sentences and any(counts):
        chance = random.Random(f"{seed} {number}")  # noqa: S311 - words, no secrets
        for article, own in zip(articles, counts, strict=True):
            if had >= sentences:
                return
            yield perturbed(article, number, vocabulary, chance) if number else article
            had += own
        number += 1


def perturbed(
    article: Article, number: int, vocabulary: Sequence[str], chance: random.Random
) -> Article:
    """A copy with a share of its plain words exchanged for others of the vocabulary."""

    def other(found: re.Match[str]) -> str:
        return chance.choice(vocabulary) if chance.random() < EXCHANGED else found[0]

    return article_from_blocks(
        slug=f"{article.slug}-{number}",
        title=f"{article.title}, copy {number}",
        blocks=[
            (one.kind, _PLAIN.sub(other, article.text[one.start : one.end]))
            for one in article.blocks
        ],
        author=article.author,
        missions=article.missions,
        period=article.period,
        sources=article.sources,
        updated=article.updated,
    )


class StemEncoder:
    """A text is the sum of a fixed random direction for each of its stems, made unit length."""

    name = "stems"
    digest = "stems-1"

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of shape `(len(texts), 384)`; texts that share words are near each other."""
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for number, text in enumerate(texts):
            for stem in stems(text) or [""]:
                vectors[number] += _direction(stem)
            if progress and number % 1000 == 0:
                progress(number)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors /= np.maximum(lengths, np.finfo(np.float32).tiny)
        return vectors


@lru_cache(maxsize=_SHARED_ROWS)
def _direction(stem: str) -> NDArray[np.float32]:
    seed = int.from_bytes(hashlib.sha256(stem.encode()).digest()[:8])
    return np.random.default_rng(seed).standard_normal(DIMENSIONS, dtype=np.float32)
