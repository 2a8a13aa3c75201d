"""Turns a kept run into one self-contained HTML page: no script, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from evals.report import drawings, svg
from evals.report.selection import cases_of, own_of, strangers_of
from evals.report.svg import Plot
from evals.report.templating import environment
from evals.runs.batches import Batch
from evals.runs.comparison import Comparison, compare
from evals.runs.figures import Figure
from evals.runs.history import Kept, Verdict
from evals.runs.ladder import STEPS
from evals.runs.meanings import MEANINGS, STRANGERS, TIMES, meaning_of, order_of, part_of, title_of

# The first that a run has is followed from run to run.
HEADLINES = (f"wanted@{STRANGERS}", "right@held", "right")
_OWN = "of the facts that the project wrote itself and set aside come back right"
_AGAIN = "of all strangers' questions come back as wanted now; they were asked before"


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure in large type, and what it is."""

    figure: Figure
    says: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the template may name.

    Attributes:
        headlines: figures in large type, what strangers say at first asking first.
        name: the figure that is followed; `change` is from the run before, in points.
        figures: by part of the cases, each under its heading.
        confusion: a row for each form of question: answered right, answered wrong, declined.
        address: what links into the web app begin with; empty where it serves the page.
        plots: drawings by name; one that has no data is not there.
    """

    run: Kept
    name: str
    headlines: tuple[Headline, ...]
    figures: Mapping[str, Mapping[str, Figure]]
    change: float | None
    previous: Kept | None
    comparison: Comparison | None
    confusion: tuple[tuple[str, int, int, int], ...]
    plots: Mapping[str, Plot]
    failing: tuple[Verdict, ...]
    address: str


def page(
    run: Kept, history: Sequence[Kept], address: str = "", batches: Sequence[Batch] = ()
) -> str:
    """The page of a run; `history` is every run that is kept, `batches` all, oldest first.

    Its links begin with `address`, the web app's; without one only the app itself can follow them.
    What flipped is told where the run that `previous` names is there with its verdicts.
    """
    template = environment().get_template("report.html")
    return template.render(
        page=_page(run, history, address, batches),
        meanings=MEANINGS,
        meaning_of=meaning_of,
        steps=STEPS,
        markup=Markup,
    )


def trend(run: Kept, history: Sequence[Kept]) -> str:
    """The headline's trend as an SVG file, for the project's README."""
    drawn = drawings.trend(_alike(run, history), _headline(run))
    return svg.standalone(drawn) if drawn else ""


def previous(run: Kept, history: Sequence[Kept]) -> Kept | None:
    """The run before it over the same cases, which it is compared with."""
    name = _headline(run)
    return next(
        (
            one
            for one in reversed(_alike(run, history))
            if one.id < run.id and name in one.figures and cases_of(one) == cases_of(run)
        ),
        None,
    )


def _page(run: Kept, history: Sequence[Kept], address: str, batches: Sequence[Batch]) -> Page:
    name = _headline(run)
    alike = _alike(run, history)
    before = previous(run, history)
    change = run.figures[name].value - before.figures[name].value if before else None
    drawn = [
        drawings.first_results(batches),
        drawings.by_form(run),
        drawings.by_stage(run),
        drawings.by_kind(run),
        drawings.by_mission(run),
        drawings.trend(alike, name),
        drawings.calibration(run),
        drawings.by_level(run),
        drawings.risk(run),
        drawings.latency(run),
        drawings.ladder(run),
    ]
    return Page(
        run=run,
        name=name,
        headlines=tuple(_headlines(run, batches)),
        figures=_by_part(run),
        change=change,
        previous=before,
        comparison=compare(before, run) if before and before.verdicts else None,
        confusion=(
            *_confusion(strangers_of(run), "strangers: "),
            *_confusion(own_of(run)),
        ),
        failing=run.failing,
        address=address.rstrip("/"),
        plots={one.name: one for one in drawn if one is not None},
    )


def _headline(run: Kept) -> str:
    return next((one for one in HEADLINES if one in run.figures), next(iter(run.figures)))


def _alike(run: Kept, history: Sequence[Kept]) -> list[Kept]:
    """The runs over the same choice of cases, up to this one."""
    return [one for one in history if one.of.selection == run.of.selection and one.id <= run.id]


def _headlines(run: Kept, batches: Sequence[Batch]) -> Iterable[Headline]:
    """Strangers' first asking, strangers asked again, and the project's own; those there are."""
    if batches:
        last = batches[-1]
        says = (
            f"of the questions that {last.writer} wrote came back as wanted when they were first "
            f"asked, on {last.date[:10]}"
        )
        yield Headline(last.right, says)
    for name, says in zip(HEADLINES[:2], (_AGAIN, _OWN), strict=True):
        if name in run.figures:
            yield Headline(run.figures[name], says)
    if not batches and not any(name in run.figures for name in HEADLINES[:2]):
        name = _headline(run)
        yield Headline(run.figures[name], meaning_of(name).label)


def _by_part(run: Kept) -> dict[str, dict[str, Figure]]:
    """The figures under the headings of their parts, by their plain names."""
    found: dict[str, dict[str, Figure]] = {}
    measured = {name: one for name, one in run.figures.items() if name not in TIMES}
    for part in order_of(map(part_of, measured)):
        found[title_of(part)] = {
            name.partition("@")[0]: figure
            for name, figure in measured.items()
            if part_of(name) == part
        }
    times = {name: run.figures[name] for name in TIMES if name in run.figures}
    return {**found, "Answer times": times} if times else found


def _confusion(
    verdicts: Iterable[Verdict], whose: str = ""
) -> tuple[tuple[str, int, int, int], ...]:
    names = {
        "fact": "known fact",
        "follow-up": "follow-up",
        "premise": "false premise (right: not confirmed)",
        "clarify": "must be asked back",
        "unanswerable": "unanswerable",
    }
    rows = {form: [0, 0, 0] for form in names}
    for one in verdicts:
        declined = one.reply["kind"] == "abstention"
        rows[one.judged][2 if declined else 0 if one.passed else 1] += 1
    return tuple(
        (f"{whose}{names[form]}", right, wrong, declined)
        for form, (right, wrong, declined) in rows.items()
        if right + wrong + declined
    )
