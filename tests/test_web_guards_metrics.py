"""What an operator watches: counts by route, status and kind, and never a word that was asked."""

from prometheus_client.parser import text_string_to_metric_families

from tests.web_toy import PILOT, serving, shared_assistant


def _samples(client):
    """Every sample by name and labels."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {
        (one.name, *one.labels.values()): one.value for family in families for one in family.samples
    }


def test_requests_are_counted_by_route_and_status(tmp_path):
    with serving(tmp_path) as client:
        client.post("/api/ask", json={"question": PILOT})
        client.post("/api/ask", json={"question": ""})
        client.get("/articles/soyuz-1")
        client.get("/articles/none")
        client.get("/wp-login.php")
        found = _samples(client)
    assert {
        tuple(labels): value
        for (name, *labels), value in found.items()
        if name == "cachet_requests_total"
    } == {
        ("/api/ask", "200"): 1,
        ("/api/ask", "422"): 1,
        ("/articles/{slug}", "200"): 1,
        ("/articles/{slug}", "404"): 1,
        ("none", "404"): 1,
    }


def test_a_failure_of_our_own_is_counted(tmp_path, monkeypatch):
    with serving(tmp_path) as client:
        monkeypatch.delattr(client.app.state.cachet, "conversations")
        client.get("/conversations")
        assert _samples(client)["cachet_requests_total", "/conversations", "500"] == 1


def test_answers_are_counted_by_kind_and_timed(tmp_path):
    with serving(tmp_path) as client:
        for question in (PILOT, PILOT, "hello", "x" * 513):
            client.post("/api/ask", json={"question": question})
        found = _samples(client)
    assert found["cachet_answers_total", "answer"] == 2
    assert found["cachet_answers_total", "abstention"] == 1
    assert found["cachet_answer_seconds_count",] == 3
    assert found["cachet_answer_seconds_bucket", "+Inf"] == 3


def test_the_generation_that_serves_is_named(tmp_path):
    with serving(tmp_path) as client:
        assert _samples(client)["cachet_index_info", shared_assistant().index.generation] == 1


def test_two_servers_do_not_share_their_counts(tmp_path):
    with serving(tmp_path) as one, serving(tmp_path) as other:
        one.get("/articles")
        assert ("cachet_requests_total", "/articles", "200") not in _samples(other)


def test_no_word_of_a_question_is_told(tmp_path):
    with serving(tmp_path) as client:
        client.get("/", params={"q": PILOT})
        client.get("/nothing/Komarov")
        text = client.get("/metrics").text
    assert "pilot" not in text
    assert "Komarov" not in text


def test_the_password_holds_for_the_counts_too(tmp_path):
    with serving(tmp_path, password="vostok") as client:
        assert client.get("/metrics").status_code == 401
        assert client.get("/metrics", auth=("prometheus", "vostok")).status_code == 200
