"""What serves: settings from the environment, and generations that replace each other safely."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import uvicorn
from pydantic import ValidationError

from assistant.resolve.conversation import Turn
from index import store
from index.generation import IndexUnusable, index_folder, open_current, writer_lock
from tests.toy import ARTICLES, toy_assistant, toy_index
from tests.web_toy import PILOT, serving, settings, shared_assistant
from web.guards import logs
from web.guards.metrics import Metrics
from web.serving import run
from web.settings import Settings
from web.state import FIRST_QUESTION, AppState, Assistant
from web.store.conversations import ConversationStore
from web.store.database import DATABASE

WEB = Path(__file__).parents[1] / "web"


@pytest.fixture
def newer(tmp_path):
    """A data folder whose current generation is another than the one that serves."""
    index = toy_index(ARTICLES[1:], ())
    with writer_lock(tmp_path):
        store.save(index, tmp_path)
    return index


def test_ready_names_the_generation(tmp_path):
    with serving(tmp_path) as client:
        assert client.get("/readyz").json() == {
            "status": "ready",
            "index": shared_assistant().index.generation,
            "conversations": "kept",
        }


def test_a_newer_generation_takes_over(tmp_path, newer, monkeypatch):
    other = toy_assistant(ARTICLES[1:], ())
    with serving(tmp_path) as client:
        monkeypatch.setattr(Assistant, "open", lambda home, model: other)
        client.app.state.cachet.refresh()
        assert client.get("/readyz").json()["index"] == newer.generation
        assert f'{{generation="{newer.generation}"}} 1.0' in client.get("/metrics").text


def test_a_generation_has_answered_before_it_takes_over(tmp_path, newer, monkeypatch):
    other, asked = toy_assistant(ARTICLES[1:], ()), []
    monkeypatch.setattr(Assistant, "open", lambda home, model: other)
    monkeypatch.setattr(
        Assistant, "ask", lambda assistant, question: asked.append((assistant, question))
    )
    with serving(tmp_path) as client:
        client.app.state.cachet.refresh()
        assert asked == [(other, FIRST_QUESTION)]
        assert client.app.state.cachet.assistant is other


def test_the_command_answers_once_before_it_says_that_it_serves(tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(Assistant, "open", lambda home, model: shared_assistant())
    monkeypatch.setattr(Assistant, "ask", lambda assistant, question: told.append(question))
    monkeypatch.setattr(uvicorn.Server, "run", lambda server, sockets: told.append("serves"))
    monkeypatch.setattr(logs, "configure", lambda: None)
    run(
        home=tmp_path, host="127.0.0.1", port=0, model="any", announce=told.append, warn=told.append
    )
    assert told == [FIRST_QUESTION, "http://127.0.0.1:0", "serves"]


def test_a_generation_that_fails_to_verify_never_takes_over(tmp_path, newer, monkeypatch):
    tried = []

    def refuse(home, model):
        tried.append(home)
        raise IndexUnusable(home, ["sentences.npy has changed"], "assistant index")

    with serving(tmp_path) as client:
        monkeypatch.setattr(Assistant, "open", refuse)
        client.app.state.cachet.refresh()
        client.app.state.cachet.refresh()
        assert client.get("/readyz").json()["index"] == shared_assistant().index.generation
    assert len(tried) == 1  # a bad generation is not loaded again and again


def test_a_refused_generation_that_was_mended_takes_over(tmp_path, newer, monkeypatch):
    path = index_folder(tmp_path) / f"gen-{newer.generation}" / "sentences.npy"
    whole = path.read_bytes()
    other = toy_assistant(ARTICLES[1:], ())
    monkeypatch.setattr(Assistant, "open", lambda home, model: open_current(home, "") and other)
    with serving(tmp_path) as client:
        path.write_bytes(b"damaged")
        client.app.state.cachet.refresh()
        assert client.get("/readyz").json()["index"] == shared_assistant().index.generation
        path.write_bytes(whole)
        client.app.state.cachet.refresh()
        assert client.get("/readyz").json()["index"] == newer.generation


def test_a_generation_that_fails_in_an_unforeseen_way_is_refused_and_logged(
    tmp_path, newer, monkeypatch, caplog
):
    tried = []

    def fail(home, model):
        tried.append(home)
        raise TypeError("no such key")

    with serving(tmp_path) as client:
        monkeypatch.setattr(Assistant, "open", fail)
        client.app.state.cachet.refresh()
        client.app.state.cachet.refresh()
        assert client.get("/readyz").json()["index"] == shared_assistant().index.generation
    assert len(tried) == 1
    [record] = [one for one in caplog.records if one.message == "generation refused"]
    assert record.fields == {"problem": "no such key"}
    assert record.exc_info[0] is TypeError


def test_the_server_goes_on_looking_after_a_look_that_failed(tmp_path, monkeypatch):
    looks, again = [], threading.Event()

    def look(state):
        looks.append(state)
        if len(looks) == 1:
            raise OSError("disk")
        again.set()

    monkeypatch.setattr(AppState, "refresh", look)
    with serving(tmp_path, refresh_seconds=0.001):
        assert again.wait(10)


@pytest.fixture
def kept_in_january(tmp_path):
    """Conversations of 1, 10 and 30 January 2026, the first of an API's caller; their turns."""
    reply = shared_assistant().ask(PILOT)
    turns = []
    for day, visitor in ((1, "api:"), (10, "v"), (30, "v")):
        store = ConversationStore(
            tmp_path / DATABASE, clock=lambda day=day: datetime(2026, 1, day, tzinfo=UTC)
        )
        turns.append(store.add_turn(visitor, None, PILOT, reply, Turn(PILOT)))
        store.rate(turns[-1].id, helpful=True, word="")
    return store, turns


