"""Lists of candidates → trained weights: the loss, the steps, and checkpoints that resume.

Every step depends on the seed and its own number alone, so a run that was broken off and taken
up again ends with the same weights as one that was not.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import torch
import torch.nn.functional as F
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from assistant.reader import network
from assistant.reader.rows import RowMaker
from assistant.training.data import Candidate, Choice

# Half of the weight of ordering goes to each candidate's own yes or no, which makes scores of
# different questions comparable; "no answer here" counts half of a marked answer.
YES_NO_WEIGHT = 0.5
NO_ANSWER_WEIGHT = 0.5
HEAD_SPREAD = 0.02
LOG_EVERY = 10
LONG_BREAK = 60
MAX_HELPERS = 12


@dataclass(frozen=True, slots=True)
class Plan:
    """One stage of training: how many steps of how many questions, and how fast."""

    name: str
    steps: int
    rate: float
    seed: int
    warm_up: float = 0.06
    decay: float = 0.01
    dropout: float = 0.1
    clip: float = 1.0
    save_every: int = 200


@dataclass(frozen=True, slots=True)
class Batch:
    """The lists of a step as tensors: `R` rows of `L` lists.

    `lists` and `places` say where each row stands (`R`), `wanted` whether it is right (`R`),
    `answered` which lists have a right row (`L`), `longest` how long a list is at most. `here`
    and `nowhere` are row, first and last token of the answers, and of the rows that have none, at
    token 0 (`n x 3`).
    """

    packed: network.Packed
    lists: Tensor
    places: Tensor
    wanted: Tensor
    answered: Tensor
    here: Tensor
    nowhere: Tensor
    longest: int

    def on(self, device: str) -> Batch:
        """The same on another device."""
        tensors = ("lists", "places", "wanted", "answered", "here", "nowhere")
        moved = {name: getattr(self, name).to(device, non_blocking=True) for name in tensors}
        return replace(self, packed=self.packed.on(device), **moved)


ChoicesOf = Callable[[int], Sequence[Choice]]


class Batches(Dataset[Batch]):
    """The batch of each step by its number."""

    def __init__(self, maker: RowMaker, choices_of: ChoicesOf) -> None:
        self._maker = maker
        self._choices_of = choices_of

    def __getitem__(self, step: int) -> Batch:
        return batch_of(self._choices_of(step), self._maker)


@dataclass(slots=True)
class Learner:
    """Weights on their device, with what AdamW remembers of them."""

    weights: dict[str, Tensor]
    optimizer: torch.optim.AdamW
    step: int
    device: str


def first_weights(base: network.Weights, seed: int) -> dict[str, Tensor]:
    """The base model's tensors with fresh heads."""
    chance = torch.Generator().manual_seed(seed)
    weights = network.from_bert(base)
    for head, size in (("relevance", 1), ("span", 2)):
        fresh = torch.randn(size, network.WIDTH, generator=chance)
        weights[f"{head}.weight"] = fresh * HEAD_SPREAD
        weights[f"{head}.bias"] = torch.zeros(size)
    return weights


def train(
    plan: Plan, weights: network.Weights, maker: RowMaker, choices_of: ChoicesOf, folder: Path
) -> dict[str, Tensor]:
    """Train by a plan, taking up a broken-off run from its checkpoint in `folder`.

    `choices_of` gives the lists of a step by its number. The embeddings stay as they are.
    """
    file = folder / f"{plan.name}.safetensors"
    learner = _learner(plan, weights, file)
    for step, loss in _steps(plan, learner, Batches(maker, choices_of)):
        if step % LOG_EVERY == 0:
            _log(folder / f"{plan.name}.jsonl", step, float(loss))
        if step % plan.save_every == 0 or step == plan.steps:
            _save(learner, file)
    return {name: one.detach().cpu() for name, one in learner.weights.items()}


def batch_of(choices: Sequence[Choice], maker: RowMaker) -> Batch:
    """Lists of candidates as tensors."""
    candidates: list[Candidate] = [one for choice in choices for one in choice.candidates]
    rows = maker.rows(
        [one.question for one in candidates],
        [one.context for one in candidates],
        [one.target for one in candidates],
    )
    spans = [choice.spans for choice in choices for _ in choice.candidates]
    here, nowhere = [], []
    for number, (one, row, marked) in enumerate(zip(candidates, rows, spans, strict=True)):
        tokens = row.tokens_of(one.answer) if one.answer else None
        if tokens:
            here.append((number, *tokens))
        elif marked and one.answer is None:
            nowhere.append((number, 0, 0))
    sizes = [len(choice.candidates) for choice in choices]
    return Batch(
        network.pack(rows),
        torch.tensor([number for number, size in enumerate(sizes) for _ in range(size)]),
        torch.tensor([place for size in sizes for place in range(size)]),
        torch.tensor(
            [
                float(choice.answered and place == 0)
                for choice, size in zip(choices, sizes, strict=True)
                for place in range(size)
            ]
        ),
        torch.tensor([float(choice.answered) for choice in choices]),
        torch.tensor(here, dtype=torch.long).view(-1, 3),
        torch.tensor(nowhere, dtype=torch.long).view(-1, 3),
        max(sizes),
    )


