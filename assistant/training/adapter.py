"""Adapts the built-in encoder: a question, and what answers it, should lie close together.

`python -m assistant.training.adapter --data DIR --out index/adapter` trains low-rank additions to
the encoder's matrices (LoRA, Hu et al. 2021) on the loss of multiple negatives (Henderson et al.
2017, section 4): a text should be nearer to its own than to the others of its step. A GPU takes
two minutes, two cores two hours.
"""

from __future__ import annotations

import json
import random
import shlex
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import torch
import torch.nn.functional as F
import typer
from rich.progress import Progress
from tokenizers import Tokenizer
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from assistant.training import data, field
from assistant.training.adapter_pairs import (
    AskedSentence,
    Pairs,
    by_paragraph,
    field_pairs,
    general_pairs,
    of_field,
    of_squad,
)
from assistant.training.train import pace
from corpus.questions import BUILT_IN_QUESTIONS, read_questions
from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders
from corpus.record.article import record_article, record_questions
from corpus.record.missions import MissionRecord
from index import low_rank, minilm
from index.encoder import SentenceTransformerEncoder
from index.low_rank import Weights, matrices, with_adapter
from index.model_files import ADAPTER_FILE, default_model_folder, write_adapter_config

CARD = Path(__file__).with_name("adapter_card.md")

FIELD_A_STEP = 128
GENERAL_A_STEP = 96
TEMPERATURE = 0.05
MAX_TOKENS = 96
HELPERS = 12
BATCH_SIZE = 256
# One SQuAD article in two is enough of other people's questions.
GENERAL_SHARE = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """How many steps, how fast, and by matrices of what rank."""

    steps: int
    rate: float = 1e-3
    rank: int = 16
    seed: int = 1967
    warm_up: float = 0.06
    decay: float = 0.01
    dropout: float = 0.1


@dataclass(frozen=True, slots=True)
class Material:
    """What is trained on, of the field and of other people, and what of each is held apart."""

    field: list[AskedSentence]
    general: list[AskedSentence]
    field_apart: list[AskedSentence]
    general_apart: list[AskedSentence]


class Steps(Dataset[tuple[Pairs, Pairs]]):
    """The pairs of each step by its number: the field's, and other people's."""

    def __init__(
        self, field: Sequence[AskedSentence], general: Sequence[AskedSentence], seed: int
    ) -> None:
        self._field = field
        self._general = by_paragraph(general)
        self._seed = seed

    def __getitem__(self, step: int) -> tuple[Pairs, Pairs]:
        chance = random.Random(f"{self._seed}:{step}")
        return (
            field_pairs(self._field, FIELD_A_STEP, chance),
            general_pairs(self._general, GENERAL_A_STEP, chance),
        )


class Embedder:
    """Texts to unit vectors, with gradients where the adapter's matrices want them."""

    def __init__(self, tokenizer: Tokenizer, weights: Weights, device: str) -> None:
        self._tokenizer = tokenizer
        self.weights = {name: one.to(device) for name, one in weights.items()}
        self.device = device

    def embed(self, weights: Weights, texts: Sequence[str], dropout: float = 0.0) -> Tensor:
        """Vectors of shape `(texts, WIDTH)`."""
        rows = [one.ids[:MAX_TOKENS] for one in self._tokenizer.encode_batch(list(texts))]
        packed = minilm.pack(rows, [[0] * len(row) for row in rows]).on(self.device)
        return minilm.mean_vectors(packed, minilm.hidden_states(weights, packed, dropout))

    def vectors(self, weights: Weights, texts: Sequence[str]) -> Tensor:
        """The same for many texts, a few at a time and without gradients."""
        with torch.inference_mode():
            return torch.cat(
                [
                    self.embed(weights, texts[first : first + BATCH_SIZE])
                    for first in range(0, len(texts), BATCH_SIZE)
                ]
            )


def train(
    plan: Plan,
    embedder: Embedder,
    field: Sequence[AskedSentence],
    general: Sequence[AskedSentence],
) -> dict[str, Tensor]:
    """The adapter's matrices; the encoder's own weights stay as they are."""
    torch.set_float32_matmul_precision("high")
    adapter = {
        name: one.to(embedder.device).requires_grad_()
        for name, one in matrices(plan.rank, plan.seed).items()
    }
    optimizer = torch.optim.AdamW(adapter.values(), lr=plan.rate, weight_decay=plan.decay)
    dealt = DataLoader(
        Steps(field, general, plan.seed),
        batch_size=None,
        sampler=range(plan.steps),
        num_workers=0 if embedder.device == "cpu" else HELPERS,
    )
    with Progress() as progress:
        for step, pairs in enumerate(progress.track(dealt, plan.steps, description="adapter")):
            torch.manual_seed(plan.seed * 1_000_003 + step)
            for group in optimizer.param_groups:
                group["lr"] = plan.rate * pace(plan.steps, plan.warm_up, step)
            loss = _loss(plan, embedder, adapter, pairs)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(adapter.values(), 1.0)
            optimizer.step()
    return {name: one.detach().cpu() for name, one in adapter.items()}


