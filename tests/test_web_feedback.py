"""Feedback → draft cases: what a verdict tells is filled in, the rest waits for a person."""

import re
import tomllib
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from evals.cases.reading import read_cases
from evals.cases.table import CaseError
from tests.toy import ARTICLES
from tests.web_payloads import PAYLOADS
from tests.web_toy import PILOT, serving, shared_assistant
from web.commands import feedback
from web.store.conversations import ConversationStore
from web.store.database import DATABASE
from web.store.feedback import export

ARTICLES_BY_SLUG = {article.slug: article for article in ARTICLES}
FOLLOW_UP = "When was it launched?"


@pytest.fixture
def store(tmp_path):
    return ConversationStore(tmp_path / DATABASE, clock=lambda: datetime(2026, 11, 21, tzinfo=UTC))


def rate(store, *questions, helpful, word=""):
    """Ask the questions in one conversation and rate the last answer."""
    assistant, conversation = shared_assistant(), None
    for question in questions:
        reply = assistant.ask(question, store.context("v", conversation or ""))
        turn = store.add_turn("v", conversation, question, reply, assistant.turn(reply))
        conversation = turn.conversation
    store.rate(turn.id, helpful, word)
    return turn


def drafts(store):
    return tomllib.loads(export(store)).get("case", [])


def test_a_helpful_answer_is_drafted_with_what_it_said_and_cited(store):
    rate(store, PILOT, helpful=True)
    [case] = drafts(store)
    assert re.fullmatch(r"feedback-who-was-the-pilot-of-soyuz-1-[0-9a-f]{6}", case.pop("id"))
    assert case == {
        "ask": PILOT,
        "says": [["Vladimir Komarov"]],
        "cites": ["soyuz-1"],
        "section": "The flight of Soyuz 1",
        "source": "",
        "missions": ["Soyuz 1"],
        "kind": "who",
        "style": "",
    }


def test_an_unhelpful_answer_is_drafted_without_what_it_said(store):
    rate(store, PILOT, helpful=False, word="wrong man")
    [case] = drafts(store)
    assert (case["says"], case["cites"], case["section"]) == ([], [], "")
    assert "# 2026-11-21, not helpful: wrong man\n# replied: Vladimir Komarov\n" in export(store)


def test_a_follow_up_brings_the_questions_before_it(store):
    rate(store, PILOT, FOLLOW_UP, helpful=True)
    [case] = drafts(store)
    assert (case["after"], case["ask"], case["kind"]) == ([PILOT], FOLLOW_UP, "when")


def test_a_helpful_abstention_is_a_case_that_abstains(store):
    rate(store, "hello", helpful=True)
    [case] = drafts(store)
    assert case["abstains"] is True
    assert case["topic"] == "out-of-scope"


def test_a_completed_draft_is_a_case_and_an_uncompleted_one_is_refused(store, tmp_path):
    rate(store, PILOT, FOLLOW_UP, helpful=True)
    path = tmp_path / "drafts.toml"
    path.write_text(export(store), encoding="utf-8")
    with pytest.raises(CaseError, match='line 14: "" is no source'):
        read_cases(tmp_path, ARTICLES_BY_SLUG)
    path.write_text(
        export(store)
        .replace('style = ""', 'style = "plain"')
        .replace('source = ""', 'source = "000"'),
        encoding="utf-8",
    )
    [case] = read_cases(tmp_path, ARTICLES_BY_SLUG)
    assert case.after == (PILOT,)
    assert case.says == (("23 April 1967",),)


def test_drafts_come_in_the_order_of_their_ratings_and_keep_their_ids(store):
    rate(store, PILOT, helpful=True)
    rate(store, "hello", helpful=False)
    assert sorted(one["ask"] for one in drafts(store)) == ["Who was the pilot of Soyuz 1?", "hello"]
    assert export(store) == export(store)


@pytest.mark.parametrize(
    "text", ["\n[[case]]\nid = 1", 'a"b', "a\\", "\x7f\x00", "’\u2028[x]", *PAYLOADS[::10]]
)
def test_no_text_of_a_reader_breaks_out(store, text):
    rate(store, f"{PILOT} {text}", helpful=False, word=text)
    [case] = drafts(store)
    assert case["ask"] == f"{PILOT} {text}"


def test_the_command_writes_what_a_served_reader_rated(tmp_path):
    with serving(tmp_path) as client:
        address = client.post("/api/ask", json={"question": PILOT}).headers["content-location"]
        client.post(f"{address}/feedback", data={"helpful": "yes", "word": "good"})
    shown = CliRunner().invoke(feedback, ["export", "--home", str(tmp_path)])
    written = CliRunner().invoke(
        feedback, ["export", "--home", str(tmp_path), "--out", str(tmp_path / "drafts.toml")]
    )
    assert (shown.exit_code, written.exit_code) == (0, 0)
    assert tomllib.loads(shown.stdout)["case"][0]["ask"] == PILOT
    assert (tmp_path / "drafts.toml").read_text(encoding="utf-8") == shown.stdout


def test_without_conversations_the_command_says_where_feedback_comes_from(tmp_path):
    result = CliRunner().invoke(feedback, ["export", "--home", str(tmp_path)])
    assert result.exit_code == 1
    assert "feedback comes with `assistant serve`" in result.stderr
    assert not (tmp_path / DATABASE).exists()
