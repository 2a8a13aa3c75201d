"""Conversations that are lost or damaged while the server runs: answers go on, and it says so."""

import contextlib
import sqlite3

import pytest
import uvicorn
from typer.testing import CliRunner

from assistant.commands.app import app
from tests.web_toy import PAGE, PILOT, events, serving, shared_assistant
from web.commands import conversations
from web.guards import logs
from web.serving import run
from web.state import Assistant
from web.store.database import DATABASE

UNKEPT = "There is no link to this answer, because it could not be kept"


def another(path):
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE turns (id TEXT, note TEXT)")


def damaged(path):
    path.write_bytes(b"no database at all" * 1000)


def deleted(path):
    path.unlink()


def emptied(path):
    path.write_bytes(b"")


@pytest.mark.parametrize("lose", [deleted, emptied])
def test_a_file_that_is_lost_while_serving_is_made_anew(tmp_path, lose):
    with serving(tmp_path) as client:
        lost = client.post("/api/ask", json={"question": PILOT}).headers["content-location"]
        lose(tmp_path / DATABASE)
        kept = client.post("/api/ask", json={"question": PILOT}).headers["content-location"]
        assert client.get(kept).status_code == 200
        assert client.get(lost).status_code == 404
        assert client.get("/readyz").json()["conversations"] == "kept"
    with serving(tmp_path) as client:
        assert client.get(kept).status_code == 200


@pytest.mark.parametrize("lose", [damaged, another])
def test_beside_a_file_that_is_no_store_answers_go_on_without_being_kept(tmp_path, lose):
    with serving(tmp_path) as client:
        kept = client.post("/api/ask", json={"question": PILOT}).headers["content-location"]
        lose(tmp_path / DATABASE)
        asked = client.post("/api/ask", json={"question": PILOT, "conversation": "evening"})
        page = client.get("/", params={"q": PILOT}, headers=PAGE)
        streamed = events(client.post("/api/stream", json={"question": PILOT}).text)
        listed = client.get("/conversations", headers=PAGE)
        assert (asked.status_code, asked.json()["text"]) == (200, "Vladimir Komarov")
        assert "content-location" not in asked.headers
        assert page.status_code == 200
        assert UNKEPT in page.text
        assert [name for name, _ in streamed][:2] == ["status", "answer"]
        assert listed.status_code == 500
        assert "What was kept cannot be read at the moment" in listed.text
        assert client.get(kept).json()["error"]["code"] == "not-read"
        assert client.get("/readyz").json()["conversations"] == "not kept"
        for path in tmp_path.glob(f"{DATABASE}*"):
            path.unlink()
        assert "content-location" in client.post("/api/ask", json={"question": PILOT}).headers
        assert client.get("/readyz").json()["conversations"] == "kept"


@pytest.mark.parametrize("lose", [damaged, another])
def test_the_command_warns_before_it_says_that_it_serves(tmp_path, monkeypatch, lose):
    told = []
    path = tmp_path / DATABASE
    path.touch()
    lose(path)
    monkeypatch.setattr(Assistant, "open", lambda home, model: shared_assistant())
    monkeypatch.setattr(uvicorn.Server, "run", lambda server, sockets: told.append("serves"))
    monkeypatch.setattr(logs, "configure", lambda: None)
    run(home=tmp_path, host="127.0.0.1", port=0, model="x", announce=told.append, warn=told.append)
    assert told[0].startswith(f"{path}: ")
    assert "answers are given but not kept: move the file away" in told[0]
    assert told[1:] == ["http://127.0.0.1:0", "serves"]


@pytest.mark.parametrize("lose", [damaged, another])
def test_a_server_starts_beside_a_file_that_is_no_store(tmp_path, lose):
    path = tmp_path / DATABASE
    path.touch()
    lose(path)
    with serving(tmp_path, keep_days=1) as client:
        assert client.post("/api/ask", json={"question": PILOT}).status_code == 200


def test_a_server_starts_in_a_home_that_cannot_be_made(tmp_path):
    (tmp_path / "home").write_text("a file")
    with serving(tmp_path / "home") as client:
        assert client.post("/api/ask", json={"question": PILOT}).status_code == 200
        assert client.get("/readyz").json()["conversations"] == "not kept"


def test_the_doctor_says_what_becomes_of_conversations(tmp_path):
    assert conversations(tmp_path).message == "none yet"
    damaged(tmp_path / DATABASE)
    result = CliRunner().invoke(app, ["doctor", "--home", str(tmp_path)], obj=(conversations,))
    assert result.exit_code == 1
    assert "conversations: " in result.output
    assert "file is not a database; answers are given but not kept" in result.output.replace(
        "\n", " "
    )
    (tmp_path / DATABASE).unlink()
    with serving(tmp_path):
        assert conversations(tmp_path).message == "kept"


def test_feedback_that_cannot_be_read_is_one_sentence(tmp_path):
    from web.commands import app as composed

    damaged(tmp_path / DATABASE)
    result = CliRunner().invoke(composed, ["feedback", "export", "--home", str(tmp_path)])
    assert result.exit_code == 1
    assert "cannot be read: file is not a database" in result.output


@pytest.mark.parametrize(
    ("column", "content"),
    [("reply", "{"), ("reply", "{}"), ("context", "[]"), ("asked", "yesterday")],
)
def test_a_damaged_turn_costs_no_answer_and_is_told(tmp_path, column, content):
    with serving(tmp_path) as client:
        page = client.get("/", params={"q": PILOT})
        with contextlib.closing(sqlite3.connect(tmp_path / DATABASE)) as database, database:
            database.execute(f"UPDATE turns SET {column} = ?", (content,))
        told = client.get("/", params=dict(page.url.params))
        assert told.status_code == 500
        assert "What was kept cannot be read at the moment" in told.text
        asked = {"question": "When was it launched?", "conversation": page.url.params["c"]}
        assert "event: done" in client.post("/api/stream", json=asked).text
