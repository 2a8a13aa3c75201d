"""The reader's network as functions over named tensors: rows of tokens → relevance and spans.

A BERT encoder (MiniLM-L6-H384) whose rows are laid end to end, so that no work is done for
padding; only attention sees them side by side. Imported only by those who read or train.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from assistant.rows import Row

LAYERS = 6
HEADS = 12
WIDTH = 384
NORM_EPSILON = 1e-12
# The frozen tensors and their names in the base model, which lends them when the reader is
# loaded; they are never stored with it.
SHARED = {
    "word": "embeddings.word_embeddings.weight",
    "position": "embeddings.position_embeddings.weight",
    "type": "embeddings.token_type_embeddings.weight",
    "embedding_norm.weight": "embeddings.LayerNorm.weight",
    "embedding_norm.bias": "embeddings.LayerNorm.bias",
}

Weights = Mapping[str, Tensor]


@dataclass(frozen=True, slots=True)
class Packed:
    """Rows laid end to end: `T` tokens of `count` rows, the longest of `length` tokens."""

    ids: Tensor
    types: Tensor
    positions: Tensor
    places: Tensor  # of each token in a padded table of count x length
    mask: Tensor  # count x 1 x 1 x length: where that table holds a token
    readable: Tensor  # count x length: the sentence's tokens, and the first one for "none"
    count: int
    length: int


@dataclass(frozen=True, slots=True)
class Logits:
    """`relevance` of each row; `start` and `end` of each token, column 0 for "no answer here"."""

    relevance: Tensor
    start: Tensor
    end: Tensor


def pack(rows: Sequence[Row], device: str = "cpu") -> Packed:
    """Lay rows end to end."""
    length = max(len(row.ids) for row in rows)
    places = [
        number * length + position
        for number, row in enumerate(rows)
        for position in range(len(row.ids))
    ]
    place = torch.tensor(places, device=device)
    types = torch.tensor([kind for row in rows for kind in row.types], device=device)
    mask = torch.zeros(len(rows) * length, dtype=torch.bool, device=device)
    readable = mask.clone()
    mask[place] = True
    readable[place] = types.bool()
    readable = readable.view(len(rows), length)
    readable[:, 0] = True
    return Packed(
        ids=torch.tensor([one for row in rows for one in row.ids], device=device),
        types=types,
        positions=place % length,
        places=place,
        mask=mask.view(len(rows), 1, 1, length),
        readable=readable,
        count=len(rows),
        length=length,
    )


def forward(weights: Weights, packed: Packed, dropout: float = 0.0) -> Logits:
    """Logits of packed rows, in float32 whatever the layers' precision; `dropout` for training."""
    hidden = F.dropout(_embed(weights, packed), dropout, dropout > 0)
    for number in range(LAYERS):
        hidden = _layer(weights, f"layers.{number}", hidden, packed, dropout)
    first = hidden.index_select(0, torch.nonzero(packed.positions == 0).squeeze(1))
    pooled = torch.tanh(_linear(weights, "pool", first))
    relevance = _linear(weights, "relevance", F.dropout(pooled, dropout, dropout > 0))
    spans = _linear(weights, "span", hidden).float()
    table = spans.new_zeros(packed.count * packed.length, 2)
    table.index_copy_(0, packed.places, spans)
    table = table.view(packed.count, packed.length, 2)
    table = table.masked_fill(~packed.readable.unsqueeze(2), float("-inf"))
    return Logits(relevance.float().squeeze(1), table[..., 0], table[..., 1])


def from_bert(tensors: Weights) -> dict[str, Tensor]:
    """The base model's tensors under this network's names; query, key and value become one."""
    weights = {name: tensors[source] for name, source in SHARED.items()}
    for kind in ("weight", "bias"):
        weights[f"pool.{kind}"] = tensors[f"pooler.dense.{kind}"]
        for number in range(LAYERS):
            old, new = f"encoder.layer.{number}", f"layers.{number}"
            weights[f"{new}.qkv.{kind}"] = torch.cat([
                tensors[f"{old}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")
            ])
            weights[f"{new}.mix.{kind}"] = tensors[f"{old}.attention.output.dense.{kind}"]
            weights[f"{new}.mix_norm.{kind}"] = tensors[f"{old}.attention.output.LayerNorm.{kind}"]
            weights[f"{new}.up.{kind}"] = tensors[f"{old}.intermediate.dense.{kind}"]
            weights[f"{new}.down.{kind}"] = tensors[f"{old}.output.dense.{kind}"]
            weights[f"{new}.down_norm.{kind}"] = tensors[f"{old}.output.LayerNorm.{kind}"]
    return {name: tensor.float() for name, tensor in weights.items()}


def in_precision(weights: Weights, dtype: torch.dtype) -> dict[str, Tensor]:
    """A copy with the layers' matrices in another precision; norms and embeddings stay exact."""
    return {
        name: tensor.to(dtype) if name.startswith("layers.") and "norm" not in name else tensor
        for name, tensor in weights.items()
    }


def _embed(weights: Weights, packed: Packed) -> Tensor:
    summed = (
        weights["word"].index_select(0, packed.ids)
        + weights["position"].index_select(0, packed.positions)
        + weights["type"].index_select(0, packed.types)
    )
    return _norm(weights, "embedding_norm", summed)


def _layer(weights: Weights, name: str, hidden: Tensor, packed: Packed, dropout: float) -> Tensor:
    attended = _attend(_linear(weights, f"{name}.qkv", hidden), packed)
    mixed = F.dropout(_linear(weights, f"{name}.mix", attended), dropout, dropout > 0)
    hidden = _norm(weights, f"{name}.mix_norm", hidden + mixed)
    raised = F.gelu(_linear(weights, f"{name}.up", hidden))
    lowered = F.dropout(_linear(weights, f"{name}.down", raised), dropout, dropout > 0)
    return _norm(weights, f"{name}.down_norm", hidden + lowered)


def _attend(joined: Tensor, packed: Packed) -> Tensor:
    """Attention of each row to itself: packed T x 3W → side by side → packed T x W."""
    table = joined.new_zeros(packed.count * packed.length, 3 * WIDTH)
    table.index_copy_(0, packed.places, joined)
    split = table.view(packed.count, packed.length, 3, HEADS, WIDTH // HEADS)
    query, key, value = split.permute(2, 0, 3, 1, 4)
    if torch.is_grad_enabled():
        # Written out: on processors the fused kernel's way back costs as much as all the rest.
        scores = query @ key.transpose(2, 3) * (WIDTH // HEADS) ** -0.5
        attended = scores.masked_fill(~packed.mask, float("-inf")).softmax(3) @ value
    else:
        attended = F.scaled_dot_product_attention(query, key, value, attn_mask=packed.mask)
    flat = attended.transpose(1, 2).reshape(packed.count * packed.length, WIDTH)
    return flat.index_select(0, packed.places)


def _linear(weights: Weights, name: str, values: Tensor) -> Tensor:
    weight = weights[f"{name}.weight"]
    return F.linear(values.to(weight.dtype), weight, weights[f"{name}.bias"])


def _norm(weights: Weights, name: str, values: Tensor) -> Tensor:
    weight, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
    return F.layer_norm(values.float(), (WIDTH,), weight, bias, NORM_EPSILON)
