"""What the operator's page is doing at this moment, and what came of the last thing."""

from __future__ import annotations

from dataclasses import dataclass

# What the layers of an index are called while they are made.
_STAGES = {
    "sentences": "Reading the sentences",
    "questions": "Reading the known questions",
    "unanswered": "Reading the questions that no article answers",
    "opening": "Opening the new index",
}


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work that is under way; `total` is 0 where nobody knows how long it takes."""

    what: str
    stage: str = ""
    done: int = 0
    total: int = 0

    @property
    def said(self) -> str:
        """What is being done, in a sentence."""
        if not self.stage:
            return f"{self.what} …"
        stage = _STAGES.get(self.stage, self.stage)
        counted = f": {self.done:,} of {self.total:,}" if self.total else ""
        return f"{self.what}. {stage}{counted} …"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a piece of work: a sentence, and a line for each thing beside it."""

    said: str
    lines: tuple[str, ...] = ()
    is_well: bool = True
