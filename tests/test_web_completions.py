"""OpenAI's own client, over HTTP: what it asks is answered, cited and refused as it expects."""

import json

import openai
import pytest

from assistant.answer import Answer
from assistant.render.forms import as_json, as_markdown
from tests.web_browser import server
from tests.web_toy import PILOT, serving, shared_assistant
from web.guards.limits import MAX_BODY_BYTES, MAX_CONVERSATION_BYTES

BASE = "https://covers.example"
FOLLOW_UP = "And when was it launched?"
CHAT = "/v1/chat/completions"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with server(tmp_path_factory.mktemp("home"), public_url=BASE, burst=1_000) as started:
        yield started


@pytest.fixture
def client(address):
    with openai.OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0) as started:
        yield started


def said(*words, role="user"):
    return [{"role": role, "content": one} for one in words]


def test_the_models_are_one(client):
    assert [one.id for one in client.models.list()] == ["cachet"]
    assert client.models.retrieve("cachet").id == "cachet"
    with pytest.raises(openai.NotFoundError, match='the only one is "cachet"'):
        client.models.retrieve("gpt-9")


def test_an_answer_is_the_markdown_of_the_reply_with_its_quotes_as_data(client):
    completion = client.chat.completions.create(model="cachet", messages=said(PILOT))
    reply = shared_assistant().ask(PILOT)
    assert completion.choices[0].message.content == as_markdown(reply, PILOT, BASE)
    assert completion.choices[0].finish_reason == "stop"
    [quote] = as_json(reply)["quotes"]
    quote["highlight"] = list(quote["highlight"])
    assert completion.citations == [quote | {"url": BASE + quote["url"]}]
    assert completion.usage.total_tokens == 0


def test_the_permalink_of_an_answer_shows_it(tmp_path):
    with serving(tmp_path, public_url=BASE) as local:
        body = {"messages": said(PILOT)}
        response = local.post(CHAT, json=body)
        path = response.json()["permalink"].removeprefix(BASE)
        assert response.headers["content-location"] == path
        assert "Vladimir Komarov" in local.get(path).text
        assert "None yet." in local.get("/conversations").text


def test_a_stream_brings_the_same_words_a_paragraph_at_a_time(client):
    whole = client.chat.completions.create(model="cachet", messages=said(PILOT))
    chunks = list(client.chat.completions.create(model="cachet", messages=said(PILOT), stream=True))
    words = [one.choices[0].delta.content or "" for one in chunks]
    assert "".join(words) == whole.choices[0].message.content
    assert words[1] == "Vladimir Komarov\n\n"
    assert chunks[0].choices[0].delta.role == "assistant"
    assert [one.choices[0].finish_reason for one in chunks] == [None] * (len(chunks) - 1) + ["stop"]
    assert chunks[-1].citations == whole.citations


def test_a_stream_tells_its_usage_when_asked(client):
    *_, last = client.chat.completions.create(
        model="cachet", messages=said(PILOT), stream=True, stream_options={"include_usage": True}
    )
    assert last.choices == []
    assert last.usage.total_tokens == 0


def test_a_stream_ends_with_done(tmp_path):
    with serving(tmp_path) as local:
        response = local.post(CHAT, json={"messages": said(PILOT), "stream": True})
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.text.endswith("data: [DONE]\n\n")


def test_earlier_questions_are_the_conversation(client):
    messages = [*said(PILOT), *said("Vladimir Komarov", role="assistant"), *said(FOLLOW_UP)]
    completion = client.chat.completions.create(model="cachet", messages=messages)
    assert "23 April 1967" in completion.choices[0].message.content
    assert completion.citations[0]["article"] == "soyuz-1"


def test_a_system_prompt_and_what_cannot_be_asked_are_passed_over(client):
    messages = [*said("You are a pirate." * 200, role="system"), *said("x" * 600), *said(PILOT)]
    completion = client.chat.completions.create(model="any", messages=messages, temperature=1.5)
    assert completion.choices[0].message.content.startswith("Vladimir Komarov")
    assert completion.model == "cachet"


