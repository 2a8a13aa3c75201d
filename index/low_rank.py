"""Low-rank additions that turn the published encoder into one that knows questions and answers.

LoRA (Hu et al. 2021, "LoRA: Low-Rank Adaptation of Large Language Models", section 4.1): to each
matrix of a layer comes the product of two thin ones. They are added up once, when the encoder is
loaded, so that it is no slower. Imported only by those who encode or train.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

LAYERS = 6
WIDTH = 384
Weights = Mapping[str, Tensor]
# Outputs and inputs of a layer's matrices, under the names of `minilm`.
SHAPES = {
    "qkv": (3 * WIDTH, WIDTH),
    "mix": (WIDTH, WIDTH),
    "up": (4 * WIDTH, WIDTH),
    "down": (WIDTH, 4 * WIDTH),
}


def matrices(rank: int, seed: int) -> dict[str, Tensor]:
    """Thin matrices to begin with, whose products are zero."""
    chance = torch.Generator().manual_seed(seed)
    begun: dict[str, Tensor] = {}
    for layer in range(LAYERS):
        for part, (outputs, inputs) in SHAPES.items():
            name = f"layers.{layer}.{part}"
            begun[f"{name}.in"] = torch.randn(rank, inputs, generator=chance) / inputs**0.5
            begun[f"{name}.out"] = torch.zeros(outputs, rank)
    return begun


def with_adapter(weights: Weights, adapter: Weights) -> dict[str, Tensor]:
    """The weights with every product added to its matrix; the others as they are."""
    added = dict(weights)
    for layer in range(LAYERS):
        for part in SHAPES:
            name = f"layers.{layer}.{part}"
            product = adapter[f"{name}.out"] @ adapter[f"{name}.in"]
            added[f"{name}.weight"] = weights[f"{name}.weight"] + product
    return added


def read(path: Path) -> dict[str, Tensor]:
    """An adapter from its file, float32."""
    return {name: one.float() for name, one in load_file(path).items()}


def write(path: Path, adapter: Weights) -> None:
    """Write an adapter in half precision."""
    save_file({name: one.half().contiguous() for name, one in adapter.items()}, path)
