"""What `evals fit` does: gathers the examples, fits, and says what the new numbers are worth."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from assistant.pipeline import Assistant, open_reader
from assistant.rank.fitted import FITTED_FILE, Decision, Fitted, Judgement, Thresholds
from assistant.rank.judging import Reader
from assistant.rank.ranking import Rereading, Support, Weights
from corpus.questions import SentenceQuestions, read_questions
from corpus.record.missions import MissionRecord
from corpus.unanswered import unanswered_apart
from evals.cases.case import Case
from evals.cases.reading import read_cases
from evals.cases.split import side
from evals.cases.table import CaseError
from evals.fit.examples import (
    Example,
    examples,
    natural_examples,
    unanswered_examples,
    without_questions,
)
from evals.fit.unasked import Asked, asked_of, fit_unasked
from evals.fit.weights import Fitness, fit, fitness
from evals.runs.collections import TUNED, is_fitted_on, open_collection
from evals.runs.memory import RememberingEncoder, RememberingReader
from evals.runs.world import read_articles
from index import store
from index.encoder import Encoder, SentenceTransformerEncoder
from index.model_files import model_digest
from index.store import Index

# Answered questions as people ask them in a forum, which only fit when to decline.
NATURAL = Path(__file__).with_name("natural.jsonl")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Fitting:
    """New numbers, and what they are worth beside the old: before and after by what was fitted."""

    fitted: Fitted
    worth: Mapping[str, tuple[Fitness, Fitness]]


def fit_home(
    home: Path, facts: Path, model: str, before: Fitted, progress: Progress | None = None
) -> Fitting:
    """Fit on the fit half of the cases over the current index of a data folder.

    What articles without anticipated questions need is then fitted on the collections of others.

    Raises:
        CaseError, CorpusError: for a case or an article that cannot be read, or nothing to fit on.
        IndexUnusable, EncoderUnusable: when the data folder or the model cannot be used.
    """
    cases = [one for one in read_cases(facts, read_articles()) if side(one) == "fit"]
    if not cases:
        problem = "no case is of the fit half; what strangers wrote is never fitted on"
        raise CaseError(facts, None, problem)
    natural = read_questions(NATURAL)
    index = store.load(home, model, model_digest(model))
    encoder = SentenceTransformerEncoder.load(model)
    reader = open_reader()
    found = fit_index(index, encoder, cases, reader, before, progress, unanswered_apart(), natural)
    others: list[Asked] = []
    for name in TUNED:
        world = open_collection(name, home, model)
        others += asked_of(world.assistant, [one for one in world.cases if is_fitted_on(one)])
    return replace(found, fitted=fit_unasked(others, found.fitted, reader))


def fit_index(
    index: Index,
    encoder: Encoder,
    cases: Sequence[Case],
    reader: Reader | None,
    before: Fitted,
    progress: Progress | None = None,
    unanswered: Sequence[str] = (),
    natural: Sequence[SentenceQuestions] = (),
) -> Fitting:
    """Fit on cases over an index as it is and without its anticipated questions.

    `natural` are further questions with the sentence that answers each, `unanswered` further ones
    that nothing answers.

    Raises:
        ValueError: for a stranger's case; what is fitted on them cannot be measured on them.
    """
    if strange := [one.id for one in cases if side(one) == "strangers"]:
        raise ValueError(f"{strange[0]} is a stranger's case, and nothing is ever fitted on these")
    remembering = RememberingEncoder(encoder)
    record = MissionRecord.load()
    reads = RememberingReader(reader) if reader else None
    sides = []
    for number, one in enumerate((index, without_questions(index))):
        assistant = Assistant(one, remembering, record, reads, before)
        start = number * len(cases)

        def advance(done: int, start: int = start) -> None:
            if progress:
                progress(start + done, 2 * len(cases))

        sides.append(
            [
                *examples(assistant, cases, advance),
                *natural_examples(assistant, natural),
                *unanswered_examples(assistant, unanswered),
            ]
        )
    fitted = fit([*sides[0], *sides[1]], sides[0], reads, before)
    return Fitting(fitted, _worth(sides[0], sides[1], before, fitted, reads))


def _worth(
    asked: Sequence[Example],
    unasked: Sequence[Example],
    before: Fitted,
    after: Fitted,
    reader: Reader | None,
) -> dict[str, tuple[Fitness, Fitness]]:
    found = {}
    both = (("with questions", asked, True), ("without questions", unasked, False))
    for words, data, known in both:
        for end, reads in (("signals", None), ("reader", reader)):
            if end == "reader" and reads is None:
                continue
            found[f"{words}, {end}"] = (
                fitness(data, before, reads, asked=known),
                fitness(data, after, reads, asked=known),
            )
    return found


def in_use(path: Path = FITTED_FILE) -> Fitted:
    """The numbers in use; where a signal is new and the file lacks it, ones to begin with."""
    try:
        return Fitted.load(path)
    except (OSError, ValueError):
        return beginning()


def beginning() -> Fitted:
    """Numbers that know nothing: all weights alike, and every answer given."""
    support = Support(**{field.name: 0.0 for field in fields(Support)})
    judgement = Judgement(*[Decision(support, Thresholds(0.0, 0.5, 1.0))] * 2)
    weights = Weights(**{field.name: 1.0 for field in fields(Weights)})
    return Fitted(weights, Rereading(1.0, 1.0, 0.0), judgement, judgement)
