"""Weights in another precision, and a layer's product with them: float32, bfloat16 or int8.

Imported only by those who encode, read or train.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from index.low_rank import Weights


def in_precision(weights: Weights, dtype: torch.dtype) -> dict[str, Tensor]:
    """A copy with the layers' matrices in another precision; norms and embeddings stay exact.

    As int8 each row of a matrix is whole numbers of -127 to 127 times a scale of its own, kept
    beside it as `….scale`, and laid as the product wants it: `(inputs, outputs)`. A layer's last
    matrix stays float32: what it is given is so uneven that rounding it costs a third of all error.
    """
    chosen: dict[str, Tensor] = {}
    for name, tensor in weights.items():
        if not name.startswith("layers.") or "norm" in name:
            chosen[name] = tensor
        elif dtype is not torch.int8:
            chosen[name] = tensor.to(dtype)
        elif name.endswith(".weight") and ".down." not in name:
            whole, scale = _whole_numbers(tensor.float())
            chosen[name] = whole.t()
            chosen[name.replace(".weight", ".scale")] = scale.squeeze(1)
        else:
            chosen[name] = tensor.float()
    return chosen


def fast_precision() -> str:
    """Int8 where the processor multiplies whole numbers natively (AVX512-VNNI), else float32.

    Measured on two cores of an Intel Xeon, a question's reading: int8 38 ms, float32 50 and
    bfloat16, although the processor has instructions for it, 90.
    """
    capable = getattr(torch.cpu, "_is_vnni_supported", lambda: False)
    return "int8" if capable() and hasattr(torch, "_int_mm") else "float32"


def linear(weights: Weights, name: str, values: Tensor) -> Tensor:
    """A layer's product, in the precision of its weights; with int8 weights float32.

    There the values too become whole numbers, each row with a scale of its own: a token's product
    depends on no other token, and the sums are exact.
    """
    weight, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
    if weight.dtype is not torch.int8:
        return F.linear(values.to(weight.dtype), weight, bias)
    whole, scale = _whole_numbers(values)
    product = torch._int_mm(whole, weight).float()
    return product.mul_(scale).mul_(weights[f"{name}.scale"]).add_(bias)


def _whole_numbers(values: Tensor) -> tuple[Tensor, Tensor]:
    """Rows as int8 and the float32 scale of each, `(rows, 1)`, that gives the values back."""
    scale = values.abs().amax(1, keepdim=True).clamp_min_(torch.finfo(torch.float32).tiny).div_(127)
    return torch.mul(values, scale.reciprocal()).round_().to(torch.int8), scale
