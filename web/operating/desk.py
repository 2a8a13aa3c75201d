"""The operator's desk: what may be done to the data folder, by the functions of the command line.

Whatever reads or writes articles is done by the worker, one thing after the other, so that no page
waits for a child process or an index.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.manage.articles import Listed, add_articles, listed, remove_article
from assistant.manage.build import (
    BuildReport,
    FilesRefused,
    build_index,
    read_selection,
)
from assistant.manage.picture_sources import ADDED_ARTICLES
from corpus.reading.folder import CorpusReading
from index.building import Progress
from index.selection import Selection
from web.operating.quarantine import Quarantine
from web.operating.receiving import Received
from web.operating.worker import Worker
from web.state import AppState
from web.views.admin import problem_line
from web.views.work import Outcome

GONE = "This upload is not here any more: it was added, discarded, or waited for a day."


@dataclass(frozen=True, slots=True)
class Survey:
    """The articles of the data folder, and a line for each file that is none."""

    articles: tuple[Listed, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """An upload as `add --dry-run` reads it; `replaced` are its names that were added before."""

    reading: CorpusReading
    replaced: frozenset[str]


class Desk:
    """What one operator, or several, do to one data folder."""

    def __init__(self, state: AppState) -> None:
        self._state = state
        self._home = state.settings.home
        self._survey: Survey | None = None
        self._previews: dict[str, Preview] = {}
        self._not_taken: dict[str, tuple[str, ...]] = {}
        self.quarantine = Quarantine(self._home)
        self.worker = Worker()

    @property
    def survey(self) -> Survey | None:
        """What lies in the data folder; None until it has been read."""
        return self._survey

    def look(self) -> None:
        """Read what lies in the data folder, unless that is known or is being done."""
        if self._survey is None and self.worker.work is None:
            self.worker.submit("Reading the articles", self._look)

    def preview(self, name: str) -> Preview | None:
        """What an upload holds; None until it has been read."""
        return self._previews.get(name)

    def look_at(self, name: str) -> None:
        """Read what an upload holds, unless that is known or is being done."""
        if name not in self._previews and self.worker.work is None:
            self.worker.submit("Reading the files", lambda _: self._read(name))

    def not_taken(self, name: str) -> tuple[str, ...]:
        """A sentence for each file of an upload that was not taken."""
        return self._not_taken.get(name, ())

    def take(self, upload: Received) -> None:
        """Look at an upload that has come."""
        self._not_taken = {
            name: lines for name, lines in self._not_taken.items() if self.quarantine.files(name)
        } | {upload.name: upload.refused}
        self.worker.submit("Reading the files", lambda _: self._read(upload.name))

    def add(self, name: str) -> None:
        """Add the files of an upload, and index what is new."""
        self.worker.submit("Adding", lambda progress: self._add(name, progress))

    def discard(self, name: str) -> None:
        """Delete an upload."""
        self.quarantine.discard(name)
        self._previews.pop(name, None)

    def remove(self, slug: str) -> None:
        """Take an added article away, and out of the index."""
        self.worker.submit("Removing", lambda progress: self._remove(slug, progress))

    def rebuild(self) -> None:
        """Bring the index up to date with the folders."""
        self.worker.submit("Building the index", self._rebuild)

    def _look(self, _progress: Progress) -> None:
        self._survey = self._surveyed(read_selection(self._home, Selection.of(self._home)))

    def _read(self, name: str) -> None:
        paths = self.quarantine.files(name)
        reading = CorpusReading((), (), ())
        if paths:
            reading = add_articles(self._home, paths, dry_run=True)
        added = self._home / ADDED_ARTICLES
        replaced = frozenset(one.name for one in paths if (added / one.name).is_file())
        waiting = frozenset(self.quarantine.waiting())
        kept = {one: known for one, known in self._previews.items() if one in waiting}
        self._previews = kept | {name: Preview(reading, replaced)}

    def _add(self, name: str, progress: Progress) -> Outcome:
        paths = self.quarantine.files(name)
        if not paths:
            return Outcome(GONE, is_well=False)
        adding = add_articles(self._home, paths)
        refused = tuple(map(problem_line, adding.refused))
        if not adding.articles:
            return Outcome("Nothing was added.", refused, is_well=False)
        self.discard(name)
        titles = ", ".join(f"“{one.title}”" for one in adding.articles)
        return self._built(f"Added {titles}.", progress, refused)

    def _remove(self, slug: str, progress: Progress) -> Outcome:
        removed = remove_article(self._home, slug)
        return self._built(f"Removed “{removed.article.title}”.", progress)

    def _rebuild(self, progress: Progress) -> Outcome:
        return self._built("", progress)

    def _built(self, said: str, progress: Progress, lines: tuple[str, ...] = ()) -> Outcome:
        """Index the folders and serve what came of it."""
        try:
            report = build_index(
                self._home,
                Selection.of(self._home),
                model=self._state.settings.model,
                progress=progress,
            )
        except FilesRefused as error:
            refused = tuple(map(problem_line, error.reading.refused))
            whole = f"{said} Nothing could be read, so the index stays as it was.".strip()
            return Outcome(whole, (*lines, *refused), is_well=False)
        self._survey = self._surveyed(report.reading)
        progress("opening", 0, 0)
        self._state.refresh()
        serves = self._state.assistant.index.generation == report.manifest.generation
        problems = tuple(map(problem_line, report.reading.refused))
        state = _state_of(report) if serves else "The new index could not be opened; see the log."
        return Outcome(f"{said} {state}".strip(), (*lines, *problems), is_well=serves)

    def _surveyed(self, reading: CorpusReading) -> Survey:
        skipped = (f"{Path(one.path).name} was skipped: {one.reason}" for one in reading.skipped)
        refused = map(problem_line, reading.refused)
        return Survey(listed(self._home, reading), (*refused, *skipped))


def _state_of(report: BuildReport) -> str:
    state = "is built and serves now" if report.fresh else "was up to date"
    return f"The index {state}: {report.manifest.holds}."
