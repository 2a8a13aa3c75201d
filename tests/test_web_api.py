"""The API: design.md's JSON, conversations by the caller's id, and one shape of failure."""

import pytest
from fastapi.testclient import TestClient

from assistant.render.forms import as_json
from tests.web_toy import PILOT, serving, shared_assistant


def test_ask_gives_the_same_json_as_the_command_line(tmp_path):
    with serving(tmp_path) as client:
        response = client.post("/api/ask", json={"question": PILOT})
    expected = as_json(shared_assistant().ask(PILOT))
    for quote in (*expected["quotes"], *expected["nearest"]):
        quote["highlight"] = quote["highlight"] and list(quote["highlight"])
    assert response.json() == expected
    assert list(response.json()) == list(expected)


def test_calls_with_one_conversation_id_are_one_conversation(tmp_path):
    with serving(tmp_path) as client:
        client.post("/api/ask", json={"question": PILOT, "conversation": "evening"})
        follow_up = {"question": "When was it launched?", "conversation": "evening"}
        held = client.post("/api/ask", json=follow_up).json()
        alone = client.post("/api/ask", json=follow_up | {"conversation": "other"}).json()
    assert "Soyuz 1" in held["read_as"]
    assert alone["read_as"] == "When was it launched?"


@pytest.mark.parametrize(("name", "shared"), [("evening-1", False), ("k" * 20, True)])
def test_a_conversation_whose_name_can_be_guessed_is_its_addresss_own(tmp_path, name, shared):
    follow_up = {"question": "When was it launched?", "conversation": name}
    with serving(tmp_path) as client:
        other = TestClient(client.app, client=("10.0.0.9", 1))
        alone = client.post("/api/ask", json=follow_up | {"conversation": "other"}).json()
        client.post("/api/ask", json={"question": PILOT, "conversation": name})
        assert (other.post("/api/ask", json=follow_up).json() != alone) == shared


def test_an_answer_has_an_address(tmp_path):
    with serving(tmp_path) as client:
        address = client.post("/api/ask", json={"question": PILOT}).headers["content-location"]
        assert "Vladimir Komarov" in client.get(address).text


def test_failures_have_one_shape(tmp_path):
    with serving(tmp_path) as client:
        responses = [
            client.post("/api/ask", json={"question": "x" * 513}),
            client.post("/api/ask", json={"question": PILOT, "speed": 2}),
            client.post("/api/ask", content=b"{", headers={"content-type": "application/json"}),
            client.get("/api/articles/none"),
            client.get("/api/none"),
            client.get("/api/ask"),
            client.get("/api/cite/none"),
        ]
    statuses = [response.status_code for response in responses]
    assert statuses == [422, 422, 422, 404, 404, 405, 404]
    for response in responses:
        error = response.json()["error"]
        assert list(error) == ["status", "code", "message", "request"]
        assert error["status"] == response.status_code
        assert error["request"] == response.headers["x-request-id"]


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (
            {"content": b"{"},
            "The body is no JSON: Expecting property name enclosed in double quotes (character 1).",
        ),
        (
            {"content": b""},
            "The body is no JSON object; send one, with the header Content-Type: application/json.",
        ),
        (
            {"json": "Who?"},
            "The body is no JSON object; send one, with the header Content-Type: application/json.",
        ),
        ({"json": {}}, "question is missing."),
        ({"json": {"question": 1}}, "question is no text."),
        (
            {"json": {"question": ""}},
            "The question is empty; type a question about a mission or a cover.",
        ),
        (
            {"json": {"question": " ?"}},
            "The question is empty; type a question about a mission or a cover.",
        ),
        (
            {"content": b'{"question": "\\ud800"}'},
            "The question holds broken characters (lone surrogates); type it again.",
        ),
        (
            {"json": {"question": "x" * 513}},
            "The question is too long; it may have 512 characters. Ask one thing at a time.",
        ),
        ({"json": {"question": PILOT, "speed": 2}}, "speed is not known here; leave it out."),
        (
            {"json": {"question": PILOT, "conversation": "a b"}},
            "conversation may have 1 to 64 letters, digits, hyphens and underscores.",
        ),
    ],
)
def test_what_cannot_be_asked_is_said_in_the_words_of_the_command_line(tmp_path, sent, message):
    with serving(tmp_path) as client:
        response = client.post("/api/ask", headers={"Content-Type": "application/json"}, **sent)
    assert response.status_code == 422
    assert response.json()["error"]["message"] == message


def test_an_empty_search_is_said_in_the_same_words(tmp_path):
    with serving(tmp_path) as client:
        response = client.get("/api/search", params={"q": ""})
    assert response.json()["error"]["message"] == (
        "The question is empty; type a question about a mission or a cover."
    )


def test_search_finds_the_sentence(tmp_path):
    with serving(tmp_path) as client:
        found = client.get("/api/search", params={"q": PILOT}).json()
    assert found[0]["text"] == "The pilot of Soyuz 1 was Vladimir Komarov."
    assert found[0]["source"] == "Soyuz 1"


def test_an_article_and_the_missions_can_be_had_as_data(tmp_path):
    with serving(tmp_path) as client:
        article = client.get("/api/articles/soyuz-1").json()
        missions = {one["name"]: one for one in client.get("/api/missions").json()}
    assert article["title"] == "Soyuz 1"
    assert missions["Soyuz 1"]["launch"] == "23 April 1967"
    assert missions["Soyuz 1"]["told"]
    assert not missions["Soyuz 5"]["told"]


def test_the_openapi_document_names_the_failures_of_ask(tmp_path):
    with serving(tmp_path) as client:
        paths = client.get("/openapi.json").json()["paths"]
    assert sorted(paths["/api/ask"]["post"]["responses"]) == ["200", "413", "422", "429", "503"]
    assert sorted(paths) == [
        "/api/articles/{slug}",
        "/api/ask",
        "/api/cite/{answer}",
        "/api/covers",
        "/api/missions",
        "/api/postmarks",
        "/api/search",
        "/api/stamps",
        "/v1/chat/completions",
        "/v1/models",
        "/v1/models/{name}",
    ]
