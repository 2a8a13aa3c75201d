"""An assistant whose evidence can be seen, so that judging searches nothing twice."""

from __future__ import annotations

from pathlib import Path

from assistant.fitted import Fitted
from assistant.pipeline import Assistant
from assistant.query import Query
from assistant.rank import Evidence, support
from index.encoder import DEFAULT_MODEL, Encoder


class Watched(Assistant):
    """Answers as `Assistant` does, and keeps the evidence of the last question."""

    evidence: tuple[Evidence, ...] = ()

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
    def supported(self) -> float:
        """The probability that the best evidence of the last question answers it."""
        return support(self.evidence, self._fitted.support)

    def forget(self) -> None:
        """Hold no evidence: a question that is answered without a search has none."""
        self.evidence = ()

    def search(self, query: Query) -> tuple[Evidence, ...]:
        """The evidence for a query, best first."""
        self.evidence = super().search(query)
        return self.evidence
