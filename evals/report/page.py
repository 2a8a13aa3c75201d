"""Turns a kept run into one self-contained HTML page: no script, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from statistics import fmean

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evals.report import plots
from evals.report.plots import Dated, Plot, Point
from evals.runs.figures import Figure, mean
from evals.runs.history import Comparison, Kept, Verdict, compare
from evals.runs.ladder import STEPS
from evals.runs.meanings import meaning_of

TEMPLATES = Path(__file__).parents[1] / "templates"
HEADLINES = ("right_held", "right")
# Fewer than this in a bin say nothing.
_BINS = 8
# Nearer than this, what is said and what is right are the same to a reader.
_BALANCED = 0.03
_LEVELS = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the template may name.

    Attributes:
        headline: the figure in large type; `change` is from the run before, in points.
        confusion: a row for each form of question: answered right, answered wrong, declined.
        address: what links into the web app begin with; empty where it serves the page.
        plots: drawings by name; one that has no data is not there.
    """

    run: Kept
    name: str
    headline: Figure
    change: float | None
    previous: Kept | None
    comparison: Comparison | None
    confusion: tuple[tuple[str, int, int, int], ...]
    plots: Mapping[str, Plot]
    failing: tuple[Verdict, ...]
    address: str


def page(run: Kept, history: Sequence[Kept], address: str = "") -> str:
    """The page of a run; `history` is every run that is kept, oldest first.

    Its links begin with `address`, the web app's; without one only the app itself can follow them.
    What flipped is told where the run that `previous` names is there with its verdicts.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("report.html")
    return template.render(
        page=_page(run, history, address), meaning_of=meaning_of, steps=STEPS, markup=Markup
    )


def trend(run: Kept, history: Sequence[Kept]) -> str:
    """The headline's trend as an SVG file, for the project's README."""
    drawn = _trend(_alike(run, history), _headline(run))
    return plots.standalone(drawn) if drawn else ""


def previous(run: Kept, history: Sequence[Kept]) -> Kept | None:
    """The run before it over the same cases, which it is compared with."""
    name = _headline(run)
    return next(
        (
            one
            for one in reversed(_alike(run, history))
            if one.id < run.id and name in one.figures and _cases(one) == _cases(run)
        ),
        None,
    )


def _page(run: Kept, history: Sequence[Kept], address: str) -> Page:
    name = _headline(run)
    alike = _alike(run, history)
    before = previous(run, history)
    change = run.figures[name].value - before.figures[name].value if before else None
    drawn = [
        _by_kind(run),
        _by_mission(run),
        _trend(alike, name),
        _calibration(run),
        _by_level(run),
        _risk(run),
        _latency(run),
        _ladder(run),
    ]
    return Page(
        run=run,
        name=name,
        headline=run.figures[name],
        change=change,
        previous=before,
        comparison=compare(before, run) if before and before.verdicts else None,
        confusion=_confusion(run.verdicts),
        failing=run.failing,
        address=address.rstrip("/"),
        plots={one.name: one for one in drawn if one is not None},
    )


def _headline(run: Kept) -> str:
    return next((one for one in HEADLINES if one in run.figures), next(iter(run.figures)))


def _alike(run: Kept, history: Sequence[Kept]) -> list[Kept]:
    """The runs over the same choice of cases, up to this one."""
    return [one for one in history if one.of.selection == run.of.selection and one.id <= run.id]


def _cases(run: Kept) -> str:
    """What names the set of cases that a run asked."""
    return str(run.of.settings.get("cases", ""))


def _answerable(run: Kept) -> list[Verdict]:
    return [one for one in run.verdicts if one.judged in ("fact", "follow-up")]


def _by_kind(run: Kept) -> Plot | None:
    points = _grouped(_answerable(run), lambda one: [one.case["kind"]])
    points.sort(key=lambda point: (-point.value, point.label))
    return (
        points
        and plots.bars(
            "kind",
            "Right by kind of question",
            f"Share of answerable questions that come back right, by kind: {_told(points)}.",
            points,
        )
        or None
    )


def _by_mission(run: Kept) -> Plot | None:
    """A bar for each mission with something wrong, and one for all others together."""
    asked = _answerable(run)
    names = {label for one in asked if not one.passed for label in _missions(one)}
    points = _grouped(asked, lambda one: [label for label in _missions(one) if label in names])
    points.sort(key=lambda point: (point.value, -point.count, point.label))
    others = {label for one in asked for label in _missions(one)} - names
    fine = [float(one.passed) for one in asked if not names.intersection(_missions(one))]
    if fine:
        points.append(_point(f"{len(others)} others", fine))
    return (
        points
        and plots.bars_abreast(
            "mission",
            "Right by mission",
            f"Share of answerable questions that come back right, by mission: {_told(points)}.",
            points,
        )
        or None
    )


def _missions(verdict: Verdict) -> Sequence[str]:
    return verdict.case["missions"] or ["no mission"]


def _trend(history: Sequence[Kept], name: str) -> Plot | None:
    """The runs in parts: where the cases change, the shares are no longer of the same."""
    shown = [one for one in history if name in one.figures]
    if not shown:
        return None
    parts = [[_dated(one, name) for one in members] for _, members in groupby(shown, _cases)]
    told = (
        f"from {shown[0].figures[name].value:.0%} to {shown[-1].figures[name].value:.0%} "
        f"over {len(shown)} runs"
    )
    if len(parts) > 1:
        told += f" of {len(parts)} sets of cases, one after the other"
    title = f"{meaning_of(name).label[:1].upper()}{meaning_of(name).label[1:]}, run by run"
    return plots.line("trend", title, f"{title}: {told}.", parts)


def _dated(run: Kept, name: str) -> Dated:
    figure = run.figures[name]
    return Dated(
        run.of.date[:10],
        Point(run.of.commit[:7], figure.value, figure.low, figure.high, figure.count),
    )


def _calibration(run: Kept) -> Plot | None:
    """How often the best evidence is right where it is held to be: bins of equal size."""
    ordered = sorted(
        (one for one in run.verdicts if one.judged != "premise"),
        key=lambda one: (one.supported, one.id),
    )
    size = -(-len(ordered) // _BINS)
    if not size:
        return None
    bins = [ordered[first : first + size] for first in range(0, len(ordered), size)]
    points = [
        (
            sum(one.supported for one in members) / len(members),
            _point("", [float(one.best_right) for one in members]),
        )
        for members in bins
    ]
    ends = " and in the highest ".join(
        f"{said:.0%} is said and {point.value:.0%} is right"
        for said, point in (points[0], points[-1])
    )
    return plots.calibration(
        "calibration",
        "Is it as right as it says?",
        f"{_balance(ordered)} In the lowest of {len(points)} bins of equal size {ends}.",
        points,
    )


def _balance(judged: Sequence[Verdict]) -> str:
    """Whether it says too much or too little, in a sentence."""
    said = fmean(one.supported for one in judged)
    right = fmean(one.best_right for one in judged)
    sides = f"it gives its best sentences {said:.0%} on average, and {right:.0%} of them are right"
    if abs(right - said) < _BALANCED:
        return f"Yes, on the whole: {sides}."
    return f"It is {'more' if right > said else 'less'} often right than it says: {sides}."


def _by_level(run: Kept) -> Plot | None:
    """How often an answer is right, by the confidence that it states."""
    answered = [one for one in run.verdicts if one.reply["kind"] == "answer"]
    points = [
        _point(level, values)
        for level in _LEVELS
        if (values := [float(one.passed) for one in answered if one.reply["confidence"] == level])
    ]
    return (
        points
        and plots.bars(
            "level",
            "Right by stated confidence",
            f"Share of answers that are right: {_told(points)}.",
            points,
        )
        or None
    )


def _risk(run: Kept) -> Plot | None:
    """Coverage and risk as the threshold falls over the probabilities."""
    judged = sorted(
        (one for one in run.verdicts if one.judged != "premise"),
        key=lambda one: (-one.supported, one.id),
    )
    if not judged:
        return None
    curve, wrong = [], 0
    for answered, one in enumerate(judged, start=1):
        wrong += not one.best_right
        curve.append((answered / len(judged), wrong / answered))
    # Of the best sentence too, as the curve is: what is declined has no other verdict.
    given = [one for one in judged if one.reply["kind"] == "answer"]
    mistakes = sum(not one.best_right for one in given)
    working = (len(given) / len(judged), mistakes / max(len(given), 1))
    words = (
        f"As it works now {working[0]:.0%} of all questions are answered, and for "
        f"{working[1]:.0%} of these the best sentence is wrong; answering everything, for "
        f"{curve[-1][1]:.0%}."
    )
    return plots.risk_coverage("risk", "What declining is worth", words, curve, working)


def _latency(run: Kept) -> Plot | None:
    times = [1000 * one.seconds for one in run.verdicts]
    if not times:
        return None
    words = " and ".join(
        f"{share} take at most {run.figures[name].value:.0f} ms"
        for name, share in (("p50", "half"), ("p95", "19 of 20"))
        if name in run.figures
    )
    return plots.histogram("latency", "Answer times", f"Of the answers {words}.", times)


def _ladder(run: Kept) -> Plot | None:
    points = [
        Point(
            step,
            figures["hit_1"].value,
            figures["hit_1"].low,
            figures["hit_1"].high,
            figures["hit_1"].count,
        )
        for step, figures in run.ladder.items()
    ]
    steps = "; ".join(f"{step}: {STEPS[step]}" for step in run.ladder)
    return (
        points
        and plots.bars(
            "ladder",
            "The right sentence ranked first, step by step",
            f"Share of answerable questions: {_told(points)}. The steps are {steps}.",
            points,
        )
        or None
    )


def _confusion(verdicts: Iterable[Verdict]) -> tuple[tuple[str, int, int, int], ...]:
    names = {
        "fact": "known fact",
        "follow-up": "follow-up",
        "premise": "false premise (right: not confirmed)",
        "unanswerable": "unanswerable",
    }
    rows = {form: [0, 0, 0] for form in names}
    for one in verdicts:
        declined = one.reply["kind"] == "abstention"
        rows[one.judged][2 if declined else 0 if one.passed else 1] += 1
    return tuple(
        (names[form], right, wrong, declined)
        for form, (right, wrong, declined) in rows.items()
        if right + wrong + declined
    )


def _grouped(
    verdicts: Iterable[Verdict], labels: Callable[[Verdict], Sequence[str]]
) -> list[Point]:
    groups: dict[str, list[float]] = {}
    for one in verdicts:
        for label in labels(one):
            groups.setdefault(label, []).append(float(one.passed))
    return [_point(label, values) for label, values in groups.items()]


def _point(label: str, values: Sequence[float]) -> Point:
    figure = mean(values)
    return Point(label, figure.value, figure.low, figure.high, figure.count)


def _told(points: Sequence[Point]) -> str:
    return ", ".join(f"{one.label} {one.value:.0%} of {one.count}" for one in points)