def test_a_message_may_come_in_parts(client):
    parts = [
        {"type": "text", "text": PILOT},
        {"type": "image_url", "image_url": {"url": "data:image/png;base64,"}},
    ]
    completion = client.chat.completions.create(
        model="cachet", messages=[{"role": "user", "content": parts}]
    )
    assert completion.choices[0].message.content.startswith("Vladimir Komarov")


def test_an_abstention_has_no_citations(client):
    assert not isinstance(shared_assistant().ask("hello"), Answer)
    completion = client.chat.completions.create(model="cachet", messages=said("hello"))
    assert completion.citations == []


@pytest.mark.parametrize(
    ("messages", "problem"),
    [
        (said("x" * 513), "at most 512"),
        (said("You are a pirate.", role="system"), "send a message with the role `user`"),
        (said("  "), "There is no question"),
        ([], "messages"),
    ],
)
def test_what_cannot_be_asked_is_a_bad_request(client, messages, problem):
    with pytest.raises(openai.BadRequestError, match=problem) as refused:
        client.chat.completions.create(model="cachet", messages=messages, stream=True)
    assert refused.value.type == "invalid_request_error"


def test_too_fast_is_a_rate_limit_that_says_when_to_come_back(tmp_path):
    with (
        server(tmp_path, rate=0.5, burst=1) as slow,
        openai.OpenAI(base_url=f"{slow}/v1", api_key="none", max_retries=0) as client,
    ):
        client.chat.completions.create(model="cachet", messages=said(PILOT))
        with pytest.raises(openai.RateLimitError) as refused:
            client.chat.completions.create(model="cachet", messages=said(PILOT))
    assert refused.value.response.headers["retry-after"] == "2"
    assert refused.value.code == "too-many"


def test_too_many_at_once_is_a_server_error_that_may_be_tried_again(tmp_path):
    with serving(tmp_path, answering=1, waiting=0) as local, local.app.state.cachet._gate.enter():
        response = local.post(CHAT, json={"messages": said(PILOT)})
    assert response.status_code == 503
    assert response.json()["error"]["type"] == "server_error"


def test_the_password_is_the_key(tmp_path):
    with server(tmp_path, password="vostok") as closed:
        with openai.OpenAI(base_url=f"{closed}/v1", api_key="vostok", max_retries=0) as client:
            assert client.models.list().data[0].id == "cachet"
        with (
            openai.OpenAI(base_url=f"{closed}/v1", api_key="wrong", max_retries=0) as client,
            pytest.raises(openai.AuthenticationError),
        ):
            client.models.list()


def test_a_long_conversation_is_taken_and_an_endless_one_is_not(client):
    long = [*said("y" * MAX_BODY_BYTES, role="assistant"), *said(PILOT)]
    assert client.chat.completions.create(model="cachet", messages=long).citations
    endless = [*said("y" * MAX_CONVERSATION_BYTES, role="assistant"), *said(PILOT)]
    with pytest.raises(openai.APIStatusError, match="at most 256 KiB") as refused:
        client.chat.completions.create(model="cachet", messages=endless)
    assert refused.value.status_code == 413


def test_without_a_public_address_links_lead_to_this_machine(tmp_path):
    with serving(tmp_path, port=8123) as local:
        body = local.post(CHAT, json={"messages": said(PILOT)}).json()
    assert body["permalink"].startswith("http://127.0.0.1:8123/a/")


def test_events_hold_one_line_of_json_each(tmp_path):
    with serving(tmp_path) as local:
        text = local.post(CHAT, json={"messages": said(PILOT), "stream": True}).text
    lines = [line for line in text.split("\n") if line]
    assert [json.loads(line.removeprefix("data: "))["object"] for line in lines[:-1]] == [
        "chat.completion.chunk"
    ] * (len(lines) - 1)
