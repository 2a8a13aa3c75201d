"""Fills the generated tables of `evals/README.md`, between their markers."""

from __future__ import annotations

from pathlib import Path

from evals.runs.history import HistoryError, Kept
from evals.runs.ladder import STEPS
from evals.runs.meanings import TIMES, meaning_of

BEGIN = "<!-- begin: written by `evals ablation --write` -->"
END = "<!-- end -->"


def fill(path: Path, run: Kept) -> None:
    """Replace what stands between the markers by the tables of a run.

    Raises:
        HistoryError: when the file has no markers.
    """
    text = path.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise HistoryError(f'{path} lacks the lines "{BEGIN}" and "{END}"; put them back')
    path.write_text(f"{before}{BEGIN}\n\n{tables(run)}\n{END}{after}", encoding="utf-8")


def tables(run: Kept) -> str:
    """The ladder and the figures as Markdown; times are left out, for they are the machine's."""
    ladder = ["| step | hit@1 | hit@5 | MRR | what it weighs |", "|---|---|---|---|---|"]
    for step, figures in run.ladder.items():
        values = " | ".join(f"{figures[name].value:.1%}" for name in ("hit_1", "hit_5", "mrr"))
        ladder.append(f"| {step} | {values} | {STEPS[step]} |")
    rows = ["| figure | value | 95 % interval | of |", "|---|---|---|---|"]
    for name, figure in run.figures.items():
        if name not in TIMES:
            interval = f"{figure.low:.1%} to {figure.high:.1%}"
            rows.append(
                f"| {meaning_of(name).label} | {figure.value:.1%} | {interval} | {figure.count} |"
            )
    source = f"Index generation `{run.of.generation}`, {len(run.verdicts)} cases."
    return "\n".join([source, "", *ladder, "", *rows, ""])
