"""What of a run is drawn: each takes kept runs and gives a plot, or none where there is no data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from statistics import fmean

from evals.report import plots, stages
from evals.report.plots import Dated, Point
from evals.report.selection import cases_of, own_of, strangers_of
from evals.report.stages import form_of
from evals.report.svg import Plot
from evals.runs.batches import Batch
from evals.runs.figures import mean
from evals.runs.history import Kept, Verdict
from evals.runs.ladder import STEPS
from evals.runs.meanings import meaning_of
from evals.runs.stages import STAGES

# Fewer than this in a bin say nothing.
_BINS = 8
# Nearer than this, what is said and what is right are the same to a reader.
_BALANCED = 0.03
_LEVELS = ("high", "medium", "low")


def by_form(run: Kept) -> Plot | None:
    """How often strangers' questions come back as wanted, by the form that they want."""
    points = _grouped(strangers_of(run), lambda one: [form_of(one)])
    points.sort(key=lambda point: (-point.value, point.label))
    return (
        points
        and plots.bars(
            "form",
            "Strangers' questions by form",
            f"Share of strangers' questions that come back as wanted: {_told(points)}.",
            points,
        )
    ) or None


def by_stage(run: Kept) -> Plot | None:
    """Where what went wrong was lost, by the form that was wanted."""
    measured = strangers_of(run) or run.verdicts
    rows = stages.by_stage(one for one in measured if not one.passed)
    if not rows:
        return None
    all_stages = Counter(stage for counts in rows.values() for stage in counts.elements())
    most = ", ".join(f"{stage} {count}" for stage, count in all_stages.most_common())
    words = f"The first stage that lost what was wanted: {most}.{_measured_on(run)}"
    parts = [stage for stage in STAGES if stage in all_stages]
    return plots.stacked("stage", "Where it went wrong", words, rows, parts)


def first_results(batches: Sequence[Batch]) -> Plot | None:
    """Every batch of strangers at its first asking."""
    if not batches:
        return None
    dated = [
        Dated(
            one.date[:10],
            Point(one.writer, one.right.value, one.right.low, one.right.high, one.right.count),
        )
        for one in batches
    ]
    words = "Strangers' questions as wanted when they were first asked: " + ", ".join(
        f"{one.writer} {one.right.value:.0%} of {one.right.count}" for one in batches
    )
    title = "Strangers at first asking"
    return plots.line("batches", title, f"{words}.", [dated], of="writer")


def by_kind(run: Kept) -> Plot | None:
    """How often the project's own facts come back right, by what they ask for."""
    points = _grouped(_answerable(run), lambda one: [one.case["kind"]])
    points.sort(key=lambda point: (-point.value, point.label))
    return (
        points
        and plots.bars(
            "kind",
            "The project's own by kind of question",
            f"Share of answerable questions that come back right, by kind: {_told(points)}.",
            points,
        )
    ) or None


def by_mission(run: Kept) -> Plot | None:
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
            "The project's own by mission",
            f"Share of answerable questions that come back right, by mission: {_told(points)}.",
            points,
        )
    ) or None


def trend(history: Sequence[Kept], name: str) -> Plot | None:
    """The runs in parts: where the cases change, the shares are no longer of the same."""
    shown = [one for one in history if name in one.figures]
    if not shown:
        return None
    parts = [[_dated(one, name) for one in members] for _, members in groupby(shown, cases_of)]
    told = (
        f"from {shown[0].figures[name].value:.0%} to {shown[-1].figures[name].value:.0%} "
        f"over {len(shown)} runs"
    )
    if len(parts) > 1:
        told += f" of {len(parts)} sets of cases, one after the other"
    title = f"{meaning_of(name).label[:1].upper()}{meaning_of(name).label[1:]}, run by run"
    return plots.line("trend", title, f"{title}: {told}.", parts)


def calibration(run: Kept) -> Plot | None:
    """How often the best evidence is right where it is held to be: bins of equal size."""
    ordered = sorted(
        (one for one in _measured(run) if one.judged != "premise"),
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
        f"{_balance(ordered)} In the lowest of {len(points)} bins of equal size {ends}."
        f"{_measured_on(run)}",
        points,
    )


def by_level(run: Kept) -> Plot | None:
    """How often an answer is right, by the confidence that it states."""
    answered = [one for one in _measured(run) if one.reply["kind"] == "answer"]
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
            f"Share of answers that are right: {_told(points)}.{_measured_on(run)}",
            points,
        )
    ) or None


def risk(run: Kept) -> Plot | None:
    """Coverage and risk as the threshold falls over the probabilities."""
    judged = sorted(
        (one for one in _measured(run) if one.judged != "premise"),
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
        f"{curve[-1][1]:.0%}.{_measured_on(run)}"
    )
    return plots.risk_coverage("risk", "What declining is worth", words, curve, working)


def latency(run: Kept) -> Plot | None:
    """How long answers took."""
    times = [1000 * one.seconds for one in run.verdicts if one.seconds is not None]
    if not times:
        return None
    words = " and ".join(
        f"{share} take at most {run.figures[name].value:.0f} ms"
        for name, share in (("p50", "half"), ("p95", "19 of 20"))
        if name in run.figures
    )
    return plots.histogram("latency", "Answer times", f"Of the answers {words}.", times)


def ladder(run: Kept) -> Plot | None:
    """How often the right sentence is first, step by step of ranking."""
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
    ) or None


def _measured(run: Kept) -> list[Verdict]:
    """What says most of how sure answers are: strangers' questions, where there are any."""
    return strangers_of(run) or own_of(run)


def _measured_on(run: Kept) -> str:
    return " All this is of strangers' questions." if strangers_of(run) else ""


def _answerable(run: Kept) -> list[Verdict]:
    return [one for one in own_of(run) if one.judged in ("fact", "follow-up")]


def _missions(verdict: Verdict) -> Sequence[str]:
    return verdict.case["missions"] or ["no mission"]


def _dated(run: Kept, name: str) -> Dated:
    figure = run.figures[name]
    return Dated(
        run.of.date[:10],
        Point(run.of.commit[:7], figure.value, figure.low, figure.high, figure.count),
    )


def _balance(judged: Sequence[Verdict]) -> str:
    """Whether it says too much or too little, in a sentence."""
    said = fmean(one.supported for one in judged)
    right = fmean(one.best_right for one in judged)
    sides = f"it gives its best sentences {said:.0%} on average, and {right:.0%} of them are right"
    if abs(right - said) < _BALANCED:
        return f"Yes, on the whole: {sides}."
    return f"It is {'more' if right > said else 'less'} often right than it says: {sides}."


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
