"""How figures grow with the corpus: as Markdown, and as a drawing over powers of ten."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from evals.bench.scale import Row, Scale
from evals.report.svg import ACCENT, INK, MUTED, Plot, plot

BEGIN = "<!-- begin: written by `make bench-scale` -->"
_HEADS = (
    "run",
    "sentences",
    "index built",
    "load",
    "start",
    "memory",
    "answer p50 / p95",
    "of it retrieval",
    "recall@10",
)
# What is drawn: label, colour and value.
_DRAWN: tuple[tuple[str, str, Callable[[Row], float]], ...] = (
    ("memory, MB", MUTED, lambda row: row.memory_mb),
    ("answer p50, ms", ACCENT, lambda row: row.ask_p50_ms),
    ("load and start, s", INK, lambda row: row.load_s + row.start_s),
)


def markdown(runs: Mapping[str, Scale]) -> str:
    """A table of all runs, a row a size."""
    lines = [f"| {' | '.join(_HEADS)} |", "|---" * len(_HEADS) + "|"]
    for name, run in runs.items():
        lines += [f"| {' | '.join(_cells(name, row))} |" for row in run.rows]
    return "\n".join(lines)


def drawing(runs: Mapping[str, Scale]) -> Plot:
    """Start, memory and answers over the size; the first run dashed, the last one whole."""
    shown = [*runs.items()][:1] + [*runs.items()][1:][-1:]

    def draw(axes: Any) -> None:
        for (name, run), style in zip(shown, ("--", "-")[-len(shown) :], strict=True):
            for label, colour, value in _DRAWN:
                axes.plot(
                    [row.sentences for row in run.rows],
                    [value(row) for row in run.rows],
                    style,
                    marker="o",
                    markersize=3,
                    color=colour,
                    label=f"{label} ({name})",
                )
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_xlabel("sentences")
        axes.grid(visible=True)
        axes.legend(fontsize=7, frameon=False)

    table = tuple(_cells(name, row) for name, run in runs.items() for row in run.rows)
    return plot(
        "scale",
        "How start, memory and answers grow",
        "Over the number of sentences, both axes in powers of ten.",
        draw,
        (_HEADS, table),
        3.4,
    )


def _cells(name: str, row: Row) -> tuple[str, ...]:
    return (
        name,
        f"{row.sentences:,}",
        "" if row.build_s is None else f"{row.build_s:.0f} s",
        f"{row.load_s:.2f} s",
        f"{row.start_s:.2f} s",
        f"{row.memory_mb:,.0f} MB",
        f"{row.ask_p50_ms:.1f} / {row.ask_p95_ms:.1f} ms",
        f"{row.retrieve_p50_ms:.1f} / {row.retrieve_p95_ms:.1f} ms",
        "" if row.recall_10 is None else f"{row.recall_10:.3f}",
    )
