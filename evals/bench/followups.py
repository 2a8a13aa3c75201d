"""Reads CANARD's follow-ups as Cachet reads its own, beside doing nothing and doing the obvious."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.resolve.conversation import Conversation, Turn
from assistant.resolve.followup import resolve
from assistant.understand.entities import EntityFinder
from corpus.record.missions import MissionRecord
from evals.bench.datasets import FollowUp, canard
from evals.bench.results import Bench, spaced
from evals.cases.matching import tokens
from evals.runs.figures import mean

FOLLOW_UPS = "canard"
Read = Callable[[FollowUp], str]
_NOTE = (
    "published: CANARD's authors report BLEU of trained rewriters (Elgohary et al. 2019); "
    "no figure for these measures of words"
)


def run_followups(data: Path, limit: int) -> Bench:
    """How near a reading comes to what people wrote.

    Exact: the same words. Word F1: over the words of both. Added words: of those that people put
    in, the share that the reading has.
    """
    whole = canard(data)
    chosen = spaced(whole, limit)
    rows = {}
    for method, read in _methods().items():
        values: dict[str, list[float]] = {}
        for one in chosen:
            for name, value in _compared(read(one), one).items():
                values.setdefault(name, []).append(value)
        rows[method] = {name: mean(found) for name, found in values.items()}
    return Bench(FOLLOW_UPS, rows, (f"{len(chosen)} of {len(whole)} follow-ups", _NOTE))


def _methods() -> Mapping[str, Read]:
    record = MissionRecord.load()
    find = EntityFinder(record).find

    def cachet(one: FollowUp) -> str:
        """The page's title stands for what the answer was about; most pages are of people."""
        turns = tuple(
            Turn(question, people=(one.topic,), topic=one.topic) for question in one.before
        )
        return resolve(one.question, Conversation(turns), find, record).read_as

    return {
        "as it was asked": lambda one: one.question,
        "with the topic behind": lambda one: f"{one.question} {one.topic}",
        "Cachet": cachet,
    }


def _compared(reading: str, one: FollowUp) -> dict[str, float]:
    read, wanted = tokens(reading), tokens(one.rewrite)
    common = len(set(read) & set(wanted))
    values = {
        "exact": float(read == wanted),
        "word F1": 2 * common / max(len(set(read)) + len(set(wanted)), 1),
    }
    if added := set(wanted) - set(tokens(one.question)):
        values["added words"] = len(added & set(read)) / len(added)
    return values
