"""`python -m assistant.training --data DIR --out assistant/reader`: from data to weights.

Two stages (general, then field), the half-precision weights with their digests, the figures and
the card. A run that was broken off is taken up again from the checkpoints in its work folder.
"""

from __future__ import annotations

import json
import random
import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import torch
import typer
from rich.progress import Progress, TextColumn, TimeElapsedColumn
from safetensors.torch import load_file, save_file

from assistant import network
from assistant.reading import WEIGHTS_FILE, LearnedReader, write_config
from assistant.rows import RowMaker
from assistant.training import data, evaluate, field, field_lists, train
from corpus.folder import BUILT_IN_ARTICLES, read_folders
from corpus.missions import MissionRecord
from corpus.questions import BUILT_IN_QUESTIONS, read_questions
from corpus.record import record_article, record_questions
from index.encoder import Encoder, SentenceTransformerEncoder, default_model_folder

CARD = Path(__file__).with_name("card.md")
SEED = 1967
LISTS_A_STEP = 10
# Of a field step's lists, those of the field and those that nothing answers; the rest are general.
FIELD_LISTS_A_STEP = 7
UNANSWERED_A_STEP = 1
GENERAL_RATE = 1e-4
FIELD_RATE = 5e-5
FIELD_STEPS = 1200
GENERAL_QUESTIONS = 30000
SLICE_QUESTIONS = 1000


@dataclass(frozen=True, slots=True)
class Material:
    """All that is trained on: the general questions, those mixed into the field, and the field."""

    general: list[data.Asked]
    mixed: list[data.Asked]
    apart: list[data.Asked]
    field: field.Field


