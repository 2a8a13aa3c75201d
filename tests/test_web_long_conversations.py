"""A conversation has pages and an end, a visitor's store a bound, and reading it a price."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.resolve.conversation import Turn
from tests.web_toy import PAGE, PILOT, plain, serving, shared_assistant
from web.store import conversations
from web.store.conversations import PAGE_TURNS, ConversationStore
from web.store.database import DATABASE


@pytest.fixture
def store(tmp_path):
    """A store whose clock moves a second with every look."""
    moments = (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=n) for n in range(100_000))
    return ConversationStore(tmp_path / DATABASE, clock=lambda: next(moments))


def asked(store, count, visitor="v", conversation=None):
    reply = shared_assistant().ask(PILOT)
    for number in range(count):
        kept = store.add_turn(visitor, conversation, f"Question {number}?", reply, Turn(PILOT))
        conversation = kept.conversation
    return conversation


def test_a_long_conversation_is_read_a_page_at_a_time(tmp_path, store):
    with serving(tmp_path) as client:
        client.get("/", params={"q": PILOT})
        visitor = client.cookies["cachet"]
        held = asked(store, 2 * PAGE_TURNS + 3, visitor)
        last = plain(client.get("/", params={"c": held}, headers=PAGE).text)
        first = plain(client.get("/", params={"c": held, "page": 1}, headers=PAGE).text)
        beyond = plain(client.get("/", params={"c": held, "page": 9}, headers=PAGE).text)
    assert [f"Question {number}?" in last for number in (99, 100, 102)] == [False, True, True]
    assert [f"Question {number}?" in first for number in (0, 49, 50)] == [True, True, False]
    assert f'href="/?c={held}&amp;page=2">Earlier questions</a>' in last
    assert "Later questions" not in last
    assert f'href="/?c={held}&amp;page=2">Later questions</a>' in first
    assert "Earlier questions" not in first
    assert "Question 102?" in beyond


def test_a_full_conversation_goes_on_in_a_new_one(store, monkeypatch):
    monkeypatch.setattr(conversations, "MAX_TURNS", 3)
    held = asked(store, 3)
    other = asked(store, 1, conversation=held)
    assert other != held
    assert len(store.turns("v", held)) == 3
    assert len(store.turns("v", other)) == 1


def test_the_oldest_of_too_many_conversations_go(store, monkeypatch):
    monkeypatch.setattr(conversations, "MAX_CONVERSATIONS", 2)
    held = [asked(store, 1) for _ in range(4)]
    others = asked(store, 1, visitor="w")
    shared = [asked(store, 1, visitor="api:") for _ in range(4)]
    assert [entry.id for entry in store.entries("v")] == [held[3], held[2]]
    assert [entry.id for entry in store.entries("w")] == [others]
    assert len(store.entries("api:")) == len(shared)


@pytest.mark.parametrize("path", ["/?c={c}", "/conversations/{c}/export", "{a}", "{a}/cite"])
def test_reading_what_is_kept_costs_a_token(tmp_path, path):
    with serving(tmp_path, rate=0.01, burst=3) as client:
        client.get("/", params={"q": PILOT}, follow_redirects=False)
        [entry] = client.app.state.cachet.conversations.entries(client.cookies["cachet"])
        [turn] = client.app.state.cachet.conversations.turns(client.cookies["cachet"], entry.id)
        address = path.format(c=entry.id, a=f"/a/{turn.id}")
        assert [client.get(address).status_code for _ in range(3)] == [200, 200, 429]
