"""An assistant whose evidence can be seen, so that judging searches nothing twice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.pipeline import Assistant
from assistant.rank.fitted import Fitted
from assistant.rank.ranking import Evidence, support
from assistant.understand.query import Query
from index.encoder import DEFAULT_MODEL, Encoder


class Watched(Assistant):
    """Answers as `Assistant` does, and keeps the evidence of the last question."""

    _seen: Sequence[Evidence] | None = None

    @classmethod
    def open(cls, home: Path, model: str = DEFAULT_MODEL) -> Watched:
        """As `Assistant.open`."""
        opened = super().open(home, model)
        assert isinstance(opened, Watched), "open makes one of its own class"
        return opened

    @property
    def encoder(self) -> Encoder:
        """What turns texts into vectors."""
        return self._encoder

    @property
    def fitted(self) -> Fitted:
        """The weights and thresholds in use."""
        return self._fitted

    @property
    def reads(self) -> bool:
        """Whether the learned reader is in use."""
        return self._reader is not None

    @property
    def evidence(self) -> Sequence[Evidence]:
        """The evidence since `forget`, best first; none for a question that needed no search."""
        return self._seen or ()

    @property
    def supported(self) -> float:
        """The probability that the best evidence of the last question answers it."""
        return support(self.evidence, self._judgement.support)

    def forget(self) -> None:
        """Hold no evidence, before the next question."""
        self._seen = None

    def search(self, query: Query) -> Sequence[Evidence]:
        """The evidence for a query, best first.

        An answer may search again, to prove a correction; the question's own evidence is kept.
        """
        found = super().search(query)
        if self._seen is None:
            self._seen = found
        return found
