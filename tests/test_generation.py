"""A generation on disk: whole or refused, whatever happens to the disk, the power, a neighbour."""

import errno
import json
import os
import random
import resource
import signal
from hashlib import sha256
from pathlib import Path

import pytest
from toy import ARTICLES, toy_index

from index import generation, store
from index.generation import IndexBusy, IndexUnusable, index_folder, open_current, writer_lock
from index.home import build_command

REMEDY = "assistant index"
OLD, NEW, NEWEST = toy_index(ARTICLES[:3], ()), toy_index(ARTICLES[:4], ()), toy_index()


def save(home, index):
    with writer_lock(home):
        return store.save(index, home)


@pytest.fixture
def home(tmp_path):
    save(tmp_path, OLD)
    return tmp_path


def problems(home):
    with pytest.raises(IndexUnusable) as caught:
        store.load(home)
    assert caught.value.remedy == build_command(home)
    return caught.value.problems


def generations(home):
    return {path.name.removeprefix("gen-") for path in index_folder(home).glob("gen-*")}


def leftovers(home):
    return [path.name for path in index_folder(home).glob(".building-*")]


def in_child(work):
    """Run in a forked child; its exit status, or minus the signal that ended it."""
    child = os.fork()
    if child == 0:
        status = 70
        try:
            status = work() or 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def flip(path, position, mask=0x01):
    data = bytearray(path.read_bytes())
    data[position] ^= mask
    path.write_bytes(data)


def test_the_current_generation_opens(home):
    folder, manifest = open_current(home, REMEDY)
    assert folder == index_folder(home) / f"gen-{OLD.generation}"
    assert manifest.generation == OLD.generation
    assert generation.current_name(home) == OLD.generation


def test_without_an_index_the_problem_is_that_there_is_none(tmp_path):
    assert problems(tmp_path) == ("there is no index yet",)
    assert generation.current_name(tmp_path) is None


def test_a_flipped_bit_in_any_file_is_refused_and_the_file_is_named(home):
    """Of 500 such flips in a FAISS file, 500 loaded and 199 changed answers (see the design)."""
    save(home, NEWEST)
    folder, manifest = open_current(home, REMEDY)
    chance = random.Random(1967)
    assert len(manifest.files) > 15
    for name, described in manifest.files.items():
        path, size = folder / name, described["size"]
        for position in {0, size // 2, size - 1, chance.randrange(size)}:
            mask = 1 << chance.randrange(8)
            flip(path, position, mask)
            assert problems(home) == (f"{name} has changed",), (name, position)
            flip(path, position, mask)
    assert store.load(home).generation == NEWEST.generation


def test_a_flipped_bit_in_the_manifest_is_refused(home):
    path = open_current(home, REMEDY)[0] / "manifest.json"
    size = path.stat().st_size
    for position in (0, 1, size // 3, size // 2, size - 1):
        flip(path, position)
        assert problems(home) == ("manifest.json or CURRENT has changed",)
        flip(path, position)


def test_a_flipped_bit_anywhere_in_current_is_refused(home):
    path = index_folder(home) / "CURRENT"
    good = path.read_text().split()
    for position in range(path.stat().st_size):
        mask = 1 << position % 8
        flip(path, position, mask)
        # One kind of blank for another at the end still says the same two words.
        if path.read_text(errors="replace").split() != good:
            assert "CURRENT" in problems(home)[0]
        flip(path, position, mask)


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"gen-", b"\xff\xfe", b"../../etc x", b". x", b"a b c"]
)
def test_a_current_of_other_content_is_refused(home, content):
    (index_folder(home) / "CURRENT").write_bytes(content)
    assert problems(home) == ("CURRENT names no generation that is there",)


def test_all_that_is_missing_or_changed_is_listed_at_once(home):
    folder, _ = open_current(home, REMEDY)
    (folder / "passages.jsonl").unlink()
    flip(folder / "sentences.npy", 200)
    with (folder / "articles.jsonl").open("ab") as file:
        file.write(b"\n")
    assert problems(home) == (
        "articles.jsonl has changed",
        "passages.jsonl is missing",
        "sentences.npy has changed",
    )


@pytest.mark.parametrize(
    "name", ["manifest.json", "articles.jsonl", "questions.npy", "sentences-terms/vocab.index.json"]
)
def test_a_missing_file_is_named(home, name):
    (open_current(home, REMEDY)[0] / name).unlink()
    assert problems(home) == (f"{name} is missing",)


