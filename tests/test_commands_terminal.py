"""What the command prints whatever the terminal, and one sentence for what it cannot use."""

import subprocess
import sys
from pathlib import Path

import pytest
import typer

from assistant.commands.terminal import failing
from assistant.rank.fitted import Fitted

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1251"])
def test_an_encoding_without_our_signs_ends_nothing(tmp_path, encoding):
    missing = tmp_path / "\u041a\u043e\u043d\u0432\u0435\u0440\u0442\U0001f680"
    options = ["--home", str(tmp_path / "home"), "--corpus", str(missing)]
    run = subprocess.run(
        [sys.executable, "-c", "from web.commands import main; main()", "index", *options],
        cwd=ROOT,
        env={"PYTHONIOENCODING": encoding, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        timeout=120,
    )
    assert run.returncode == 1
    assert b"Traceback" not in run.stderr
    assert b"there is no such folder; give a folder of articles" in run.stderr


@pytest.mark.parametrize("content", [b"[ranking", b"\xff\xfe", b"", b"ranking = 3"])
def test_broken_weights_are_one_sentence(tmp_path, capsys, content):
    path = tmp_path / "weights.toml"
    path.write_bytes(content)
    with pytest.raises(typer.Exit) as ended, failing():
        Fitted.load(path)
    assert ended.value.exit_code == 1
    said = capsys.readouterr().err
    assert str(path) in said
    assert "run: evals fit" in said
