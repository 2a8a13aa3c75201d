"""The `evals` command: which commands there are. Each module parses, calls and prints."""

from __future__ import annotations

import typer

from evals.commands import asking, batch, collecting, fitting, judge, reporting, scaling

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Says how many known facts come back right, and keeps it so.",
)
for _command in (
    asking.run,
    asking.check,
    asking.gate,
    collecting.collections,
    reporting.history,
    reporting.compare,
    reporting.report,
    fitting.ablation,
    fitting.fit,
    asking.add,
    judge.judge,
    fitting.bench,
    scaling.scale,
):
    app.command()(_command)
app.add_typer(batch.app, name="batch")


def main() -> None:
    """Run the command."""
    app()
