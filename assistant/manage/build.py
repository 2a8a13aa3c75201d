"""Builds the index of a data folder: folders of articles in, one verified generation out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.manage import readings
from corpus.article import Article, CorpusError, shown_path
from corpus.questions import BUILT_IN_QUESTIONS, SentenceQuestions, read_questions
from corpus.reading.folder import (
    BUILT_IN_ARTICLES,
    CorpusReading,
    Skipped,
    files_below,
    no_articles,
    read_folders,
    why_no_article,
)
from corpus.reading.readers import READERS
from corpus.record.article import record_article, record_questions
from corpus.record.missions import MissionRecord
from corpus.unanswered import known_unanswered
from index import store
from index.encoder import DEFAULT_MODEL, Encoder, SentenceTransformerEncoder, model_digest
from index.files import write_whole
from index.generation import IndexUnusable, Manifest, current_name, writer_lock
from index.home import build_command
from index.store import Index, Plan

ADDED_ARTICLES = "articles"
ADDED_QUESTIONS = "questions"
SELECTION = "corpus.json"


class SelectionUnusable(CorpusError):
    """What a data folder remembers to index cannot be had; says the ways out."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a data folder indexes: the built-in articles, or other folders instead.

    Articles that were added to the data folder are indexed either way.
    """

    folders: tuple[Path, ...] = ()
    questions: tuple[Path, ...] = ()
    with_questions: bool = True

    @classmethod
    def of(cls, home: Path) -> Selection:
        """The selection that the data folder was last built with; the built-in one at first.

        Raises:
            SelectionUnusable: for a folder or a questions file that has gone, or a broken memory.
        """
        try:
            kept = json.loads((home / SELECTION).read_text(encoding="utf-8"))
            selection = cls(
                tuple(map(Path, kept["folders"])),
                tuple(map(Path, kept["questions"])),
                bool(kept["with_questions"]),
            )
        except FileNotFoundError:
            return cls()
        except (ValueError, KeyError, TypeError):
            problem = "this file is broken; remove it and index again"
            raise SelectionUnusable(home / SELECTION, None, problem) from None
        for path in (*selection.folders, *selection.questions):
            if not path.exists():
                raise _gone(path, "folder" if path in selection.folders else "file", home)
        return selection

    def keep(self, home: Path) -> None:
        """Remember the selection for the next time."""
        content = {
            "folders": [*dict.fromkeys(str(one.resolve()) for one in self.folders)],
            "questions": [str(one.resolve()) for one in self.questions],
            "with_questions": self.with_questions,
        }
        write_whole(home / SELECTION, json.dumps(content, indent=1) + "\n")


def _gone(path: Path, what: str, home: Path) -> SelectionUnusable:
    problem = (
        f"there is no such {what} any more; put it back, name another with --corpus, or go "
        f"back to the built-in articles: {build_command(home)} --built-in"
    )
    return SelectionUnusable(path, None, problem)


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
    progress: store.Progress | None = None,
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
        if reading.refused and (strict or not reading.articles):
            raise FilesRefused(reading)
        if current is not None and current.generation == planned.manifest.generation:
            selection.keep(home)
            readings.keep(home, reading)
            return BuildReport(current.manifest, reading, planned.lost_questions, fresh=False)
        saved = _build(home, planned, load_encoder(model), current, progress)
        selection.keep(home)
        readings.keep(home, reading)
    return BuildReport(saved.manifest, reading, planned.lost_questions, fresh=True)


def plan_index(
    home: Path, selection: Selection, model: str, current: Index | None = None
) -> tuple[CorpusReading, Plan]:
    """Read the selection and cut it into passages: all that is known before encoding.

    What is in the current index stays, where its file is unchanged and this time too slow to read.

    Raises:
        CorpusError: for a folder or a questions file that cannot be read.
    """
    record = MissionRecord.load()
    reading = read_selection(home, selection, current)
    articles = [*reading.articles]
    if not selection.folders:
        articles.append(record_article(record))
    questions = _questions(home, selection, record)
    return reading, store.plan(
        articles, questions, record, model, model_digest(model), unanswered(home, selection)
    )


def read_selection(home: Path, selection: Selection, current: Index | None = None) -> CorpusReading:
    """Read the articles of a selection and those that were added to the data folder.

    Raises:
        CorpusError: for a folder that is missing or holds no articles.
    """
    folders = list(selection.folders or (BUILT_IN_ARTICLES,))
    if _has_added(home):
        folders.append(home / ADDED_ARTICLES)
    return read_folders(folders, readings.known(home, current))


def current_index(home: Path) -> Index | None:
    """The index that is there, to be kept or reused; None when it is missing or damaged."""
    try:
        return store.load(home)
    except IndexUnusable:
        return None


def add_articles(home: Path, paths: Sequence[Path]) -> CorpusReading:
    """Copy the operator's articles into the data folder; each is read before it is copied.

    A folder stands for the articles below it, by the rules of `read_folders`. A bad file, or one
    whose slug another article has, is refused and not copied; a file that was added before is
    replaced.
    """
    added = home / ADDED_ARTICLES
    added.mkdir(parents=True, exist_ok=True)
    taken = {article.slug for article in read_selection(home, Selection.of(home)).articles}
    articles: list[Article] = []
    skipped: list[Skipped] = []
    refused: list[CorpusError] = []
    for path, in_folder in _expanded(paths):
        try:
            if in_folder and (reason := why_no_article(path)):
                skipped.append(Skipped(shown_path(path), reason))
                continue
            article = _read_new(path, added, taken)
            write_whole(added / path.name, path.read_bytes())
            taken.add(article.slug)
            articles.append(article)
        except CorpusError as error:
            refused.append(error)
        except OSError as error:
            refused.append(CorpusError(path, None, f"cannot be copied: {error.strerror or error}"))
    if not articles and not refused:
        refused.append(no_articles(paths))
    return CorpusReading(tuple(articles), tuple(skipped), tuple(refused))


def _read_new(path: Path, added: Path, taken: set[str]) -> Article:
    """Read a file that is to be added, and refuse one that would hide another article."""
    if path.is_symlink():
        raise CorpusError(path, None, "this is a link; give the file or the folder itself")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        kinds = ", ".join(sorted(READERS))
        raise CorpusError(path, None, f"this kind of file is not read; give {kinds}")
    if not path.exists():
        raise CorpusError(path, None, "there is no such file")
    article = reader(path)
    before = added / path.name
    replaced = reader(before).slug if before.is_file() else None
    if replaced not in (None, article.slug):
        raise CorpusError(path, None, f"{before} is another article; rename the file")
    if article.slug in taken and article.slug != replaced:
        raise CorpusError(path, None, f'the slug "{article.slug}" is taken; give it another')
    return article


def _expanded(paths: Sequence[Path]) -> Iterator[tuple[Path, bool]]:
    """Every file, and whether it was found in a folder or named itself."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            yield from ((one, True) for one in files_below(path))
        else:
            yield path, False


def _questions(
    home: Path, selection: Selection, record: MissionRecord
) -> tuple[SentenceQuestions, ...]:
    if not selection.with_questions:
        return ()
    sources = list(selection.questions)
    if not selection.folders:
        sources.append(BUILT_IN_QUESTIONS)
    if (home / ADDED_QUESTIONS).is_dir():
        sources.append(home / ADDED_QUESTIONS)
    read = tuple(one for source in sources for one in read_questions(source))
    return read if selection.folders else (*read, *record_questions(record))


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


def _build(
    home: Path,
    planned: Plan,
    encoder: Encoder,
    current: Index | None,
    progress: store.Progress | None,
) -> Index:
    index = store.build(planned, encoder, current, progress)
    try:
        return store.save(index, home)
    except OSError as error:
        # numpy's has no strerror.
        reason = error.strerror or error
        what, serves = "the index cannot be written", "; the one that is there serves on"
        if current_name(home) == planned.manifest.generation:
            what, serves = "the new index serves, but a power cut may lose it", ""
        serves *= current is not None
        raise OSError(f"{home}: {what}: {reason}; make room, then index again{serves}") from error
