"""Limits come before work: long bodies, long questions, too many at once, too fast."""

import threading

import pytest

from tests.web_toy import PAGE, PILOT, serving
from web.guards import limits
from web.guards.limits import MAX_BODY_BYTES, Gate, TokenBuckets, TooBusy, TooMany, payer


def test_a_body_that_is_announced_too_long_is_not_read(tmp_path):
    with serving(tmp_path) as client:
        response = client.post("/api/ask", content=b"x" * (MAX_BODY_BYTES + 1))
    assert response.status_code == 413
    assert response.json()["error"]["message"] == "The request is too long; send at most 16 KiB."


def test_a_body_that_turns_out_too_long_is_not_read_to_its_end(tmp_path):
    sent = []

    def endless():
        for _ in range(100):
            sent.append(1)
            yield b"x" * 1024

    with serving(tmp_path) as client:
        response = client.post(
            "/api/ask", content=endless(), headers={"content-type": "application/json"}
        )
    assert response.status_code == 413


@pytest.mark.parametrize("length", [b"-1", b"many", b"\xb2", b"99999999999999999999"])
def test_a_length_that_is_none_is_refused(tmp_path, length):
    with serving(tmp_path) as client:
        response = client.post("/api/ask", content=b"{}", headers={b"content-length": length})
    assert response.status_code == 413


def test_a_long_question_is_refused_in_words_and_stays_in_the_box(tmp_path):
    with serving(tmp_path) as client:
        response = client.get("/", params={"q": "x" * 513}, headers=PAGE)
    assert response.status_code == 422
    assert "The question has 513 characters; ask in at most 512." in response.text
    assert '<textarea id="q"' in response.text


def test_a_client_that_asks_too_fast_is_told_when_to_come_back(tmp_path):
    with serving(tmp_path, rate=0.5, burst=2) as client:
        statuses = [client.post("/api/ask", json={"question": PILOT}) for _ in range(3)]
        page = client.get("/", params={"q": "Who flew Soyuz 3?"}, headers=PAGE)
        assert client.get("/healthz").status_code == 200
    assert [one.status_code for one in statuses] == [200, 200, 429]
    assert statuses[-1].headers["retry-after"] == "2"
    assert statuses[-1].json()["error"]["code"] == "too-many"
    assert page.status_code == 429
    assert "<h1>Too fast</h1>" in page.text
    assert "You are asking faster than this server answers." in page.text


@pytest.mark.parametrize(
    "path", ["/a/none/feedback", "/conversations/none/rename", "/conversations/none/delete"]
)
def test_a_change_costs_as_much_as_a_question(tmp_path, path):
    with serving(tmp_path, rate=0.5, burst=1) as client:
        form = {"helpful": "yes", "title": "Mine"}
        found = [client.post(path, data=form).status_code for _ in range(2)]
    assert found == [404, 429]


def test_questions_that_a_client_brings_along_are_paid_for(tmp_path):
    with serving(tmp_path, rate=0.5, burst=2) as client:
        brought = [{"role": "user", "content": PILOT}] * 20
        assert client.post("/v1/chat/completions", json={"messages": brought}).status_code == 200
        refused = client.post("/v1/chat/completions", json={"messages": brought[:1]})
    assert refused.status_code == 429
    # 2 tokens, less 1 and the 8 that are replayed, and what has come back meanwhile
    assert 8 <= int(refused.headers["retry-after"]) <= 16


def test_nobody_waits_for_all_the_questions_that_another_brings_along(tmp_path, monkeypatch):
    entered = []
    enter = Gate.enter
    monkeypatch.setattr(Gate, "enter", lambda gate: entered.append(1) or enter(gate))
    with serving(tmp_path) as client:
        brought = [{"role": "user", "content": PILOT}] * 4
        assert client.post("/v1/chat/completions", json={"messages": brought}).status_code == 200
    assert len(entered) == 4


def test_a_full_queue_is_answered_with_503(tmp_path):
    with serving(tmp_path, answering=1, waiting=0) as client:
        gate = client.app.state.cachet._gate
        with gate.enter():
            response = client.post("/api/ask", json={"question": PILOT})
        assert client.post("/api/ask", json={"question": PILOT}).status_code == 200
    assert response.status_code == 503
    assert response.headers["retry-after"] == "1"


@pytest.mark.parametrize("path", ["/api/search", "/articles"])
def test_a_search_waits_in_the_same_queue_as_a_question(tmp_path, path):
    with serving(tmp_path, answering=1, waiting=0) as client:
        with client.app.state.cachet._gate.enter():
            refused = client.get(path, params={"q": "memorial cover"})
        assert client.get(path, params={"q": "memorial cover"}).status_code == 200
    assert refused.status_code == 503
    assert refused.headers["retry-after"] == "1"


def test_the_gate_gives_its_place_back_after_an_error():
    gate = Gate(inside=1, waiting=0)
    with pytest.raises(ZeroDivisionError), gate.enter():
        raise ZeroDivisionError
    with gate.enter(), pytest.raises(TooBusy), gate.enter():
        pass


def test_who_waits_too_long_is_sent_away(monkeypatch):
    monkeypatch.setattr(limits, "PATIENCE_SECONDS", 0.01)
    gate = Gate(inside=1, waiting=1)
    with gate.enter(), pytest.raises(TooBusy), gate.enter():
        pass
    with gate.enter():
        pass


def test_never_more_inside_than_the_gate_allows():
    gate = Gate(inside=2, waiting=20)
    inside, most, lock = 0, 0, threading.Lock()

    def pass_through():
        nonlocal inside, most
        with gate.enter():
            with lock:
                inside += 1
                most = max(most, inside)
            threading.Event().wait(0.005)
            with lock:
                inside -= 1

    threads = [threading.Thread(target=pass_through) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2


def test_a_bucket_fills_again_with_time_and_is_each_clients_own():
    time = [0.0]
    buckets = TokenBuckets(rate=2.0, burst=2, clock=lambda: time[0])
    buckets.take("a")
    buckets.take("a")
    with pytest.raises(TooMany) as refused:
        buckets.take("a")
    assert refused.value.seconds == pytest.approx(0.5)
    buckets.take("b")
    time[0] = 0.5
    buckets.take("a")


def test_who_owes_waits_until_it_is_paid():
    time = [0.0]
    buckets = TokenBuckets(rate=1.0, burst=2, clock=lambda: time[0])
    buckets.take("a")
    buckets.charge("a", 4)
    with pytest.raises(TooMany) as refused:
        buckets.take("a")
    assert refused.value.seconds == pytest.approx(4.0)
    time[0] = 4.0
    buckets.take("a")


def test_clients_beyond_the_limit_are_forgotten(monkeypatch):
    monkeypatch.setattr(limits, "MAX_CLIENTS", 2)
    buckets = TokenBuckets(rate=1.0, burst=1, clock=lambda: 0.0)
    for client in "abcd":
        buckets.take(client)
    assert list(buckets._buckets) == ["c", "d"]


@pytest.mark.parametrize(
    ("address", "pays"),
    [
        ("10.0.0.9", "10.0.0.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:10.0.0.9", "10.0.0.9"),
        ("testclient", "testclient"),
    ],
)
def test_a_network_of_ipv6_is_one_client(address, pays):
    assert payer(address) == pays
