import contextlib
import json
import threading
import time
import tomllib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from typer.testing import CliRunner

from assistant.commands.questions import app
from assistant.manage.drafting import check_questions, draft_questions
from assistant.manage.language_model import Endpoint, LanguageModelError
from assistant.pipeline import Assistant
from corpus.article import CorpusError
from corpus.questions import SentenceQuestions, read_questions
from tests.toy import QUESTIONS, toy_assistant

FAILED = "The parachute of Soyuz 1 failed."
KEY = "sk-secret"


class Service(ThreadingHTTPServer):
    """A chat completions service; `answer` gives each prompt its status and body."""

    # Closing waits for every answer, so that no thread outlives its test.
    daemon_threads = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer: Callable[[str], tuple[int, bytes]] = lambda prompt: (200, said("[]"))
        self.asked: list[tuple[str, str | None, dict]] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers["Authorization"], content))
        status, body = self.server.answer(content["messages"][0]["content"])
        # A caller that stops waiting has closed the line.
        with contextlib.suppress(ConnectionError):
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def service():
    with Service() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        yield server
        server.shutdown()


@pytest.fixture
def toy(monkeypatch):
    assistant = toy_assistant()
    monkeypatch.setattr(Assistant, "open", lambda home, model: assistant)
    return assistant


def said(text: str) -> bytes:
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()


def silent(done: int, total: int) -> None:
    """No progress is shown."""


def drafted(path):
    return {one["text"]: one["questions"] for one in tomllib.loads(path.read_text())["sentence"]}


def draft(service, home, *options):
    return CliRunner().invoke(
        app,
        [
            "draft",
            "soyuz-1",
            "--llm",
            service.url,
            "--model",
            "tiny",
            "--home",
            str(home),
            *options,
        ],
    )


def test_keeps_what_the_sentence_answers_and_writes_what_the_corpus_reads(service, toy, tmp_path):
    proposed = json.dumps(
        [
            "Why did the parachute of Soyuz 1 fail?",
            'Did "the" parachute of Soyuz 1 fail?',
            "did the parachute of soyuz 1 fail??",
            # leads to another article
            "How many postmarks has the launch cover of Soyuz TM-32?",
            # shares no word with the sentence
            "Who was there?",
            # no question at all
            "",
            "?" * 600,
            7,
        ]
    )
    service.answer = lambda prompt: (
        200,
        said(f"Here you are:\n{proposed}" if f"Sentence: {FAILED}" in prompt else "[]"),
    )
    report = draft_questions(
        toy, "soyuz-1", tmp_path / "questions", Endpoint(service.url, "tiny").complete, silent
    )
    assert (report.waiting, report.kept) == (4, 3)
    # the pilot's sentence has questions already and is not asked for
    assert drafted(report.path) == {
        "Soyuz 1 was launched on 23 April 1967.": [],
        FAILED: [
            "Why did the parachute of Soyuz 1 fail?",
            'Did "the" parachute of Soyuz 1 fail?',
            "did the parachute of soyuz 1 fail??",
        ],
        "The memorial cover of Soyuz 1 was cancelled on 24 April 1967.": [],
        "The memorial cover of Soyuz 1 bears the stamp of Voskhod 1.": [],
    }
    again = read_questions(tmp_path / "questions")
    assert toy_assistant(questions=again).index.manifest.counts["questions"] == 3


def test_speaks_the_protocol_with_the_key_from_the_environment(service, toy, tmp_path, monkeypatch):
    monkeypatch.setenv("ASSISTANT_LLM_KEY", f"{KEY}\n")
    result = draft(service, tmp_path)
    assert result.exit_code == 0, result.output
    path, authorization, content = service.asked[0]
    assert (path, authorization, content["model"]) == (
        "/v1/chat/completions",
        f"Bearer {KEY}",
        "tiny",
    )
    assert "Soyuz 1 was launched on 23 April 1967." in content["messages"][0]["content"]
    assert "Kept 0 questions to 4 sentences" in result.output


def test_a_list_without_json_is_read_too(service, toy, tmp_path):
    service.answer = lambda prompt: (
        200,
        said("Sure!\n1. Why did the parachute of Soyuz 1 fail?\n- Soyuz 1 parachute failed how?\n"),
    )
    report = draft_questions(
        toy, "soyuz-1", tmp_path, Endpoint(service.url, "tiny").complete, silent
    )
    assert drafted(report.path)[FAILED] == [
        "Why did the parachute of Soyuz 1 fail?",
        "Soyuz 1 parachute failed how?",
    ]