def rewrite_manifest(home, change):
    """Another manifest that CURRENT names rightly, as another version might write it."""
    path = open_current(home, REMEDY)[0] / "manifest.json"
    content = json.dumps(change(json.loads(path.read_bytes()))).encode()
    path.write_bytes(content)
    (index_folder(home) / "CURRENT").write_text(
        f"{path.parent.name} {sha256(content).hexdigest()}\n"
    )


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            lambda old: old | {"colour": "red"},
            "manifest.json has what this version does not know: colour",
        ),
        (
            lambda old: {key: old[key] for key in old if key not in ("counts", "files")},
            "manifest.json lacks counts, files",
        ),
        (list, "manifest.json holds no manifest"),
    ],
)
def test_a_manifest_of_other_keys_is_refused(home, change, problem):
    rewrite_manifest(home, change)
    assert problems(home) == (problem,)


@pytest.mark.parametrize("name", ["more.npy", ".hidden", "folder/more.npy", "folder"])
def test_what_does_not_belong_to_a_generation_is_refused(home, name):
    (folder,) = index_folder(home).glob("gen-*")
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.mkdir() if name == "folder" else path.write_bytes(b"")
    assert f"{name} does not belong here" in problems(home)


@pytest.mark.parametrize("name", ["articles.jsonl", "manifest.json"])
def test_a_link_to_equal_bytes_is_refused(home, tmp_path, name):
    (folder,) = index_folder(home).glob("gen-*")
    (folder / name).rename(tmp_path / name)
    (folder / name).symlink_to(tmp_path / name)
    assert any("is a link" in one for one in problems(home))


def test_the_error_says_what_where_and_what_to_do(home):
    folder, _ = open_current(home, REMEDY)
    (folder / "questions.npy").unlink()
    with pytest.raises(IndexUnusable) as caught:
        store.load(home)
    assert str(caught.value) == (
        f"the index in {folder} cannot be used: questions.npy is missing. "
        f"To mend it: assistant index --home {home}"
    )


def test_an_index_of_another_format_is_refused_with_both_numbers(home):
    # A later version may well have keys that this one does not know.
    rewrite_manifest(home, lambda old: old | {"format": 99, "shape": "new"})
    assert problems(home) == (
        f"it has format 99, this version reads format {generation.FORMAT_VERSION}",
    )


def test_a_damaged_generation_is_built_again_in_its_place(home):
    flip(open_current(home, REMEDY)[0] / "sentences.npy", 300)
    save(home, OLD)
    assert store.load(home).passages == OLD.passages


def test_only_the_last_two_generations_are_kept(home):
    save(home, NEW)
    assert generations(home) == {OLD.generation, NEW.generation}
    save(home, NEWEST)
    assert generations(home) == {NEW.generation, NEWEST.generation}
    assert store.load(home).generation == NEWEST.generation


def test_going_back_to_the_generation_before_makes_it_current(home):
    save(home, NEW)
    save(home, OLD)
    assert store.load(home).generation == OLD.generation
    assert generations(home) == {OLD.generation, NEW.generation}


def test_a_reader_that_holds_an_index_does_not_notice_a_new_one(home):
    index = store.load(home)
    save(home, NEW)
    save(home, NEWEST)
    assert OLD.generation not in generations(home)
    assert [one.text for one in index.passages] == [one.text for one in OLD.passages]
    assert index.layers["sentences"].terms.scores(["pilot"]).max() > 0


def test_of_two_writers_the_second_is_told_to_wait(home):
    with writer_lock(home):
        with pytest.raises(IndexBusy) as caught:
            save(home, NEW)
        assert str(caught.value) == (
            f"another process is building the index in {index_folder(home)}; wait until it is done"
        )
        assert store.load(home).generation == OLD.generation
    save(home, NEW)
    assert store.load(home).generation == NEW.generation


def test_a_writer_in_another_process_is_noticed_and_its_work_left_alone(home):
    ready, begun = os.pipe()
    wait, done = os.pipe()
    child = os.fork()
    if child == 0:
        with writer_lock(home):
            (index_folder(home) / ".building-mine").mkdir()
            os.write(begun, b"1")
            os.read(wait, 1)
        os._exit(0)
    try:
        os.read(ready, 1)
        with pytest.raises(IndexBusy):
            save(home, NEW)
        assert leftovers(home) == [".building-mine"]
    finally:
        os.write(done, b"1")
        os.waitpid(child, 0)
        for end in (ready, begun, wait, done):
            os.close(end)
    save(home, NEW)
    assert leftovers(home) == []


