"""What the operator's pages show: articles, an upload, and what readers asked and thought."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from assistant.manage.articles import Listed
from corpus.article import Article, CorpusError, shown_path
from corpus.reading.folder import CorpusReading
from corpus.reading.furniture import AROUND
from web.store.conversations import RatedTurn
from web.store.last_run import LastRun
from web.store.looking_back import Unanswered
from web.views.parts import LinkView
from web.views.timeline import day_in_words
from web.views.work import Outcome, Work

MAX_QUESTIONS = 40
MAX_THUMBS = 40
MAX_NEAREST = 2
MAX_LEFT_OUT = 200
OPENING_CHARACTERS = 400
# What `evals judge` says that it listens to.
JUDGING = "http://127.0.0.1:8001/"


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article: what was read of its file, and a line for each thing that was left out."""

    slug: str
    title: str
    href: str
    about: str
    left_out: tuple[str, ...]
    can_go: bool


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file of an upload as it would be added; `hint` says what adding it would replace."""

    file: str
    title: str
    about: str
    hint: str
    sections: tuple[str, ...]
    opening: str
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question that was not answered, with the passages that came nearest."""

    question: str
    about: str
    href: str
    nearest: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class ThumbLine:
    """What a reader thought of an answer, and why, where they said so."""

    question: str
    replied: str
    about: str
    word: str
    is_up: bool
    href: str


@dataclass(frozen=True, slots=True)
class EvalsLine:
    """The last run of the evals in words; `is_current` where it is of the index that serves."""

    day: str
    right: str
    between: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class AdminPage:
    """The operator's home page.

    `articles` is None while the folders have not been read; `read` says that of them they were.
    """

    template: ClassVar[str] = "admin.html"
    title: str
    current: str
    work: Work | None
    outcome: Outcome | None
    kinds: str
    uploads: tuple[LinkView, ...]
    added: tuple[ArticleLine, ...]
    others: tuple[ArticleLine, ...]
    problems: tuple[str, ...]
    index: str
    weeks: int
    questions: tuple[QuestionLine, ...]
    more_questions: int
    thumbs: tuple[ThumbLine, ...]
    more_thumbs: int
    unread: bool
    evals: EvalsLine | None
    judging: str


@dataclass(frozen=True, slots=True)
class UploadPage:
    """What an upload holds, before it is added; nothing is `read` while the work goes on."""

    template: ClassVar[str] = "upload.html"
    title: str
    current: str
    name: str
    work: Work | None
    outcome: Outcome | None
    is_read: bool
    files: tuple[ReadFile, ...]
    refused: tuple[str, ...]


def article_line(listed: Listed) -> ArticleLine:
    """A line of the list of articles."""
    article = listed.article
    return ArticleLine(
        article.slug,
        article.title,
        f"/articles/{article.slug}",
        f"{_size(article)} · {shown_path(listed.file.name)}",
        tuple(one for one in listed.left_out if not one.startswith(AROUND)),
        listed.is_added,
    )


def read_files(reading: CorpusReading, replaced: Iterable[str]) -> tuple[ReadFile, ...]:
    """The files of an upload that could be read; `replaced` are names of files added before."""
    known = frozenset(replaced)
    return tuple(
        ReadFile(
            file.name,
            article.title,
            f"{_size(article)} · will be found at /articles/{article.slug}",
            "It replaces the file of this name that was added before." * (file.name in known),
            tuple(one.heading for one in article.sections if one.heading),
            _opening(article),
            gone[:MAX_LEFT_OUT],
        )
        for article, file, gone in zip(
            reading.articles, reading.files, reading.left_out, strict=True
        )
    )


def problem_line(error: CorpusError) -> str:
    """Why a file was refused, by its name alone: where it lies here is nobody's business."""
    line = f", line {error.line}" if error.line else ""
    return f"{shown_path(Path(str(error.path)).name)}{line}: {error.problem}"


def question_lines(found: Sequence[Unanswered]) -> tuple[QuestionLine, ...]:
    """The first of the questions that were not answered."""
    return tuple(
        QuestionLine(
            one.question,
            f"{_times(one.times)}, {'last' if one.times > 1 else 'on'} {day_in_words(one.asked)}",
            f"/a/{one.turn}",
            tuple(
                LinkView(f"{quote.passage.title}: {quote.text}", quote.url)
                for quote in one.nearest[:MAX_NEAREST]
            ),
        )
        for one in found[:MAX_QUESTIONS]
    )


def thumb_lines(rated: Sequence[RatedTurn]) -> tuple[ThumbLine, ...]:
    """The latest of the thumbs that readers gave."""
    return tuple(
        ThumbLine(
            one.turn.question,
            one.turn.reply.text,
            day_in_words(one.given),
            one.turn.word,
            bool(one.turn.helpful),
            f"/a/{one.turn.id}",
        )
        for one in sorted(rated, key=lambda one: one.given, reverse=True)[:MAX_THUMBS]
    )


def evals_line(run: LastRun | None, generation: str) -> EvalsLine | None:
    """The last run in words; None without one."""
    if run is None:
        return None
    return EvalsLine(
        day_in_words(run.date),
        f"{_percent(run.share)} of {run.cases:,}",
        f"{_percent(run.low)} to {_percent(run.high)}",
        run.generation == generation,
    )


def _size(article: Article) -> str:
    words = len(article.text.split())
    sections = sum(bool(one.heading) for one in article.sections)
    return f"{words:,} words, {sections} section{'' if sections == 1 else 's'}"


def _opening(article: Article) -> str:
    said = " ".join(
        article.text[block.start : block.end] for block in article.blocks if block.kind != "heading"
    )
    if len(said) <= OPENING_CHARACTERS:
        return said
    return f"{said[:OPENING_CHARACTERS].rsplit(' ', 1)[0]} …"


def _percent(share: float) -> str:
    return f"{share:.1%}".replace("%", "\N{NO-BREAK SPACE}%")


def _times(times: int) -> str:
    return "asked once" if times == 1 else f"asked {times:,} times"
