"""MiniLM-L6-H384 as functions over named tensors: rows of token ids → a vector for every token.

The built-in encoder and the learned reader are both this network, with layers of their own and
the same embeddings. Rows are laid end to end, so that no work is done for padding; only attention
sees them side by side. Imported only by those who encode, read or train.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import ParamSpec, TypeVar

import torch
import torch.nn.functional as F
from safetensors import safe_open
from tokenizers import Tokenizer
from torch import Tensor

from index import low_rank
from index.low_rank import LAYERS, WIDTH, Weights
from index.precision import in_precision, linear

HEADS = 12
NORM_EPSILON = 1e-12
WEIGHTS_FILE = "model.safetensors"
TOKENIZER_FILE = "tokenizer.json"
# As published with all-MiniLM-L6-v2: longer texts are cut.
MAX_TEXT_TOKENS = 256
# oneDNN compiles a kernel of about 0.7 MB for every number of rows that a matrix has, and keeps
# it; with sizes rounded up there are few of them.
SIZE_STEP = 64
LENGTH_STEP = 16
# The embeddings' names in the published file.
SHARED = {
    "word": "embeddings.word_embeddings.weight",
    "position": "embeddings.position_embeddings.weight",
    "type": "embeddings.token_type_embeddings.weight",
    "embedding_norm.weight": "embeddings.LayerNorm.weight",
    "embedding_norm.bias": "embeddings.LayerNorm.bias",
}

P = ParamSpec("P")
T = TypeVar("T")

_THREAD = ThreadPoolExecutor(1, "tensors")


@dataclass(frozen=True, slots=True)
class Packed:
    """`T` tokens of `count` rows laid end to end, then fillers up to a round size.

    Attention sees a table of count x length; a filler stands where the table has no token.
    """

    ids: Tensor
    types: Tensor
    positions: Tensor
    places: Tensor  # of each token and filler in the table
    mask: Tensor  # count x 1 x 1 x length: where the table holds a token
    count: int
    length: int
    full: bool  # every place of the table holds a token: the rows laid end to end are the table

    def on(self, device: str) -> Packed:
        """The same on another device."""
        tensors = ("ids", "types", "positions", "places", "mask")
        return replace(
            self, **{name: getattr(self, name).to(device, non_blocking=True) for name in tensors}
        )


def pack(ids: Sequence[Sequence[int]], types: Sequence[Sequence[int]]) -> Packed:
    """Lay rows end to end; none is empty."""
    count, length = len(ids), max(map(len, ids))
    full = count * length % SIZE_STEP == 0 and min(map(len, ids)) == length
    if not full:
        length = _rounded(length, LENGTH_STEP)
    mask = torch.zeros(count, length, dtype=torch.bool)
    for number, row in enumerate(ids):
        mask[number, : len(row)] = True
    flat = mask.flatten()
    tokens = int(flat.sum())
    fillers = min(_rounded(tokens, SIZE_STEP), count * length) - tokens
    free = (~flat).nonzero().squeeze(1)[:fillers]
    place = torch.cat([flat.nonzero().squeeze(1), free])
    filling = [0] * fillers
    return Packed(
        ids=torch.tensor([one for row in ids for one in row] + filling),
        types=torch.tensor([one for row in types for one in row] + filling),
        positions=place % length,
        places=place,
        mask=mask.view(count, 1, 1, length),
        count=count,
        length=length,
        full=full,
    )


def hidden_states(weights: Weights, packed: Packed, dropout: float = 0.0) -> Tensor:
    """A float32 vector for each token and filler, of shape `(tokens, WIDTH)`."""
    hidden = F.dropout(_embed(weights, packed), dropout, dropout > 0)
    for number in range(LAYERS):
        hidden = _layer(weights, f"layers.{number}", hidden, packed, dropout)
    return hidden


def side_by_side(packed: Packed, values: Tensor) -> Tensor:
    """Values of tokens in the table: `(tokens, n)` → `(count, length, n)`, 0 where it is empty."""
    if packed.full:
        return values.view(packed.count, packed.length, values.shape[1])
    table = values.new_zeros(packed.count * packed.length, values.shape[1])
    table.index_copy_(0, packed.places, values)
    return table.view(packed.count, packed.length, values.shape[1])


def mean_vectors(packed: Packed, hidden: Tensor) -> Tensor:
    """The mean of each row's tokens as a vector of unit length, `(count, WIDTH)`."""
    table = side_by_side(packed, hidden)
    inside = packed.mask.view(packed.count, packed.length, 1)
    return F.normalize((table * inside).sum(1) / inside.sum(1), dim=1)


