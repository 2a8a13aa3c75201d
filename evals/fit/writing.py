"""Writes what was fitted as the TOML file that ranking reads."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from assistant.rank.fitted import Fitted
from index.files import write_whole

HEADER = """\
# What was fitted on the fit half of the known facts; written by: evals fit
# What each number weighs is said in rank.py (ranking, support) and fitted.py (thresholds).
"""


def write(path: Path, fitted: Fitted) -> None:
    """Write the numbers as TOML."""
    text = HEADER + _table("ranking", asdict(fitted.ranking))
    text += _table("rereading", asdict(fitted.rereading))
    for name, judgement in (
        ("with_reader", fitted.with_reader),
        ("without_reader", fitted.without_reader),
    ):
        for index, decision in (("asked", judgement.asked), ("unasked", judgement.unasked)):
            text += _table(f"{name}.{index}.support", asdict(decision.support))
            text += _table(f"{name}.{index}.thresholds", asdict(decision.thresholds))
    write_whole(path, text)


def _table(name: str, numbers: dict[str, float]) -> str:
    return f"\n[{name}]\n" + "".join(f"{key} = {value}\n" for key, value in numbers.items())
