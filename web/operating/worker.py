"""Does one piece of work after the other in a thread, and says how far the present one is."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable

from assistant.rank.fitted import WeightsUnusable
from corpus.article import CorpusError
from corpus.record.missions import MissionError
from index.building import Progress
from index.generation import IndexBusy, IndexUnusable
from index.model_files import EncoderUnusable
from web.guards.limits import TooBusy
from web.views.work import Outcome, Work

log = logging.getLogger("cachet.web")

# An operator has two hands; who sends more is told to wait.
MAX_WAITING = 8
# What a command says in a sentence, too.
FORESEEN = (
    CorpusError,
    EncoderUnusable,
    IndexBusy,
    IndexUnusable,
    MissionError,
    OSError,
    WeightsUnusable,
)
_UNFORESEEN = "Something went wrong here; the server’s log has the particulars."

Task = Callable[[Progress], Outcome | None]
"""Does the work, tells its progress, and says what came of it; None where that is seen anyway."""


class Worker:
    """One thread at most, which ends when there is nothing to do."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: deque[tuple[str, Task]] = deque()
        self._work: Work | None = None
        self._outcome: Outcome | None = None

    @property
    def work(self) -> Work | None:
        """What is being done; None while nothing is."""
        return self._work

    @property
    def outcome(self) -> Outcome | None:
        """What came of the last piece of work that had something to say."""
        return self._outcome

    def submit(self, what: str, task: Task) -> None:
        """Do this after what waits already.

        Raises:
            TooBusy: when too much is waiting.
        """
        with self._changed:
            if len(self._waiting) >= MAX_WAITING:
                raise TooBusy
            self._waiting.append((what, task))
            if self._work is None:
                self._work = Work(what)
                threading.Thread(target=self._run, name="operator", daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Whether all was done within so many seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: self._work is None, seconds)

    def _run(self) -> None:
        while (one := self._next()) is not None:
            what, task = one
            outcome = self._done(what, task)
            self._outcome = outcome or self._outcome

    def _next(self) -> tuple[str, Task] | None:
        with self._changed:
            if not self._waiting:
                self._work = None
                self._changed.notify_all()
                return None
            what, task = self._waiting.popleft()
            self._work = Work(what)
            return what, task

    def _done(self, what: str, task: Task) -> Outcome | None:
        def progress(stage: str, done: int, total: int) -> None:
            self._work = Work(what, stage, done, total)

        try:
            return task(progress)
        except FORESEEN as error:
            return Outcome(sentence_of(error), is_well=False)
        except Exception:  # the page must say that it went wrong, whatever it was
            log.exception("an operator's work failed", extra={"fields": {"work": what}})
            return Outcome(_UNFORESEEN, is_well=False)


def sentence_of(error: Exception) -> str:
    """What a command would say of an error that is foreseen."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)