class MiniLM:
    """The published sentence encoder: texts in, unit vectors out."""

    def __init__(self, tokenizer: Tokenizer, weights: Weights) -> None:
        self.tokenizer = tokenizer
        self.weights = weights

    @classmethod
    def load(cls, folder: Path, precision: str = "float32", adapter: Path | None = None) -> MiniLM:
        """Read a folder of checked files, and the file of an adapter.

        A question is too short to gain by whole numbers.
        """
        return in_turn(cls._load, folder, precision, adapter)

    @classmethod
    def _load(cls, folder: Path, precision: str, adapter: Path | None) -> MiniLM:
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        tokenizer.no_padding()
        tokenizer.enable_truncation(MAX_TEXT_TOKENS)
        with safe_open(folder / WEIGHTS_FILE, framework="pt") as file:
            tensors = {
                name: file.get_tensor(name)
                for name in file.keys()  # noqa: SIM118
                if name.startswith("encoder.")
            }
        layers = layers_of_bert(tensors)
        if adapter is not None:
            layers = low_rank.with_adapter(layers, low_rank.read(adapter))
        return cls(
            tokenizer, {**in_precision(layers, getattr(torch, precision)), **embeddings(folder)}
        )

    def rows(self, texts: Sequence[str]) -> list[list[int]]:
        """Each text's token ids."""
        return [one.ids for one in self.tokenizer.encode_batch(list(texts))]

    def encode(self, rows: Sequence[Sequence[int]]) -> Tensor:
        """Unit vectors of shape `(len(rows), WIDTH)`, float32: the mean of a row's tokens."""
        return in_turn(self._encode, rows)

    def _encode(self, rows: Sequence[Sequence[int]]) -> Tensor:
        with torch.inference_mode():
            packed = pack(rows, [[0] * len(row) for row in rows])
            return mean_vectors(packed, hidden_states(self.weights, packed))


@cache
def embeddings(folder: Path) -> Weights:
    """The embeddings of the published file, float32; encoder and reader hold the same ones."""
    with safe_open(folder / WEIGHTS_FILE, framework="pt") as file:
        return {name: file.get_tensor(source).float() for name, source in SHARED.items()}


def layers_of_bert(tensors: Weights) -> dict[str, Tensor]:
    """BERT's layers under this network's names, float32; query, key and value become one."""
    weights = {}
    for kind in ("weight", "bias"):
        for number in range(LAYERS):
            old, new = f"encoder.layer.{number}", f"layers.{number}"
            weights[f"{new}.qkv.{kind}"] = torch.cat(
                [
                    tensors[f"{old}.attention.self.{part}.{kind}"]
                    for part in ("query", "key", "value")
                ]
            )
            weights[f"{new}.mix.{kind}"] = tensors[f"{old}.attention.output.dense.{kind}"]
            weights[f"{new}.mix_norm.{kind}"] = tensors[f"{old}.attention.output.LayerNorm.{kind}"]
            weights[f"{new}.up.{kind}"] = tensors[f"{old}.intermediate.dense.{kind}"]
            weights[f"{new}.down.{kind}"] = tensors[f"{old}.output.dense.{kind}"]
            weights[f"{new}.down_norm.{kind}"] = tensors[f"{old}.output.LayerNorm.{kind}"]
    return {name: tensor.float() for name, tensor in weights.items()}


def in_turn(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Do work in the one thread that alone ever touches tensors; not to be called by such work.

    With every thread that computes OpenMP starts helpers for it. Once there are more threads and
    helpers than cores, the helpers fall asleep between two steps, and a reading takes half as long
    again; each thread also keeps some 40 MB.
    """
    return _THREAD.submit(work, *args, **kwargs).result()


def _embed(weights: Weights, packed: Packed) -> Tensor:
    summed = (
        weights["word"].index_select(0, packed.ids)
        + weights["position"].index_select(0, packed.positions)
        + weights["type"].index_select(0, packed.types)
    )
    return _norm(weights, "embedding_norm", summed)


def _layer(weights: Weights, name: str, hidden: Tensor, packed: Packed, dropout: float) -> Tensor:
    attended = _attend(linear(weights, f"{name}.qkv", hidden), packed)
    mixed = F.dropout(linear(weights, f"{name}.mix", attended), dropout, dropout > 0)
    hidden = _norm(weights, f"{name}.mix_norm", hidden + mixed)
    raised = F.gelu(linear(weights, f"{name}.up", hidden))
    lowered = F.dropout(linear(weights, f"{name}.down", raised), dropout, dropout > 0)
    return _norm(weights, f"{name}.down_norm", hidden + lowered)


def _attend(joined: Tensor, packed: Packed) -> Tensor:
    """Attention of each row to itself: packed T x 3W → side by side → packed T x W."""
    table = side_by_side(packed, joined)
    split = table.view(packed.count, packed.length, 3, HEADS, WIDTH // HEADS)
    query, key, value = split.permute(2, 0, 3, 1, 4)
    if torch.is_grad_enabled() and joined.device.type == "cpu":
        # Written out: on processors the fused kernel's way back costs as much as all the rest.
        scores = query @ key.transpose(2, 3) * (WIDTH // HEADS) ** -0.5
        attended = scores.masked_fill(~packed.mask, float("-inf")).softmax(3) @ value
    else:
        mask = None if packed.full else packed.mask
        attended = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    flat: Tensor = attended.transpose(1, 2).reshape(packed.count * packed.length, WIDTH)
    return flat if packed.full else flat.index_select(0, packed.places)


def _norm(weights: Weights, name: str, values: Tensor) -> Tensor:
    weight, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
    return F.layer_norm(values.float(), (WIDTH,), weight, bias, NORM_EPSILON)


def _rounded(size: int, step: int) -> int:
    return -(-size // step) * step
