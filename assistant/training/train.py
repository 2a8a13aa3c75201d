"""Lists of candidates → trained weights: the loss, the steps, and checkpoints that resume.

Every step depends on the seed and its own number alone, so a run that was broken off and taken
up again ends with the same weights as one that was not.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import torch
import torch.nn.functional as F
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor

from assistant import network
from assistant.rows import Row, RowMaker
from assistant.training.data import Candidate, Choice

# Half of the weight of ordering goes to each candidate's own yes or no, which makes scores of
# different questions comparable; "no answer here" counts half of a marked answer.
YES_NO_WEIGHT = 0.5
NO_ANSWER_WEIGHT = 0.5
HEAD_SPREAD = 0.02
LOG_EVERY = 10
LONG_BREAK = 60


@dataclass(frozen=True, slots=True)
class Plan:
    """One stage of training: how many steps of how many questions, and how fast."""

    name: str
    steps: int
    questions_a_step: int
    rate: float
    seed: int
    warm_up: float = 0.06
    decay: float = 0.01
    dropout: float = 0.1
    clip: float = 1.0
    save_every: int = 200


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
    plan: Plan,
    weights: network.Weights,
    maker: RowMaker,
    choices_of: Callable[[int], Sequence[Choice]],
    folder: Path,
) -> dict[str, Tensor]:
    """Train by a plan, taking up a broken-off run from its checkpoint in `folder`.

    `choices_of` gives the lists of a step by its number. The embeddings stay as they are.
    """
    file = folder / f"{plan.name}.safetensors"
    learner = _learner(plan, weights, file)
    for step, loss in _steps(plan, learner, maker, choices_of):
        if step % LOG_EVERY == 0:
            _log(folder / f"{plan.name}.jsonl", step, loss)
        if step % plan.save_every == 0 or step == plan.steps:
            _save(learner, file)
    return {name: one.detach().cpu() for name, one in learner.weights.items()}


def loss_of(logits: network.Logits, rows: Sequence[Row], choices: Sequence[Choice]) -> Tensor:
    """How wrong the logits are: the order of each list, each yes or no, and the answers' words."""
    sizes = [len(choice.candidates) for choice in choices]
    lists = logits.relevance.split(sizes)
    answered = [one for one, choice in zip(lists, choices, strict=True) if choice.answered]
    order = torch.stack([-F.log_softmax(one, 0)[0] for one in answered]).mean()
    wanted = torch.cat([_wanted(choice, logits.relevance) for choice in choices])
    yes_no = F.binary_cross_entropy_with_logits(logits.relevance, wanted)
    total: Tensor = order + YES_NO_WEIGHT * yes_no
    here, nowhere = _span_labels(rows, choices)
    if here:
        total = total + _span_loss(logits, here) + NO_ANSWER_WEIGHT * _span_loss(logits, nowhere)
    return total


def _wanted(choice: Choice, like: Tensor) -> Tensor:
    wanted = torch.zeros(len(choice.candidates), device=like.device)
    wanted[0] = float(choice.answered)
    return wanted


def _span_labels(
    rows: Sequence[Row], choices: Sequence[Choice]
) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int]]]:
    """Row, first and last token of the answers; and the rows that have none, at token 0."""
    here, nowhere = [], []
    number = 0
    for choice in choices:
        for one in choice.candidates:
            tokens = rows[number].tokens_of(one.answer) if one.answer else None
            if choice.spans and one.answer is None:
                nowhere.append((number, 0, 0))
            elif tokens:
                here.append((number, *tokens))
            number += 1
    return here, nowhere


def _span_loss(logits: network.Logits, labels: list[tuple[int, int, int]]) -> Tensor:
    if not labels:
        return logits.relevance.new_zeros(())
    row, first, last = torch.tensor(labels, device=logits.start.device).unbind(1)
    return (F.cross_entropy(logits.start[row], first) + F.cross_entropy(logits.end[row], last)) / 2


def _steps(
    plan: Plan, learner: Learner, maker: RowMaker, choices_of: Callable[[int], Sequence[Choice]]
) -> Iterator[tuple[int, float]]:
    columns = (TextColumn("{task.description}"), BarColumn(),
               TextColumn("{task.completed}/{task.total}"), TimeRemainingColumn())
    with Progress(*columns) as progress:
        task = progress.add_task(plan.name, total=plan.steps, completed=learner.step)
        mean = 0.0
        while learner.step < plan.steps:
            loss = _step(plan, learner, maker, choices_of(learner.step))
            mean = loss if mean == 0.0 else 0.98 * mean + 0.02 * loss
            learner.step += 1
            progress.update(task, advance=1, description=f"{plan.name}, loss {mean:.3f}")
            yield learner.step, mean


def _step(plan: Plan, learner: Learner, maker: RowMaker, choices: Sequence[Choice]) -> float:
    torch.manual_seed(plan.seed * 1_000_003 + learner.step)
    candidates: list[Candidate] = [one for choice in choices for one in choice.candidates]
    rows = maker.rows(
        [one.question for one in candidates],
        [one.context for one in candidates],
        [one.target for one in candidates],
    )
    for group in learner.optimizer.param_groups:
        group["lr"] = plan.rate * _pace(plan, learner.step)
    half = network.in_precision(learner.weights, torch.bfloat16)
    logits = network.forward(half, network.pack(rows, learner.device), plan.dropout)
    loss = loss_of(logits, rows, choices)
    learner.optimizer.zero_grad()
    loss.backward()
    learned = [one for one in learner.weights.values() if one.requires_grad]
    torch.nn.utils.clip_grad_norm_(learned, plan.clip)
    learner.optimizer.step()
    return float(loss.detach())


def _pace(plan: Plan, step: int) -> float:
    """Up in a straight line over the first steps, then down to nothing."""
    warm = max(plan.warm_up * plan.steps, 1.0)
    return min((step + 1) / warm, (plan.steps - step) / max(plan.steps - warm, 1.0))


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
    os.replace(partial, file)


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