def stop_in(owner, name, nth, stop):
    """Replace a function by one that stops at the n-th call, before it does anything."""
    real, calls = getattr(owner, name), []

    def stopping(*arguments, **options):
        calls.append(name)
        if len(calls) == nth:
            stop()
        return real(*arguments, **options)

    setattr(owner, name, stopping)


def die():
    os.kill(os.getpid(), signal.SIGKILL)


# Where a writer may be interrupted, in the order of its work, and what serves afterwards.
STEPS = [
    # articles written, passages not; half of the arrays; nothing yet described
    (store, "write_lines", 2, OLD),
    (store.np, "save", 3, OLD),
    (generation, "_described", 1, OLD),
    # written and not yet on the disk; half of it there
    (generation, "_sync_tree", 1, OLD),
    (os, "fsync", 9, OLD),
    # complete, under its temporary name; under its own name, not yet current
    (Path, "rename", 1, OLD),
    (generation, "_point_to", 1, OLD),
    (Path, "replace", 1, OLD),
    # current, with the old ones not yet cleared away
    (generation, "_prune", 1, NEW),
]
NAMES = [f"{name}-{nth}" for _, name, nth, _ in STEPS]


@pytest.mark.parametrize(("owner", "name", "nth", "serving"), STEPS, ids=NAMES)
def test_a_writer_killed_at_any_step_leaves_a_whole_index(home, owner, name, nth, serving):
    def work():
        stop_in(owner, name, nth, die)
        save(home, NEW)

    assert in_child(work) == -signal.SIGKILL
    assert store.load(home).generation == serving.generation
    assert store.load(home).passages == serving.passages
    # The next build finds the lock free and clears up.
    save(home, NEWEST)
    assert store.load(home).passages == NEWEST.passages
    assert leftovers(home) == []
    assert len(generations(home)) == 2


@pytest.mark.parametrize(("owner", "name", "nth", "serving"), STEPS[:-1], ids=NAMES[:-1])
def test_a_full_disk_at_any_step_leaves_the_old_index(home, monkeypatch, owner, name, nth, serving):
    def full():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(owner, name, getattr(owner, name))  # put back at the end
    stop_in(owner, name, nth, full)
    with pytest.raises(OSError, match="No space left on device"):
        save(home, NEW)
    monkeypatch.undo()
    assert store.load(home).passages == serving.passages
    assert leftovers(home) == []
    save(home, NEW)
    assert store.load(home).passages == NEW.passages


@pytest.mark.parametrize("limit", [0, 100, 4000, 12_000])
def test_a_write_that_the_system_itself_cuts_short_leaves_the_old_index(home, limit):
    """A real refusal in the middle of a file: no file may grow beyond the limit."""

    def work():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            save(home, NEW)
        except OSError as error:
            return 7 if error.errno in (errno.EFBIG, None) else 8
        return 9

    assert in_child(work) == 7
    assert store.load(home).passages == OLD.passages
    assert leftovers(home) == []
    save(home, NEW)
    assert store.load(home).passages == NEW.passages


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o755), (0o027, 0o750), (0o077, 0o700)])
def test_a_generation_may_be_read_by_whom_the_umask_lets(tmp_path, umask, mode):
    before = os.umask(umask)
    try:
        save(tmp_path, OLD)
    finally:
        os.umask(before)
    [folder] = index_folder(tmp_path).glob("gen-*")
    assert folder.stat().st_mode & 0o777 == mode


def test_a_kill_while_an_old_generation_is_removed_leaves_no_part_of_it(home, monkeypatch):
    save(home, NEW)

    def killed(path, ignore_errors=False):
        if "gen-" in path.name:
            next(file for file in sorted(path.rglob("*")) if file.is_file()).unlink()
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(generation.shutil, "rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            save(home, NEWEST)
    assert generations(home) == {NEW.generation, NEWEST.generation}
    save(home, NEWEST)
    assert leftovers(home) == []
    assert generations(home) == {NEW.generation, NEWEST.generation}