def _loss(plan: Plan, embedder: Embedder, adapter: Weights, parts: Sequence[Pairs]) -> Tensor:
    # In float32: the additions are small, and bfloat16 would round most of them away.
    weights = with_adapter(embedder.weights, adapter)
    texts = [text for part in parts for side in (part.first, part.second) for text in side]
    vectors = embedder.embed(weights, texts, plan.dropout)
    total = vectors.new_zeros(())
    begin = 0
    for part in parts:
        count = len(part.first)
        first, second = vectors[begin : begin + 2 * count].split(count)
        total = total + contrast(first, second, torch.tensor(part.alike))
        begin += 2 * count
    return total


def contrast(first: Tensor, second: Tensor, alike: Tensor) -> Tensor:
    """The loss of telling each vector's own partner from all others that are not `alike`."""
    cosines = (first @ second.T / TEMPERATURE).masked_fill(alike.to(first.device), float("-inf"))
    own = torch.arange(len(first), device=first.device)
    return F.cross_entropy(cosines, own) + F.cross_entropy(cosines.T, own)


def nearness(
    encode: Callable[[Sequence[str]], Tensor],
    sentences: Sequence[AskedSentence],
    others: Sequence[AskedSentence] = (),
) -> dict[str, float]:
    """How often a question's nearest sentence, and nearest other question, are the right ones.

    `others` are further sentences with questions, which may be nearer. Shares in percent.
    """
    known = [*sentences, *others]
    texts = encode([one.embedded for one in known])
    asked = [
        (number, one.text) for number, sentence in enumerate(known) for one in sentence.questions
    ]
    home = torch.tensor([number for number, _ in asked])
    vectors = encode([text for _, text in asked])
    mine = [place for place, (number, _) in enumerate(asked) if number < len(sentences)]
    by_sentence, by_question = [], []
    for place in mine:
        by_sentence.append(int((texts @ vectors[place]).argmax()) == int(home[place]))
        close = vectors @ vectors[place]
        close[place] = -2.0
        by_question.append(int(home[int(close.argmax())]) == int(home[place]))
    return {
        "questions": len(mine),
        "by_sentence": round(100 * float(np.mean(by_sentence)), 1),
        "by_question": round(100 * float(np.mean(by_question)), 1),
    }


def main(
    data_folder: Annotated[Path, typer.Option("--data", help="Folder with squad/ and qed/.")],
    out: Annotated[Path, typer.Option(help="Folder for the adapter.")],
    steps: Annotated[int, typer.Option(help="Steps.")] = 1500,
    machine: Annotated[str, typer.Option(help="The machine, as the card names it.")] = "",
) -> None:
    """Train the encoder's adapter, measure it on what was held apart, and write it."""
    plan, material = Plan(steps=steps), _material(data_folder)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = minilm.MiniLM.load(default_model_folder())
    embedder = Embedder(model.tokenizer, model.weights, device)
    began = time.monotonic()
    adapter = train(plan, embedder, material.field, material.general)
    minutes = (time.monotonic() - began) / 60
    out.mkdir(parents=True, exist_ok=True)
    low_rank.write(out / ADAPTER_FILE, adapter)
    write_adapter_config(out)
    moved = {name: one.to(device) for name, one in low_rank.read(out / ADAPTER_FILE).items()}
    figures: dict[str, Any] = {
        "before": _figures(embedder, embedder.weights, material),
        "after": _figures(embedder, with_adapter(embedder.weights, moved), material),
        "machine": machine or "an unnamed machine",
        "torch": torch.__version__,
        "command": f"python -m assistant.training.adapter {shlex.join(sys.argv[1:])}",
        "steps": plan.steps,
        "rank": plan.rank,
        "rate": plan.rate,
        "seed": plan.seed,
        "minutes": minutes,
        "field_a_step": FIELD_A_STEP,
        "general_a_step": GENERAL_A_STEP,
        "parameters": sum(one.numel() for one in adapter.values()) / 1e6,
    }
    (out / "figures.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    card = CARD.read_text(encoding="utf-8").format(**figures)
    (out / "CARD.md").write_text(card, encoding="utf-8")


def _material(folder: Path) -> Material:
    squad, squad_apart = data.without(data.read_squad(folder / "squad"), data.THRESHOLD_SHARE)
    some = [one for one in squad if data.in_slice(one.paragraph.title, GENERAL_SHARE)]
    qed = data.read_qed(folder / "qed" / "train.jsonl.gz")
    record = MissionRecord.load()
    articles = [*read_folders((BUILT_IN_ARTICLES,)).articles, record_article(record)]
    asked = (*read_questions(BUILT_IN_QUESTIONS), *record_questions(record))
    ours = field.read_field(articles, asked, record, SentenceTransformerEncoder.published())
    return Material(
        of_field(ours), of_squad([*some, *qed]), of_field(ours, apart=True), of_squad(squad_apart)
    )


def _figures(embedder: Embedder, weights: Weights, material: Material) -> dict[str, Any]:
    def encode(texts: Sequence[str]) -> Tensor:
        return embedder.vectors(weights, texts)

    return {
        "field": nearness(encode, material.field_apart, material.field),
        "squad": nearness(encode, material.general_apart),
    }


if __name__ == "__main__":
    typer.run(main)
