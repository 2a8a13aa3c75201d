"""The real client of the Model Context Protocol, over the stdin and stdout of a process."""

import asyncio
import importlib.util
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import typer
from mcp import Client, StdioServerParameters
from typer.testing import CliRunner

from assistant.render.citations import FORMS, cite_answer
from assistant.render.forms import as_json
from tests.covers_toy import built_in_assistant
from tests.toy import toy_assistant
from tests.web_toy import PILOT, shared_assistant
from web import commands
from web.routes.mcp import Tools, server
from web.views.covers.choosing import CoverQuery

ROOT = Path(__file__).parents[1]
BASE = "https://covers.example"
FOLLOW_UP = "And when was it launched?"
BROKEN = (
    b"{",
    b"no JSON",
    b"[]",
    b'[{"jsonrpc": "2.0", "id": 1, "method": "ping"}]',
    b'{"jsonrpc": "2.0", "id": 1, "method": "\\ud800"}',
    b"7",
    b"\xff\xfe",
)


def main():
    """What the process under test runs: the server over the toy world."""
    server(toy_assistant(), BASE).run("stdio")


@pytest.fixture(scope="module")
def answers():
    """The results of one session, in which every tool is called."""
    return asyncio.run(_session())


async def _session():
    started = StdioServerParameters(
        command=sys.executable, args=["-m", "tests.test_web_mcp"], cwd=ROOT
    )
    async with Client(started) as client:
        calls = {
            "ask": ("ask", {"question": PILOT}),
            "follow-up": ("ask", {"question": FOLLOW_UP, "earlier": [PILOT]}),
            "small talk": ("ask", {"question": "hello"}),
            "search": ("search", {"words": PILOT}),
            "cite": ("cite", {"question": PILOT, "form": "phpbb"}),
            "cite one": ("cite", {"question": PILOT, "quote": 1}),
            "no form": ("cite", {"question": PILOT, "form": "fidonet"}),
            "no quote": ("cite", {"question": PILOT, "quote": 5}),
            "covers": ("covers", {}),
            "no covers": ("covers", {"filters": {"kind": "maxicard"}, "start": 2}),
            "bad filter": ("covers", {"filters": {"kind": "x" * 300}}),
            "nothing": ("ask", {"question": "\u200b"}),
            "too long": ("ask", {"question": "x" * 513}),
        }
        told = {name: await client.call_tool(*call) for name, call in calls.items()}
        told["tools"] = (await client.list_tools()).tools
        return told


def test_the_tools_are_four_and_all_only_read(answers):
    assert [one.name for one in answers["tools"]] == ["ask", "search", "cite", "covers"]
    for tool in answers["tools"]:
        assert tool.description
        assert tool.annotations.read_only_hint
        assert not tool.annotations.open_world_hint


def test_ask_gives_the_json_of_the_command_line(answers):
    expected = as_json(shared_assistant().ask(PILOT))
    for quote in expected["quotes"]:
        quote["highlight"] = list(quote["highlight"])
    assert answers["ask"].structured_content == expected


def test_a_follow_up_brings_its_conversation_along(answers):
    assert "Soyuz 1" in answers["follow-up"].structured_content["read_as"]
    assert answers["follow-up"].structured_content["text"] == "23 April 1967"


def test_an_abstention_is_a_reply_and_no_error(answers):
    assert answers["small talk"].structured_content["kind"] == "abstention"
    assert not answers["small talk"].is_error


def test_search_finds_the_sentence(answers):
    first, *_ = answers["search"].structured_content["result"]
    assert first["text"] == "The pilot of Soyuz 1 was Vladimir Komarov."


def test_cite_gives_the_text_of_the_command_line(answers):
    reply, texts = shared_assistant().ask(PILOT), shared_assistant().index.texts
    [cited] = answers["cite"].content
    assert cited.text == cite_answer(reply, "phpbb", BASE, date.today(), texts).text
    assert "> The pilot of Soyuz 1 was" in answers["cite one"].content[0].text


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("no form", FORMS),
        ("no quote", ["This answer has 1 quote."]),
        ("nothing", ["question"]),
        ("too long", ["512"]),
    ],
)
def test_what_cannot_be_done_is_said_in_words(answers, name, problem):
    assert answers[name].is_error
    assert all(word in answers[name].content[0].text for word in problem)


def run(*arguments):
    app = typer.Typer()
    app.command()(commands.mcp)
    return CliRunner().invoke(app, arguments)


@pytest.mark.parametrize("line", BROKEN)
def test_a_line_that_is_no_message_is_answered(line, broken):
    reply = broken[line]
    assert (reply["id"], reply["error"]["code"]) == (None, -32600)
    assert "This line is no message: send one JSON object a line" in reply["error"]["message"]


@pytest.fixture(scope="module")
def broken():
    """What comes back for each broken line of one session."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.test_web_mcp"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        told, _ = process.communicate(b"".join(line + b"\n" for line in BROKEN), timeout=60)
    replies = [json.loads(line) for line in told.splitlines()]
    return dict(zip(BROKEN, replies, strict=True))


def test_the_command_says_which_package_is_missing(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    result = run()
    assert result.exit_code == 1
    assert result.stderr.endswith("install it with: pip install -e '.[mcp]'\n")


def test_the_command_serves_what_it_opened(monkeypatch, tmp_path):
    served = []

    class Server:
        def run(self, transport):
            served.append(transport)

    monkeypatch.setenv("ASSISTANT_PUBLIC_URL", BASE)
    monkeypatch.setattr("web.routes.mcp.Assistant.open", lambda home, model: (home, model))
    monkeypatch.setattr("web.routes.mcp.server", lambda *given: served.append(given) or Server())
    assert run("--home", str(tmp_path), "--model", "toy").exit_code == 0
    assert served == [((tmp_path, "toy"), BASE), "stdio"]


def test_the_command_says_how_to_build_what_is_not_there(tmp_path):
    result = run("--home", str(tmp_path))
    assert result.exit_code == 4
    assert "assistant index" in result.stderr


if __name__ == "__main__":
    main()


def test_covers_are_none_where_none_are_catalogued(answers):
    assert answers["covers"].structured_content == {"found": 0, "covers": []}
    assert answers["no covers"].structured_content == {"found": 0, "covers": []}
    assert answers["bad filter"].is_error


def test_covers_come_by_the_filters_of_the_api_twenty_at_a_time():
    tools = Tools(built_in_assistant(), BASE)
    first, last = tools.covers(), tools.covers(start=81)
    assert (first.found, len(first.covers), len(last.covers)) == (89, 20, 9)
    chosen = tools.covers(CoverQuery(kind="maxicard", sort="newest"))
    assert chosen.found == len(chosen.covers) == 4
    assert chosen.covers[0]["id"] == "soyuz-11-salyut-maxicard-lower"
    assert chosen.covers[0]["stamps"][0]["tellings"]
