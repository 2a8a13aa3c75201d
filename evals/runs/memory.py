"""An encoder and a reader that do nothing twice: where the same is asked many times over."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from assistant.rank.judging import Reader
from assistant.reader.model import LearnedReading
from index.encoder import Encoder, Vectors

Pair = tuple[str, str, tuple[int, int] | None]


class RememberingEncoder:
    """Encodes each text once."""

    def __init__(self, encoder: Encoder) -> None:
        self.name = encoder.name
        self.digest = encoder.digest
        self._encoder = encoder
        self._kept: dict[str, Vectors] = {}

    def encode(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> Vectors:
        """As the encoder that it asks; at least one text."""
        new = [text for text in dict.fromkeys(texts) if text not in self._kept]
        if new:
            self._kept.update(zip(new, self._encoder.encode(new, progress), strict=True))
        return np.stack([self._kept[text] for text in texts])


class RememberingReader:
    """Reads each context once for a question."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._kept: dict[Pair, LearnedReading] = {}

    def read_pairs(
        self,
        questions: Sequence[str],
        contexts: Sequence[str],
        targets: Sequence[tuple[int, int]] | None,
    ) -> list[LearnedReading]:
        """As the reader that it asks; what was read before keeps its place."""
        spots: Sequence[tuple[int, int] | None] = targets or [None for _ in contexts]
        pairs: list[Pair] = list(zip(questions, contexts, spots, strict=True))
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._kept]
        if new:
            told = [target for _, _, target in new if target]
            readings = self._reader.read_pairs(
                [question for question, _, _ in new],
                [context for _, context, _ in new],
                told or None,
            )
            self._kept.update(zip(new, readings, strict=True))
        return [self._kept[pair] for pair in pairs]
