"""What a reply says, read from its JSON: judging sees what a reader is shown and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.answer import Reply
from assistant.render.forms import as_json
from evals.cases.wording import first_word

VERDICTS = ("yes", "no")
# Longer quotes are not read to their end.
_READ = 600


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a reply by where they stand.

    Attributes:
        items: label and value of each item of a list, comparison or overview.
        complete: whether a list is claimed to be whole; None where nothing is claimed.
        verdict: "yes" or "no" where the reply says so; else the first word of its text.
    """

    kind: str
    form: str
    text: str
    note: str
    verdict: str
    items: tuple[str, ...]
    computed: str
    complete: bool | None
    quotes: tuple[str, ...]
    nearest: tuple[str, ...]
    read_as: str
    reason: str

    @property
    def declined(self) -> bool:
        """Whether nothing is answered and nothing asked back."""
        return self.kind == "abstention"

    @property
    def asks_back(self) -> bool:
        """Whether it asks what is meant."""
        return self.kind == "clarification"

    @property
    def headline(self) -> str:
        """The short answer, with its yes or no and what was computed."""
        verdict = self.verdict if self.verdict in VERDICTS else ""
        said = "" if first_word(self.text) == verdict else verdict
        computed = "" if self.computed in self.text else self.computed
        return ". ".join(part for part in (said, self.text, computed) if part)

    def shown(self, *, every_quote: bool) -> str:
        """All that a reader sees: text, note, items, and the first quote or every one."""
        quotes = self.quotes if every_quote else self.quotes[:1]
        read = (quote[:_READ] for quote in quotes)
        return " . ".join([self.text, self.note, self.computed, *self.items, *read])


def said(reply: Reply) -> Said:
    """What a reply says."""
    return said_of(as_json(reply))


def said_of(record: Mapping[str, Any]) -> Said:
    """What a reply says that is kept as JSON; one of an older form lacks what it did not have."""
    found, computed = record.get("found"), record.get("computed") or {}
    text = record.get("text") or ""
    return Said(
        kind=record["kind"],
        form=record.get("form") or "",
        text=text,
        note=record.get("note") or "",
        verdict=record.get("verdict") or first_word(text),
        items=tuple(
            f"{one.get('label', '')} {one.get('value', '')}" for one in record.get("items") or ()
        ),
        computed=str(computed.get("value") or ""),
        complete=found["complete"] if found else None,
        quotes=tuple(one["text"] for one in record.get("quotes") or ()),
        nearest=tuple(one["text"] for one in record.get("nearest") or ()),
        read_as=record.get("read_as") or "",
        reason=record.get("reason") or "",
    )
