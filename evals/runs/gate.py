"""Holds a run to the committed baseline: reads and writes it, and names every shortfall."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.runs.figures import Figure
from evals.runs.history import Kept
from evals.runs.meanings import LOSSES, TIMES, current_name, meaning_of
from index.files import write_whole

BASELINE = Path(__file__).parents[1] / "baseline.json"
ACCEPT = "evals gate --accept"
_DIGITS = 6


class BaselineError(Exception):
    """A baseline that is missing or broken; says what to do."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where the figures stood; `must` are the cases that may never fail."""

    date: str
    commit: str
    generation: str
    cases: int
    must: tuple[str, ...]
    figures: dict[str, Figure]


def baseline_of(run: Kept) -> Baseline:
    """What a run would hold later ones to; times depend on the machine and are left out."""
    figures = {
        name: figure
        for name, figure in run.figures.items()
        if name.partition("@")[0] not in (*TIMES, *LOSSES)
    }
    must = tuple(sorted(one.id for one in run.verdicts if one.case["must"]))
    of = run.of
    return Baseline(of.date, of.commit, of.generation, len(run.verdicts), must, figures)


def read_baseline(path: Path = BASELINE) -> Baseline:
    """The committed baseline.

    Raises:
        BaselineError: when it is missing or broken.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        figures = {current_name(name): Figure(**one) for name, one in content["figures"].items()}
        for name in figures:
            meaning_of(name)
        return Baseline(**{**content, "must": tuple(content["must"]), "figures": figures})
    except FileNotFoundError:
        problem = f"{path} is missing; to accept the figures as they are: {accepting(path)}"
        raise BaselineError(problem) from None
    except (ValueError, KeyError, TypeError) as error:
        problem = f"{path} is broken ({error}); restore it, or: {accepting(path)}"
        raise BaselineError(problem) from None


def write_baseline(baseline: Baseline, path: Path = BASELINE) -> None:
    """Write a baseline in a form that reads well as a difference."""
    content = asdict(baseline)
    for figure in content["figures"].values():
        figure.update({key: round(figure[key], _DIGITS) for key in ("value", "low", "high")})
    write_whole(path, json.dumps(content, indent=1) + "\n")


def accepting(path: Path) -> str:
    """The command that writes a new baseline there."""
    return ACCEPT if path == BASELINE else f"{ACCEPT} --baseline {path}"


def broken(run: Kept, unfounded: Mapping[str, str]) -> tuple[str, ...]:
    """What no baseline forgives: facts that stand no more and failing `must` cases."""
    return (
        *(f"{name}: {problem}" for name, problem in unfounded.items()),
        *(
            f"the case {one.id} must never fail: {one.why}"
            for one in run.failing
            if one.case["must"]
        ),
    )


def shortfalls(run: Kept, baseline: Baseline) -> tuple[str, ...]:
    """Every way in which a run falls short of a baseline, a sentence each; see `broken` too."""
    found = []
    verdicts = {one.id: one for one in run.verdicts}
    for name in baseline.must:
        if name not in verdicts:
            found.append(f"the case {name}, which must never fail, is gone")
        elif not verdicts[name].passed and not verdicts[name].case["must"]:
            found.append(f"the case {name} was marked to never fail: {verdicts[name].why}")
    if len(run.verdicts) < baseline.cases:
        found.append(f"{len(run.verdicts)} cases where there were {baseline.cases}")
    for name, before in baseline.figures.items():
        if short := _shortfall(name, before, run.figures.get(name)):
            found.append(short)
    return tuple(found)


def _shortfall(name: str, before: Figure, now: Figure | None) -> str:
    """Whether a figure fell by more than its noise: one standard error at the baseline.

    The same questions on the same index give the same answers, so a whole 95 % interval would
    let a dozen facts go unnoticed; one standard error forgives an even exchange of a few.
    """
    meaning = meaning_of(name)
    if now is None:
        return f"{meaning.label} is not measured any more"
    lost = before.value - now.value if meaning.better == "higher" else now.value - before.value
    # A rounded baseline must not fail the run that it was written from.
    if lost <= before.noise + 2 * 10**-_DIGITS:
        return ""
    way = "fell" if meaning.better == "higher" else "rose"
    return (
        f"{meaning.label} {way} from {before.value:.1%} to {now.value:.1%}, "
        f"by more than its noise of {before.noise:.1%}"
    )
