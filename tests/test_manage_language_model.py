"""A language model behind an address: what is sent, what comes back, and how it fails."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from assistant.manage.language_model import MAX_REPLY_BYTES, Endpoint, LanguageModelError


def reply(text):
    return json.dumps({"choices": [{"message": {"content": text}}]}).encode()


@contextmanager
def served(body=b"", status=200, headers=()):
    """An address that answers so, and what it was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            content = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append((self.path, self.headers.get("Authorization"), json.loads(content)))
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("ending", ["", "/", "/chat/completions"])
def test_a_prompt_is_sent_with_the_key_and_the_reply_comes_back(ending):
    with served(reply("Hello.")) as (url, asked):
        assert Endpoint(url + ending, "small", "secret").complete("Say hello.") == "Hello."
    assert asked == [
        (
            "/v1/chat/completions",
            "Bearer secret",
            {"model": "small", "messages": [{"role": "user", "content": "Say hello."}]},
        )
    ]


def test_without_a_key_none_is_sent():
    with served(reply("Hello.")) as (url, asked):
        Endpoint(url, "small").complete("Say hello.")
    assert asked[0][1] is None


@pytest.mark.parametrize(
    ("status", "remedy"),
    [
        (401, "set ASSISTANT_LLM_KEY to a key that it accepts"),
        (403, "set ASSISTANT_LLM_KEY to a key that it accepts"),
        (404, "see that --llm is the final address, mostly ending in /v1, and --model is known"),
        (500, "run the command again to go on from here"),
    ],
)
def test_a_refusal_names_the_address_and_what_to_do(status, remedy):
    with served(status=status) as (url, _), pytest.raises(LanguageModelError) as refused:
        Endpoint(url, "small", "secret").complete("Say hello.")
    assert str(refused.value).startswith(f"{url}/chat/completions answered {status} ")
    assert str(refused.value).endswith(f"; {remedy}")
    assert "secret" not in str(refused.value)


def test_a_redirect_is_not_followed_with_the_key():
    with (
        served(reply("No.")) as (other, asked),
        served(status=307, headers=[("Location", f"{other}/chat/completions")]) as (url, _),
        pytest.raises(LanguageModelError, match=r"answered 307 .*final address"),
    ):
        Endpoint(url, "small", "secret").complete("Say hello.")
    assert asked == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": 5}}]}',
        b"[" * 100_000,
        b" " * (MAX_REPLY_BYTES + 1),
    ],
)
def test_what_is_no_reply_is_named_as_such(body):
    with (
        served(body) as (url, _),
        pytest.raises(
            LanguageModelError,
            match="does not speak the chat completions protocol; give another --llm",
        ),
    ):
        Endpoint(url, "small").complete("Say hello.")


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/v1", "http://["])
def test_where_nothing_answers_is_said(url):
    with pytest.raises(LanguageModelError, match=r"cannot be reached .*see that the service runs"):
        Endpoint(url, "small").complete("Say hello.")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "127.0.0.1:8000", ""])
def test_what_is_no_address_is_refused_at_once(url):
    with pytest.raises(LanguageModelError, match="is no address; give http://… or https://…"):
        Endpoint(url, "small")


@pytest.mark.parametrize("key", ["a\nb", "schlüssel"])
def test_a_key_that_cannot_be_sent_is_refused_without_showing_it(key):
    with pytest.raises(LanguageModelError) as refused:
        Endpoint("http://127.0.0.1/v1", "small", key)
    assert str(refused.value) == "the key holds characters that no key has; set it again"
