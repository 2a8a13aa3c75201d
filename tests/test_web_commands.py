"""The composed command: what is served, and what of that needs no heavy library."""

import socket
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from assistant.manage import build as building
from index.encoder import SentenceTransformerEncoder
from tests.toy import WordEncoder, write_article
from web.commands import app

FAILED, USAGE, INDEX_UNUSABLE = 1, 2, 4
SOYUZ_1 = "The pilot of Soyuz 1 was Vladimir Komarov. Soyuz 1 was launched on 23 April 1967."


@pytest.fixture(autouse=True)
def encoder(monkeypatch):
    """The toy encoder in place of the model; no reader, and nothing of the environment."""
    toy = WordEncoder()
    monkeypatch.setattr(SentenceTransformerEncoder, "load", lambda model="": toy)
    monkeypatch.setitem(building.build_index.__kwdefaults__, "load_encoder", lambda model: toy)
    monkeypatch.setattr("assistant.pipeline.open_reader", lambda: None)
    # The log of a server would outlive its test.
    monkeypatch.setattr("web.guards.logs.configure", lambda: None)
    for name in ("ASSISTANT_HOME", "ASSISTANT_MODEL", "ASSISTANT_HOST", "ASSISTANT_PORT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def home(tmp_path):
    """A data folder with an index of one article."""
    articles = tmp_path / "corpus"
    articles.mkdir()
    write_article(articles, "soyuz-1", SOYUZ_1, "Soyuz 1")
    assert run("index", "--home", tmp_path / "home", "--corpus", articles).exit_code == 0
    return tmp_path / "home"


def run(*arguments):
    return CliRunner().invoke(app, [str(one) for one in arguments])


def unwrapped(text):
    return " ".join(text.split())


def test_serve_without_an_index_exits_4(tmp_path):
    result = run("serve", "--home", tmp_path / "empty", "--port", "8123")
    assert result.exit_code == INDEX_UNUSABLE
    assert "To mend it: assistant index" in unwrapped(result.stderr)


@pytest.mark.parametrize("port", ["0", "70000", "eighty"])
def test_a_port_that_is_none_exits_2(home, port):
    result = run("serve", "--home", home, "--port", port)
    assert result.exit_code == USAGE
    assert "Invalid value for '--port'" in unwrapped(result.stderr)


def test_a_port_that_is_taken_exits_1_and_is_named_in_one_sentence(home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("serve", "--home", home, "--port", port)
    assert result.exit_code == FAILED
    assert unwrapped(result.stderr) == (
        f"\u2717 127.0.0.1:{port} cannot be served: Address already in use; "
        "choose another with --port"
    )
    assert "Traceback" not in result.output
    assert not isinstance(result.exception, OSError)
    assert "Cachet answers at" not in result.stderr


def test_the_command_has_those_of_the_engine_and_those_of_the_web():
    listed = run("--help").stdout
    for name in ("index", "ask", "chat", "add", "doctor", "serve", "mcp", "feedback"):
        assert f" {name} " in listed


def test_help_and_a_usage_error_need_no_heavy_library():
    script = (
        "import sys\nfrom web.commands import app\n"
        "from typer.testing import CliRunner\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0\n"
        "assert CliRunner().invoke(app, ['serve', '--help']).exit_code == 0\n"
        "heavy = {'torch', 'faiss', 'sentence_transformers', 'fastapi'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
