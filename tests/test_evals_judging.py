"""Judging in the browser: what can be judged, what it becomes, and who is kept out."""

from __future__ import annotations

import base64
import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from evals_toy import run_toy, toy_articles, toy_cases, without
from starlette.testclient import TestClient
from typer.testing import CliRunner

from evals.cases.reading import read_cases
from evals.cases.table import CaseError
from evals.commands.app import app as command
from evals.judging.app import create_app, path_of
from evals.judging.drafts import DraftError, judge, judgements, take_back
from evals.judging.judgeable import Judgeable, last_batch, rated_answers
from evals.runs.history import HistoryError, keep
from tests.web_payloads import PAYLOADS
from tests.web_toy import PILOT, shared_assistant
from web.store.conversations import ConversationStore
from web.store.database import DATABASE

DAY = date(2026, 11, 30)
FOLLOW_UP = "When was it launched?"
LOST = "Soyuz TM-32 was launched on 28 April 2001."


def reply(kind: str = "answer", text: str = "Vladimir Komarov", **more: Any) -> dict[str, Any]:
    blank = {"verdict": None, "items": [], "choices": [], "note": None, "quotes": []}
    return {"kind": kind, "text": text, "form": "fact", **blank, "nearest": [], **more}


def judgeable(name: str = "t1", question: str = PILOT, **more: Any) -> Judgeable:
    return Judgeable("answers", name, question, (), reply(**more), "A reader found it helpful")


@pytest.fixture
def store(tmp_path: Path) -> ConversationStore:
    return ConversationStore(tmp_path / DATABASE, clock=lambda: datetime(2026, 11, 21, tzinfo=UTC))


def rate(store: ConversationStore, *questions: str, helpful: bool = True, word: str = "") -> str:
    """Ask the questions in one conversation, and rate the last answer."""
    assistant, conversation = shared_assistant(), None
    for question in questions:
        answer = assistant.ask(question, store.context("v", conversation or ""))
        turn = store.add_turn("v", conversation, question, answer, assistant.turn(answer))
        conversation = turn.conversation
    store.rate(turn.id, helpful, word)
    return turn.id


def drafted(path: Path) -> list[dict[str, Any]]:
    return tomllib.loads(path.read_text(encoding="utf-8")).get("case", [])


# What can be judged.


def test_an_answer_with_a_thumb_comes_with_what_was_asked_before(
    store: ConversationStore, tmp_path: Path
) -> None:
    turn = rate(store, PILOT, FOLLOW_UP, helpful=False, word="wrong year")
    [found] = rated_answers(tmp_path)
    assert (found.key, found.question, found.after) == (f"answers/{turn}", FOLLOW_UP, (PILOT,))
    assert found.told == "A reader found it not helpful on 2026-11-21: wrong year"
    assert found.reply["kind"] == "answer"


def test_without_conversations_there_is_no_answer_and_none_is_begun(tmp_path: Path) -> None:
    assert rated_answers(tmp_path) == ()
    assert not (tmp_path / DATABASE).exists()


def test_conversations_that_are_damaged_are_named(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"no database" * 100)
    with pytest.raises(HistoryError, match=r"conversations\.db cannot be read"):
        rated_answers(tmp_path)


def test_the_last_batch_comes_with_its_failures_first(tmp_path: Path) -> None:
    cases = toy_cases(tmp_path / "facts")
    run = run_toy(cases, without(LOST))
    assert last_batch(tmp_path) == ()
    keep(tmp_path, run)
    assert last_batch(tmp_path) == ()
    for writer in ("strangers-2", "strangers-3"):
        keep(tmp_path, replace(run, of=replace(run.of, selection={"batch": writer})))
    found = last_batch(tmp_path)
    assert len(found) == len(cases)
    assert [one.name for one in found][:2] == ["soyuz-tm-32-launch", "soyuz-tm-32-launch-2"]
    assert found[0].told.startswith("By its words it was graded wrong: ")
    assert found[0].expected.startswith("28 April 2001")
    assert found[-1].told == "By its words it was graded right"


# What is judged becomes a case.


def test_a_right_answer_becomes_a_case_that_needs_nothing_more(tmp_path: Path) -> None:
    path = tmp_path / "facts" / "judged.toml"
    judge(path, judgeable(), "right", DAY)
    [case] = drafted(path)
    assert re.fullmatch(r"judged-who-was-the-pilot-of-soyuz-1-[0-9a-f]{6}", case.pop("id"))
    assert case == {"writer": "visitors", "ask": PILOT, "says": [["Vladimir Komarov"]]}
    [read] = read_cases(path.parent, toy_articles())
    assert read.by_words


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"kind": "abstention", "text": "No."}, {"form": "decline"}),
        ({"kind": "clarification", "text": "Which?"}, {"form": "clarify"}),
        ({"verdict": "no", "text": "He flew alone."}, {"form": "yes-no", "verdict": "no"}),
        (
            {"form": "list", "items": [{"label": "Soyuz 4", "value": ""}, {"label": "Soyuz 5"}]},
            {"form": "list", "says": [["Soyuz 4"], ["Soyuz 5"]]},
        ),
        ({"text": "Tito and Baturin"}, {"says": [["Tito"], ["Baturin"]]}),
    ],
)
def test_a_right_reply_of_any_kind_is_a_case(
    tmp_path: Path, given: dict[str, Any], wanted: dict[str, Any]
) -> None:
    path = tmp_path / "judged.toml"
    judge(path, judgeable(**given), "right", DAY)
    [case] = drafted(path)
    del case["id"], case["writer"], case["ask"]
    assert case == wanted
    assert len(read_cases(tmp_path, toy_articles())) == 1


