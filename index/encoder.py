"""Texts in, unit vectors out: the built-in model, and the one door to sentence-transformers.

The built-in model, whose files `index/model_files.py` checks, runs on `index/minilm.py`, which
gives the vectors that sentence-transformers gives, sooner and without that library's memory; any
other model is left to sentence-transformers.
"""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.batches import BATCH_SIZE, batches
from index.model_files import (
    DEFAULT_MODEL,
    DEFAULT_MODEL_DIGEST,
    WEIGHTS_SUFFIXES,
    EncoderUnusable,
    adapter_file,
    check_default_model,
    check_published_model,
    default_model_folder,
    model_digest,
    model_files,
)

# One of these lies at the top of every model.
_DESCRIBING = ("modules.json", "config.json")
# A name, or an owner and a name; anything else can only be a folder.
_MODEL_ID = re.compile(r"(?:\w[\w.-]*/)?\w[\w.-]*", re.ASCII)

Vectors = NDArray[np.float32]
Progress = Callable[[int], None]
# Texts as a model takes them, each with its length: what is of one length is encoded together.
Prepare = Callable[[Sequence[str]], Sequence[Any]]
EncodeBatch = Callable[[list[Any]], Vectors]


class Encoder(Protocol):
    """Anything that turns texts into vectors of unit length."""

    @property
    def name(self) -> str:
        """The model's name, as the manifest keeps it."""

    @property
    def digest(self) -> str:
        """What identifies the weights: equal digests give equal vectors."""

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of shape `(len(texts), dimensions)`; `progress` gets the number done so far."""


class SentenceTransformerEncoder:
    """A sentence-transformers model on the CPU; `encode_batch` gives unit vectors of a few texts.

    Vectors of one model agree on all machines to a cosine of 0.999999.
    """

    def __init__(
        self, name: str, digest: str, prepare: Prepare, encode_batch: EncodeBatch, dimensions: int
    ) -> None:
        self.name = name
        self.digest = digest
        self._prepare = prepare
        self._encode_batch = encode_batch
        self._dimensions = dimensions

    @classmethod
    def load(cls, model: str = DEFAULT_MODEL) -> SentenceTransformerEncoder:
        """Load the built-in model, or a model id or folder by name.

        Raises:
            EncoderUnusable: for a model that is not on this machine, or a built-in one whose
                files have changed.
        """
        if model == DEFAULT_MODEL:
            check_default_model()
            return cls(model, model_digest(model), *_built_in(adapter_file()))
        return cls(model, model_digest(model), *_any_other(model))

    @classmethod
    def published(cls) -> SentenceTransformerEncoder:
        """The built-in model as it was published, without the adapter: to train, and to compare.

        Raises:
            EncoderUnusable: when its weights are missing or changed.
        """
        check_published_model()
        return cls(f"{DEFAULT_MODEL} as published", DEFAULT_MODEL_DIGEST, *_built_in(None))

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of shape `(len(texts), dimensions)`, float32, of unit length."""
        rows = self._prepare(texts)
        vectors = np.empty((len(rows), self._dimensions), dtype=np.float32)
        done = 0
        for batch in batches([*map(len, rows)]):
            vectors[batch] = self._encode_batch([rows[number] for number in batch])
            done += len(batch)
            if progress:
                progress(done)
        return vectors


def _built_in(adapter: Path | None) -> tuple[Prepare, EncodeBatch, int]:
    from index import low_rank, minilm

    model = minilm.MiniLM.load(default_model_folder(), adapter=adapter)
    return model.rows, lambda rows: model.encode(rows).numpy(), low_rank.WIDTH


def _any_other(model: str, *, fetch: bool = False) -> tuple[Prepare, EncodeBatch, int]:
    if not fetch:
        local_model(model)
    import sentence_transformers
    from transformers.utils.logging import disable_progress_bar

    # The libraries announce files, tries and progress on stderr; a user asked a question. They
    # set their own levels when they are imported, so this comes after.
    for library in ("sentence_transformers", "transformers", "huggingface_hub"):
        logging.getLogger(library).setLevel(logging.ERROR)
    disable_progress_bar()
    try:
        loaded = sentence_transformers.SentenceTransformer(
            model, device="cpu", trust_remote_code=False, local_files_only=not fetch
        )
    except (OSError, ValueError) as error:
        raise EncoderUnusable(f'the model "{model}" cannot be loaded: {error}') from error

    def encode_batch(texts: list[str]) -> Vectors:
        encoded = loaded.encode(
            texts, batch_size=BATCH_SIZE, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(encoded, dtype=np.float32)

    return list, encode_batch, int(loaded.get_embedding_dimension() or 0)


def fetch_model(model: str) -> None:
    """Bring a model's files from its hub to this machine; the one thing here that needs a network.

    Raises:
        EncoderUnusable: when it cannot be fetched or is no model.
    """
    if model != DEFAULT_MODEL and not Path(model).is_dir():
        _any_other(model, fetch=True)


def local_model(model: str) -> Path:
    """The folder that a model other than the built-in one is loaded from, without a network.

    Raises:
        EncoderUnusable: when there is none, or it holds no weights.
    """
    folder = Path(model)
    if folder.is_dir():
        if not any(path.suffix in WEIGHTS_SUFFIXES for path in model_files(folder)):
            raise EncoderUnusable(
                f'the folder "{model}" holds no model; give one with '
                "model.safetensors and its tokenizer"
            )
        return folder
    if folder.exists() or not _MODEL_ID.fullmatch(model):
        raise EncoderUnusable(
            f'there is no folder "{model}"; give the folder of a '
            "sentence-transformers model, or a model's id"
        )
    from transformers.utils import cached_file

    # A bare name is one of sentence-transformers' own.
    for name, file in product((model, f"sentence-transformers/{model}"), _DESCRIBING):
        with contextlib.suppress(OSError):
            if found := cached_file(name, file, local_files_only=True):
                return Path(found).parent
    raise EncoderUnusable(
        f'the model "{model}" has no local files; see that it is the right name, '
        f"then fetch it once: assistant index --model {model} --fetch"
    )
