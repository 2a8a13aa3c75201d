"""The reader's heads on MiniLM: rows of tokens → how well each answers, and where.

Imported only by those who read or train.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from assistant.reader.rows import Row
from index import minilm
from index.low_rank import WIDTH, Weights
from index.minilm import SHARED, hidden_states, side_by_side
from index.precision import in_precision, linear

__all__ = [
    "SHARED",
    "WIDTH",
    "Logits",
    "Packed",
    "Weights",
    "forward",
    "from_bert",
    "in_precision",
    "pack",
]


@dataclass(frozen=True, slots=True)
class Packed:
    """Rows laid end to end, and what of them may be cut."""

    tokens: minilm.Packed
    readable: Tensor  # count x length: the sentence's tokens, and the first one for "none"

    def on(self, device: str) -> Packed:
        """The same on another device."""
        return Packed(self.tokens.on(device), self.readable.to(device, non_blocking=True))


@dataclass(frozen=True, slots=True)
class Logits:
    """`relevance` of each row; `start` and `end` of each token, column 0 for "no answer here"."""

    relevance: Tensor
    start: Tensor
    end: Tensor


def pack(rows: Sequence[Row]) -> Packed:
    """Lay rows end to end."""
    tokens = minilm.pack([row.ids for row in rows], [row.types for row in rows])
    readable = side_by_side(tokens, tokens.types.unsqueeze(1)).squeeze(2).bool()
    readable[:, 0] = True
    return Packed(tokens, readable)


def forward(weights: Weights, packed: Packed, dropout: float = 0.0) -> Logits:
    """Logits of packed rows, in float32 whatever the layers' precision; `dropout` for training."""
    hidden = hidden_states(weights, packed.tokens, dropout)
    table = side_by_side(packed.tokens, hidden)
    pooled = torch.tanh(linear(weights, "pool", table[:, 0]))
    relevance = linear(weights, "relevance", F.dropout(pooled, dropout, dropout > 0))
    spans = side_by_side(packed.tokens, linear(weights, "span", hidden).float())
    spans = spans.masked_fill(~packed.readable.unsqueeze(2), float("-inf"))
    return Logits(relevance.float().squeeze(1), spans[..., 0], spans[..., 1])


def from_bert(tensors: Weights) -> dict[str, Tensor]:
    """The base model's tensors under this network's names, with its pooler."""
    own = {f"pool.{kind}": tensors[f"pooler.dense.{kind}"] for kind in ("weight", "bias")}
    shared = {name: tensors[source] for name, source in SHARED.items()}
    named = {name: tensor.float() for name, tensor in {**shared, **own}.items()}
    return {**named, **minilm.layers_of_bert(tensors)}
