"""Measures speed and memory on this machine, beside what a user would write instead.

The questions are anticipated ones of what the data folder indexes, a fixed sample: what is timed
is the whole answer, so their being known does not make it faster.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from assistant.manage.build import build_index
from assistant.pipeline import Assistant
from corpus.reading.folder import BUILT_IN_ARTICLES
from corpus.record.article import RECORD_SLUG
from index.encoder import SentenceTransformerEncoder
from index.model_files import default_model_folder
from index.selection import Selection
from index.store import Index
from index.words import stems

QUESTIONS = 300
CLIENTS = 8
WARM_UP = 20
AIMS = {
    "answer p50, ms": "≤ 70",
    "answer p95, ms": "≤ 120",
    "answer p50 without the reader, ms": "≤ 25",
    "answer p95 without the reader, ms": "≤ 40",
    "ready after start, s": "≤ 10",
    "memory, MB": "≤ 900",
    "index of the built-in corpus, s": "≤ 30",
    "answers a second, 8 clients": "≥ 40 without the reader",
    "answers a second, 8 clients, without the reader": "≥ 40",
}

Say = Callable[[str], None]
Clock = Callable[[], float]


def measure(home: Path, say: Say, clock: Clock = time.perf_counter) -> dict[str, Any]:
    """All figures by name, each with what was aimed at, and the machine they hold for."""
    say("opening the index")
    started = clock()
    assistant = Assistant.open(home)
    assistant.ask("Who was the pilot of Soyuz 1?")
    measured = {"ready after start, s": clock() - started}
    questions = sample(assistant.index)
    measured |= _answering(assistant.ask, "", questions, say, clock)
    measured["memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    encoder = SentenceTransformerEncoder.load()
    plain = Assistant(assistant.index, encoder, assistant.record)
    measured |= _answering(plain.ask, " without the reader", questions, say, clock)
    say("answering with vectors alone and with words alone")
    library = SentenceTransformerEncoder.load(str(default_model_folder()))
    alternatives = _alternatives(assistant.index, library, questions, clock)
    say("building the index of the built-in corpus")
    measured["index of the built-in corpus, s"] = _build_time(encoder, clock)
    return {
        "machine": machine(),
        "corpus": corpus_of(assistant.index.articles),
        "figures": {
            name: {"measured": round(measured[name], 1), "aim": aim} for name, aim in AIMS.items()
        },
        "alternatives": {
            name: {
                "p50, ms": round(other, 2),
                "ours / theirs": round(measured["answer p50, ms"] / other, 1),
            }
            for name, other in alternatives.items()
        },
    }


def _answering(
    ask: Callable[[str], object], way: str, questions: Sequence[str], say: Say, clock: Clock
) -> dict[str, float]:
    say(f"answering {len(questions)} questions{way}")
    times = timed(ask, questions, clock)
    rate = f"answers a second, {CLIENTS} clients{',' if way else ''}{way}"
    return {
        f"answer p50{way}, ms": _percentile(times, 50),
        f"answer p95{way}, ms": _percentile(times, 95),
        rate: throughput(ask, questions, clock),
    }


def machine() -> str:
    """The processor, its cores and the interpreter, in words."""
    model = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        named = [line for line in lines if line.startswith("model name")]
        model = named[0].split(":", 1)[1].strip()
    except (OSError, IndexError):
        pass
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}"


def corpus_of(slugs: Iterable[str]) -> str:
    """Which articles answered, in words; the index is timed on the built-in ones in any case."""
    ours = {RECORD_SLUG, *(path.stem for path in BUILT_IN_ARTICLES.glob("*.md"))}
    indexed = set(slugs)
    if not ours <= indexed:
        return "1 other article" if len(indexed) == 1 else f"{len(indexed)} other articles"
    match len(indexed - ours):
        case 0:
            return "the built-in articles"
        case 1:
            return "the built-in articles and 1 other"
        case added:
            return f"the built-in articles and {added} others"


def sample(index: Index) -> list[str]:
    """Questions spread evenly over the corpus."""
    texts = [question.text for question in index.questions] or [
        passage.words_of(sentence) for passage, sentence in index.sentences
    ]
    step = max(len(texts) // QUESTIONS, 1)
    return texts[::step][:QUESTIONS]


def timed(ask: Callable[[str], object], questions: Sequence[str], clock: Clock) -> list[float]:
    """Milliseconds for each question, after a warm-up."""
    for question in questions[:WARM_UP]:
        ask(question)
    times = []
    for question in questions:
        before = clock()
        ask(question)
        times.append((clock() - before) * 1000)
    return times


def throughput(ask: Callable[[str], object], questions: Sequence[str], clock: Clock) -> float:
    """Answers a second with several clients, each asking every question once."""

    def client() -> None:
        for question in questions:
            ask(question)

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    before = clock()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return CLIENTS * len(questions) / (clock() - before)


def _alternatives(
    index: Index, library: SentenceTransformerEncoder, questions: Sequence[str], clock: Clock
) -> dict[str, float]:
    """Median milliseconds of the nearest passage by vectors alone and by words alone.

    `library` is the built-in model as sentence-transformers runs it.
    """
    layer = index.layers["passages"]
    ways: dict[str, Callable[[str], object]] = {
        "sentence-transformers and IndexFlatIP": lambda question: layer.vectors.search(
            library.encode([question])[0], 5
        ),
        "bm25s": lambda question: layer.terms.scores(stems(question)).argmax(),
    }
    return {name: _percentile(timed(way, questions, clock), 50) for name, way in ways.items()}


def _build_time(encoder: SentenceTransformerEncoder, clock: Clock) -> float:
    with tempfile.TemporaryDirectory() as folder:
        before = clock()
        build_index(Path(folder), Selection(), load_encoder=lambda _: encoder)
        return clock() - before


def _percentile(values: Sequence[float], percent: int) -> float:
    if len(values) < 2:
        return values[0]
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]
