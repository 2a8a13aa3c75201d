"""Killed from outside, or failed by the system, at any moment: whole before or whole afterwards."""

import contextlib
import errno
import os
import resource
import signal
import sys
import threading
import time

import pytest

from assistant.manage.articles import add_articles
from assistant.manage.build import build_index
from corpus.reading.folder import read_folders
from index import files, store
from index.generation import IndexUnusable
from index.selection import Selection
from tests.proofs.proving import in_child
from tests.toy import WordEncoder, write_article
from tests.web_toy import PILOT, shared_assistant
from web.store.conversations import ConversationStore
from web.store.database import DATABASE, NotKept

TEXT = "The {} cover was cancelled in Lindow on 3 March 1975. It was green."


def article(folder, name):
    write_article(folder, name, TEXT.format(name) + f"\n\n{TEXT.format(name)}" * 20, name)


def build(home, folder):
    return build_index(
        home, Selection((folder,), with_questions=False), load_encoder=lambda _: WordEncoder()
    )


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "articles"
    made.mkdir()
    for name in ("red", "green", "blue"):
        article(made, name)
    return made


@pytest.fixture
def home(tmp_path, folder):
    made = tmp_path / "home"
    build(made, folder)
    return made


def timed(work):
    began = time.monotonic()
    assert in_child(work) == 0
    return time.monotonic() - began


def test_a_killed_index_leaves_a_whole_one(home, folder, proof):
    article(folder, "extra-0")
    longest = timed(lambda: build(home, folder))
    tries, killed = proof.size(2, 100), 0
    for number in range(tries):
        before = store.load(home).generation
        article(folder, f"extra-{number % 3}{number}")
        status = in_child(lambda: build(home, folder), proof.random.uniform(0, 1.2 * longest))
        killed += status == -signal.SIGKILL
        after = store.load(home)
        assert after.generation == before or len(after.articles) == len(list(folder.iterdir()))
        build(home, folder)
        assert len(store.load(home).articles) == len(list(folder.iterdir()))
        (folder / f"extra-{number % 3}{number}.md").unlink()
    proof.holds(f"{tries:,} kills ({killed:,} in time), {tries:,} whole indexes")


def test_a_killed_add_leaves_whole_articles(home, tmp_path, proof):
    source = tmp_path / "more"
    source.mkdir()
    for number in range(12):
        article(source, f"more-{number}")
    longest = timed(lambda: add_articles(home, [source]))
    tries, killed, found = proof.size(2, 100), 0, 0
    for _ in range(tries):
        for path in (home / "articles").iterdir():
            path.unlink()
        status = in_child(
            lambda: add_articles(home, [source]), proof.random.uniform(0, 1.2 * longest)
        )
        killed += status == -signal.SIGKILL
        for path in (home / "articles").glob("[!.]*"):
            assert path.read_bytes() == (source / path.name).read_bytes()
            found += 1
        add_articles(home, [source])
        assert len(read_folders([home / "articles"]).articles) == 12
    proof.holds(
        f"{tries:,} kills ({killed:,} in time), {found:,} files copied, none of them in part"
    )


def test_no_acknowledged_turn_is_lost_when_the_server_is_killed(tmp_path, proof):
    reply = shared_assistant().ask(PILOT)
    turn = shared_assistant().turn(reply)
    tries, acknowledged = proof.size(2, 100), 0
    for number in range(tries):
        home = tmp_path / str(number)
        home.mkdir()
        told = home / "told"
        report = os.open(told, os.O_CREAT | os.O_WRONLY | os.O_APPEND)

        def serve(home=home, report=report):
            kept = ConversationStore(home / DATABASE)

            def write(visitor):
                while True:
                    os.write(report, kept.add_turn(visitor, None, PILOT, reply, turn).id.encode())

            writers = [threading.Thread(target=write, args=(f"v{n}",)) for n in range(8)]
            for writer in writers:
                writer.start()
            for writer in writers:
                writer.join()

        assert in_child(serve, proof.random.uniform(0.1, 0.6)) == -signal.SIGKILL
        os.close(report)
        ids = told.read_text()
        kept = ConversationStore(home / DATABASE)
        for start in range(0, len(ids), 16):
            assert kept.turn(ids[start : start + 16]), ids[start : start + 16]
            acknowledged += 1
        assert kept.database.problem() == ""
    proof.holds(f"{tries:,} kills with 8 writers, {acknowledged:,} acknowledged turns, 0 lost")


