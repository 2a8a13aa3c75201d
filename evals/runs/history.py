"""Keeps every run in SQLite and reads runs back."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.render.forms import as_json
from evals.runs.figures import Figure
from evals.runs.meanings import current_name, parts_of
from evals.runs.running import Result, Run

DATABASE = "evals.db"
_SCHEMA = """
create table if not exists runs (
    id integer primary key, date text not null, "commit" text not null,
    generation text not null, models text not null, settings text not null,
    selection text not null, figures text not null, ladder text not null);
create table if not exists verdicts (
    run integer not null references runs(id), "case" text not null, passed integer not null,
    record text not null, primary key (run, "case"));
"""


class HistoryError(Exception):
    """A run that is not kept, or a database that cannot be read; says what to do."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When and of what a run was.

    Attributes:
        models: names and digests of the encoder and the reader.
        settings: weights, thresholds, and digests of the code and of the cases.
        selection: the filters; empty for a run of all cases.
    """

    date: str
    commit: str
    generation: str
    models: Mapping[str, str]
    settings: Mapping[str, Any]
    selection: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a case went in a kept run; `case` and `reply` are as JSON has them."""

    id: str
    passed: bool
    why: str
    case: Mapping[str, Any]
    reply: Mapping[str, Any]
    values: Mapping[str, float]
    seconds: float | None
    supported: float
    best_right: bool
    stage: str = ""

    @property
    def judged(self) -> str:
        """What the case is counted as; runs of before forms were written kept it as the form."""
        return str(self.case.get("judged", self.case["form"]))

    @property
    def parts(self) -> Sequence[str]:
        """The parts of the cases that it is counted in."""
        parts: Sequence[str] = self.case.get("parts", ("",))
        return parts

    @property
    def expected(self) -> str:
        """What the case asks of a reply: "Komarov or Komarow; 1967 (soyuz-1: The flight)"."""
        case = self.case
        if case["abstains"]:
            return "to decline"
        says, shows = (
            "; ".join(" or ".join(group) for group in case[key]) for key in ("says", "shows")
        )
        says = "; ".join(filter(None, [case.get("verdict", ""), says]))
        place = ", ".join(case["cites"]) + (f": {case['section']}" if case["section"] else "")
        return f"{says}{f', beside {shows}' if shows else ''}{f' ({place})' if place else ''}"


@dataclass(frozen=True, slots=True)
class Kept:
    """A run as it is kept; `id` is 0 until it is."""

    id: int
    of: Circumstances
    figures: Mapping[str, Figure]
    ladder: Mapping[str, Mapping[str, Figure]]
    verdicts: tuple[Verdict, ...]

    @property
    def choice(self) -> str:
        """The filters as they were typed, more or less; empty for a run of all cases."""
        return ", ".join(
            f"{name} {', '.join(value) if isinstance(value, list) else value}"
            for name, value in self.of.selection.items()
        )

    @property
    def failing(self) -> tuple[Verdict, ...]:
        """The cases that did not pass."""
        return tuple(one for one in self.verdicts if not one.passed)


def kept(run: Run, circumstances: Circumstances) -> Kept:
    """A fresh run in the form in which runs are kept."""
    return Kept(0, circumstances, run.figures, run.ladder, tuple(map(_verdict, run.results)))


def keep(home: Path, run: Kept) -> int:
    """Add a run to the data folder's history; its number."""
    of = run.of
    row = (
        of.date,
        of.commit,
        of.generation,
        *map(
            _dump,
            (
                of.models,
                of.settings,
                of.selection,
                {name: asdict(figure) for name, figure in run.figures.items()},
                {
                    step: {name: asdict(figure) for name, figure in figures.items()}
                    for step, figures in run.ladder.items()
                },
            ),
        ),
    )
    with _opened(home) as database:
        number = database.execute(
            'insert into runs (date, "commit", generation, models, settings, selection, figures, '
            "ladder) values (?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        ).lastrowid
        database.executemany(
            "insert into verdicts values (?, ?, ?, ?)",
            [(number, one.id, one.passed, _dump(asdict(one))) for one in run.verdicts],
        )
    return number or 0


def runs(home: Path) -> tuple[Kept, ...]:
    """All kept runs, oldest first, without their verdicts."""
    with _opened(home) as database:
        return tuple(_kept(row, ()) for row in database.execute("select * from runs order by id"))


def before(home: Path, run: Kept) -> int | None:
    """The number of the last run over the same choice of cases, if there is one."""
    return max(
        (one.id for one in runs(home) if one.of.selection == run.of.selection and one.id < run.id),
        default=None,
    )


def run_of(home: Path, number: int | None = None) -> Kept:
    """A kept run with its verdicts; without a number the newest of all cases, else the newest.

    Raises:
        HistoryError: when there is no such run.
    """
    with _opened(home) as database:
        if number is None:
            row = database.execute(
                "select * from runs order by selection = '{}' desc, id desc limit 1"
            ).fetchone()
        else:
            row = database.execute("select * from runs where id = ?", (number,)).fetchone()
        if row is None:
            which = "no run is kept yet" if number is None else f"there is no run {number}"
            raise HistoryError(f"{which} in {home / DATABASE}; run: evals run")
        records = database.execute(
            "select record from verdicts where run = ? order by rowid", (row["id"],)
        ).fetchall()
    return _kept(row, tuple(Verdict(**json.loads(one["record"])) for one in records))


def _verdict(result: Result) -> Verdict:
    case = result.case
    return Verdict(
        id=result.case.id,
        passed=result.score.passed,
        why=result.score.why,
        case=json.loads(_dump(asdict(case) | {"judged": case.judged, "parts": parts_of(case)})),
        reply=json.loads(_dump(as_json(result.reply))),
        values=dict(result.score.values),
        seconds=result.seconds,
        supported=result.supported,
        best_right=result.best_right,
        stage=result.stage,
    )


def _kept(row: sqlite3.Row, verdicts: Sequence[Verdict]) -> Kept:
    models, settings, selection = (
        json.loads(row[name]) for name in ("models", "settings", "selection")
    )
    of = Circumstances(row["date"], row["commit"], row["generation"], models, settings, selection)
    figures = {
        current_name(name): Figure(**one) for name, one in json.loads(row["figures"]).items()
    }
    ladder = {
        step: {name: Figure(**one) for name, one in figures.items()}
        for step, figures in json.loads(row["ladder"]).items()
    }
    return Kept(row["id"], of, figures, ladder, tuple(verdicts))


def _dump(content: object) -> str:
    return json.dumps(content, ensure_ascii=False)


@contextlib.contextmanager
def _opened(home: Path) -> Iterator[sqlite3.Connection]:
    """The history; what is done within is done whole or not at all."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / DATABASE
    try:
        with contextlib.closing(sqlite3.connect(path)) as database, database:
            database.row_factory = sqlite3.Row
            database.executescript(_SCHEMA)
            yield database
    except sqlite3.Error as error:
        raise HistoryError(f"{path}: {error}; move the file away and run again") from error
