"""What the commands share: opening a world, choosing cases, asking them with a progress bar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typer

from evals.cases.case import Case, select
from evals.cases.split import SIDES, side
from evals.commands.options import DEFAULT_FACTS
from evals.report import terminal as show
from evals.runs import world
from evals.runs.history import Kept, kept, run_of, runs
from evals.runs.running import run_cases, with_losses
from evals.runs.world import World, cases_digest, circumstances, code_digest


def opened(
    home: Path, corpus: Path | None, facts: Path, raw: bool, model: str, *, begin: bool = False
) -> World:
    """The world to ask; says what it leaves out."""
    found = world.open_world(home, corpus=corpus, facts=facts, raw=raw, model=model, begin=begin)
    if found.left_out:
        show.step(f"left out: {len(found.left_out)} cases whose words the raw sources lack")
    return found


def chosen(
    cases: Sequence[Case],
    tag: Sequence[str] | None = None,
    ids: Sequence[str] | None = None,
    kind: Sequence[str] | None = None,
    split: str = "",
) -> tuple[Case, ...]:
    """The cases that the options leave; none is a mistake."""
    if split not in ("", *SIDES):
        raise typer.BadParameter(f'"{split}" is no side; give {" or ".join(SIDES)}')
    if unknown := sorted(set(ids or ()) - {case.id for case in cases}):
        raise typer.BadParameter(f'there is no case "{unknown[0]}"; give an id of the facts')
    found = select(cases, tags=tag or (), ids=ids or (), kinds=kind or ())
    found = tuple(case for case in found if not split or side(case) == split)
    if not found:
        raise typer.BadParameter("no case is left; widen --tag, --id, --kind or --split")
    return found


def selected(corpus: Path | None, facts: Path) -> dict[str, str]:
    """Which articles and which cases a run is of; empty texts for those of the project."""
    return {"corpus": str(corpus or ""), "facts": "" if facts == DEFAULT_FACTS else str(facts)}


def refuse_others(opened: World, facts: Path) -> None:
    """Keep the project's own baseline from the figures of other cases or other articles."""
    index = opened.assistant.index
    built_in = {slug: one.text for slug, one in world.read_articles().items()}
    if facts != DEFAULT_FACTS or index.texts != built_in or not index.questions:
        raise typer.BadParameter(
            "these are not the built-in cases over the built-in articles with their questions, "
            "which evals/baseline.json is for; name a file of your own with --baseline"
        )


def asked(
    opened: World, cases: Sequence[Case], selection: dict[str, Any], *, spoiled: bool = False
) -> Kept:
    """Ask the cases, and if wished the facts spoiled too; in the form in which runs are kept."""
    for module in show.EXTRA:
        # Known before minutes of asking, and not when the figures are made at their end.
        if find_spec(module) is None:
            raise ModuleNotFoundError(name=module)
    with show.asking(len(cases)) as progress:
        done = run_cases(opened.assistant, cases, opened.raw_slugs, progress=progress)
    if spoiled:
        facts = sum(case.judged == "fact" and not case.by_words for case in cases)
        with show.asking(facts) as progress:
            done = with_losses(done, opened.assistant, opened.raw_slugs, progress)
    return kept(done, circumstances(opened.assistant, cases, selection, datetime.now(UTC)))


def same_run(home: Path, opened: World) -> Kept | None:
    """A kept run of the same cases by the same code on the same index: asking again adds nothing.

    `make evals` runs and then gates; the gate need not ask everything twice.
    """
    wanted = (opened.assistant.index.generation, code_digest(), cases_digest(opened.cases))
    for one in reversed(runs(home)):
        state = (one.of.generation, one.of.settings["code"], one.of.settings["cases"])
        if state == wanted and "raw" not in one.of.selection:
            return run_of(home, one.id)
    return None
