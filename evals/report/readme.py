"""Fills the generated tables of `evals/README.md`, between their markers."""

from __future__ import annotations

from pathlib import Path

from evals.runs.figures import Figure
from evals.runs.history import HistoryError, Kept
from evals.runs.ladder import STEPS
from evals.runs.meanings import MEANINGS, TIMES, named, order_of, part_of
from index.files import write_whole

BEGIN = "<!-- begin: written by `evals ablation --write` -->"
END = "<!-- end -->"
_HEADS = {"held": "held half", "fit": "fit half", "": "both halves"}


def fill(path: Path, content: str, begins: str = BEGIN) -> None:
    """Replace what stands between a marker and the next end by tables.

    Raises:
        HistoryError: when the file has no such markers.
    """
    text = path.read_text(encoding="utf-8")
    before, begin, rest = text.partition(begins)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise HistoryError(f'{path} lacks the lines "{begins}" and "{END}"; put them back')
    write_whole(path, f"{before}{begins}\n\n{content}\n{END}{after}")


def tables(run: Kept) -> str:
    """The ladder and the figures as Markdown; times are left out, for they are the machine's."""
    ladder = ["| step | hit@1 | hit@5 | MRR | what it weighs |", "|---|---|---|---|---|"]
    for step, figures in run.ladder.items():
        values = " | ".join(f"{figures[name].value:.1%}" for name in ("hit_1", "hit_5", "mrr"))
        ladder.append(f"| {step} | {values} | {STEPS[step]} |")
    rows = _figures(run)
    source = (
        f"Index generation `{run.of.generation}`, {len(run.verdicts)} cases; the steps are of the "
        "project's own."
    )
    return "\n".join([source, "", *ladder, "", *rows, ""])


def _figures(run: Kept) -> list[str]:
    """A row a figure, a column a part of the cases: the value with its interval and count."""
    measured = [name for name in run.figures if name not in TIMES]
    parts = order_of(map(part_of, measured))
    heads = [_HEADS.get(part, part) for part in parts]
    rows = [f"| figure | {' | '.join(heads)} |", "|---" * (len(parts) + 1) + "|"]
    for name in dict.fromkeys(key.partition("@")[0] for key in measured):
        cells = [_cell(run.figures.get(named(name, part))) for part in parts]
        rows.append(f"| {MEANINGS[name].label} | {' | '.join(cells)} |")
    return rows


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return ""
    spread = f"{100 * figure.low:.1f} to {100 * figure.high:.1f}"
    return f"{figure.value:.1%} ({spread}) of {figure.count}"
