"""What is opened is closed again: threads, files and memory, over switches and broken streams."""

import contextlib
import gc
import json
import resource
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

from fastapi.testclient import TestClient

from index import store
from index.generation import writer_lock
from tests.toy import ARTICLES, WordEncoder, toy_index
from tests.web_browser import server
from tests.web_toy import PILOT, serving, settings, shared_assistant
from web.guards.memory import give_back
from web.guards.metrics import Metrics
from web.state import AppState, Assistant
from web.store.conversations import ConversationStore
from web.store.database import DATABASE

ROOT = Path(__file__).parents[2]
POOL = 40


def held():
    """How many threads and files this process has, and its memory in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    files = len([*Path("/proc/self/fd").iterdir()])
    return threading.active_count(), files, pages * resource.getpagesize() / 2**20


def toy_opened(home, model):
    index = store.load(home)
    return Assistant(index, WordEncoder(), shared_assistant().record)


def test_switches_of_generation_leave_nothing_behind(tmp_path, monkeypatch, proof):
    indexes = [toy_index(ARTICLES[:count], ()) for count in (3, 4)]
    with writer_lock(tmp_path):
        store.save(indexes[0], tmp_path)
    monkeypatch.setattr(Assistant, "open", toy_opened)
    kept = ConversationStore(tmp_path / DATABASE)
    state = AppState(settings(tmp_path), toy_opened(tmp_path, ""), kept, Metrics())

    def switched(times):
        for number in range(times):
            with writer_lock(tmp_path):
                store.save(indexes[(number + 1) % 2], tmp_path)
            state.refresh()
            assert state.assistant.index.generation == indexes[(number + 1) % 2].generation
            state.ask("v", None, PILOT)

    switched(proof.size(2, 10))
    give_back()
    threads, files, memory = held()
    times = proof.size(2, 100)
    switched(times)
    give_back()
    after = held()
    assert after[:2] == (threads, files)
    assert after[2] < memory * 1.05 + 10
    proof.holds(
        f"{times:,} switches: {threads} threads and {files} files before and after, "
        f"{memory:.0f} MiB before, {after[2]:.0f} after"
    )


def test_broken_off_streams_leave_nothing_behind(tmp_path, proof):
    body = json.dumps({"question": PILOT}).encode()
    head = (
        f"POST /api/stream HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()

    def broken_off(address, times):
        for _ in range(times):
            with socket.create_connection(address) as connection:
                connection.sendall(head + body)
                if proof.random.random() < 0.7:
                    connection.recv(proof.random.randrange(1, 400))

    with server(tmp_path, rate=10_000, burst=10_000) as url:
        host, _, port = url.removeprefix("http://").partition(":")
        address = (host, int(port))
        broken_off(address, 50)
        time.sleep(1)
        gc.collect()
        threads, files, memory = held()
        times = proof.size(10, 200)
        broken_off(address, times)
        deadline = time.monotonic() + 10
        while held()[1] > files and time.monotonic() < deadline:
            time.sleep(0.1)
        gc.collect()
        after = held()
        with urllib.request.urlopen(f"{url}/healthz") as answer:
            assert answer.status == 200
    # Its workers are made as they are needed, 40 at most.
    assert after[0] <= threads + POOL
    assert after[1] <= files + 2  # one that is opened when it is first needed is no leak
    assert after[2] < memory * 1.05 + 10
    proof.holds(
        f"{times:,} streams broken off: {threads} threads before, {after[0]} after (a pool of at "
        f"most {POOL} workers); {files} files before, {after[1]} after; "
        f"{memory:.0f} MiB before, {after[2]:.0f} after"
    )


SERVER = """
import resource, sys, uvicorn
resource.setrlimit(resource.RLIMIT_NOFILE, (1024, 1024))
from pathlib import Path
from tests.web_toy import settings, shared_assistant
from web import serving
serving.opened = lambda settings: shared_assistant()
serving.run(home=Path(sys.argv[1]), host="127.0.0.1", port=int(sys.argv[2]), model="any",
            announce=lambda url: print(url, flush=True), warn=print)
"""


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def test_half_open_connections_shut_nobody_out(tmp_path, proof):
    """The server runs with the usual limit of 1,024 files, each client here with one."""
    count, port = proof.size(60, 1_100), free_port()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4_096), hard))
    log = (tmp_path / "log").open("wb")
    slowest = 0.0
    with (
        log,
        subprocess.Popen(
            [sys.executable, "-c", SERVER, str(tmp_path), str(port)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=log,
        ) as process,
        contextlib.ExitStack() as stack,
    ):
        try:
            assert process.stdout.readline()
            for number in range(count):
                with contextlib.suppress(OSError):
                    connection = socket.create_connection(("127.0.0.1", port), timeout=5)
                    stack.enter_context(connection)
                    connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n"[: number % 20])
                if number % (count // 10) == 0:
                    began = time.monotonic()
                    url = f"http://127.0.0.1:{port}/healthz"
                    with urllib.request.urlopen(url, timeout=5) as answer:
                        assert answer.status == 200
                    slowest = max(slowest, time.monotonic() - began)
        finally:
            process.terminate()
            process.wait(20)
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    size = (tmp_path / "log").stat().st_size
    assert size < 100_000
    proof.holds(
        f"{count:,} half-open connections at a limit of 1,024 files: /healthz answered in "
        f"{slowest * 1000:.0f} ms at most, log of {size:,} bytes"
    )


def test_nobody_reaches_anothers_conversation(tmp_path, proof):
    count = proof.size(4, 200)
    tried = 0
    with serving(tmp_path, rate=100_000, burst=100_000) as first:
        clients = [TestClient(first.app) for _ in range(count)]
        theirs = []
        for client in clients:
            page = client.get("/", params={"q": PILOT}, follow_redirects=True)
            assert page.status_code == 200
            theirs.append(page.url.params["c"])
        assert len(set(theirs)) == count
        for number, client in enumerate(clients):
            for other in proof.random.sample(range(count), min(count, 20)):
                if other == number:
                    continue
                conversation = theirs[other]
                for found in (
                    client.get("/", params={"c": conversation}),
                    client.post(f"/conversations/{conversation}/delete"),
                    client.post(f"/conversations/{conversation}/rename", data={"title": "x"}),
                    client.get(f"/conversations/{conversation}.md"),
                    client.get(f"/conversations/{conversation}.json"),
                ):
                    assert found.status_code == 404, found.url
                    tried += 1
        for number, client in enumerate(clients):
            assert client.get("/", params={"c": theirs[number]}).status_code == 200
    proof.holds(f"{count:,} visitors tried {tried:,} times, 0 got in")