def test_a_run_goes_on_where_it_stopped_and_keeps_what_a_person_edited(service, toy, tmp_path):
    replies = iter([(200, said("[]")), (200, said("[]")), (500, b"")])
    service.answer = lambda prompt: next(replies)
    stopped = draft(service, tmp_path)
    assert stopped.exit_code == 1
    assert "answered 500 Internal Server Error; run the command again to go on" in stopped.output
    path = tmp_path / "questions" / "soyuz-1.toml"
    edited = path.read_text() + "# mine\n"
    path.write_text(edited)
    service.answer = lambda prompt: (200, said("[]"))
    assert draft(service, tmp_path).exit_code == 0
    assert path.read_text().startswith(edited)
    assert len(drafted(path)) == 4
    assert len(service.asked) == 3 + 2
    assert "has its questions already" in draft(service, tmp_path).output
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ((200, b"<html>"), "does not speak the chat completions protocol; give another --llm"),
        ((200, b'{"choices": []}'), "does not speak"),
        ((200, said("x" * 1_000_000)), "does not speak"),
        ((200, b"[" * 100_000), "does not speak"),
        ((401, b""), "answered 401 Unauthorized; set ASSISTANT_LLM_KEY"),
        ((404, b""), "answered 404 Not Found; see that --llm is the final address"),
        # a redirect would carry the key to another host
        ((302, b""), "answered 302 Found; see that --llm is the final address"),
    ],
)
def test_a_service_that_fails_is_a_sentence(service, answer, problem):
    service.answer = lambda prompt: answer
    with pytest.raises(LanguageModelError) as caught:
        Endpoint(service.url, "tiny", KEY).complete("?")
    assert problem in str(caught.value)
    assert KEY not in str(caught.value)


def test_a_slow_service_and_one_that_is_not_there_are_sentences(service):
    service.answer = lambda prompt: (time.sleep(0.5), (200, said("[]")))[1]
    with pytest.raises(LanguageModelError, match=r"did not answer within 0\.1 s; give --timeout"):
        Endpoint(service.url, "tiny", timeout=0.1).complete("?")
    with pytest.raises(
        LanguageModelError, match=r"cannot be reached .*; see that the service runs"
    ):
        Endpoint("http://127.0.0.1:9/v1", "tiny").complete("?")


@pytest.mark.parametrize(("url", "key"), [("file:///etc/passwd", ""), ("http://a", "se\ncret")])
def test_an_address_or_key_that_cannot_be_sent_is_refused_without_showing_the_key(url, key):
    with pytest.raises(LanguageModelError, match=r"give http|set it again") as caught:
        Endpoint(url, "tiny", key)
    assert "cret" not in str(caught.value)


def test_an_unknown_article_and_a_broken_file_are_sentences(service, toy, tmp_path):
    unknown = CliRunner().invoke(
        app, ["draft", "soyuz-99", "--llm", service.url, "--model", "m", "--home", str(tmp_path)]
    )
    assert unknown.exit_code == 1
    assert 'the index has no article "soyuz-99"' in unknown.output
    path = tmp_path / "soyuz-1.toml"
    path.write_text("[[sentence]\n")
    with pytest.raises(CorpusError, match="broken TOML"):
        draft_questions(toy, "soyuz-1", tmp_path, lambda prompt: "[]", silent)


def test_check_names_sentences_without_questions_and_questions_that_lead_elsewhere():
    astray = "The crew of Soyuz TM-33 was Viktor Afanasyev"
    wrong = SentenceQuestions(
        "soyuz-3",
        "Georgi Beregovoy flew Soyuz 3 alone.",
        ("How many postmarks has the launch cover of Soyuz TM-32?",),
    )
    checks = {
        one.article: one
        for one in check_questions(toy_assistant(questions=[*QUESTIONS, wrong]), silent)
    }
    assert checks["soyuz-tm-33"].without[0].startswith(astray)
    assert (checks["soyuz-1"].sentences, checks["soyuz-1"].questions) == (5, 2)
    assert not checks["soyuz-1"].astray
    (stray,) = checks["soyuz-3"].astray
    assert stray.question == wrong.questions[0]
    assert stray.first == "The launch cover of Soyuz TM-32 has five postmarks."
    assert stray.place > 1


def test_check_prints_a_table_with_counts(toy, tmp_path):
    result = CliRunner().invoke(app, ["check", "soyuz-1", "--home", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert "soyuz-1: sentences without questions\n  Soyuz 1 was launched" in result.output
    row = next(line for line in result.output.splitlines() if line.startswith("│ soyuz-1"))
    assert [cell.strip() for cell in row.strip("│").split("│")] == ["soyuz-1", "5", "4", "2", "0"]


def test_outside_a_terminal_check_says_on_stderr_how_far_it_is(toy, tmp_path, monkeypatch):
    whole = CliRunner().invoke(app, ["check", "--home", str(tmp_path)])
    assert whole.stderr.splitlines() == ["Asking questions: 0 of 4", "Asking questions: 4 of 4"]
    monkeypatch.setattr("assistant.commands.questions.TOLD_EVERY", 2)
    result = CliRunner().invoke(app, ["check", "--home", str(tmp_path)])
    assert result.stderr.splitlines() == [
        "Asking questions: 0 of 4",
        "Asking questions: 2 of 4",
        "Asking questions: 4 of 4",
    ]
    assert result.stdout == whole.stdout
    assert "Asking" not in result.stdout