def loss_of(logits: network.Logits, batch: Batch) -> Tensor:
    """How wrong the logits are: the order of each list, each yes or no, and the answers' words."""
    empty = logits.relevance.new_full((len(batch.answered), batch.longest), float("-inf"))
    table = empty.index_put((batch.lists, batch.places), logits.relevance)
    order = -(F.log_softmax(table, 1)[:, 0] * batch.answered).sum() / batch.answered.sum().clamp(1)
    yes_no = F.binary_cross_entropy_with_logits(logits.relevance, batch.wanted)
    total: Tensor = order + YES_NO_WEIGHT * yes_no
    if len(batch.here):
        total = total + _span_loss(logits, batch.here)
    if len(batch.nowhere):
        total = total + NO_ANSWER_WEIGHT * _span_loss(logits, batch.nowhere)
    return total


def _span_loss(logits: network.Logits, labels: Tensor) -> Tensor:
    row, first, last = labels.unbind(1)
    return (F.cross_entropy(logits.start[row], first) + F.cross_entropy(logits.end[row], last)) / 2


def _steps(plan: Plan, learner: Learner, batches: Batches) -> Iterator[tuple[int, Tensor]]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeRemainingColumn(),
    )
    left = range(learner.step, plan.steps)
    # A device computes while the processor's other cores make the batches of the next steps.
    helpers = 0 if learner.device == "cpu" else min((os.cpu_count() or 2) - 1, MAX_HELPERS)
    loader = DataLoader(batches, batch_size=None, sampler=left, num_workers=helpers)
    with Progress(*columns) as progress:
        task = progress.add_task(plan.name, total=plan.steps, completed=learner.step)
        mean = torch.zeros((), device=learner.device)
        for batch in loader:
            loss = _step(plan, learner, batch.on(learner.device))
            mean = loss if learner.step == left.start else 0.98 * mean + 0.02 * loss
            learner.step += 1
            if learner.step % LOG_EVERY == 0:
                progress.update(
                    task, completed=learner.step, description=f"{plan.name}, loss {float(mean):.3f}"
                )
            yield learner.step, mean


def _step(plan: Plan, learner: Learner, batch: Batch) -> Tensor:
    torch.manual_seed(plan.seed * 1_000_003 + learner.step)
    for group in learner.optimizer.param_groups:
        group["lr"] = plan.rate * pace(plan.steps, plan.warm_up, learner.step)
    half = network.in_precision(learner.weights, torch.bfloat16)
    loss = loss_of(network.forward(half, batch.packed, plan.dropout), batch)
    learner.optimizer.zero_grad()
    loss.backward()
    learned = [one for one in learner.weights.values() if one.requires_grad]
    torch.nn.utils.clip_grad_norm_(learned, plan.clip)
    learner.optimizer.step()
    return loss.detach()


def pace(steps: int, warm_up: float, step: int) -> float:
    """The share of the rate: up in a straight line over the first steps, then down to nothing."""
    warm = max(warm_up * steps, 1.0)
    return min((step + 1) / warm, (steps - step) / max(steps - warm, 1.0))


def _learner(plan: Plan, weights: network.Weights, file: Path) -> Learner:
    device = "cuda" if torch.cuda.is_available() else "cpu"
    kept, step = _load(file) if file.exists() else ({}, 0)
    mine: dict[str, Tensor] = {}
    for name, tensor in weights.items():
        mine[name] = kept.get(f"weight/{name}", tensor).clone().to(device)
        mine[name].requires_grad_(name not in network.SHARED)
    learned = {name: one for name, one in mine.items() if one.requires_grad}
    optimizer = torch.optim.AdamW(
        learned.values(), lr=plan.rate, weight_decay=plan.decay, fused=True
    )
    if kept:
        for name, one in learned.items():
            optimizer.state[one] = {
                "step": torch.tensor(float(step)),
                "exp_avg": kept[f"mean/{name}"].to(device),
                "exp_avg_sq": kept[f"square/{name}"].to(device),
            }
    return Learner(mine, optimizer, step, device)


def _load(file: Path) -> tuple[dict[str, Tensor], int]:
    with safe_open(file, framework="pt") as kept:
        return {name: kept.get_tensor(name) for name in kept.keys()}, int(  # noqa: SIM118
            kept.metadata()["step"]
        )


def _save(learner: Learner, file: Path) -> None:
    tensors: dict[str, Tensor] = {}
    for name, one in learner.weights.items():
        if one.requires_grad:
            memory = learner.optimizer.state[one]
            tensors[f"weight/{name}"] = one.detach()
            tensors[f"mean/{name}"] = memory["exp_avg"]
            tensors[f"square/{name}"] = memory["exp_avg_sq"]
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_suffix(".partial")
    save_file(tensors, partial, metadata={"step": str(learner.step)})
    partial.replace(file)


def _log(file: Path, step: int, loss: float) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps({"step": step, "loss": round(loss, 4), "at": int(time.time())}))
        lines.write("\n")


def minutes(file: Path) -> float:
    """How long a stage took by its log, breaks of over a minute left out."""
    lines = file.read_text(encoding="utf-8").splitlines()
    times: list[int] = [json.loads(line)["at"] for line in lines]
    gaps = [after - before for before, after in pairwise(times)]
    return sum(gap for gap in gaps if gap <= LONG_BREAK) / 60
