"""Turns questions and contexts into rows of tokens for the reader's network, with the way back.

A row is `[CLS] question [SEP] context [SEP]`. The tokens of the sentence that is judged have type
1, everything around them (question, subject, neighbours) has type 0, so one context can hold a
sentence with its neighbours and the network still knows which one is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Longer questions are cut, contexts lose words at the ends that are farther from the sentence.
MAX_QUESTION_TOKENS = 40
MAX_ROW_TOKENS = 128

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """Token ids and types of one question with one context; `offsets` are characters in it."""

    ids: tuple[int, ...]
    types: tuple[int, ...]
    offsets: tuple[Span, ...]

    def tokens_of(self, span: Span) -> Span | None:
        """First and last token of a span of characters, None where the sentence lacks it."""
        inside = [
            number
            for number, (start, end) in enumerate(self.offsets)
            if self.types[number] and end > span[0] and start < span[1]
        ]
        return (inside[0], inside[-1]) if inside else None


class RowMaker:
    """Tokenises for the reader."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._cls = int(tokenizer.token_to_id("[CLS]"))
        self._sep = int(tokenizer.token_to_id("[SEP]"))

    @classmethod
    def load(cls, file: Path) -> RowMaker:
        """Read a `tokenizer.json`."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(file))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return cls(tokenizer)

    def rows(
        self, questions: Sequence[str], contexts: Sequence[str], targets: Sequence[Span]
    ) -> list[Row]:
        """One row for each question, context and span of the sentence that is judged."""
        asked = self._encode(questions)
        told = self._encode(contexts)
        return [
            self._row(question.ids[:MAX_QUESTION_TOKENS], context, target)
            for question, context, target in zip(asked, told, targets, strict=True)
        ]

    def _encode(self, texts: Sequence[str]) -> list[Any]:
        unique = list(dict.fromkeys(texts))
        encoded = self._tokenizer.encode_batch(unique, add_special_tokens=False)
        known = dict(zip(unique, encoded, strict=True))
        return [known[text] for text in texts]

    def _row(self, question: list[int], context: Any, target: Span) -> Row:
        offsets: list[Span] = context.offsets
        inside = [end > target[0] and start < target[1] for start, end in offsets]
        room = MAX_ROW_TOKENS - len(question) - 3
        first, last = _window(inside, room)
        head = 2 + len(question)
        return Row(
            ids=(self._cls, *question, self._sep, *context.ids[first:last], self._sep),
            types=(*[0] * head, *map(int, inside[first:last]), 0),
            offsets=(*[(0, 0)] * head, *offsets[first:last], (0, 0)),
        )


def _window(inside: list[bool], room: int) -> Span:
    """The run of at most `room` tokens with the sentence in its middle, or with its beginning."""
    if len(inside) <= room:
        return 0, len(inside)
    if not any(inside):
        return 0, room
    begin = inside.index(True)
    end = len(inside) - inside[::-1].index(True)
    spare = max(room - (end - begin), 0)
    first = min(max(begin - spare // 2, 0), len(inside) - room)
    return first, first + room
