"""A client that dawdles loses its connection, and the log says a complaint once."""

import asyncio
import contextlib
import logging
import socket
import threading
import time

import pytest
import uvicorn
from starlette.exceptions import HTTPException
from uvicorn.server import ServerState

from assistant.pipeline import Assistant
from tests.web_toy import settings, shared_assistant
from web.app import create_app
from web.guards import deadlines, logs
from web.serving import BACKLOG, _listen, run

GET = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"


@pytest.fixture
def connect(tmp_path, monkeypatch):
    """Opens a connection to a server whose deadlines are a fraction of a second."""
    monkeypatch.setattr(deadlines, "HEADER_SECONDS", 0.3)
    monkeypatch.setattr(deadlines, "BODY_SECONDS", 0.3)
    monkeypatch.setattr(deadlines, "REQUEST_SECONDS", 2.0)
    app = create_app(settings(tmp_path), shared_assistant())
    config = uvicorn.Config(app, http=deadlines.TimedConnection, ws="none", log_level="error")
    running = uvicorn.Server(config)
    with _listen("127.0.0.1", 0) as listening, contextlib.ExitStack() as stack:
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]})
        thread.start()
        while not running.started and thread.is_alive():
            time.sleep(0.01)
        yield lambda: stack.enter_context(
            socket.create_connection(listening.getsockname(), timeout=20)
        )
        stack.close()
        running.should_exit = True
        thread.join()


def rest(connection):
    """All that comes until the server closes or cuts the connection."""
    got = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := connection.recv(65536):
            got += piece
    return got


@pytest.mark.parametrize("begun", [b"", GET])
def test_headers_that_do_not_come_cost_the_connection(connect, begun):
    connection = connect()
    connection.sendall(begun)
    assert rest(connection) == b""


def test_a_second_request_has_the_same_deadline_as_the_first(connect):
    connection = connect()
    connection.sendall(GET + b"\r\n")
    assert connection.recv(65536).startswith(b"HTTP/1.1 200")
    time.sleep(0.5)  # idle is no offence
    connection.sendall(GET)
    assert b"HTTP/1.1" not in rest(connection)


def test_a_body_that_does_not_come_is_refused_in_words(connect):
    connection = connect()
    connection.sendall(POST + b"Content-Length: 100\r\nConnection: close\r\n\r\n{")
    got = connection.recv(65536)
    assert got.startswith(b"HTTP/1.1 408")
    while b"in time" not in got:
        got += connection.recv(65536)
    assert b"This request did not come to its end in time." in got


@pytest.mark.parametrize(("path", "read"), [("/api/ask", "408"), ("/admin/uploads", "all")])
def test_an_operators_upload_has_longer_than_a_question(monkeypatch, path, read):
    monkeypatch.setattr(deadlines, "BODY_SECONDS", 0.01)

    async def receive():
        await asyncio.sleep(0.1)
        return {"type": "http.request", "body": b"all", "more_body": False}

    async def app(scope, receive, send):
        got.append((await receive())["body"].decode())

    async def ask():
        try:
            await deadlines.BodyDeadline(app)({"type": "http", "path": path}, receive, None)
        except HTTPException as error:
            got.append(str(error.status_code))

    got = []
    asyncio.run(ask())
    assert got == [read]


def test_a_request_in_time_is_answered(connect):
    connection = connect()
    connection.sendall(GET + b"Connection: close\r\n\r\n")
    assert b'{"status":"up"}' in rest(connection)


def test_an_answer_that_takes_too_long_costs_the_connection(connect, monkeypatch):
    monkeypatch.setattr(Assistant, "ask", lambda *given: time.sleep(3))
    connection = connect()
    began = time.monotonic()
    connection.sendall(POST + b'Content-Length: 18\r\n\r\n{"question":"Who"}')
    assert rest(connection) == b""
    assert 1.5 < time.monotonic() - began < 2.9


def test_of_too_many_connections_the_longest_silent_one_goes(connect, monkeypatch):
    monkeypatch.setattr(deadlines, "HEADER_SECONDS", 20)
    monkeypatch.setattr(deadlines, "MAX_CONNECTIONS", 5)
    silent = [connect() for _ in range(5)]
    for number in range(20):
        connection = connect()
        connection.sendall(GET + b"Connection: close\r\n\r\n")
        assert b'{"status":"up"}' in rest(connection), number
    assert rest(silent[0]) == b""
    silent[-1].sendall(GET + b"Connection: close\r\n\r\n")
    assert b'{"status":"up"}' in rest(silent[-1])


def test_of_many_connections_at_once_as_many_go_as_are_too_many(monkeypatch):
    monkeypatch.setattr(deadlines, "MAX_CONNECTIONS", 5)
    config = uvicorn.Config(lambda *given: None, http=deadlines.TimedConnection)
    config.load()
    state, cut = ServerState(), []

    class Transport:
        def __init__(self, number):
            self.abort = lambda: cut.append(number)

        def get_extra_info(self, name):
            return None

    async def connect_all():
        for number in range(20):
            made = deadlines.TimedConnection(config, state, {})
            made.connection_made(Transport(number))
        for made in state.connections:
            made._enter("nothing")

    asyncio.run(connect_all())
    assert cut == [*range(15)]


def test_the_server_runs_with_these_limits(tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda server, sockets: made.append(server.config))
    monkeypatch.setattr("web.serving.opened", lambda settings: shared_assistant())
    monkeypatch.setattr(logs, "configure", lambda: None)
    run(home=tmp_path, host="127.0.0.1", port=0, model="any", announce=str, warn=str)
    assert made[0].http is deadlines.TimedConnection
    assert made[0].timeout_keep_alive == deadlines.IDLE_SECONDS
    assert made[0].limit_concurrency == deadlines.MAX_CONNECTIONS + BACKLOG < 1_024


def test_few_wait_to_be_taken():
    assert BACKLOG == 128


def record(message, level=logging.WARNING, **fields):
    made = logging.LogRecord("cachet.web", level, "", 0, message, None, None)
    if fields:
        made.fields = fields
    return made


def test_a_complaint_that_repeats_is_counted():
    time_now = [0.0]
    repeats = logs.Repeats(clock=lambda: time_now[0])
    assert [repeats.filter(record("bad", problem="x")) for _ in range(5)] == [True] + [False] * 4
    assert repeats.filter(record("bad", problem="y"))
    assert all(repeats.filter(record("request", logging.INFO)) for _ in range(3))
    time_now[0] = logs.REPEAT_SECONDS
    later = record("bad", problem="x")
    assert repeats.filter(later)
    assert later.fields == {"problem": "x", "repeated": 4}


def test_what_is_remembered_of_complaints_is_bounded():
    repeats = logs.Repeats(clock=lambda: 0.0)
    for number in range(10 * logs.MAX_REMEMBERED):
        repeats.filter(record(f"bad {number}"))
    assert len(repeats._seen) <= logs.MAX_REMEMBERED
