"""Reads what was fitted on the known facts: the numbers of `weights.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, dataclass, fields
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar

from assistant.rank.ranking import Rereading, Support, Weights

FITTED_FILE = Path(__file__).with_name("weights.toml")

Numbers = TypeVar("Numbers", Weights, Rereading, Support, "Thresholds")


class WeightsUnusable(ValueError):
    """The file of fitted numbers is broken: says what of it, and what to do."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which probability of support on an answer is given, and how sure it is called."""

    answer: float
    medium: float
    high: float


@dataclass(frozen=True, slots=True)
class Decision:
    """How sure an answer is, and from where on it is given."""

    support: Support
    thresholds: Thresholds


@dataclass(frozen=True, slots=True)
class Judgement:
    """What decides on an index with anticipated questions, and on one without a single one.

    There even right answers are less like what was asked.
    """

    asked: Decision
    unasked: Decision


@dataclass(frozen=True, slots=True)
class Fitted:
    """The weights of ranking and of the reader, and the judgement with and without the reader."""

    ranking: Weights
    rereading: Rereading
    with_reader: Judgement
    without_reader: Judgement

    @classmethod
    def load(cls, path: Path = FITTED_FILE) -> Fitted:
        """Read the file.

        Raises:
            WeightsUnusable: naming a table or a number that is missing or unknown.
        """
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise WeightsUnusable(f"{path}: broken TOML: {error}; run: evals fit") from None
        return cls(
            _numbers(Weights, tables, "ranking", path),
            _numbers(Rereading, tables, "rereading", path),
            _judgement(tables, "with_reader", path),
            _judgement(tables, "without_reader", path),
        )


def _judgement(tables: dict[str, Any], name: str, path: Path) -> Judgement:
    return Judgement(
        _decision(tables, f"{name}.asked", path), _decision(tables, f"{name}.unasked", path)
    )


def _decision(tables: dict[str, Any], name: str, path: Path) -> Decision:
    return Decision(
        _numbers(Support, tables, f"{name}.support", path),
        _numbers(Thresholds, tables, f"{name}.thresholds", path),
    )


def _numbers(kind: type[Numbers], tables: dict[str, Any], name: str, path: Path) -> Numbers:
    table: Any = tables
    for part in name.split("."):
        table = table.get(part, {}) if isinstance(table, dict) else {}
    if not isinstance(table, dict):
        raise WeightsUnusable(f"{path}: [{name}] is not a table; run: evals fit")
    expected = {field.name for field in fields(kind)}
    needed = {field.name for field in fields(kind) if field.default is MISSING}
    if wrong := (needed - table.keys()) | (table.keys() - expected):
        listed = ", ".join(sorted(wrong))
        raise WeightsUnusable(f"{path}: [{name}] lacks or does not know {listed}; run: evals fit")
    for key, value in table.items():
        if type(value) not in (int, float) or not isfinite(value):
            raise WeightsUnusable(f"{path}: [{name}] {key} is not a number; run: evals fit")
    return kind(**{key: float(value) for key, value in table.items()})