@pytest.mark.parametrize(
    ("verdict", "given", "wanted"),
    [
        ("half", {}, {"says": []}),
        ("wrong", {}, {"says": [], "denies": ["Vladimir Komarov"]}),
        ("wrong", {"text": "a sentence " * 20}, {"says": []}),
        ("declined", {"kind": "abstention"}, {"says": []}),
    ],
)
def test_what_only_a_person_can_say_is_left_empty_and_refused_as_a_case(
    tmp_path: Path, verdict: Any, given: dict[str, Any], wanted: dict[str, Any]
) -> None:
    path = tmp_path / "judged.toml"
    judge(path, judgeable(**given), verdict, DAY)
    [case] = drafted(path)
    del case["id"], case["writer"], case["ask"]
    assert case == wanted
    with pytest.raises(CaseError, match=r'judged\.toml, line \d+: "says" must be'):
        read_cases(tmp_path, toy_articles())


def test_a_case_of_a_batch_keeps_its_id_and_says_what_was_wanted(tmp_path: Path) -> None:
    path = tmp_path / "judged.toml"
    one = Judgeable("batch", "strangers-3-7", PILOT, (FOLLOW_UP,), reply(), "graded wrong", "Titov")
    judge(path, one, "right", DAY)
    [case] = drafted(path)
    assert (case["id"], case["after"]) == ("strangers-3-7", [FOLLOW_UP])
    assert "writer" not in case
    text = path.read_text(encoding="utf-8")
    assert (
        "# judged batch/strangers-3-7 right on 2026-11-30\n# graded wrong\n# wanted: Titov" in text
    )


def test_judging_again_takes_the_place_of_the_first_and_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "judged.toml"
    first, second, third = (judgeable(name, f"{PILOT} {name}") for name in ("t1", "t2", "t3"))
    for one in (first, second, third):
        judge(path, one, "right", DAY)
    edited = path.read_text(encoding="utf-8").replace('[["Vladimir Komarov"]]', '[["Komarov"]]')
    path.write_text(edited, encoding="utf-8")
    judge(path, second, "wrong", DAY)
    assert judgements(path) == {
        "answers/t1": "right",
        "answers/t3": "right",
        "answers/t2": "wrong",
    }
    assert [case["says"] for case in drafted(path)] == [[["Komarov"]], [["Komarov"]], []]
    assert path.read_text(encoding="utf-8").count("# Draft cases") == 1
    take_back(path, first)
    take_back(path, third)
    assert judgements(path) == {"answers/t2": "wrong"}


def test_a_verdict_that_does_not_go_with_the_reply_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "judged.toml"
    with pytest.raises(DraftError, match="nothing was declined"):
        judge(path, judgeable(), "declined", DAY)
    with pytest.raises(DraftError, match="no half answer"):
        judge(path, judgeable(kind="abstention"), "half", DAY)
    assert not path.exists()


@pytest.mark.parametrize(
    "payload", [*PAYLOADS, "# judged answers/t2 right on 2026-11-30\n", "\x7f"]
)
def test_words_of_others_stay_words(tmp_path: Path, payload: str) -> None:
    path = tmp_path / "judged.toml"
    one = replace(judgeable(question=payload, text=payload), told=f"A reader: {payload}")
    judge(path, one, "wrong", DAY)
    assert set(judgements(path)) == {"answers/t1"}
    [case] = drafted(path)
    assert case["ask"] == payload


def test_a_file_that_cannot_be_written_or_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(DraftError, match=r"cannot be read: .*; name another with --out"):
        judge(tmp_path / "folder", judgeable(), "right", DAY)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DraftError, match=r"cannot be written: .*; name another with --out"):
        judge(tmp_path / "file" / "judged.toml", judgeable(), "right", DAY)


# The page.

Client = Callable[..., TestClient]


@pytest.fixture
def client(tmp_path: Path) -> Client:
    replies = (
        judgeable("t1"),
        judgeable("t2", "Who forged it?", kind="abstention", text="The articles do not say."),
        judgeable("t/3", "<b>bold</b>", text="<script>alert(1)</script>"),
    )

    def at(address: str = "http://127.0.0.1", **more: Any) -> TestClient:
        app = create_app(lambda: replies, tmp_path / "judged.toml", **more)
        return TestClient(app, address, follow_redirects=False)

    return at