@pytest.mark.parametrize(("days", "left"), [(0, 3), (1, 1), (19, 1), (20, 2), (29, 3)])
def test_only_what_is_older_than_the_operator_keeps_is_forgotten(
    kept_in_january, tmp_path, days, left
):
    store, turns = kept_in_january
    state = AppState(settings(tmp_path, keep_days=days), shared_assistant(), store, Metrics())
    state.forget()
    found = [store.turn(turn.id) is not None for turn in turns]
    assert found == [False] * (3 - left) + [True] * left
    assert len(store.rated()) == left


def test_a_conversation_that_goes_on_is_kept_whole(kept_in_january):
    store, turns = kept_in_january
    store.add_turn("v", turns[1].conversation, PILOT, turns[1].reply, Turn(PILOT))
    assert store.forget(days=10) == 1
    assert [store.turn(turn.id) is not None for turn in turns] == [False, True, True]


def test_what_is_too_old_is_forgotten_when_the_server_starts(kept_in_january, tmp_path):
    _, turns = kept_in_january
    with serving(tmp_path, keep_days=1) as client:
        assert client.get(f"/a/{turns[0].id}").status_code == 404
        assert client.get(f"/a/{turns[2].id}").status_code == 404


def test_settings_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("ASSISTANT_PUBLIC_URL", "https://covers.example/")
    monkeypatch.setenv("ASSISTANT_HOSTS", "club.example, www.club.example")
    monkeypatch.setenv("ASSISTANT_PASSWORD", "vostok")
    found = Settings()
    assert found.public_url == "https://covers.example"
    assert found.allowed_hosts == (
        "127.0.0.1",
        "localhost",
        "[::1]",
        "127.0.0.1",
        "covers.example",
        "club.example",
        "www.club.example",
    )
    assert "vostok" not in repr(found)


def test_forwarded_headers_count_only_where_a_proxy_is_told_of():
    assert Settings().trusted_proxies == ()
    assert Settings(public_url="https://a.example").trusted_proxies == ("127.0.0.1", "::1")
    assert Settings(proxies=("10.0.0.1",)).trusted_proxies == ("10.0.0.1",)


def test_a_clock_that_jumps_ahead_deletes_nothing_until_it_has_gone_on_for_a_day(tmp_path):
    moment = [datetime(2026, 1, 1, tzinfo=UTC)]
    store = ConversationStore(tmp_path / DATABASE, clock=lambda: moment[0])
    kept = store.add_turn("v", None, PILOT, shared_assistant().ask(PILOT), Turn(PILOT))

    def forgotten(**step):
        moment[0] += timedelta(**step)
        return store.forget(days=30)

    assert [forgotten(hours=1) for _ in range(3)] == [0, 0, 0]
    assert forgotten(days=3650) == 0
    assert forgotten(hours=23) == 0
    assert forgotten(days=-3651) == 0  # somebody has set it right
    assert store.turn(kept.id)
    assert [forgotten(days=1) for _ in range(33)] == [0] * 29 + [1] + [0] * 3


def test_a_public_address_that_is_none_is_refused():
    with pytest.raises(ValidationError, match="give a web address"):
        Settings(public_url="javascript:alert(1)")


def test_only_the_settings_read_the_environment():
    for path in WEB.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert path.name == "settings.py" or "environ" not in text, path.name
        assert "getenv" not in text, path.name
