"""Measures how start, memory and answers grow with the corpus: copies of articles, no models.

Everything but the models is measured: vectors are made of stems, there is no reader, and nobody
has asked anything before. Seconds are of the processor, so that a neighbour does not change them.
"""

from __future__ import annotations

import json
import shutil
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from assistant.manage.bench import machine
from assistant.pipeline import Assistant, annotate
from assistant.retrieve.annotating import made_by
from assistant.retrieve.candidates import Candidates
from assistant.retrieve.retriever import QueryEncoder, Retriever
from assistant.understand.query import Query
from corpus.questions import BUILT_IN_QUESTIONS, read_questions
from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders
from corpus.record.article import record_article
from corpus.record.missions import MissionRecord
from evals.bench.results import spaced
from evals.bench.scale_corpus import StemEncoder, copies
from evals.runs.world import commit
from index import building, store
from index.best import best
from index.encoder import Vectors
from index.files import write_whole
from index.generation import IndexUnusable, writer_lock
from index.passages import split
from index.store import Index
from index.stores.embedded import EmbeddedStore
from index.stores.store import Meaning

SIZES = (2_500, 20_000, 100_000)
QUESTIONS = 150
WARM_UP = 5

Clock = Callable[[], float]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured of one size; `memory` is what is resident after all questions.

    `build_s` is everything from articles to a generation on disk; None where it was there already.
    `recall_10` is the share of the ten nearest sentences that are proposed; None of older runs.
    """

    sentences: int
    build_s: float | None
    load_s: float
    start_s: float
    memory_mb: float
    ask_p50_ms: float
    ask_p95_ms: float
    retrieve_p50_ms: float
    retrieve_p95_ms: float
    recall_10: float | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """Rows by size, and what they hold for."""

    commit: str
    machine: str
    questions: int
    rows: tuple[Row, ...]


def run_scale(
    folder: Path, sizes: Sequence[int], say: Say, clock: Clock = time.process_time
) -> Scale:
    """Build what is missing below the folder and measure each size in a process of its own."""
    rows = []
    for size in sizes:
        home = folder / f"scale-{size}"
        say(f"indexing about {size:,} sentences")
        built = apart(build, home, size, clock)
        say(f"asking {QUESTIONS} questions")
        row: Row = apart(measure, home, clock)
        rows.append(Row(**{**asdict(row), "build_s": built}))
    return Scale(commit(), machine(), QUESTIONS, tuple(rows))


def apart(task: Callable[..., Any], *arguments: Any) -> Any:
    """What a task returns that runs in a fresh process, whose memory is its own alone."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(task, *arguments).result()


def build(home: Path, size: int, clock: Clock = time.process_time) -> float | None:
    """Index about so many sentences; the seconds it took, None where they are indexed already."""
    record = MissionRecord.load()
    articles = (*read_folders([BUILT_IN_ARTICLES]).articles, record_article(record))

    def count(article: Any) -> int:
        return sum(len(passage.sentences) for passage in split(article, record))

    wanted = tuple(copies(articles, count, size))
    encoder = StemEncoder()
    mark = home / "built.json"
    before = clock()
    planned = building.plan(
        wanted, (), record, encoder.name, encoder.digest, annotated_by=made_by(record)
    )
    name = planned.manifest.generation
    try:
        if json.loads(mark.read_text(encoding="utf-8")) == name:
            store.load(home, encoder.name, encoder.digest)
            return None
    except (OSError, IndexUnusable):
        shutil.rmtree(home, ignore_errors=True)
    with writer_lock(home):
        index = building.build(planned, encoder, annotate=lambda made: annotate(made, record))
        store.save(index, home)
    seconds = clock() - before
    write_whole(mark, json.dumps(name))
    return seconds


def measure(home: Path, clock: Clock = time.process_time) -> Row:
    """Open an index, ask questions of the built-in articles, and say what that took."""
    encoder, record = StemEncoder(), MissionRecord.load()
    before = clock()
    index = store.load(home, encoder.name, encoder.digest)
    loaded = clock()
    assistant = Assistant(index, encoder, record)
    ready = clock()
    timed = TimedRetriever(assistant.judge.retriever, clock)
    assistant.judge.retriever = timed  # type: ignore[assignment]
    asked = questions()
    for question in asked[:WARM_UP]:
        assistant.ask(question)
    asks, retrieves = [], []
    for question in asked:
        timed.seconds = 0.0
        started = clock()
        assistant.ask(question)
        asks.append((clock() - started) * 1000)
        retrieves.append(timed.seconds * 1000)
    return Row(
        sentences=index.manifest.counts["sentences"],
        build_s=None,
        load_s=loaded - before,
        start_s=ready - loaded,
        memory_mb=resident(),
        ask_p50_ms=percentile(asks, 50),
        ask_p95_ms=percentile(asks, 95),
        retrieve_p50_ms=percentile(retrieves, 50),
        retrieve_p95_ms=percentile(retrieves, 95),
        recall_10=recall(index, encoder.encode(asked)),
    )


def recall(index: Index, queries: Vectors) -> float:
    """The share of the ten nearest sentences of each query that the index's store proposes."""
    known = EmbeddedStore(index, np.array([one.sentence for one in index.questions], dtype=int))
    vectors = index.layers["sentences"].vectors
    found = total = 0
    for query in queries:
        near = best(vectors.cosines(query), 10)
        rows, _ = known.nearest("sentences", Meaning(query), 10)
        found += len({*near.tolist()} & {*rows.tolist()})
        total += len(near)
    return found / max(total, 1)


class TimedRetriever:
    """A retriever that adds up the seconds it takes."""

    def __init__(self, retriever: Retriever, clock: Clock) -> None:
        self._retriever = retriever
        self._clock = clock
        self.seconds = 0.0

    def retrieve(self, queries: Sequence[Query], encoder: QueryEncoder) -> list[Candidates]:
        """As the retriever itself."""
        before = self._clock()
        found = self._retriever.retrieve(queries, encoder)
        self.seconds += self._clock() - before
        return found


def questions() -> list[str]:
    """Anticipated questions of the built-in articles, spread evenly; no index here has them."""
    every = [one for asked in read_questions(BUILT_IN_QUESTIONS) for one in asked.questions]
    return spaced(every, QUESTIONS)


def resident() -> float:
    """Megabytes of this process that are in memory, files that it has mapped included."""
    pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
    return pages * 4096 / 1e6


def percentile(values: Sequence[float], percent: int) -> float:
    """The percentile of at least two values."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def read_runs(path: Path) -> dict[str, Scale]:
    """The measured runs of a file by name, in order; none where there is no file."""
    if not path.exists():
        return {}
    kept: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {
        name: Scale(**{**run, "rows": tuple(Row(**row) for row in run["rows"])})
        for name, run in kept.items()
    }


def keep_run(path: Path, name: str, run: Scale) -> dict[str, Scale]:
    """Put a run under its name in a file; all runs of the file."""
    runs = {**read_runs(path), name: run}
    write_whole(path, json.dumps({key: asdict(one) for key, one in runs.items()}, indent=1) + "\n")
    return runs