def main(
    data_folder: Annotated[Path, typer.Option("--data", help="Folder with squad/ and qed/.")],
    out: Annotated[Path, typer.Option(help="Folder for the weights.")],
    work: Annotated[Path, typer.Option(help="Folder for checkpoints.")] = Path("var/training"),
    questions: Annotated[int, typer.Option(help="Questions of SQuAD and QED, <= 30000.")] = 30000,
    every: Annotated[int, typer.Option(help="Measure on one question in so many.")] = 1,
    threads: Annotated[int, typer.Option(help="Processor threads.")] = 2,
    machine: Annotated[str, typer.Option(help="The machine, as the card names it.")] = "",
    note: Annotated[str, typer.Option(help="What the card should say about this run.")] = "",
) -> None:
    """Train the reader on SQuAD and QED, adapt it to the field, measure it and write it."""
    torch.set_num_threads(threads)
    encoder = SentenceTransformerEncoder.load()
    base = default_model_folder()
    maker = RowMaker.load(base / "tokenizer.json")
    material = _material(data_folder, questions, encoder)
    plans = _plans(material)
    first = train.first_weights(load_file(base / "model.safetensors"), SEED)
    general = train.train(plans[0], first, maker, _general_lists(material, plans[0]), work)
    adapted = train.train(plans[1], general, maker, _field_lists(material, plans[1]), work)
    _write_weights(out, adapted, base)
    before = LearnedReader(maker, _half(general))
    figures = _figures(data_folder, material, before, LearnedReader.load(out), every)
    exact = LearnedReader.load(out, precision="float32")
    figures["latency_float32"] = evaluate.latency(exact, material.field)
    figures |= _run(plans, work, adapted)
    figures |= {"machine": machine or "an unnamed machine", "threads": threads, "note": note,
                "command": f"python -m assistant.training {shlex.join(sys.argv[1:])}"}
    (out / "figures.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    card = CARD.read_text(encoding="utf-8").format(**figures)
    (out / "CARD.md").write_text(card, encoding="utf-8")


def _material(folder: Path, count: int, encoder: Encoder) -> Material:
    """QED's questions and SQuAD's in a fixed order of chance, the first `count` to train on."""
    chance = random.Random(SEED)
    squad, apart = data.without(data.read_squad(folder / "squad"), data.THRESHOLD_SHARE)
    qed = data.read_qed(folder / "qed" / "train.jsonl.gz")
    chance.shuffle(squad)
    used = GENERAL_QUESTIONS - len(qed)
    general = [*qed, *squad[:used]]
    chance.shuffle(general)
    record = MissionRecord.load()
    articles = [*read_folders((BUILT_IN_ARTICLES,)).articles, record_article(record)]
    asked = (*read_questions(BUILT_IN_QUESTIONS), *record_questions(record))
    ours = field.read_field(articles, asked, record, encoder, field.read_unanswered())
    return Material(general[:count], squad[used:], apart, ours)


def _plans(material: Material) -> tuple[train.Plan, train.Plan]:
    general = train.Plan(
        "general", len(material.general) // LISTS_A_STEP, LISTS_A_STEP, GENERAL_RATE, SEED
    )
    trained = sum(not one.apart for one in material.field.questions)
    steps = min(trained // FIELD_LISTS_A_STEP, FIELD_STEPS)
    return general, replace(general, name="field", steps=steps, rate=FIELD_RATE)


def _general_lists(
    material: Material, plan: train.Plan
) -> Callable[[int], Sequence[data.Choice]]:
    def lists(step: int) -> list[data.Choice]:
        first = step * plan.questions_a_step
        some = material.general[first : first + plan.questions_a_step]
        return [data.choice(one, plan.seed) for one in some]

    return lists


def _field_lists(
    material: Material, plan: train.Plan
) -> Callable[[int], Sequence[data.Choice]]:
    chance = random.Random(plan.seed)
    ours = [number for number, one in enumerate(material.field.questions) if not one.apart]
    nowhere = [number for number, one in enumerate(material.field.unanswered) if not one.apart]
    chance.shuffle(ours)
    chance.shuffle(nowhere)
    others = plan.questions_a_step - FIELD_LISTS_A_STEP - UNANSWERED_A_STEP

    def lists(step: int) -> list[data.Choice]:
        some = ours[step * FIELD_LISTS_A_STEP : (step + 1) * FIELD_LISTS_A_STEP]
        mixed = material.mixed[step * others : (step + 1) * others]
        return [
            *(field_lists.field_choice(material.field, one, plan.seed) for one in some),
            field_lists.unanswered_choice(material.field, nowhere[step % len(nowhere)]),
            *(data.choice(one, plan.seed) for one in mixed),
        ]

    return lists


def _half(weights: network.Weights) -> dict[str, torch.Tensor]:
    return network.in_precision(weights, torch.bfloat16)


def _write_weights(out: Path, weights: network.Weights, base: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    own = {name: one.half() for name, one in weights.items() if name not in network.SHARED}
    save_file(own, out / WEIGHTS_FILE)
    write_config(out, base)


def _figures(
    folder: Path, material: Material, before: LearnedReader, reader: LearnedReader, every: int
) -> dict[str, Any]:
    """Every figure of the card that is measured, with the weights as they were written."""
    with Progress(TextColumn("{task.description}: {task.completed}"), TimeElapsedColumn()) as bar:
        task = bar.add_task("rows read", total=None)

        def progress(more: int) -> None:
            bar.update(task, advance=more)

        qed = folder / "qed" / "dev.jsonl.gz"
        squad = {name: evaluate.squad_tests(folder / "squad" / f"dev-v{version}.json.gz", every)
                 for name, version in (("squad1", "1.1"), ("squad2", "2.0"))}
        tests = evaluate.slice_tests(material.apart, SLICE_QUESTIONS // every)
        settings = evaluate.fit(tests, evaluate.guesses(reader, tests, progress))
        return {
            "every": every,
            "slice_titles": len({one.paragraph.title for one in material.apart}),
            "span_share": settings.span_share,
            "threshold": settings.threshold,
            "latency_bfloat16": evaluate.latency(reader, material.field),
            "field_before": evaluate.field_figures(before, material.field, every, progress),
            "field_after": evaluate.field_figures(reader, material.field, every, progress),
            "qed": evaluate.qed_figures(reader, qed, every, progress),
            **evaluate.squad_figures(reader, squad, settings, progress),
        }


def _run(
    plans: Sequence[train.Plan], work: Path, weights: Mapping[str, torch.Tensor]
) -> dict[str, Any]:
    own = sum(one.numel() for name, one in weights.items() if name not in network.SHARED)
    figures: dict[str, Any] = {"seed": SEED, "torch": torch.__version__, "parameters": own / 1e6}
    for plan, lists in zip(plans, (LISTS_A_STEP, FIELD_LISTS_A_STEP), strict=True):
        figures[f"{plan.name}_questions"] = plan.steps * lists
        figures[f"{plan.name}_steps"] = plan.steps
        figures[f"{plan.name}_minutes"] = train.minutes(work / f"{plan.name}.jsonl")
    return figures


if __name__ == "__main__":
    typer.run(main)
