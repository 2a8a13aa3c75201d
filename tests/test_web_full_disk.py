"""A store that cannot be written costs the link to an answer, never the answer."""

import contextlib
import json
import sqlite3

import pytest

from tests.web_toy import PAGE, PILOT, events, serving
from web.store import database
from web.store.database import DATABASE

LEAD = '<span data-fill="lead">Vladimir Komarov</span>'
UNKEPT = (
    "There is no link to this answer, because it could not be kept: the disk may be full, or the "
    "file of conversations damaged."
)


@pytest.fixture
def unwritable(tmp_path, monkeypatch):
    """Makes every writing fail while it is entered, as SQLite says of a disk that is full."""
    monkeypatch.setattr(database, "BUSY_MILLISECONDS", 0)

    @contextlib.contextmanager
    def held():
        with contextlib.closing(sqlite3.connect(tmp_path / DATABASE, isolation_level=None)) as one:
            one.execute("BEGIN IMMEDIATE")
            yield

    return held


def test_an_answer_is_shown_without_a_link_and_says_why(tmp_path, unwritable):
    with serving(tmp_path) as client, unwritable():
        page = client.get("/", params={"q": PILOT}, headers=PAGE).text.split("<template")[0]
    assert LEAD in page
    assert UNKEPT in page
    assert "/a/" not in page
    assert "Helpful" not in page


def test_a_stream_tells_the_answer_and_that_it_was_not_kept(tmp_path, unwritable):
    with serving(tmp_path) as client, unwritable():
        told = events(client.post("/api/stream", json={"question": PILOT}).text)
    answer = json.loads(told[1][1])
    assert (answer["lead"], answer["unkept"], answer["permalink"]) == (
        "Vladimir Komarov",
        UNKEPT,
        "",
    )
    assert json.loads(told[-1][1])["conversation"] == ""


def test_what_was_kept_can_be_read_without_room_for_another_file(tmp_path):
    """SQLite makes two files beside its own for the first reader and takes them with the last."""
    with serving(tmp_path) as client:
        for _ in range(2):
            client.get("/conversations")
            assert (tmp_path / f"{DATABASE}-shm").exists()
    assert not (tmp_path / f"{DATABASE}-shm").exists()


def test_programs_are_answered_without_an_address(tmp_path, unwritable):
    with serving(tmp_path) as client, unwritable():
        asked = client.post("/api/ask", json={"question": PILOT})
        completed = client.post(
            "/v1/chat/completions", json={"messages": [{"role": "user", "content": PILOT}]}
        )
    assert asked.json()["text"] == "Vladimir Komarov"
    assert "content-location" not in asked.headers
    assert completed.json()["permalink"] == ""
    assert "content-location" not in completed.headers


def test_a_later_question_is_kept_again_and_the_log_said_it_once(tmp_path, unwritable, caplog):
    with serving(tmp_path) as client:
        with unwritable():
            client.post("/api/ask", json={"question": PILOT})
            client.post("/api/ask", json={"question": PILOT})
        assert "content-location" in client.post("/api/ask", json={"question": PILOT}).headers
    [record] = [one for one in caplog.records if one.message == "turns are not kept"]
    assert record.fields == {"problem": "database is locked"}


def test_a_change_that_cannot_be_kept_is_refused_in_words(tmp_path, unwritable):
    with serving(tmp_path) as client:
        address = client.post("/api/ask", json={"question": PILOT}).headers["content-location"]
        with unwritable():
            response = client.post(f"{address}/feedback", data={"helpful": "yes"}, headers=PAGE)
    assert response.status_code == 507
    assert "This could not be kept: the server&#39;s disk may be full." in response.text
