"""Examines what an answer rests on: models, corpus and index. Says what mends each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.manage.build import current_index, plan_index
from assistant.reader.model import LearnedReader, ReaderUnusable
from corpus.article import CorpusError
from corpus.catalogue.reading import catalogue_files
from corpus.catalogue.serving import OWN_COVERS, served_catalogue
from corpus.reading.folder import CorpusReading
from corpus.record.missions import MissionError
from index import store
from index.building import Plan
from index.encoder import local_model
from index.generation import IndexUnusable
from index.home import build_command
from index.model_files import (
    DEFAULT_MODEL,
    DEFAULT_MODEL_DIGEST,
    EncoderUnusable,
    check_default_model,
    model_digest,
)
from index.selection import Selection, SelectionUnusable


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was examined; `remedy` is a command or an edit, empty when all is well."""

    subject: str
    well: bool
    message: str
    remedy: str = ""


def examine(home: Path, model: str = DEFAULT_MODEL) -> Iterator[Finding]:
    """Examine the model, the corpus and the index, and yield a finding for each as it is known."""
    yield _model(model)
    yield _reader()
    yield from _corpus_and_index(home, model)


def _model(model: str) -> Finding:
    try:
        if model == DEFAULT_MODEL:
            check_default_model()
            own = f"SHA-256 {DEFAULT_MODEL_DIGEST[:12]}…, with its adapter"
            return Finding("model", True, f"{model}, {own} {model_digest(model)[:12]}…")
        folder = local_model(model)
        if folder != Path(model):
            return Finding("model", True, f"{model}, in {folder}, not verified: known by its name")
        return Finding("model", True, f"{model}, SHA-256 {model_digest(model)[:12]}…")
    except EncoderUnusable as error:
        return Finding("model", False, f"not verified: {error}", "see the message")


def _reader() -> Finding:
    try:
        LearnedReader.load()
        return Finding("reader", True, "the learned reader, every file verified")
    except ReaderUnusable as error:
        return Finding("reader", False, f"answers go on without it: {error}", "see the message")


def _corpus_and_index(home: Path, model: str) -> Iterator[Finding]:
    planned = None
    try:
        reading, planned = plan_index(home, Selection.of(home), model, current_index(home))
        yield from _corpus(home, reading, planned)
        yield from _covers(home, planned)
        yield from _pictures(home, planned)
    except SelectionUnusable as error:
        yield Finding("corpus", False, str(error), "see the message")
    except (CorpusError, MissionError) as error:
        yield Finding("corpus", False, str(error), f"mend the file, then: {build_command(home)}")
    yield _index(home, model, planned)


def _corpus(home: Path, reading: CorpusReading, planned: Plan) -> Iterator[Finding]:
    for refused in reading.refused:
        remedy = f"mend or remove the file, then: {build_command(home)}"
        yield Finding("corpus", False, str(refused), remedy)
    for lost in planned.lost_questions:
        message = f'{lost.article} has no sentence "{lost.sentence}", which questions point at'
        remedy = f"mend the text in questions/{lost.article}.toml"
        yield Finding("questions", False, message, remedy)
    yield Finding("corpus", True, planned.manifest.holds)


def _covers(home: Path, planned: Plan) -> Iterator[Finding]:
    """The operator's own covers; nothing where there are none."""
    folder = home / OWN_COVERS
    if not catalogue_files(folder):
        return
    built_in = len(served_catalogue({one.slug: one for one in planned.articles}).covers)
    own = len(planned.catalogue.covers) - built_in
    yield Finding("covers", True, f"{own} of your own beside {built_in} built in")


def _pictures(home: Path, planned: Plan) -> Iterator[Finding]:
    """The operator's pictures; nothing where none is named."""
    if not planned.pictures:
        return
    current = current_index(home)
    for path, problem in current.pictures.refused if current else ():
        remedy = f"mend or remove the picture, then: {build_command(home)}"
        yield Finding("pictures", False, f"{path}: {problem}", remedy)
    yield Finding("pictures", True, f"{len(planned.pictures)} named by articles and covers")


def _index(home: Path, model: str, planned: Plan | None) -> Finding:
    """The index by its files, and by what it should hold where that is known."""
    try:
        index = store.load(home, model, model_digest(model))
    except IndexUnusable as error:
        return Finding("index", False, "; ".join(error.problems), error.remedy)
    if planned is not None and index.generation != planned.manifest.generation:
        return Finding(
            "index",
            False,
            "articles, covers or the rules that read them have changed since it was built",
            build_command(home),
        )
    return Finding("index", True, f"generation {index.generation}, every file verified")