HERE = {"sec-fetch-site": "same-origin"}


def test_a_verdict_leads_to_the_next_that_has_none(client: Client, tmp_path: Path) -> None:
    page = client()
    assert 'href="/answers/t1">Judge the next' in page.get("/").text
    done = page.post("/answers/t1", data={"verdict": "right"}, headers=HERE)
    assert (done.status_code, done.headers["location"]) == (303, "/answers/t2")
    done = page.post("/answers/t2", data={"verdict": "declined"}, headers=HERE)
    assert (done.status_code, done.headers["location"]) == (303, "/answers/t%2F3")
    assert page.get("/answers/t%2F3").status_code == 200
    assert set(judgements(tmp_path / "judged.toml").values()) == {"right", "declined"}
    assert "judged <b>right</b>" in page.get("/answers/t1").text
    done = page.post("/answers/t1", data={"verdict": "none"}, headers=HERE)
    assert (done.status_code, done.headers["location"]) == (303, "/answers/t1")
    assert set(judgements(tmp_path / "judged.toml").values()) == {"declined"}


def test_only_verdicts_that_go_with_a_reply_are_offered(client: Client) -> None:
    page = client()
    answered, declined = page.get("/answers/t1").text, page.get("/answers/t2").text
    assert re.findall(r'value="(\w+)" data-key', answered) == ["right", "half", "wrong"]
    assert re.findall(r'value="(\w+)" data-key', declined) == ["right", "wrong", "declined"]
    refused = page.post("/answers/t1", data={"verdict": "declined"}, headers=HERE)
    assert refused.status_code == 409
    assert "nothing was declined" in refused.text


def test_what_others_wrote_is_escaped(client: Client) -> None:
    text = client().get("/").text + client().get("/answers/t1").text
    assert "<b>bold</b>" not in text
    assert "&lt;b&gt;bold" in text
    assert "<script>" not in text


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        ("/answers/gone", {"verdict": "right"}, 404),
        ("/answers/t1", {"verdict": "superb"}, 422),
        ("/answers/t1", {}, 422),
        ("/answers/t1", {"verdict": "r" * 2000}, 413),
    ],
)
def test_what_is_no_verdict_is_refused_in_a_sentence(
    client: Client, path: str, data: dict[str, str], status: int, tmp_path: Path
) -> None:
    refused = client().post(path, data=data, headers=HERE)
    assert refused.status_code == status
    assert "<h1>Not done</h1>" in refused.text
    assert not (tmp_path / "judged.toml").exists()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"origin": "http://127.0.0.1"}, 303),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"origin": "http://127.0.0.1:9000"}, 403),
        ({"origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_only_the_pages_own_form_is_taken(
    client: Client, headers: dict[str, str], status: int
) -> None:
    done = client().post("/answers/t1", data={"verdict": "right"}, headers=headers)
    assert done.status_code == status


def test_another_name_for_this_machine_is_refused(client: Client) -> None:
    assert client("http://localhost:8001").get("/").status_code == 200
    assert client("http://judge.example").get("/").status_code == 400


def test_the_shared_password_is_asked_for_where_one_is_set(client: Client) -> None:
    page = client(password="käse")
    asked = page.get("/")
    assert asked.status_code == 401
    assert asked.headers["www-authenticate"].startswith("Basic ")
    assert "judged" not in asked.text
    for given, status in (("käse", 200), ("kase", 401), ("", 401)):
        token = base64.b64encode(f"anybody:{given}".encode()).decode()
        assert page.get("/", headers={"authorization": f"Basic {token}"}).status_code == status
    assert page.get("/", headers={"authorization": "Basic %%%"}).status_code == 401
    assert page.get("/static/judging.js").status_code == 401


def test_every_response_has_its_headers_and_no_script_of_its_own(client: Client) -> None:
    for path in ("/", "/answers/t1", "/nothing", "/static/judging.css"):
        got = client().get(path)
        assert "script-src 'self'" in got.headers["content-security-policy"]
        assert got.headers["cache-control"] == "private, no-store"
        assert not re.search(r"<script(?! src=)|<style| on\w+=| style=", got.text)


def test_a_name_with_a_slash_has_a_path() -> None:
    assert path_of(judgeable("t/3")) == "/answers/t%2F3"


def test_the_command_serves_this_machine_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: dict[str, Any] = {}
    monkeypatch.setattr("uvicorn.run", lambda app, **options: served.update(options, app=app))
    monkeypatch.setenv("ASSISTANT_PASSWORD", "secret")
    done = CliRunner().invoke(command, ["judge", "--home", str(tmp_path), "--port", "8123"])
    assert done.exit_code == 0, done.output
    assert (served["host"], served["port"]) == ("127.0.0.1", 8123)
    assert "nothing to judge yet" in done.output.replace("\n", " ")
    assert TestClient(served["app"], "http://127.0.0.1").get("/").status_code == 401
