"""What a data folder indexes, as it was last chosen: the built-in articles, or other folders.

Light enough for a command to ask before anything else is imported.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from corpus.article import CorpusError
from index.files import write_whole
from index.home import build_command

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
        except (FileNotFoundError, NotADirectoryError):
            return cls()
        except (ValueError, KeyError, TypeError):
            problem = "this file is broken; remove it and index again"
            raise SelectionUnusable(home / SELECTION, None, problem) from None
        for path in (*selection.folders, *selection.questions):
            if not path.exists():
                raise _gone(path, "folder" if path in selection.folders else "file", home)
        return selection

    def places(self, home: Path) -> tuple[Path, ...]:
        """Where a collection's own record, lexicon and names may lie; the last one wins."""
        return (*self.folders, home)

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
