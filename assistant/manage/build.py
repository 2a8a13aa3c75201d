"""Builds the index of a data folder: folders of articles in, one verified generation out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from assistant.manage import readings
from assistant.manage.picture_sources import ADDED_ARTICLES, article_folders, picture_sources
from assistant.pipeline import annotate
from assistant.retrieve.annotating import made_by
from corpus.article import CorpusError
from corpus.catalogue.serving import OWN_COVERS, served_catalogue, with_own_covers
from corpus.questions import BUILT_IN_QUESTIONS, SentenceQuestions, read_questions
from corpus.reading.folder import (
    CorpusReading,
    files_below,
    read_folders,
    why_no_article,
)
from corpus.reading.pictures import PICTURE_VERSION, read_picture
from corpus.record.article import record_article, record_questions
from corpus.record.missions import MissionRecord
from corpus.record.serving import served_record
from corpus.unanswered import known_unanswered
from index import building, store
from index.building import Plan
from index.encoder import Encoder, SentenceTransformerEncoder
from index.generation import IndexUnusable, Manifest, current_name, writer_lock
from index.model_files import DEFAULT_MODEL, model_digest
from index.pictures import PictureWriter, writer
from index.selection import Selection
from index.store import Index

ADDED_QUESTIONS = "questions"


class FilesRefused(CorpusError):
    """Nothing was built because of files that were refused; names every one of them."""

    def __init__(self, reading: CorpusReading) -> None:
        first = reading.refused[0]
        super().__init__(first.path, first.line, first.problem)
        self.reading = reading

    def __str__(self) -> str:
        return "\n".join(map(str, self.reading.refused))


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; `fresh` tells a new generation from one that was there already."""

    manifest: Manifest
    reading: CorpusReading
    lost_questions: tuple[SentenceQuestions, ...]
    fresh: bool


def build_index(
    home: Path,
    selection: Selection,
    *,
    model: str = DEFAULT_MODEL,
    load_encoder: Callable[[str], Encoder] = SentenceTransformerEncoder.load,
    strict: bool = False,
    progress: building.Progress | None = None,
) -> BuildReport:
    """Bring the data folder's index up to date; only changed texts are encoded.

    Raises:
        FilesRefused: when every file is refused, or, if `strict`, when any is.
        CorpusError: for a folder or a questions file that cannot be read.
        IndexBusy: when another process is building here.
        EncoderUnusable: when the model is missing or changed.
        OSError: when the disk is full; the previous generation stays.
    """
    home.mkdir(parents=True, exist_ok=True)
    with writer_lock(home):
        current = current_index(home)
        reading, planned = plan_index(home, selection, model, current)
        illustrate = _illustrator(planned, current, progress, strict=strict)
        if reading.refused and (strict or not reading.articles):
            raise FilesRefused(reading)
        if current is not None and current.generation == planned.manifest.generation:
            selection.keep(home)
            readings.keep(home, reading)
            told = with_refused_pictures(reading, current)
            return BuildReport(current.manifest, told, planned.lost_questions, fresh=False)
        record, _ = served_record(selection.folders, selection.places(home))
        make = partial(
            building.build,
            planned,
            load_encoder(model),
            current,
            progress,
            lambda index: annotate(index, record),
        )
        generation = planned.manifest.generation
        saved = _saved(home, generation, make, illustrate, serving=current is not None)
        selection.keep(home)
        readings.keep(home, reading)
    told = with_refused_pictures(reading, saved)
    return BuildReport(saved.manifest, told, planned.lost_questions, fresh=True)


def plan_index(
    home: Path, selection: Selection, model: str, current: Index | None = None
) -> tuple[CorpusReading, Plan]:
    """Read the selection and cut it into passages: all that is known before encoding.

    What is in the current index stays, where its file is unchanged and this time too slow to read.

    Raises:
        CorpusError: for a folder or a questions file that cannot be read.
    """
    record, has_facts = served_record(selection.folders, selection.places(home))
    reading = read_selection(home, selection, current)
    articles = [*reading.articles]
    if has_facts:
        articles.append(record_article(record))
    questions = _questions(home, selection, record if has_facts else None)
    known = {article.slug: article for article in articles}
    built_in = served_catalogue(known)
    covers = with_own_covers(built_in, home / OWN_COVERS, known)
    pictures = picture_sources(home, selection, reading, built_in, covers.catalogue)
    refused = (*reading.refused, *covers.refused, *pictures.refused)
    return replace(reading, refused=refused), building.plan(
        articles,
        questions,
        record,
        model,
        model_digest(model),
        unanswered(home, selection),
        made_by(record),
        covers.catalogue,
        pictures.sources,
    )


def with_refused_pictures(reading: CorpusReading, index: Index) -> CorpusReading:
    """A reading with the pictures too that the index that was built of it could not take."""
    refused = (CorpusError(path, None, problem) for path, problem in index.pictures.refused)
    return replace(reading, refused=(*reading.refused, *refused))


def read_selection(home: Path, selection: Selection, current: Index | None = None) -> CorpusReading:
    """Read the articles of a selection and those that were added to the data folder.

    Raises:
        CorpusError: for a folder that is missing or holds no articles.
    """
    folders = article_folders(home, selection)
    return read_folders(
        folders if _has_added(home) else folders[:-1], readings.known(home, current)
    )


def current_index(home: Path) -> Index | None:
    """The index that is there, to be kept or reused; None when it is missing or damaged."""
    try:
        return store.load(home)
    except IndexUnusable:
        return None


def _questions(
    home: Path, selection: Selection, record: MissionRecord | None
) -> tuple[SentenceQuestions, ...]:
    if not selection.with_questions:
        return ()
    sources = list(selection.questions)
    if not selection.folders:
        sources.append(BUILT_IN_QUESTIONS)
    if (home / ADDED_QUESTIONS).is_dir():
        sources.append(home / ADDED_QUESTIONS)
    read = tuple(one for source in sources for one in read_questions(source))
    return (*read, *record_questions(record)) if record else read


def unanswered(home: Path, selection: Selection) -> tuple[str, ...]:
    """The questions that the built-in articles leave open; other articles may answer them."""
    other = selection.folders or _has_added(home)
    return () if other or not selection.with_questions else known_unanswered()


def _has_added(home: Path) -> bool:
    """Whether anything there is meant to be an article; what else lies there changes nothing."""
    added = home / ADDED_ARTICLES
    return added.is_dir() and any(map(_is_meant, files_below(added)))


def _is_meant(path: Path) -> bool:
    try:
        return why_no_article(path) is None
    except (CorpusError, OSError):
        return True


def _illustrator(
    planned: Plan, current: Index | None, progress: building.Progress | None, *, strict: bool
) -> PictureWriter:
    """What draws the pictures of a plan, but for those that the current index has."""
    same = current is not None and (
        current.manifest.settings.get("picture_version") == PICTURE_VERSION
    )
    before = current.pictures if current and same else None
    return writer(planned.pictures, read_picture, before, progress, strict=strict)


def _saved(
    home: Path,
    generation: str,
    make: Callable[[], Index],
    illustrate: PictureWriter,
    *,
    serving: bool,
) -> Index:
    index = make()
    try:
        return store.save(index, home, illustrate)
    except OSError as error:
        # numpy's has no strerror.
        reason = error.strerror or error
        what, serves = "the index cannot be written", "; the one that is there serves on"
        if current_name(home) == generation:
            what, serves = "the new index serves, but a power cut may lose it", ""
        serves *= serving
        raise OSError(f"{home}: {what}: {reason}; make room, then index again{serves}") from error