def test_a_reader_beside_killed_switches_always_opens_a_whole_index(home, folder, proof):
    tries = loads = 0
    for number in range(proof.size(2, 100)):
        article(folder, f"extra-{number}")
        child = os.fork()
        if child == 0:
            try:
                build(home, folder)
            finally:
                os._exit(0)
        ends = time.monotonic() + proof.random.uniform(0, 0.4)
        while time.monotonic() < ends:
            # Only one thing may happen: it was replaced twice while it was being read.
            with contextlib.suppress(IndexUnusable, FileNotFoundError):
                assert store.load(home).articles
                loads += 1
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert store.load(home).articles
        tries += 1
    proof.holds(f"{tries:,} killed writers, {loads:,} loads beside them, each of a whole index")


# What a writer asks of the system, as Python's audit hooks tell it.
CALLS = ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.truncate", "shutil.rmtree")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def failing_at(nth, number):
    """From now on the n-th call of a writer to the system fails; how many there were, at last."""
    calls = [0]

    def meet(event):
        calls[0] += 1
        if calls[0] == nth:
            raise OSError(number, os.strerror(number), event)

    def hook(event, arguments):
        if event in CALLS or (
            event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING
        ):
            meet(event)

    fsync = os.fsync

    def failing_fsync(descriptor):
        meet("fsync")
        fsync(descriptor)

    os.fsync = failing_fsync
    sys.addaudithook(hook)
    return calls


def fail_everywhere(work, check, random, most):
    """Let a writer fail at each of its calls in turn, or at `most` of them; how many there were."""

    def counted():
        calls = failing_at(0, errno.EIO)
        work()
        counting.write_text(str(calls[0]))

    counting = work.counting
    assert in_child(counted) == 0
    total = int(counting.read_text())
    for nth in sorted(random.sample(range(1, total + 1), min(most, total))):

        def failing(nth=nth):
            failing_at(nth, random.choice((errno.EIO, errno.ENOSPC, errno.EDQUOT)))
            try:
                work()
            except OSError:
                os._exit(3)

        status = in_child(failing)
        assert status in (0, 3), (nth, status)
        check()
    return total


def test_a_failure_at_every_call_of_the_indexer_leaves_a_whole_index(home, folder, tmp_path, proof):
    article(folder, "extra")
    before = (home / "index" / "CURRENT").read_text()

    def work():
        build(home, folder)

    work.counting = tmp_path / "counting"

    def back():
        assert store.load(home).articles
        files.write_whole(home / "index" / "CURRENT", before)
        assert len(store.load(home).articles) == 3

    build(home, folder)
    files.write_whole(home / "index" / "CURRENT", before)
    total = fail_everywhere(work, back, proof.random, proof.size(3, 10_000))
    build(home, folder)
    assert len(store.load(home).articles) == 4
    proof.holds(f"failed at {min(total, proof.size(3, 10_000)):,} of {total:,} calls")


def test_a_failure_at_every_call_of_add_leaves_whole_articles(home, tmp_path, proof):
    source = tmp_path / "more"
    source.mkdir()
    for number in range(3):
        article(source, f"more-{number}")

    def work():
        add_articles(home, [source])

    work.counting = tmp_path / "counting"

    def whole():
        for path in (home / "articles").glob("[!.]*"):
            assert path.read_bytes() == (source / path.name).read_bytes()
            path.unlink()

    total = fail_everywhere(work, whole, proof.random, proof.size(3, 10_000))
    proof.holds(f"failed at {min(total, proof.size(3, 10_000)):,} of {total:,} calls")


def test_a_store_that_may_not_grow_says_so_and_keeps_what_it_has(tmp_path, proof):
    reply = shared_assistant().ask(PILOT)
    turn = shared_assistant().turn(reply)
    kept = ConversationStore(tmp_path / DATABASE)
    first = kept.add_turn("v", None, PILOT, reply, turn)
    tries = proof.size(5, 300)

    def full():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        limit = proof.random.randrange(1, 200_000)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        for _ in range(60):
            try:
                kept.add_turn("v", first.conversation, PILOT, reply, turn)
            except NotKept:
                os._exit(3)

    told = [in_child(full) for _ in range(tries)]
    assert set(told) <= {0, 3}
    assert kept.turn(first.id)
    assert kept.database.problem() == ""
    proof.holds(f"{tries:,} limits of size, {told.count(3):,} reached and told, nothing lost")
