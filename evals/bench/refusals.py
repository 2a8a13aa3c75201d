"""Asks an index of half of SQuAD's articles about the other half: how often is that declined?

The threshold of each method declines one in ten of the questions on the calibration articles;
what is reported is of the other articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from assistant.pipeline import Assistant
from assistant.rank.judging import Reader
from assistant.rank.ranking import rank, support
from assistant.resolve.conversation import Conversation
from assistant.understand.query import MAX_QUESTION_CHARACTERS
from evals.bench.datasets import DataError, Halves, Question, squad_halves, squad_open
from evals.bench.indexes import articles_of, indexed
from evals.bench.results import Bench, spaced
from evals.runs.figures import Figure, mean
from index.encoder import Encoder

REFUSALS = "squad-refusals"
FALSE_REFUSALS = 0.1
# What is asked about: indexed articles, for the threshold and for the figure; other articles.
_CALIBRATION, _ANSWERABLE, _ELSEWHERE = "calibration", "answerable", "elsewhere"


def run_refusals(
    data: Path, limit: int, home: Path, model: str, encoder: Encoder, reader: Reader | None
) -> Bench:
    """Measure what is declined; `limit` questions of each of the three groups.

    Raises:
        DataError: for a set that is not in the folder.
    """
    whole, halves = squad_open(data), squad_halves(data)
    titles = {part.id: part.title for part in whole.parts}
    parts = tuple(part for part in whole.parts if part.title in halves.indexed)
    groups = {
        name: spaced([one for one in whole.questions if _group(one, titles, halves) == name], limit)
        for name in (_CALIBRATION, _ANSWERABLE, _ELSEWHERE)
    }
    if lacking := [name for name, questions in groups.items() if not questions]:
        raise DataError(
            f"by squad_open/splits.json in {data} there is no {lacking[0]} question; "
            "fetch the set again"
        )
    folder = home / "bench" / REFUSALS
    assistant = indexed(articles_of(parts), folder, model, encoder, reader)
    sure = {
        name: [_sureness(assistant, one.text) for one in questions]
        for name, questions in groups.items()
    }
    counts = ", ".join(f"{len(one)} {name}" for name, one in groups.items())
    rows = {method: _row(method, sure) for method in sure[_CALIBRATION][0]}
    return Bench(
        REFUSALS,
        rows,
        (
            f"{counts} questions over {len(parts)} of {len(whole.parts)} texts",
            "each threshold declines 10 % of the calibration questions",
        ),
    )


def _group(question: Question, titles: Mapping[str, str], halves: Halves) -> str:
    title = titles[next(iter(question.parts))]
    if title not in halves.indexed:
        return _ELSEWHERE
    return _CALIBRATION if title in halves.calibration else _ANSWERABLE


def _sureness(assistant: Assistant, question: str) -> dict[str, float]:
    """How sure each method is of its best sentence, in its own units."""
    _, query = assistant.understand(question[:MAX_QUESTION_CHARACTERS], Conversation())
    (evidence,) = assistant.judge.search([query])
    candidates = [one.candidate for one in evidence]
    ranked = rank(candidates, assistant.judge.fitted.ranking)
    found = {
        "BM25": max((one.signals.sentences_terms for one in candidates), default=0.0),
        "sentence vectors": max((one.signals.sentences_dense for one in candidates), default=0.0),
        "Cachet, signals": support(ranked, assistant.judge.fitted.without_reader.unasked.support),
    }
    if assistant.judge.reader:
        found["Cachet"] = support(evidence, assistant.judge.fitted.with_reader.unasked.support)
    return found


def _row(method: str, sure: Mapping[str, Iterable[Mapping[str, float]]]) -> dict[str, Figure]:
    values = {name: [one[method] for one in found] for name, found in sure.items()}
    kept = sorted(values[_CALIBRATION])
    threshold = kept[int(len(kept) * FALSE_REFUSALS)]
    return {
        "not in the corpus, declined": mean([float(one < threshold) for one in values[_ELSEWHERE]]),
        "answerable, declined": mean([float(one < threshold) for one in values[_ANSWERABLE]]),
    }
