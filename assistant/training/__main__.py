"""`python -m assistant.training --data DIR --out assistant/reader`: from data to weights.

Two stages (general, then field), the half-precision weights with their digests, the figures and
the card. It runs on a GPU when one is at hand, minutes instead of hours; two cores do `--steps 300`
in an hour. A run that was broken off is taken up again from its work folder.
"""

from __future__ import annotations

import json
import random
import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import torch
import typer
from rich.progress import Progress, TextColumn, TimeElapsedColumn
from safetensors.torch import load_file, save_file

from assistant.reader import network
from assistant.reader.model import WEIGHTS_FILE, LearnedReader, write_config
from assistant.reader.rows import RowMaker
from assistant.training import data, evaluate, evaluate_field, field, field_lists, train
from corpus.questions import BUILT_IN_QUESTIONS, read_questions
from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders
from corpus.record.article import record_article, record_questions
from corpus.record.missions import MissionRecord
from corpus.unanswered import read_unanswered
from index.encoder import Encoder, SentenceTransformerEncoder
from index.model_files import default_model_folder

CARD = Path(__file__).with_name("card.md")
SEED = 1967
# Lists a step: of the general stage; and of the field stage, the field's and some general ones.
LISTS_A_STEP = 64
FIELD_A_STEP = 24
MIXED_A_STEP = 8
GENERAL_RATE = 2e-4
# The field stage has two rounds, the second from where the first ended. In each it is run several
# times, with this rate and so many lists that nothing answers; the weights are averaged, which is
# better than the best of them.
FIELD_ROUNDS = (((1e-4, 2), (1e-4, 5), (2e-4, 2)), ((1e-4, 4), (5e-5, 4), (1e-4, 6)))
SLICE_QUESTIONS = 1000


@dataclass(frozen=True, slots=True)
class Material:
    """All that is trained on, in an order of chance: general questions, and the field's.

    `apart` are general questions that only fit thresholds.
    """

    general: list[data.Asked]
    apart: list[data.Asked]
    field: field.Field
    ours: list[field_lists.Search]
    nowhere: list[field_lists.Search]


