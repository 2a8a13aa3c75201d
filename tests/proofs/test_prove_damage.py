"""Whatever is done to the bytes of a file, it is refused by name, or does no harm."""

import contextlib
import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from assistant.rank.fitted import FITTED_FILE, Fitted, WeightsUnusable
from assistant.reader.model import BUILT_IN_READER, LearnedReader, ReaderUnusable
from assistant.resolve.conversation import Conversation
from index import model_files, store
from index.generation import IndexUnusable, index_folder, writer_lock
from index.model_files import ADAPTER_FOLDER, EncoderUnusable
from tests.toy import ARTICLES, toy_index
from tests.web_toy import PILOT, serving, shared_assistant
from web.store.conversations import ConversationStore
from web.store.database import DATABASE, NotKept, NotRead


@pytest.fixture
def home(tmp_path):
    with writer_lock(tmp_path):
        store.save(toy_index(ARTICLES, ()), tmp_path)
    return tmp_path


def files_of(home):
    (folder,) = index_folder(home).glob("gen-*")
    return sorted(path for path in folder.rglob("*") if path.is_file())


def flipped(data, random):
    place = random.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << random.randrange(8))]) + data[place + 1 :]


def truncated(data, random):
    return data[: random.randrange(len(data))]


def zeroed(data, random):
    start = random.randrange(len(data))
    end = min(len(data), start + random.choice((1, 16, 512, 4096)))
    return data[:start] + bytes(end - start) + data[end:]


def shuffled(data, random):
    half = random.randrange(len(data))
    return data[half:] + data[:half]


DAMAGES = {"flips": flipped, "truncations": truncated, "zeroed blocks": zeroed, "swaps": shuffled}


def refused_generation(home, name):
    with pytest.raises(IndexUnusable) as caught:
        store.load(home)
    named = " ".join(caught.value.problems)
    assert name in named or name in ("CURRENT", "manifest.json"), (name, named)
    assert "assistant index" in caught.value.remedy


def test_a_damaged_generation_is_refused_and_the_file_named(home, proof):
    generation = files_of(home)[0].parent
    targets = [path for path in files_of(home) if path.stat().st_size] + [
        index_folder(home) / "CURRENT"
    ]
    counts = {}
    for kind, (small, full) in {
        "flips": (30, 10_000),
        "truncations": (10, 2_000),
        "zeroed blocks": (10, 2_000),
        "swaps": (10, 2_000),
    }.items():
        tries = proof.size(small, full)
        counts[kind] = 0
        while counts[kind] < tries:
            path = targets[counts[kind] % len(targets)]
            whole = path.read_bytes()
            damaged = DAMAGES[kind](whole, proof.random)
            if damaged == whole:  # zeros that were zeros
                damaged = flipped(whole, proof.random)
            if path.name == "CURRENT" and damaged.split() == whole.split():
                damaged = b""
            path.write_bytes(damaged)
            under = path.relative_to(generation) if generation in path.parents else path.name
            refused_generation(home, str(under))
            path.write_bytes(whole)
            counts[kind] += 1
    store.load(home)
    told = ", ".join(f"{count:,} of {count:,} {kind}" for kind, count in counts.items())
    proof.holds(f"{told} refused over {len(targets)} files, the file named")


def test_missing_exchanged_and_extra_files_of_a_generation_are_refused(home, proof, tmp_path):
    paths = files_of(home)
    folder = paths[0].parent if paths[0].parent.name.startswith("gen-") else paths[0].parents[1]
    aside = tmp_path / "aside"
    tried = 0
    for path in paths:
        path.rename(aside)
        refused_generation(home, path.name)
        aside.rename(path)
        extra = path.with_name(path.name + ".1")
        shutil.copy(path, extra)
        refused_generation(home, extra.name)
        extra.unlink()
        tried += 2
    for _ in range(proof.size(10, 500)):
        one, other = proof.random.sample(paths, 2)
        if one.read_bytes() == other.read_bytes():
            continue
        for first, second in ((one, aside), (other, one), (aside, other)):
            first.rename(second)
        with pytest.raises(IndexUnusable):
            store.load(home)
        for first, second in ((other, aside), (one, other), (aside, one)):
            first.rename(second)
        tried += 1
    assert store.load(home)
    assert folder.is_dir()
    proof.holds(f"{tried:,} of {tried:,} missing, extra and exchanged files refused")


