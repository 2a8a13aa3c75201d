"""The learned reader: how well each of many sentences answers a question, and which words do.

Its weights lie in `assistant/reader/`; the embeddings and the tokenizer are the built-in
encoder's. Every file is checked by digest before it is read, and nothing is ever unpickled.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.reader.rows import RowMaker, Span
from index.model_files import EncoderUnusable, default_model_folder, file_digest

if TYPE_CHECKING:
    from assistant.reader.network import Logits
    from assistant.reader.rows import Row

BUILT_IN_READER = Path(__file__).parent
CONFIG_FILE = "reader.json"
WEIGHTS_FILE = "reader.safetensors"
BASE_WEIGHTS_FILE = "model.safetensors"
TOKENIZER_FILE = "tokenizer.json"
FORMAT = 1
# The longest answers of SQuAD that are still an answer and not a sentence.
MAX_SPAN_TOKENS = 30
_REPAIR = (
    "take assistant/reader/ from the repository again, or train it: "
    "python -m assistant.training --data DIR --out assistant/reader"
)


class ReaderUnusable(Exception):
    """Weights that are missing or changed: says which file and what to do."""


@dataclass(frozen=True, slots=True)
class LearnedReading:
    """What the reader made of one context.

    `score` is a logit: how well the sentence answers, comparable among all contexts. `start` and
    `end` are characters of the context, the words that answer best, inside the judged sentence.
    `span_score` says by how much these words win over "no answer here".
    """

    score: float
    start: int
    end: int
    span_score: float


class LearnedReader:
    """A cross-encoder with a span head, on the processor; safe to use from many threads."""

    def __init__(self, maker: RowMaker, weights: dict[str, Any]) -> None:
        self._maker = maker
        self._weights = weights

    @classmethod
    def load(cls, folder: Path = BUILT_IN_READER, precision: str | None = None) -> LearnedReader:
        """Load the weights of a folder, in a precision of torch's by name or in a fast one.

        Raises:
            ReaderUnusable: naming the file that is missing or changed.
        """
        base = _checked(folder)
        from index.minilm import in_turn

        return in_turn(cls._load, folder, base, precision)

    @classmethod
    def _load(cls, folder: Path, base: Path, precision: str | None) -> LearnedReader:
        import torch
        from safetensors import safe_open

        from index import minilm
        from index.precision import fast_precision, in_precision

        with safe_open(folder / WEIGHTS_FILE, framework="pt") as file:
            own = {name: file.get_tensor(name).float() for name in file.keys()}  # noqa: SIM118
        dtype = getattr(torch, precision or fast_precision())
        maker = RowMaker.load(base / TOKENIZER_FILE)
        return cls(maker, {**in_precision(own, dtype), **minilm.embeddings(base)})

    def read(
        self, question: str, contexts: Sequence[str], targets: Sequence[Span] | None = None
    ) -> list[LearnedReading]:
        """Read all contexts in one batch, about 24 of up to 96 tokens with the question.

        `targets` are the sentences that are judged, as characters of their contexts; whatever
        stands around them (a subject, neighbours) only helps. Without it all of a context is.
        """
        return self.read_pairs([question] * len(contexts), contexts, targets)

    def read_pairs(
        self,
        questions: Sequence[str],
        contexts: Sequence[str],
        targets: Sequence[Span] | None = None,
    ) -> list[LearnedReading]:
        """Read each context for its own question, in one batch."""
        if not contexts:
            return []
        from index.minilm import in_turn

        whole = targets or [(0, len(context)) for context in contexts]
        return in_turn(self._read, questions, contexts, whole)

    def _read(
        self, questions: Sequence[str], contexts: Sequence[str], targets: Sequence[Span]
    ) -> list[LearnedReading]:
        import torch

        from assistant.reader import network

        rows = self._maker.rows(questions, contexts, targets)
        with torch.inference_mode():
            logits = network.forward(self._weights, network.pack(rows))
            spans, gains = _best_spans(logits)
        return [
            _reading(row, context, target, score, span, gain)
            for row, context, target, score, span, gain in zip(
                rows, contexts, targets, logits.relevance.tolist(), spans, gains, strict=True
            )
        ]


def write_config(folder: Path, base: Path) -> None:
    """Record which files the weights in `folder` belong to, by digest."""
    config = {
        "format": FORMAT,
        "files": {WEIGHTS_FILE: file_digest(folder / WEIGHTS_FILE)},
        "base": {name: file_digest(base / name) for name in (BASE_WEIGHTS_FILE, TOKENIZER_FILE)},
    }
    (folder / CONFIG_FILE).write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def _checked(folder: Path) -> Path:
    """The base model's folder, after every file was compared with the recorded digests."""
    try:
        base = default_model_folder()
    except EncoderUnusable as error:
        raise ReaderUnusable(str(error)) from None
    file = folder / CONFIG_FILE
    if not file.is_file():
        raise ReaderUnusable(f"{file} is missing; {_REPAIR}")
    try:
        config = json.loads(file.read_text(encoding="utf-8"))
        known = config["format"] == FORMAT
        wanted = {
            folder / WEIGHTS_FILE: config["files"][WEIGHTS_FILE],
            base / BASE_WEIGHTS_FILE: config["base"][BASE_WEIGHTS_FILE],
            base / TOKENIZER_FILE: config["base"][TOKENIZER_FILE],
        }
    except (ValueError, KeyError, TypeError):
        raise ReaderUnusable(f"{file} is not a reader's configuration; {_REPAIR}") from None
    if not known:
        raise ReaderUnusable(f"{file} is of another format than {FORMAT}; {_REPAIR}")
    for needed, digest in wanted.items():
        if not needed.is_file():
            raise ReaderUnusable(f"{needed} is missing; {_REPAIR}")
        if file_digest(needed) != digest:
            raise ReaderUnusable(f"{needed} has changed since the reader was trained; {_REPAIR}")
    return base


def _best_spans(logits: Logits) -> tuple[list[tuple[int, int]], list[float]]:
    """The best span of each row as tokens, and its lead over "no answer here" (token 0)."""
    import torch

    length = logits.start.shape[1]
    sums = logits.start.unsqueeze(2) + logits.end.unsqueeze(1)
    allowed = torch.ones(length, length, dtype=torch.bool).triu().tril(MAX_SPAN_TOKENS - 1)
    allowed[0] = False
    best, place = sums.masked_fill(~allowed, float("-inf")).flatten(1).max(1)
    gains = best - sums[:, 0, 0]
    spans = [(one // length, one % length) for one in place.tolist()]
    return spans, gains.tolist()


def _reading(
    row: Row, context: str, target: Span, score: float, tokens: tuple[int, int], gain: float
) -> LearnedReading:
    """Tokens as characters, grown to whole words: no answer ends inside one."""
    if gain == float("-inf"):
        return LearnedReading(score, target[0], target[0], gain)
    start, end = row.offsets[tokens[0]][0], row.offsets[tokens[1]][1]
    while start > target[0] and context[start - 1].isalnum() and context[start].isalnum():
        start -= 1
    while end < target[1] and context[end - 1].isalnum() and context[end].isalnum():
        end += 1
    return LearnedReading(score, start, end, gain)