def main(
    data_folder: Annotated[Path, typer.Option("--data", help="Folder with squad/ and qed/.")],
    out: Annotated[Path, typer.Option(help="Folder for the weights.")],
    work: Annotated[Path, typer.Option(help="Folder for checkpoints.")] = Path("var/training"),
    steps: Annotated[int, typer.Option(help="Steps of the general stage.")] = 6968,
    field_steps: Annotated[int, typer.Option(help="Steps of each field stage.")] = 1724,
    every: Annotated[int, typer.Option(help="Measure on one question in so many.")] = 1,
    machine: Annotated[str, typer.Option(help="The machine, as the card names it.")] = "",
) -> None:
    """Train the reader on SQuAD and QED, adapt it to the field, measure it and write it."""
    base = default_model_folder()
    maker = RowMaker.load(base / "tokenizer.json")
    material = _material(data_folder, SentenceTransformerEncoder.load())
    plan, rounds = train.Plan("general", steps, GENERAL_RATE, SEED), _rounds(field_steps)
    first = train.first_weights(load_file(base / "model.safetensors"), SEED)
    general = train.train(plan, first, maker, _general_lists(material), work)
    adapted = general
    for runs, settings in zip(rounds, FIELD_ROUNDS, strict=True):
        adapted = _mean(
            [
                train.train(run, adapted, maker, _field_lists(material, unanswered), work)
                for run, (_, unanswered) in zip(runs, settings, strict=True)
            ]
        )
    _write_weights(out, adapted, base)
    before = LearnedReader(maker, _half(general))
    figures = _figures(data_folder, material, before, LearnedReader.load(out), every)
    exact = LearnedReader.load(out, precision="float32")
    figures["latency_float32"] = evaluate_field.latency(exact, material.field)
    figures |= _run(plan, rounds, work, adapted)
    figures |= {
        "machine": machine or "an unnamed machine",
        "command": f"python -m assistant.training {shlex.join(sys.argv[1:])}",
    }
    (out / "figures.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    card = CARD.read_text(encoding="utf-8").format(**figures)
    (out / "CARD.md").write_text(card, encoding="utf-8")


def _material(folder: Path, encoder: Encoder) -> Material:
    squad, apart = data.without(data.read_squad(folder / "squad"), data.THRESHOLD_SHARE)
    general = [*data.read_qed(folder / "qed" / "train.jsonl.gz"), *squad]
    random.Random(SEED).shuffle(general)
    record = MissionRecord.load()
    articles = [*read_folders((BUILT_IN_ARTICLES,)).articles, record_article(record)]
    asked = (*read_questions(BUILT_IN_QUESTIONS), *record_questions(record))
    ours = field.read_field(articles, asked, record, encoder, read_unanswered())
    return Material(
        general,
        apart,
        ours,
        [
            field_lists.search(ours, number)
            for number, one in enumerate(ours.questions)
            if not one.apart
        ],
        [
            field_lists.search_unanswered(ours, number)
            for number, one in enumerate(ours.unanswered)
            if not one.apart
        ],
    )


def _rounds(steps: int) -> list[list[train.Plan]]:
    return [
        [
            train.Plan(f"field-{turn}-{number}", steps, rate, SEED + number)
            for number, (rate, _) in enumerate(runs)
        ]
        for turn, runs in enumerate(FIELD_ROUNDS, start=1)
    ]


def _mean(runs: Sequence[network.Weights]) -> dict[str, torch.Tensor]:
    return {name: torch.stack([one[name] for one in runs]).mean(0) for name in runs[0]}


def _general_lists(material: Material) -> train.ChoicesOf:
    def lists(step: int) -> list[data.Choice]:
        return [
            data.choice(material.general[one], SEED + turn)
            for turn, one in data.dealt(len(material.general), LISTS_A_STEP, step, SEED)
        ]

    return lists


def _field_lists(material: Material, unanswered: int) -> train.ChoicesOf:
    sentences = material.field.sentences

    def lists(step: int) -> list[data.Choice]:
        searched = [
            (turn, some[one])
            for some, count in ((material.ours, FIELD_A_STEP), (material.nowhere, unanswered))
            for turn, one in data.dealt(len(some), count, step, SEED)
        ]
        mixed = data.dealt(len(material.general), MIXED_A_STEP, step, SEED)
        return [
            *(field_lists.choice(sentences, one, SEED + turn) for turn, one in searched),
            # Other wrong ones than those that the general stage showed.
            *(data.choice(material.general[one], -SEED - turn) for turn, one in mixed),
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
        squad = {
            name: evaluate.squad_tests(folder / "squad" / f"dev-v{version}.json.gz", every)
            for name, version in (("squad1", "1.1"), ("squad2", "2.0"))
        }
        tests = evaluate.slice_tests(material.apart, SLICE_QUESTIONS)
        settings = evaluate.calibrated(reader, tests, progress)
        earlier = evaluate.calibrated(before, tests, progress)
        general = evaluate.squad_figures(before, {"squad2": squad["squad2"]}, earlier, progress)
        return {
            "every": every,
            "slice_titles": len({one.paragraph.title for one in material.apart}),
            "span_share": settings.span_share,
            "threshold": settings.threshold,
            "latency_bfloat16": evaluate_field.latency(reader, material.field),
            "field_before": evaluate_field.field_figures(before, material.field, every, progress),
            "field_after": evaluate_field.field_figures(reader, material.field, every, progress),
            "qed": evaluate.qed_figures(reader, qed, every, progress),
            "squad2_before": general["squad2"],
            **evaluate.squad_figures(reader, squad, settings, progress),
        }


def _run(
    general: train.Plan,
    rounds: Sequence[Sequence[train.Plan]],
    work: Path,
    weights: Mapping[str, torch.Tensor],
) -> dict[str, Any]:
    own = sum(one.numel() for name, one in weights.items() if name not in network.SHARED)
    figures: dict[str, Any] = {"seed": SEED, "torch": torch.__version__, "parameters": own / 1e6}
    stages = (("general", general, LISTS_A_STEP), ("field", rounds[0][0], FIELD_A_STEP))
    for name, plan, lists in stages:
        figures[f"{name}_questions"] = plan.steps * lists
        figures[f"{name}_steps"] = plan.steps
    figures["general_minutes"] = train.minutes(work / "general.jsonl")
    figures["field_minutes"] = sum(
        train.minutes(work / f"{run.name}.jsonl") for runs in rounds for run in runs
    )
    return figures


if __name__ == "__main__":
    typer.run(main)
