"""Gathers what a run is made of: articles, cases, and the circumstances that are kept with it."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.pipeline import Assistant
from corpus.article import Article
from corpus.reading.folder import BUILT_IN_ARTICLES, read_folders
from corpus.record.article import RECORD_SLUG, record_article
from corpus.record.missions import MissionRecord
from evals.cases.case import Case
from evals.cases.gold import placed_sentences
from evals.cases.reading import FACTS, read_cases
from evals.runs.history import Circumstances
from evals.runs.running import answerable_raw
from index import building, store
from index.encoder import SentenceTransformerEncoder
from index.generation import IndexUnusable, writer_lock
from index.model_files import DEFAULT_MODEL, model_digest

ROOT = Path(__file__).parents[2]
# What decides an answer, beside the index.
_CODE = ("corpus", "index", "assistant", "evals")
_CODE_SUFFIXES = {".py", ".toml", ".json", ".safetensors"}
# What was measured decides nothing.
_RESULTS = ("baseline.json", "batches.json")
_READER = ROOT / "assistant" / "reader"
# Which article of the raw sources a case's `source` is.
RAW_SLUGS: Mapping[str, str] = {
    "000": "000-46421097403d4e65",
    "001": "001-3a962ab557e29414",
    "002": "002-72e2693d2deffdd6",
}


@dataclass(frozen=True, slots=True)
class World:
    """An assistant and the cases that it is to be asked.

    `left_out` are cases whose words do not stand in the raw sources; `raw_slugs` as in `Judge`.
    """

    assistant: Assistant
    cases: tuple[Case, ...]
    raw_slugs: Mapping[str, str]
    left_out: tuple[Case, ...] = ()


def open_world(
    home: Path,
    *,
    corpus: Path | None = None,
    facts: Path = FACTS,
    raw: bool = False,
    model: str = DEFAULT_MODEL,
    begin: bool = False,
) -> World:
    """Open the index of a data folder, or build one of a corpus aside, with its cases.

    Cases cite the articles that are asked; those of raw sources cite the built-in ones. To
    `begin` a folder of cases it may have none.

    Raises:
        CaseError, CorpusError: for a case or an article that cannot be read.
        IndexUnusable, EncoderUnusable: when the data folder or the model cannot be used.
    """
    if begin and not any(facts.glob("*.toml")):
        return World(Assistant.open(home, model), (), {})
    if not raw:
        return _cited_world(home, corpus, facts, model)
    cases = read_cases(facts, read_articles())
    assistant = (
        _assistant_of(read_folders([corpus]).articles, home, model)
        if corpus
        else Assistant.open(home, model)
    )
    sentences = placed_sentences(assistant.index.articles)
    kept, left_out = answerable_raw(cases, sentences, RAW_SLUGS)
    return World(assistant, kept, RAW_SLUGS, left_out)


def _cited_world(home: Path, corpus: Path | None, facts: Path, model: str) -> World:
    if corpus is None:
        assistant = Assistant.open(home, model)
        return World(assistant, read_cases(facts, assistant.index.articles), {})
    articles = read_articles(corpus)
    cases = read_cases(facts, articles)
    # A collector's own index has no record; it is there only for the cases that cite it.
    cited = {slug for case in cases for slug in case.cites}
    asked = [one for one in articles.values() if one.slug != RECORD_SLUG or one.slug in cited]
    return World(_assistant_of(asked, home, model), cases, {})


def _assistant_of(articles: Sequence[Article], home: Path, model: str) -> Assistant:
    """An assistant over articles without anticipated questions; `home` stays."""
    record = MissionRecord.load()
    try:
        reuse = store.load(home, model, model_digest(model))
    except IndexUnusable:
        reuse = None
    encoder = SentenceTransformerEncoder.load(model)
    planned = building.plan(articles, (), record, encoder.name, encoder.digest)
    with tempfile.TemporaryDirectory() as folder:
        with writer_lock(Path(folder)):
            store.save(building.build(planned, encoder, reuse), Path(folder))
        return Assistant.open(Path(folder), model)


def read_articles(folder: Path | None = None) -> dict[str, Article]:
    """The articles that cases cite, by slug: the built-in ones or a folder's, and the record.

    Raises:
        CorpusError: for a folder or an article that cannot be read.
    """
    reading = read_folders([folder or BUILT_IN_ARTICLES])
    if reading.refused:
        raise reading.refused[0]
    articles = {one.slug: one for one in reading.articles}
    record = record_article(MissionRecord.load())
    return {**articles, record.slug: record}


def circumstances(
    assistant: Assistant, cases: Sequence[Case], selection: Mapping[str, Any], now: datetime
) -> Circumstances:
    """What must be known of a run to repeat it."""
    manifest = assistant.index.manifest
    models = {manifest.encoder: manifest.encoder_digest}
    if _READER.is_dir():
        models |= {path.name: _digest([path]) for path in sorted(_READER.glob("*.safetensors"))}
    settings = {
        "fitted": asdict(assistant.judge.fitted),
        "code": code_digest(),
        "cases": cases_digest(cases),
    }
    return Circumstances(
        now.isoformat(timespec="seconds"),
        commit(),
        manifest.generation,
        models,
        settings,
        {key: value for key, value in selection.items() if value},
    )


def cases_digest(cases: Sequence[Case]) -> str:
    """What names a set of cases, to the letter."""
    return hashlib.sha256(repr([asdict(case) for case in cases]).encode()).hexdigest()[:16]


def code_digest() -> str:
    """What names the code and data that make the answers, committed or not."""
    return _digest(
        sorted(
            path
            for folder in _CODE
            for path in (ROOT / folder).rglob("*")
            if path.suffix in _CODE_SUFFIXES and path.name not in _RESULTS
        )
    )


def commit() -> str:
    """The commit of the working tree, "-dirty" when it has changed since; "unknown" without git."""
    command = ["git", "--no-optional-locks", "describe", "--always", "--dirty"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return done.stdout.strip() or "unknown"


def _digest(paths: Sequence[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(f"{path.relative_to(ROOT)}\n".encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:16]