def damaged_copies(source, folder, random, tries):
    """Copies of the weights of a folder, or of their description, with damage; which it is."""
    names = sorted(
        path.name
        for path in source.iterdir()
        if path.suffix in (".json", ".safetensors") and path.stem != "figures"
    )
    folder.mkdir()
    for number in range(tries):
        for name in names:
            shutil.copy(source / name, folder / name)
        path = folder / names[number % len(names)]
        whole = path.read_bytes()
        damaged = random.choice((flipped, truncated, zeroed))(whole, random)
        if damaged != whole:
            path.write_bytes(damaged)
            yield path


def test_a_damaged_reader_is_refused(proof, tmp_path):
    refused = harmless = 0
    names = set()
    for path in damaged_copies(
        BUILT_IN_READER, tmp_path / "reader", proof.random, proof.size(6, 300)
    ):
        names.add(path.name)
        try:
            LearnedReader.load(path.parent)
        except ReaderUnusable:
            refused += 1
        else:
            assert path.suffix == ".json", path  # a figure in its description
            harmless += 1
    proof.holds(
        f"{refused:,} damaged readers refused, {harmless} read of which only the description was "
        f"damaged; files: {', '.join(sorted(names))}"
    )


def test_a_damaged_adapter_is_refused(proof, tmp_path, monkeypatch):
    refused = harmless = 0
    monkeypatch.setattr(model_files, "ADAPTER_FOLDER", tmp_path / "adapter")
    for path in damaged_copies(
        ADAPTER_FOLDER, tmp_path / "adapter", proof.random, proof.size(6, 300)
    ):
        try:
            model_files.check_default_model()
        except EncoderUnusable:
            refused += 1
        else:
            assert path.suffix == ".json", path
            harmless += 1
    proof.holds(
        f"{refused:,} damaged adapters refused, {harmless} whose description alone was damaged"
    )


def test_damaged_weights_end_in_one_sentence(proof, tmp_path):
    path = tmp_path / "weights.toml"
    whole = FITTED_FILE.read_bytes()
    refused = 0
    tries = proof.size(100, 10_000)
    for number in range(tries):
        kind = (flipped, truncated, zeroed, shuffled)[number % 4]
        path.write_bytes(kind(whole, proof.random))
        with contextlib.suppress(pytest.fail.Exception):
            with pytest.raises(WeightsUnusable, match=re.escape(str(path))):
                Fitted.load(path)
            refused += 1
    proof.holds(f"{tries:,} damages, {refused:,} refused by name, the rest are other numbers")


def test_a_damaged_database_costs_no_answer(proof, tmp_path):
    path = tmp_path / DATABASE
    kept = ConversationStore(path)
    reply = shared_assistant().ask(PILOT)
    turn = shared_assistant().turn(reply)
    first = kept.add_turn("v", None, PILOT, reply, turn)
    for _ in range(20):
        kept.add_turn("v", first.conversation, PILOT, reply, turn)
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    whole = path.read_bytes()
    tries, refused = proof.size(20, 2_000), 0
    for number in range(tries):
        for beside in ("-wal", "-shm"):
            Path(f"{path}{beside}").unlink(missing_ok=True)
        kind = (flipped, truncated, zeroed)[number % 3]
        path.write_bytes(kind(whole, proof.random))
        damaged = ConversationStore(path)
        try:
            context = damaged.context("v", first.conversation)
            assert isinstance(context, Conversation)
            damaged.turns("v", first.conversation)
            damaged.entries("v")
            damaged.add_turn("v", first.conversation, PILOT, reply, turn)
        except (NotRead, NotKept):
            refused += 1
    with serving(tmp_path) as client:
        assert client.post("/api/ask", json={"question": PILOT}).status_code == 200
    proof.holds(f"{tries:,} damages, {refused:,} told as such, none ended otherwise")
